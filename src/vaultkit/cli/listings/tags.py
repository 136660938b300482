"""Every tag, with how often and in how many notes it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vaultkit.cli.listing import Listing, notes_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from vaultkit.cli.command import Session


def rows(session: Session, paths: Collection[str]) -> Iterator[dict[str, Any]]:
    """Yield one record for each tag; a nested one counts also under its parents (B52, B54).

    Notes that the app's settings leave out do not count (B59).
    """
    shown: dict[str, str] = {}
    count: dict[str, int] = {}
    notes: dict[str, set[str]] = {}
    settings = session.workspace.vault.settings
    for note in notes_of(session, paths):
        if settings.is_ignored(note.path):
            continue
        for tag in note.tags:
            parts = tag.name.strip("/").split("/")
            for depth in range(1, len(parts) + 1):
                name = "/".join(parts[:depth])
                key = name.lower()
                shown.setdefault(key, name)
                count[key] = count.get(key, 0) + 1
                notes.setdefault(key, set()).add(note.path)
    for key in sorted(count, key=lambda one: (-count[one], one)):
        yield {"tag": f"#{shown[key]}", "count": count[key], "notes": len(notes[key])}


listing = Listing(("tag", "count", "notes"), rows, "every tag, by count")
