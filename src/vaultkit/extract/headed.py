"""Sizes in headings: `## Foo 2 (70B)` is about one member, `## Phi-2 - 2.7B` says how large it is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from vaultkit.extract.names import SIZE, Tail, canonical_size
from vaultkit.extract.numbers import find_quantities, whole
from vaultkit.extract.statement import Statement
from vaultkit.text import pattern

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from vaultkit.extract.lexicon import Lexicon
    from vaultkit.extract.units import Unit

_SIZE = pattern(
    r"\s*(?:\(|\[|[\u2014\u2013|:,-]\s?|\s)\s*(?P<size>\d{1,4}(?:\.\d{1,3})?\s?[BM])(?:\s?(?:params?|parameters|model))?\s*[)\]]?\s*"
)


def name_headed(units: Sequence[Unit], lexicon: Lexicon, sized: frozenset[str]) -> None:
    """Let a heading with one size behind its release be about the member in that size."""
    for unit in units:
        found = _sized(unit)
        if found is None:
            continue
        number, match = found
        one = unit.found[number]
        several = sized | lexicon.sized
        variant = one.entry.kind == "model-variant" and one.entry.part_of in several
        if one.entry.id not in several and not variant:
            continue
        size = canonical_size(match["size"])
        member = lexicon.with_tail(one.entry, Tail(0, size=size))
        unit.found[number] = replace(one, entry=member, size=size, end=match.end("size"))


def read_headed(units: Sequence[Unit]) -> Iterator[tuple[Unit, Statement]]:
    """Yield the sizes that headings give of models that have but one."""
    for unit in units:
        found = _sized(unit)
        if found is None:
            continue
        number, match = found
        entry = unit.found[number].entry
        values = find_quantities(match["size"])
        if values and entry.kind == "model":
            yield (
                unit,
                Statement(
                    entry, "parameterCount", None, whole(values[0].value), match["size"], 0,
                    len(unit.view.text.rstrip()), "size-in-heading", at=match.start("size"),
                ),
            )  # fmt: skip


def _sized(unit: Unit) -> tuple[int, re.Match[str]] | None:
    """Return the one model of a heading, by its number, and the size behind it that ends the heading."""
    if unit.kind not in {"heading", "bold"}:
        return None
    models = [n for n, one in enumerate(unit.found) if one.entry.is_model and not one.style]
    if len(models) != 1 or unit.found[models[0]].size:
        return None
    one = unit.found[models[0]]
    if SIZE.search(one.entry.label) or one.entry.kind == "model-series":
        return None
    match = _SIZE.fullmatch(unit.view.text.rstrip(" *_#:"), one.end)
    return (models[0], match) if match else None
