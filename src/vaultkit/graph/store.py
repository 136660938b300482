"""In pyoxigraph: the one door to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


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
