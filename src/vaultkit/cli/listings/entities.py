"""`list entities`: what the notes speak of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vaultkit.cli.listing import Listing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from vaultkit.cli.command import Session


def _rows(session: Session, paths: Collection[str]) -> Iterator[dict[str, Any]]:
    """Yield entities by id, with the number of notes and places that mention them."""
    graph = session.workspace.graph
    notes: dict[str, set[str]] = {}
    counts: dict[str, int] = {}
    for mention in graph.mentions:
        if mention.note in paths:
            notes.setdefault(mention.entity, set()).add(mention.note)
            counts[mention.entity] = counts.get(mention.entity, 0) + 1
    claimed = {
        one
        for claim in graph.claims
        if claim.note in paths
        for one in (claim.subject, claim.object)
        if one
    }
    for entity in graph.entities.values():
        if entity.id not in counts and entity.id not in claimed:
            continue
        yield {
            "id": entity.id,
            "kind": entity.kind,
            "label": entity.label,
            "aliases": list(entity.aliases),
            "notes": len(notes.get(entity.id, ())),
            "mentions": counts.get(entity.id, 0),
        }


listing = Listing(
    ("id", "kind", "label", "aliases", "notes", "mentions"),
    _rows,
    "models, techniques, papers ... that the notes speak of",
)
