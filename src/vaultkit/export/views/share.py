"""The part of a graph that a page for others may show."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from vaultkit.graph.graph import KnowledgeGraph

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vaultkit.graph.known import Known


def public(graph: KnowledgeGraph, known: Iterable[Known] = ()) -> KnowledgeGraph:
    """Return the graph without what only private notes say: their claims, names and aliases.

    Aliases are dropped, as a form may stand in a private note only.
    """
    hidden = {path for path, note in graph.notes.items() if note.private}
    # What is only described is called by words of a note: a quote.
    quoted = {key for key, entity in graph.entities.items() if entity.described}
    claims = tuple(
        claim
        for claim in graph.claims
        if claim.note not in hidden and not {claim.subject, claim.object} & quoted
    )
    mentions = tuple(one for one in graph.mentions if one.note not in hidden)
    seen = {one.entity for one in mentions}
    for claim in claims:
        seen.add(claim.subject)
        if claim.object is not None:
            seen.add(claim.object)
    part_of = {one.id: one.part_of for one in known}
    for key in list(seen):
        above = part_of.get(key)
        while above is not None and above not in seen:
            seen.add(above)
            above = part_of.get(above)
    return KnowledgeGraph(
        entities={
            key: replace(entity, aliases=())
            for key, entity in graph.entities.items()
            if key in seen
        },
        mentions=mentions,
        claims=claims,
        notes={path: note for path, note in graph.notes.items() if path not in hidden},
    )
