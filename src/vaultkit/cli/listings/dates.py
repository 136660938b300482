"""Every date, and what it dates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vaultkit.cli.listing import Listing, notes_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from vaultkit.cli.command import Session


def rows(session: Session, paths: Collection[str]) -> Iterator[dict[str, Any]]:
    """Yield one record for each date that is written in a note."""
    for note in notes_of(session, paths):
        for one in note.dates:
            where = note.place(one.span.start)
            yield {
                "note": note.path,
                "line": where.line,
                "column": where.column,
                "raw": one.span.of(note.text),
                "date": one.date,
                "precision": one.precision,
                "role": one.role,
            }


listing = Listing(
    ("note", "line", "column", "raw", "date", "precision", "role"), rows, "every date and its role"
)
