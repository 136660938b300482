"""The triples of the chosen layers; in what is made for others, without claims and notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaultkit.graph.quads import facts, layered, vocabulary

if TYPE_CHECKING:
    from vaultkit.export.format import Source
    from vaultkit.graph.quads import GraphName
    from vaultkit.graph.terms import Triple


def by_layer(source: Source) -> dict[GraphName, set[Triple]]:
    """Return the triples of each layer."""
    if not source.share:
        return layered(source.graph, source.names, source.layers)
    made: dict[GraphName, set[Triple]] = {"vocabulary": set(vocabulary(source.graph, source.names))}
    for layer in source.layers:
        made[layer] = set(facts(source.graph, source.names, layer))
    return made


def union(source: Source) -> set[Triple]:
    """Return the triples of all chosen layers as one graph."""
    return set().union(*by_layer(source).values())
