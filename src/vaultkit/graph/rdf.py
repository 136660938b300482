"""The graph as an rdflib graph, and back (the one door to rdflib)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaultkit.graph.quads import layered
from vaultkit.graph.terms import (
    DEFAULT_LAYERS,
    XSD,
    Blank,
    Data,
    Iri,
    Names,
    Term,
    graph_name,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    import rdflib

    from vaultkit.graph.facts import Layer
    from vaultkit.graph.graph import KnowledgeGraph
    from vaultkit.graph.terms import Triple


def to_rdf(
    graph: KnowledgeGraph, base: str, *, layers: Iterable[Layer] = DEFAULT_LAYERS
) -> rdflib.Graph:
    """Return names, facts, claims and notes of the layers as one rdflib graph.

    Args:
        graph: the graph.
        base: start of the IRIs of names that only this vault knows.
        layers: which layers; by default what was read and what the user said.
    """
    import rdflib

    names = Names(base)
    made = rdflib.Graph(bind_namespaces="none")
    for prefix, start in names.prefixes().items():
        made.bind(prefix, start)
    for triples in layered(graph, names, layers).values():
        fill(made, triples)
    return made


def to_dataset(graph: KnowledgeGraph, base: str) -> rdflib.Dataset:
    """Return every layer in a named graph of its own."""
    import rdflib

    names = Names(base)
    made = rdflib.Dataset()
    for layer, triples in layered(graph, names).items():
        fill(made.graph(rdflib.URIRef(graph_name(layer))), triples)
    return made


def fill(made: rdflib.Graph, triples: Iterable[Triple]) -> rdflib.Graph:
    """Add triples to an rdflib graph."""
    for one in triples:
        made.add((_node(one.subject), _node(one.predicate), _node(one.object)))
    return made


def of_triples(*many: Iterable[Triple]) -> rdflib.Graph:
    """Return triples as an rdflib graph."""
    import rdflib

    made = rdflib.Graph()
    for triples in many:
        fill(made, triples)
    return made


def read_turtle(file: Path) -> rdflib.Graph:
    """Return a Turtle file as an rdflib graph."""
    import rdflib

    return rdflib.Graph().parse(file, format="turtle")


def rows_of(graph: rdflib.Graph, kind: str, predicates: Sequence[str]) -> list[dict[str, str]]:
    """Return each thing of a type as its values by predicate (empty where it has none), sorted.

    The key `""` is the thing itself.
    """
    import rdflib

    rows = []
    for one in graph.subjects(rdflib.RDF.type, rdflib.URIRef(kind)):
        row = {name: str(graph.value(one, rdflib.URIRef(name)) or "") for name in predicates}
        rows.append(row | {"": str(one)})
    return sorted(rows, key=lambda row: tuple(row.values()))


def _node(term: Term) -> rdflib.term.Node:
    """Return a term as rdflib has it."""
    import rdflib

    if isinstance(term, Iri):
        return rdflib.URIRef(term)
    if isinstance(term, Blank):
        return rdflib.BNode(term)
    if term.language:
        return rdflib.Literal(term.text, lang=term.language)
    if term.datatype == XSD + "string":
        return rdflib.Literal(term.text)
    return rdflib.Literal(term.text, datatype=rdflib.URIRef(term.datatype), normalize=False)


def term_of(node: rdflib.term.Node) -> Term:
    """Return a term of rdflib as one of ours."""
    import rdflib

    if isinstance(node, rdflib.URIRef):
        return Iri(node)
    if isinstance(node, rdflib.Literal):
        datatype = str(node.datatype) if node.datatype else XSD + "string"
        return Data(str(node), datatype, node.language or "")
    return Blank(str(node))
