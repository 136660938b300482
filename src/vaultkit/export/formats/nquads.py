"""N-Quads: every layer in a named graph of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from vaultkit.export.format import MARK, Format, Source
from vaultkit.export.formats._layers import by_layer
from vaultkit.graph.terms import ALL_LAYERS, graph_name
from vaultkit.graph.turtle import nquads as written

if TYPE_CHECKING:
    from vaultkit.graph.terms import Iri, Triple


def write(source: Source) -> str:
    """Return all layers, each in its named graph."""
    layers = by_layer(replace(source, layers=ALL_LAYERS))
    named: dict[Iri | None, set[Triple]] = {
        graph_name(layer): triples for layer, triples in layers.items()
    }
    return f"# {MARK}\n{written(named)}"


nquads = Format("nquads", ".nq", "RDF with every layer in a named graph", write)
