"""Every note, with what it says of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vaultkit.cli.listing import Listing, notes_of
from vaultkit.errors import MissingExtra
from vaultkit.vault.dates import modified_date, note_date
from vaultkit.vault.vault import note_aliases, note_title, note_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from vaultkit.cli.command import Session


def rows(session: Session, paths: Collection[str]) -> Iterator[dict[str, Any]]:
    """Yield one record for each note; `mentions` counts the entities named in it.

    Mentions need the graph: without the packages for it they are null.
    """
    workspace = session.workspace
    vault = workspace.vault
    count = _mentions(session)
    for note in notes_of(session, paths):
        kind = note.field("type")
        made = next((one.date for one in note.dates if one.role == "created"), None)
        day = note_date(note, vault.config, vault.settings)
        yield {
            "path": note.path,
            "title": note_title(note),
            "aliases": list(note_aliases(note)),
            "type": kind.value if kind and isinstance(kind.value, str) else None,
            "created": made,
            "modified": modified_date(note),
            "note_date": day.date[:10] if day else None,
            "words": note_words(note),
            "links": sum(link.kind not in {"url", "citation"} for link in note.links),
            "mentions": None if count is None else count.get(note.path, 0),
        }


def _mentions(session: Session) -> dict[str, int] | None:
    """Count the mentions of entities in each note; None where the graph can not be built."""
    try:
        graph = session.workspace.graph
    except (MissingExtra, ImportError):
        session.note("mentions are left out: they need vaultkit[nlp]")
        return None
    count: dict[str, int] = {}
    for mention in graph.mentions:
        count[mention.note] = count.get(mention.note, 0) + 1
    return count


listing = Listing(
    (
        "path",
        "title",
        "aliases",
        "type",
        "created",
        "modified",
        "note_date",
        "words",
        "links",
        "mentions",
    ),
    rows,
    "every note",
)
