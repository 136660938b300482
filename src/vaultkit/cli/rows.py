"""Answers as tables: labels for names, thousands apart, and what a reader should know besides."""

from __future__ import annotations

from vaultkit.cli.render import table_text
from vaultkit.graph.terms import XSD, Data, Iri, Term
from vaultkit.graph.turtle import shorten
from vaultkit.text import pattern

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from vaultkit.query.lexicon import Lexicon
    from vaultkit.query.query import Answer, Coming
    from vaultkit.query.stored import Stored

_LONG = pattern(r"\b[0-9]{5,18}\b")
_LISTED = pattern(r"[0-9]{5,18}(?: via |; )")
"""Numbers that a question lists in one cell."""
FROM_DIGITS = 5
"""Numbers of fewer digits need no marks between thousands."""


def shown(term: Term | None, names: Lexicon, prefixes: Mapping[str, str]) -> str:
    """Return a term for a person: a label where it has one, a number with its thousands apart."""
    if term is None:
        return ""
    if isinstance(term, Data):
        if (
            term.datatype == XSD + "integer"
            and len(term.text) >= FROM_DIGITS
            and term.text.isdigit()
        ):
            return f"{int(term.text):,}"
        if _LISTED.match(term.text):
            return _LONG.sub(lambda found: f"{int(found[0]):,}", term.text)
        return term.text
    if isinstance(term, Iri):
        return names.label(term) or shorten(term, prefixes).removeprefix("vk:").strip("<>")
    return f"_:{term}"


def table(
    variables: Sequence[str],
    rows: Iterable[Sequence[Term | None]],
    ready: Stored,
    *,
    color: bool = False,
    iris: bool = False,
) -> str:
    """Return rows as a table, with labels for IRIs unless these are wanted."""
    records = [
        {
            name: (
                shorten(term, ready.prefixes)
                if iris and isinstance(term, Iri)
                else shown(term, ready.lexicon, ready.prefixes)
            )
            for name, term in zip(variables, row, strict=True)
        }
        for row in rows
    ]
    return table_text(records, variables, color=color)


def readable(row: Sequence[Term | None]) -> list[Term | None]:
    """Set thousands apart in the long numbers of a row's texts."""
    return [
        term._replace(text=_LONG.sub(lambda found: f"{int(found[0]):,}", term.text))
        if isinstance(term, Data)
        else term
        for term in row
    ]


def besides(answer: Answer | Coming) -> Iterator[str]:
    """Yield what a reader should know of an answer: that it is cut, empty, or names the unknown."""
    count = len(answer.rows) if hasattr(answer, "rows") else answer.count
    if answer.cut:
        yield f"vaultkit: the answer is cut after {count:,} rows"
    if not count:
        yield "vaultkit: nothing found"
    for iri in answer.absent:
        yield f"vaultkit: the graph has no <{iri}>"
