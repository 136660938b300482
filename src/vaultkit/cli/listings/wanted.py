"""Notes that links ask for and nobody wrote yet, by count."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vaultkit.cli.listing import Listing
from vaultkit.vault.names import name_key
from vaultkit.vault.resolve import Missing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from vaultkit.cli.command import Session


def rows(session: Session, paths: Collection[str]) -> Iterator[dict[str, Any]]:
    """Yield one record for each target that reaches no file, the most wanted first."""
    vault = session.workspace.vault
    wanted = set(paths)
    shown: dict[str, str] = {}
    count: dict[str, int] = {}
    notes: dict[str, set[str]] = {}
    near: dict[str, tuple[str, ...]] = {}
    for source, links in vault.sources():
        if source not in wanted:
            continue
        for link in links:
            if link.kind in {"url", "citation", "base"}:
                continue
            reached = vault.resolve(source, link)
            if not isinstance(reached, Missing) or reached.what != "file":
                continue
            key = name_key(link.target.removesuffix(".md"))
            shown.setdefault(key, link.target)
            count[key] = count.get(key, 0) + 1
            notes.setdefault(key, set()).add(source)
            near.setdefault(key, vault.near(link.target))
    for key in sorted(count, key=lambda one: (-count[one], one)):
        yield {
            "target": shown[key],
            "count": count[key],
            "notes": len(notes[key]),
            "near": list(near[key]),
        }


listing = Listing(("target", "count", "notes", "near"), rows, "links to notes not written yet")
