"""Every link of the vault, and what it reaches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vaultkit.cli.listing import Listing
from vaultkit.vault.resolve import Ambiguous, Found, Hidden, Missing, status

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from vaultkit.cli.command import Session


def rows(session: Session, paths: Collection[str]) -> Iterator[dict[str, Any]]:
    """Yield one record for each occurrence, in order of source path and position."""
    vault = session.workspace.vault
    wanted = set(paths)
    for source, links in vault.sources():
        if source not in wanted:
            continue
        for link in links:
            reached = vault.resolve(source, link)
            where = vault.place(source, link.span.start)
            resolved = reached.path if isinstance(reached, Found | Ambiguous | Hidden) else None
            if isinstance(reached, Missing):
                resolved = reached.path
            yield {
                "source": source,
                "line": where.line,
                "column": where.column,
                "kind": link.kind,
                "raw": link.raw,
                "target": link.target,
                "subpath": link.subpath,
                "display": link.display,
                "embed": link.embed,
                "in_comment": link.in_comment,
                "status": status(reached),
                "resolved": resolved,
                "rule": reached.rule,
            }


listing = Listing(
    (
        "source",
        "line",
        "column",
        "kind",
        "raw",
        "target",
        "subpath",
        "display",
        "embed",
        "in_comment",
        "status",
        "resolved",
        "rule",
    ),
    rows,
    "every link, and what it reaches",
)
