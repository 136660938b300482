"""Which note is an entity's own: the one that says so, else the one of its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vaultkit.graph.facts import EntityId
    from vaultkit.graph.graph import KnowledgeGraph


def own_notes(graph: KnowledgeGraph, keys: Iterable[EntityId]) -> dict[str, EntityId]:
    """Return for each note's path the entity, among `keys`, that it is about."""
    wanted = set(keys)
    titles: dict[str, EntityId] = {}
    for key in sorted(wanted):
        entity = graph.entities[key]
        for name in (entity.label, *entity.aliases):
            titles.setdefault(plain(name), key)
    own: dict[str, EntityId] = {}
    for path, note in graph.notes.items():
        file = path.removesuffix(".md").rpartition("/")[2]
        about = next((key for key in note.about if key in wanted), None)
        found = about or titles.get(plain(note.title)) or titles.get(plain(file))
        if found is not None:
            own[path] = found
    return own


def plain(title: str) -> str:
    """Fold a title so that `A: B` and a file named `A - B` are the same."""
    return " ".join("".join(c if c.isalnum() else " " for c in title.lower()).split())
