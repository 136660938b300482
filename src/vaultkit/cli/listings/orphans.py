"""Notes and attachments that nothing links to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vaultkit.cli.listing import Listing
from vaultkit.vault.vault import is_note

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from vaultkit.cli.command import Session


def rows(session: Session, paths: Collection[str]) -> Iterator[dict[str, Any]]:
    """Yield one record for each file without a link from another file; attachments always."""
    vault = session.workspace.vault
    wanted = set(paths)
    everything = wanted >= set(vault.notes)
    for path in vault.orphans:
        note = is_note(path)
        if path in wanted or (not note and everything):
            yield {"path": path, "kind": "note" if note else "attachment"}


listing = Listing(("path", "kind"), rows, "files that nothing links to")
