"""Rows of bare numbers, read by the names in the row above: `Foo; 24; 21B; 128k`."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vaultkit.extract.attribute import all_attributes, name_of
from vaultkit.extract.numbers import whole
from vaultkit.extract.statement import Statement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.extract.attribute import Attribute
    from vaultkit.extract.lexicon import Entry
    from vaultkit.extract.reading import Page
    from vaultkit.extract.sentence import Sentence, Token
    from vaultkit.extract.units import Unit

_CUTS = frozenset({";", "|", ","})
_LEAST = 3


@dataclass(frozen=True, slots=True)
class Row:
    """A line with a model as its label, and fields behind."""

    sentence: Sentence
    model: Entry
    fields: tuple[tuple[int, ...], ...]
    """Positions of the tokens of each field."""


def read_positional(page: Page) -> None:
    """Read rows of bare numbers by the names of the numbers in the row above."""
    above: Row | None = None
    for unit in page.units:
        if unit.kind in {"heading", "bold"}:
            above = None
            continue
        if above is None and not _may_have_row(unit):
            continue
        for row in _rows(unit):
            if row is None:
                above = None
                continue
            if above is not None and _is_bare(row):
                for one in _carried(above, row):
                    page.add(one, unit.view, unit.path)
            else:
                above = row


def _may_have_row(unit: Unit) -> bool:
    """Tell whether a unit has what every row has: a model, and marks between fields."""
    text = unit.view.text
    return any(one.entry.is_model for one in unit.found) and (
        sum(text.count(mark) for mark in _CUTS) >= _LEAST - 1
    )


def _rows(unit: Unit) -> Iterator[Row | None]:
    """Yield the labelled lines of a unit; None where another line stands between."""
    for sentence in unit.sentences():
        tokens = sentence.tokens
        first = tokens[0]
        cuts = [
            n for n, token in enumerate(tokens) if token.norm in _CUTS and sentence.depth[n] == 0
        ]
        if first.type != "MODEL" or first.found is None or len(cuts) < _LEAST - 1 or cuts[0] > 2:
            yield None
            continue
        ends = [*cuts, len(tokens)]
        fields = tuple(tuple(range(a + 1, b)) for a, b in itertools.pairwise(ends))
        yield Row(sentence, first.found.entry, tuple(field for field in fields if field))


def _is_bare(row: Row) -> bool:
    """Tell whether every field is one number and nothing else."""
    tokens = row.sentence.tokens
    return all(
        sum(tokens[index].quantity is not None for index in field) == 1
        and all(
            tokens[index].quantity is not None or not tokens[index].norm.isalnum()
            for index in field
        )
        for field in row.fields
    )


def _carried(above: Row, row: Row) -> Iterator[Statement]:
    """Yield the numbers of a bare row, each called as the one above it."""
    if len(above.fields) != len(row.fields):
        return
    tokens = row.sentence.tokens
    for named, bare in zip(above.fields, row.fields, strict=True):
        attribute = _attribute(above.sentence, named)
        token: Token = next(tokens[index] for index in bare if tokens[index].quantity is not None)
        assert token.quantity is not None
        if attribute is None or not attribute.least <= token.quantity.value <= attribute.most:
            continue
        yield Statement(
            row.model,
            attribute.predicate,
            None,
            whole(token.quantity.value),
            token.quantity.raw,
            row.sentence.start,
            row.sentence.end,
            "positional",
            at=token.start,
        )


def _attribute(sentence: Sentence, field: tuple[int, ...]) -> Attribute | None:
    """Return what the one number of a field is called."""
    numbers = [index for index in field if sentence.tokens[index].quantity is not None]
    if len(numbers) != 1:
        return None
    best = name_of(sentence, numbers[0], all_attributes())
    return best[0] if best else None
