"""`list unlinked`: names of entities that have a note, not linked to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vaultkit.cli.listing import Listing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from vaultkit.cli.command import Session
    from vaultkit.graph.facts import EntityId
    from vaultkit.graph.graph import KnowledgeGraph


def notes_about(graph: KnowledgeGraph) -> Mapping[EntityId, str]:
    """Return the note of each entity: the first one, by path, that is about it."""
    found: dict[EntityId, str] = {}
    for path, facts in sorted(graph.notes.items()):
        for entity in facts.about:
            found.setdefault(entity, path)
    return found


def _rows(session: Session, paths: Collection[str]) -> Iterator[dict[str, Any]]:
    """Yield the first mention of each entity in each note that does not link to its note."""
    graph = session.workspace.graph
    about = notes_about(graph)
    seen: set[tuple[str, str]] = set()
    for one in graph.mentions:
        target = about.get(one.entity)
        if target is None or target == one.note or one.note not in paths or one.linked:
            continue
        if target in graph.notes[one.note].links_to or (one.note, one.entity) in seen:
            continue
        seen.add((one.note, one.entity))
        yield {
            "note": one.note,
            "line": one.line,
            "column": one.column,
            "end_column": one.end_column,
            "text": one.text,
            "entity": one.entity,
            "target": target,
        }


listing = Listing(
    ("note", "line", "column", "end_column", "text", "entity", "target"),
    _rows,
    "mentions of an entity that has a note, not linked there",
)
