"""The page around one thing: what is said between it and its neighbours, each with its sentence."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from vaultkit.errors import UnknownName
from vaultkit.export.views.atlas import Atlas, atlas
from vaultkit.export.views.evidence import Source, evidence
from vaultkit.export.views.own_notes import own_notes, plain
from vaultkit.export.views.share import public
from vaultkit.export.views.vault_map import atlas_page
from vaultkit.graph.facts import EntityId
from vaultkit.graph.graph import KnowledgeGraph

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vaultkit.graph.facts import Claim
    from vaultkit.graph.known import Known

MOST = 300
"""So many things at most, the nearest and most linked ones."""
MOST_SAID = 3


def around_page(
    graph: KnowledgeGraph,
    name: str,
    *,
    vault_name: str,
    depth: int = 2,
    known: Iterable[Known] = (),
    share: bool = False,
    obsidian_links: bool = True,
) -> str:
    """Return the page around an entity (its id or a name) as one HTML file.

    Raises:
        UnknownName: no note speaks of it.
    """
    if share:
        graph = public(graph, known)
    start = find_entity(graph, name)
    part = near(graph, start, depth)
    what = atlas(part, share=True, lonely=start)
    if not share:
        paths = {key: path for path, key in sorted(own_notes(graph, part.entities).items())}
        spots = (replace(one, path=paths.get(EntityId(one.id), "")) for one in what.spots)
        what = replace(what, spots=tuple(spots))
    source = Source("" if share else vault_name, share, obsidian_links)
    return atlas_page(
        what,
        vault_name=vault_name,
        share=share,
        obsidian_links=obsidian_links,
        title=f"Around {graph.entities[start].label}",
        extra={"start": start, "said": said(part, what, source)},
    )


def find_entity(graph: KnowledgeGraph, name: str) -> EntityId:
    """Return the entity with this id, label or alias; the one most spoken of where several have.

    Raises:
        UnknownName: there is none.
    """
    if name in graph.entities:
        return EntityId(name)
    wanted = plain(name)
    count: dict[EntityId, int] = {}
    for claim in graph.claims:
        count[claim.subject] = count.get(claim.subject, 0) + 1
    found = [
        key
        for key, one in graph.entities.items()
        if wanted and wanted in {plain(one.label), *map(plain, one.aliases)}
    ]
    if not found:
        names = [one.label for one in graph.entities.values()]
        raise UnknownName("name", name, names, hint="see `vaultkit list entities`")
    return min(found, key=lambda key: (-count.get(key, 0), key))


def near(graph: KnowledgeGraph, start: EntityId, depth: int) -> KnowledgeGraph:
    """Return the entities at most `depth` accepted facts away, and what is said between them."""
    facts = [claim for claim in graph.accepted() if claim.object in graph.entities]
    beside: dict[EntityId, set[EntityId]] = {}
    for claim in facts:
        assert claim.object is not None
        if claim.subject in graph.entities and claim.subject != claim.object:
            beside.setdefault(claim.subject, set()).add(claim.object)
            beside.setdefault(claim.object, set()).add(claim.subject)
    kept = {start}
    edge = [start]
    for _ in range(depth):
        found = {other for one in edge for other in beside.get(one, ())} - kept
        order = sorted(found, key=lambda one: (-len(beside[one]), one))
        edge = order[: max(0, MOST - len(kept))]
        kept |= set(edge)
    return KnowledgeGraph(
        entities={key: one for key, one in graph.entities.items() if key in kept},
        mentions=(),
        claims=tuple(one for one in facts if one.subject in kept and one.object in kept),
        notes={},
    )


def said(graph: KnowledgeGraph, what: Atlas, source: Source) -> dict[str, list[list[Any]]]:
    """Return the sentences on each link, by its number: words, direction, quote, place, claim."""
    from vaultkit.graph.vocab import schema

    at = {spot.id: number for number, spot in enumerate(what.spots)}
    links = {(a, b): number for number, (a, b, _) in enumerate(what.links)}
    terms = schema().properties
    found: dict[str, list[list[Any]]] = {}
    for claim in sorted(graph.claims, key=_best):
        if claim.object is None or claim.subject not in at or claim.object not in at:
            continue
        a, b = at[claim.subject], at[claim.object]
        number = links.get((min(a, b), max(a, b)))
        those = found.setdefault(str(number), [])
        if number is None or len(those) >= MOST_SAID:
            continue
        term = terms.get(claim.predicate)
        words = term.label if term else claim.predicate
        shown = evidence(claim, source)
        place = f"{shown.note}, line {shown.line}" if shown.note else ""
        those.append([words, int(a > b), shown.quote, place, shown.link, shown.claim])
    return found


def _best(claim: Claim) -> tuple[float, str, int]:
    return (-claim.confidence, claim.note, claim.line)
