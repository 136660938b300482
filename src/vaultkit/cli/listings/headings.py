"""Every heading, in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vaultkit.cli.listing import Listing, notes_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from vaultkit.cli.command import Session


def rows(session: Session, paths: Collection[str]) -> Iterator[dict[str, Any]]:
    """Yield one record for each heading."""
    for note in notes_of(session, paths):
        for one in note.headings:
            yield {
                "note": note.path,
                "line": note.place(one.span.start).line,
                "level": one.level,
                "text": one.text,
            }


listing = Listing(("note", "line", "level", "text"), rows, "every heading")
