"""The graph as a networkx graph (the one door to networkx).

`to_networkx` makes a `MultiDiGraph`. Nodes are entity ids (`model/vicuna-13b`) with

    kind     of the entity, such as `model-variant`
    label    the form most used in the field
    aliases  every other form, joined by `; `
    shipped  whether vaultkit's own list has it
    and each accepted number, date or text by its predicate (`parameterCount=13000000000`)

Edges run from subject to object, one for each accepted fact, keyed by predicate, with

    predicate   local name of the term in schema.ttl
    claims      ids of the accepted claims that say it, best first, joined by blanks
    confidence  of the best claim
    layer       `asserted`, `curated`, or `vocabulary` (a level of a shipped name: no claim)
    notes       number of notes that say it

All values are texts, numbers or truth values, so that every format of networkx can write them.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from vaultkit.graph.lineage import PART_OF, levels
from vaultkit.graph.quads import is_fact

if TYPE_CHECKING:
    import networkx as nx

    from vaultkit.graph.facts import Claim, EntityId, Kind
    from vaultkit.graph.graph import KnowledgeGraph

RANK: dict[Kind, int] = {"model-series": 0, "model": 1, "model-variant": 2}
_NOT_IN_XML = {code: "\ufffd" for code in (*range(32), 0xFFFE, 0xFFFF) if code not in {9, 10, 13}}
LEVELS = {"series": 0, "release": 1, "variant": 2}


def to_networkx(graph: KnowledgeGraph, *, level: str | None = None) -> nx.MultiDiGraph[str]:
    """Return the accepted facts as a `MultiDiGraph` (attributes: see the top of this file).

    Args:
        graph: the graph.
        level: None for all entities; `release` folds variants into their release, `series` also
            releases into their series: edges move up, and those inside one model go.

    Raises:
        ValueError: there is no such level.
    """
    import networkx as nx

    if level is not None and level not in LEVELS:
        msg = f"level is one of {', '.join(LEVELS)}, not {level!r}"
        raise ValueError(msg)
    up: dict[str, str] = dict(fold(graph, level).items()) if level else {}
    made: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for key, entity in graph.entities.items():
        if key not in up:
            made.add_node(
                key,
                kind=entity.kind,
                label=entity.label,
                aliases="; ".join(entity.aliases),
                shipped=entity.shipped,
                described=entity.described,
            )
    said: dict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    for claim in graph.claims:
        if not is_fact(claim):
            continue
        subject = up.get(claim.subject, claim.subject)
        if claim.object is not None:
            there = up.get(claim.object, claim.object)
            if subject != there or claim.subject == claim.object:
                said[subject, there, claim.predicate].append(claim)
        elif claim.subject not in up:
            made.add_node(subject)
            made.nodes[subject][claim.predicate] = claim.value
    for child, parent in levels(graph):
        ends = (up.get(child, child), up.get(parent, parent))
        if ends[0] != ends[1]:
            said.setdefault((*ends, PART_OF), [])
    for (subject, there, predicate), claims in sorted(said.items()):
        made.add_edge(subject, there, key=predicate, **_attributes(predicate, claims))
    return made


def _attributes(predicate: str, claims: list[Claim]) -> dict[str, Any]:
    """Return what an edge carries."""
    best = sorted(claims, key=lambda one: (-one.confidence, one.note, one.line))
    layers = {one.layer for one in claims}
    return {
        "predicate": predicate,
        "claims": " ".join(dict.fromkeys(one.id for one in best)),
        "confidence": best[0].confidence if best else 1.0,
        "layer": "curated" if "curated" in layers else "asserted" if layers else "vocabulary",
        "notes": len({one.note for one in claims}),
    }


def graphml(graph: KnowledgeGraph, *, level: str | None = None) -> str:
    """Return the networkx view as GraphML, in a fixed order."""
    import networkx as nx

    made = to_networkx(graph, level=level)
    for _, attributes in made.nodes(data=True):
        for key, value in attributes.items():
            if isinstance(value, str):
                attributes[key] = value.translate(_NOT_IN_XML)
    return "\n".join(nx.generate_graphml(made)) + "\n"


def node_link(graph: KnowledgeGraph, *, level: str | None = None) -> dict[str, Any]:
    """Return the networkx view as node-link data (`networkx.node_link_graph` reads it)."""
    import networkx as nx

    found = nx.node_link_data(to_networkx(graph, level=level), edges="edges")
    return dict(found)


def fold(graph: KnowledgeGraph, level: str) -> dict[EntityId, EntityId]:
    """Return the entities above the level's rank, each with the model that stands for it."""
    whole: dict[EntityId, EntityId] = dict(levels(graph))
    for claim in graph.claims:
        if is_fact(claim) and claim.predicate == PART_OF and claim.object is not None:
            whole.setdefault(claim.subject, claim.object)
    rank = LEVELS[level]
    up: dict[EntityId, EntityId] = {}
    for key, entity in graph.entities.items():
        here, seen = key, {key}
        while (
            RANK.get(_kind(graph, here, entity.kind), -1) > rank
            and here in whole
            and whole[here] not in seen
            and whole[here] in graph.entities
        ):
            here = whole[here]
            seen.add(here)
        if here != key:
            up[key] = here
    return up


def _kind(graph: KnowledgeGraph, key: EntityId, fallback: Kind) -> Kind:
    """Return the kind of an entity."""
    return graph.entities[key].kind if key in graph.entities else fallback
