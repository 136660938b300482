"""Lines of fragments: a model's name, then figures, techniques and data in a row, without a verb."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vaultkit.extract.numbers import SCALE, whole
from vaultkit.extract.statement import KINDS_OF_LINEAGE, Statement
from vaultkit.extract.view import View

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.extract.lexicon import Entry
    from vaultkit.extract.reading import Page
    from vaultkit.extract.units import Unit

_HEAD = re.compile(r"[\s>*+-]*(?:\[[ xX/]\]\s*)?")
_SIGN = re.compile(r"\s*(?P<sign>:|=|<-|<=|\u2190|\(|\s-\s|\s\u2013\s|\|)\s*")
_PARTS = re.compile(r"\s*(?:[,;+&]|\s/\s|\band\b|\bw/(?=\s))\s*")
_NUMBER = (
    r"(?P<digits>\d{1,3}(?:,\d{3})+|\d{1,6}(?:\.\d{1,3})?)\s?(?P<unit>[kKMBT])?(?![A-Za-z0-9])"
)
_FIGURES = (
    (
        "activeParameterCount",
        re.compile(_NUMBER + r"\s?(?:active|activated|act\.?)(?:\sparam\w*)?", re.IGNORECASE),
    ),
    (
        "trainingTokens",
        re.compile(_NUMBER + r"\s?(?:training\s)?(?:tok|toks|tokens?)", re.IGNORECASE),
    ),
    (
        "contextLength",
        re.compile(
            _NUMBER + r"\s?(?:ctx|context|token context|context length|window)", re.IGNORECASE
        ),
    ),
    ("layerCount", re.compile(_NUMBER + r"\s?(?:layers?|l)", re.IGNORECASE)),
    ("headCount", re.compile(_NUMBER + r"\s?(?:attention\s)?heads?", re.IGNORECASE)),
    ("kvHeadCount", re.compile(_NUMBER + r"\s?kv[\s-]heads?", re.IGNORECASE)),
    ("expertCount", re.compile(_NUMBER + r"\s?experts?", re.IGNORECASE)),
    ("parameterCount", re.compile(_NUMBER + r"\s?(?:params?|parameters?|total)?", re.IGNORECASE)),
)
_UNITS = {
    "activeParameterCount": "MB",
    "trainingTokens": "MBT",
    "contextLength": "kKM",
    "parameterCount": "MBT",
}
"""Units that a figure of the kind may have; one of more than a thousand needs one of them."""
_NOT = re.compile(r"(?:no|w/o|without|not|kein|sans)\s+", re.IGNORECASE)
_TUNED = re.compile(
    r"\s*\(?(?:finetun\w*|fine-tun\w*|ft|tuned?|sft|instruct|chat)?\)?(?:\s(?:on|of)\b.*)?",
    re.IGNORECASE,
)
_ADAPTED = re.compile(r"\s*\(?q?lora\)?(?:\s\w+)?", re.IGNORECASE)
_GLOSS = re.compile(r"\s*\([^()]{0,40}\)$|\s+\d+[kK]?$|\s(?:attention|training|layers?|tuning)$")
_LONG = 5
"""Words of a fragment, at most: more make a sentence."""
_TECHNIQUES = frozenset({"technique"})
_DATA = frozenset({"dataset", "benchmark"})


def read_terse(page: Page) -> None:
    """Read the lines of a note that are rows of fragments behind a model's name."""
    related = {
        (one.statement.subject.id, one.statement.object.id)
        for one in page.statements
        if one.statement.object and one.statement.predicate in KINDS_OF_LINEAGE
    }
    for unit in page.units:
        if unit.kind in {"heading", "bold"}:
            continue
        start = 0
        for line in unit.view.text.split("\n"):
            for one in _of_line(page, unit, start, start + len(line)):
                if one.object is None or (one.subject.id, one.object.id) not in related:
                    page.add(one, unit.view, unit.path)
            start += len(line) + 1


def _of_line(page: Page, unit: Unit, start: int, end: int) -> Iterator[Statement]:
    """Yield what one line says, where most of its fragments are known for what they are.

    A line without a name of its own is the section's, where all of them are.
    """
    text = unit.view.text
    head = _HEAD.match(text, start, end)
    first = head.end() if head else start
    match = _SIGN.search(text, first, end)
    owner = _model(page, text[first : match.start()]) if match else None
    sign, share = match["sign"] if match else "", 2 / 3
    last = end
    if owner is None or match is None:
        models = unit.topic.models
        if len(models) != 1:
            return
        owner, sign, share, match = models[0], "", 1.0, None
    elif sign == "(":
        last = text.rfind(")", match.end(), end)
        if last < 0 or text[last + 1 : end].strip(" .,;"):
            return
    if text[max(start, end - 1) : end] in {".", "?"} and sign != "=":
        return
    begin = match.end() if match else first
    if sign == ":" and "+" in text[begin:last]:
        sign = "="  # a recipe: `foo: bar + data`
    parts = list(_split(text, begin, last))
    read = [list(_of_part(page, unit, owner, sign, *part)) for part in parts]
    known = sum(bool(one) for one in read)
    if sign and read and any(one.predicate in {"fineTunedFrom", "adapterOf"} for one in read[0]):
        share = 0.0
    if known < (1 if sign else 2) or known < share * len(parts):
        return
    sizes = sum(one.predicate == "parameterCount" for found in read for one in found)
    for found in read:
        for one in found:
            if one.predicate != "parameterCount" or sizes == 1:  # else sizes of its members
                yield _placed(one, start, end)


def _model(page: Page, words: str) -> Entry | None:
    """Return the model that some words are the name of, and nothing else."""
    bare = words.strip(" *_`[]")
    if not bare or len(bare.split()) > _LONG:
        return None
    found = page.reader.read(View(bare, tuple(range(len(bare) + 1))), cell=True)
    whole_name = [one for one in found if one.start == 0 and one.end == len(bare)]
    if whole_name and whole_name[0].entry.is_model and not whole_name[0].style:
        return whole_name[0].entry
    return page.reader.lexicon.find(bare)


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the fragments of a row; commas inside brackets divide nothing."""
    place = start
    for match in _PARTS.finditer(text, start, end):
        inside = text[place : match.start()]
        thousands = match[0] == "," and text[match.end() : match.end() + 3].isdigit()
        if thousands or inside.count("(") > inside.count(")"):
            continue
        if inside.strip():
            yield place, match.start()
        place = match.end()
    if text[place:end].strip(" .)"):
        yield place, end


def _of_part(
    page: Page, unit: Unit, owner: Entry, sign: str, start: int, end: int
) -> Iterator[Statement]:
    """Yield what one fragment says of the line's model."""
    words = unit.view.text[start:end].strip(" .*")
    if not words or len(words.split()) > _LONG:
        return
    at = unit.view.text.find(words, start)
    lexicon = page.reader.lexicon
    figure = _figure(words)
    if figure is not None:
        predicate, value = figure
        yield _made(owner, predicate, None, value, words, at)
        return
    for cut in range(len(words.split()), 0, -1):
        model = _model(page, " ".join(words.split()[:cut]))
        if model is None:
            continue
        how = _derived(sign, " ".join(words.split()[cut:]))
        if how and model.id != owner.id:
            yield _made(owner, how, model, None, None, at)
        return
    denied = _NOT.match(words)
    name = words[denied.end() :] if denied else words
    for form in dict.fromkeys((name, _GLOSS.sub("", name))):
        form = re.sub(r"^the\s", "", form, flags=re.IGNORECASE)  # noqa: PLW2901 (the same form, bare)
        technique = lexicon.find(form, _TECHNIQUES)
        if technique is not None and not technique.general and len(form) > 1:
            predicate = "lacksTechnique" if denied else "usesTechnique"
            yield _made(owner, predicate, technique, None, None, at)
            return
        data = None if denied else lexicon.find(form, _DATA)
        if data is not None and data.kind == "dataset" and len(form) > 1:
            yield _made(owner, "trainedOn", data, None, None, at)
            return


def _derived(sign: str, behind: str) -> str:
    """Return how a model comes from the one that stands in its row, if it does."""
    arrow = sign in {"=", "<-", "<=", "\u2190"}
    if _ADAPTED.fullmatch(behind):
        return "adapterOf"
    if behind and _TUNED.fullmatch(behind):
        return "fineTunedFrom"
    return "derivedFrom" if arrow and not behind else ""


def _figure(words: str) -> tuple[str, int | float] | None:
    """Return the kind and the value of a fragment that is a figure with its unit."""
    bare = re.sub(r"^[~\u2248]\s?", "", words)
    for predicate, pattern in _FIGURES:
        match = pattern.fullmatch(bare)
        if match is None:
            continue
        unit = match["unit"] or ""
        value = float(match["digits"].replace(",", "")) * SCALE.get(unit.lower(), 1)
        allowed = _UNITS.get(predicate)
        bare_context = not unit and predicate == "contextLength" and value >= _SHORT
        if allowed and not bare_context and (unit or "-").upper() not in allowed.upper():
            continue
        if allowed is None and (unit or value > _MANY):
            continue
        if predicate == "contextLength" and unit in "kK":
            value = float(match["digits"].replace(",", "")) * 1024
        return predicate, whole(value)
    return None


_SHORT = 256
"""A context of fewer tokens is another number."""
_MANY = 1000
"""Layers, heads and experts are fewer."""


def _made(
    subject: Entry,
    predicate: str,
    target: Entry | None,
    value: float | None,
    raw: str | None,
    at: int,
) -> Statement:
    """Return a statement; `_placed` gives it the line."""
    rule = "fragment-figure" if target is None else "fragment"
    return Statement(subject, predicate, target, value, raw, 0, 0, rule, at=at)


def _placed(one: Statement, start: int, end: int) -> Statement:
    """Return a statement as the line's."""
    return Statement(
        one.subject, one.predicate, one.object, one.value, one.raw, start, end, one.rule, at=one.at
    )
