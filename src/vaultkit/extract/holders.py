"""Lines that name a technique and then who has it: `GQA - Foo, Bar; not: Baz`, `AdamW (Foo, Bar)`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vaultkit.extract.statement import Statement
from vaultkit.text import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.extract.found import Found
    from vaultkit.extract.lexicon import Entry
    from vaultkit.extract.reading import Page
    from vaultkit.extract.units import Unit

_HEAD = pattern(r"[\s>*+-]*(?:\[[ xX/]\]\s*)?")
_SIGN = pattern(
    r"(?:\s(?:layers?|attention|models?|tokenizers?|training|tuning|loss|optimi[sz]ers?|norm))?\s?"
    r"(?:\s?/\s?[A-Z][A-Za-z-]{1,16})?(?::|\s[\u2014\u2013-]{1,2}|\s?(?:<-|\u2190))\s"
)
"""Behind the technique that a line is about."""
_DENIED = pattern(r"(?:but\s)?(?:not|except|no|without|unlike)\b:?\s*", re.IGNORECASE)
_ASIDE = pattern(r"\([^()]*\)")
_JOINS = pattern(
    r"(?:[\s/&+*_.\u2026]|\b(?:and|or|also|later|most|all|the|series|models?|family|etc|others?|e\.g|eg|then|now|first|both|too|since|original|from|on|onwards?|up)\b)*",
    re.IGNORECASE,
)


def read_holders(page: Page) -> None:
    """Read the lines of a note that list the models which have a technique."""
    if page.title.models:
        return
    for unit in page.units:
        models = sum(one.entry.is_model for one in unit.found)
        if unit.kind in {"heading", "bold"} or unit.topic.models or not models:
            continue
        text, start = unit.view.text, 0
        for line in text.split("\n"):
            end = start + len(line)
            for one in _of_line(unit, start, end):
                page.add(one, unit.view, unit.path)
            start = end + 1


def _of_line(unit: Unit, start: int, end: int) -> Iterator[Statement]:
    """Yield who has the technique that a line is about, or the ones with brackets of models."""
    text = unit.view.text
    found = [one for one in unit.found if start <= one.start and one.end <= end]
    head = _HEAD.match(text, start, end)
    first = head.end() if head else start
    named = [one for one in found if one.entry.kind == "technique" and not one.entry.general]
    label = next((one for one in named if one.start == first), None)
    sign = _SIGN.match(text, label.end, end) if label else None
    if label is not None and sign is not None:
        yield from _listed(label.entry, found, text, (sign.end(), end), (start, end))
    for one in named:
        opening = re.compile(r"\s?\(").match(text, one.end, end)
        before = text[start : one.start].rstrip(" *_")[-1:]
        close = text.find(")", one.end, end)
        if opening is None or close < 0 or before not in {"", ",", ";", ":", "-", "|", "+", "/"}:
            continue
        yield from _listed(one.entry, found, text, (opening.end(), close), (start, end))


def _listed(
    technique: Entry, found: list[Found], text: str, part: tuple[int, int], line: tuple[int, int]
) -> Iterator[Statement]:
    """Yield the holders that a stretch lists, if it lists models and says nothing else."""
    made: list[Statement] = []
    denied = False
    for a, b, opens in _pieces(text, *part):
        lead = _DENIED.match(text, a, b)
        denied = (denied and not opens) or lead is not None
        inside = [one for one in found if a <= one.start and one.end <= b]
        outside = [one for one in inside if not _in_aside(text, a, one)]
        models = [one for one in outside if one.entry.is_model and not one.style]
        rest = _without(text, lead.end() if lead else a, b, outside)
        if _JOINS.fullmatch(rest) is None or len(models) != len(outside):
            return
        if "?" in text[a:b]:
            continue
        predicate = "lacksTechnique" if denied else "usesTechnique"
        made += [
            Statement(
                one.entry, predicate, technique, None, None, *line, "holder-of-technique", at=one.start
            )
            for one in models
        ]  # fmt: skip
    yield from made


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """Yield the parts between commas and semicolons outside brackets, and whether a part opens anew."""
    at, depth, opens = start, 0, True
    for place in range(start, end):
        depth += (text[place] == "(") - (text[place] == ")")
        if text[place] in ",;" and depth <= 0:
            yield at, place, opens
            at, opens = place + 1, text[place] == ";"
            while at < end and text[at] == " ":
                at += 1
    if text[at:end].strip():
        yield at, end, opens


def _in_aside(text: str, start: int, one: Found) -> bool:
    """Tell whether a name stands in brackets that open behind a place."""
    return text.count("(", start, one.start) > text.count(")", start, one.start)


def _without(text: str, start: int, end: int, found: list[Found]) -> str:
    """Return what stands between the names of a part, brackets left out."""
    plain, at = "", start
    for one in found:
        plain += text[at : one.start] + " "
        at = max(at, one.end)
    return _ASIDE.sub(" ", plain + text[at:end])
