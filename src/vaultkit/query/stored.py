"""What queries run on: the graph's layers as named graphs, its names, and the schema."""

from __future__ import annotations

from functools import cache

from vaultkit.errors import QueryError
from vaultkit.graph.terms import (
    ALL_LAYERS,
    DEFAULT_LAYERS,
    ID,
    SHACL,
    VK,
    Names,
    Triple,
    graph_name,
)
from vaultkit.query.lexicon import Lexicon
from vaultkit.query.query import Answer, BrokenStore, Coming, Limits, start_query

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path
    from typing import NamedTuple

    from vaultkit.graph.facts import Layer
    from vaultkit.graph.graph import KnowledgeGraph
    from vaultkit.graph.terms import Iri
else:
    from vaultkit.values import NamedTuple

GRAPHS = tuple(graph_name(layer) for layer in ("vocabulary", *ALL_LAYERS, "schema"))
"""Names of the named graphs in a store."""


class Stored(NamedTuple):
    """A graph, ready to be asked."""

    source: Path | bytes
    """The folder of a store, or N-Quads."""
    lexicon: Lexicon
    prefixes: Mapping[str, str]
    renew: Callable[[], Stored] | None = None
    """Makes the graph anew where a store on disk turns out broken."""
    holder: object = None
    """Keeps a folder alive that goes with this value."""

    forks: bool = False
    """This process has no threads, so that a copy of it may answer (see `start_query`)."""

    def run(self, query: str, limits: Limits | None = None) -> Answer:
        """Answer a query, all rows at once."""
        return self.start(query, limits).collected()

    def start(self, query: str, limits: Limits | None = None) -> Coming:
        """Answer a query row by row (see `start_query`)."""
        try:
            return start_query(
                self.source,
                query,
                self.prefixes,
                graphs=GRAPHS,
                limits=limits,
                fork=self.forks,
            )
        except BrokenStore:
            if self.renew is None:
                raise
            return self.renew().start(query, limits)


@cache
def schema_triples() -> frozenset[Triple]:
    """Return the terms of schema.ttl and the tops of the technique tree, without shapes."""
    from vaultkit.graph.store import read_triples
    from vaultkit.graph.vocab import schema_path

    return frozenset(
        one
        for one in read_triples(schema_path().read_bytes())
        if one.subject.startswith((VK, ID)) and not one.predicate.startswith(SHACL)
    )


def quads_of(
    graph: KnowledgeGraph, names: Names, layers: Iterable[Layer] = DEFAULT_LAYERS
) -> tuple[bytes, Lexicon]:
    """Return a graph's N-Quads and its names.

    The default graph holds the union of the chosen layers (so that nothing counts twice), each
    layer stands in a named graph besides.
    """
    from vaultkit.graph.quads import layered
    from vaultkit.graph.turtle import nquads

    parts = layered(graph, names)
    schema = schema_triples()
    union = parts["vocabulary"].union(schema, *(parts[layer] for layer in layers))
    quads: dict[Iri | None, Iterable[Triple]] = {None: union}
    quads |= {graph_name(layer): triples for layer, triples in parts.items()}
    quads[graph_name("schema")] = schema
    return nquads(quads).encode(), Lexicon.of(union)


def of_graph(graph: KnowledgeGraph, base: str, layers: Iterable[Layer] = DEFAULT_LAYERS) -> Stored:
    """Make a graph ready to be asked, in memory."""
    names = Names(base)
    quads, lexicon = quads_of(graph, names, layers)
    return Stored(quads, lexicon, names.prefixes())


def of_turtle(file: Path, base: str) -> Stored:
    """Make a `graph.ttl` that exists ready to be asked; nothing else of vaultkit is needed.

    Raises:
        QueryError: it is no Turtle.
    """
    from vaultkit.graph.store import read_triples
    from vaultkit.graph.turtle import nquads

    try:
        triples = set(read_triples(file.read_bytes()))
    except SyntaxError as error:
        raise QueryError(f"is no Turtle: {error}", where=file.name) from error
    except OSError as error:
        raise QueryError(f"can not be read: {error.strerror}", where=file.name) from error
    union = triples | schema_triples()
    return Stored(nquads({None: union}).encode(), Lexicon.of(union), Names(base).prefixes())
