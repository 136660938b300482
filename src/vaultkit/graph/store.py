"""In pyoxigraph: the one door to it."""

from __future__ import annotations

TYPE_CHECKING = False  # the worker of a query starts without typing
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path
    from typing import Any, BinaryIO

    import pyoxigraph

    from vaultkit.graph.terms import Term, Triple

    Packed = list[str] | None
    """A term as JSON holds it: `i` an IRI, `b` a blank node, `l` a literal, and its parts."""


def parse_turtle(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield the triples of a Turtle text as plain strings, in the order of the text.

    IRIs and literals are both their bare value; blank nodes begin with `_:`.

    Raises:
        SyntaxError: where the text is no Turtle.
    """
    from pyoxigraph import Literal, NamedNode, RdfFormat, parse

    def bare(term: object) -> str:
        return term.value if isinstance(term, NamedNode | Literal) else str(term)

    for quad in parse(text, format=RdfFormat.TURTLE):
        yield bare(quad.subject), bare(quad.predicate), bare(quad.object)


def read_triples(data: bytes | str) -> Iterator[Triple]:
    """Yield the triples of a Turtle text without those that hold a blank node.

    Raises:
        SyntaxError: where the text is no Turtle.
    """
    from pyoxigraph import RdfFormat, parse

    from vaultkit.graph.terms import Blank, Iri, Triple

    for quad in parse(data, format=RdfFormat.TURTLE):
        subject, said = term_of(quad.subject), term_of(quad.object)
        if isinstance(subject, Iri) and not isinstance(said, Blank):
            yield Triple(subject, Iri(quad.predicate.value), said)


def term_of(node: Any) -> Term:
    """Return a term of pyoxigraph as one of ours."""
    from pyoxigraph import Literal, NamedNode

    from vaultkit.graph.terms import Blank, Data, Iri

    if isinstance(node, NamedNode):
        return Iri(node.value)
    if isinstance(node, Literal):
        return Data(node.value, node.datatype.value, node.language or "")
    return Blank(str(node).removeprefix("_:"))


def make_store(folder: Path | None, quads: BinaryIO | bytes) -> pyoxigraph.Store:
    """Return a store on disk (None: in memory) filled from N-Quads."""
    from pyoxigraph import RdfFormat, Store

    store = Store(str(folder)) if folder is not None else Store()
    store.bulk_load(quads, format=RdfFormat.N_QUADS)
    if folder is not None:
        store.optimize()
        store.flush()
    return store


def open_store(folder: Path | str) -> pyoxigraph.Store:
    """Open a store on disk, read-only."""
    from pyoxigraph import Store

    return Store.read_only(str(folder))


def pack(node: Any) -> Packed:
    """Return a term of pyoxigraph as JSON holds it."""
    from pyoxigraph import Literal, NamedNode

    if node is None:
        return None
    if isinstance(node, Literal):
        return ["l", node.value, node.datatype.value, node.language or ""]
    return ["i", node.value] if isinstance(node, NamedNode) else ["b", str(node).removeprefix("_:")]


def ask_store(
    store: pyoxigraph.Store, query: str, prefixes: Mapping[str, str]
) -> tuple[str, list[str], Iterator[list[Packed]]]:
    """Run a query and return its sort (`select`, `ask`, `graph`), variables, and rows as they come.

    An ASK has one row with one literal; a CONSTRUCT has a row of three terms for each triple.

    Raises:
        SyntaxError: the query can not be read.
    """
    from pyoxigraph import Literal, QueryBoolean, QuerySolutions

    found = store.query(query, prefixes=dict(prefixes))
    if isinstance(found, QueryBoolean):
        return "ask", [], iter([[pack(Literal(bool(found)))]])
    if isinstance(found, QuerySolutions):
        variables = [one.value for one in found.variables]
        return "select", variables, ([pack(term) for term in solution] for solution in found)
    return (
        "graph",
        ["subject", "predicate", "object"],
        ([pack(one.subject), pack(one.predicate), pack(one.object)] for one in found),
    )


def is_named(store: pyoxigraph.Store, iri: str) -> bool:
    """Tell whether anything in the store has this name."""
    from pyoxigraph import NamedNode

    node = NamedNode(iri)
    return any(
        next(iter(store.quads_for_pattern(*pattern)), None) is not None
        for pattern in ((node, None, None), (None, node, None), (None, None, node))
    )
