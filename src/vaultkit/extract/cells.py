"""What one cell of a table says of the model that its row or column is about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from vaultkit.extract.headers import OBJECTS, Meaning
from vaultkit.extract.names import SIZE, VARIANTS, Tail, canonical_size
from vaultkit.extract.numbers import find_quantities, whole
from vaultkit.extract.releases import find_dates
from vaultkit.extract.view import make_view
from vaultkit.text import Span, pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vaultkit.extract.attribute import Attribute
    from vaultkit.extract.found import Found
    from vaultkit.extract.lexicon import Entry
    from vaultkit.extract.reading import Page
    from vaultkit.extract.view import View
    from vaultkit.notes.note import Cell

_YEAR = pattern(
    r"(?<!\d)(?P<year>(?:19|20)\d{2})(?:(?:[-./]|\u5e74\s?|\ub144\s?)(?P<month>0?[1-9]|1[0-2])(?:[-./](?P<day>[0-2]?\d|3[01]))?)?(?!\d)"
)
_SCOPED = pattern(r"(?P<value>[~<>]?\d[\d.,]*\s?[kKMBT]?)\s?\(\s?(?:for\s)?(?P<who>[^()]{1,60})\)")
_ACTIVE = pattern(
    r"[(/,|;+]?\s?(?:(?P<before>~?\s?\d[\d.]*\s?[BMT])[\s-]?(?:params?\s|parameters\s|param\s)?(?:active|activated|act\.|\u6fc0\u6d3b|\ud65c\uc131)"
    r"(?:\s(?:params|parameters))?|(?:active|activated|\u6fc0\u6d3b|\ud65c\uc131)\s?:?\s?(?P<behind>~?\s?\d[\d.]*\s?[BMT])\b|-?(?<=[BT]-)A(?P<name>\d[\d.]*B)\b)\)?",
    re.IGNORECASE,
)
"""In a cell of all parameters, those that are used for one token: `46.7B (12.9B active)`."""
_FOOT = pattern(r"(?<=\w)[\u00b9\u00b2\u00b3\u2070-\u2079]+|[\u2020\u2021\u00a7*_`]+")
_PARTS = pattern(
    r"\s*(?:[,;+&/\u3001\uff0c\uff1b]|<br\s?/?>|\u2192|->|=>|\s-\s|\band\b|\bthen\b|\uadf8\ub9ac\uace0)\s*"
)
_YES = pattern(r"(?:[\u2713\u2714\u2705\u2611\u25cf]|(?:yes|true)\b)\ufe0f?", re.IGNORECASE)
_NO = pattern(
    r"(?:[\u2717\u2718\u274c\u2716\u2715\u2612]|(?:no|false)\b|\u5426|\u65e0|\uc5c6\uc74c)\ufe0f?", re.IGNORECASE
)  # fmt: skip
_ONLY = pattern(
    r"\(?\s*(?:only\s)?(?:for\s|the\s)?(?P<sizes>\d[\dxX.]*\s?[BM]?(?:\s?(?:,|/|&|and|\u3001)\s?\d[\dxX.]*\s?[BM]?)*)(?:\s(?:models?|version|variant)s?)?(?:\sonly|\s?\ub9cc|\u4ec5)?\s*\)?"
)
"""The sizes that have a technique, in its cell: `70B only`."""
_UNITS = pattern(
    r"(?P<digits>\d+(?:\.\d+)?)\s?(?P<unit>\u4e07\u4ebf|[\u4e07\u4ebf\u5146\uc870\uc5b5\ub9cc])"
)
_EAST = {"万": 1e4, "만": 1e4, "亿": 1e8, "억": 1e8, "万亿": 1e12, "兆": 1e12, "조": 1e12}


class Told(NamedTuple):
    """One statement of a cell."""

    subject: Entry
    predicate: str
    object: Entry | None
    value: str | float | None
    raw: str | None
    rule: str


def read_cell(
    page: Page, meaning: Meaning, entry: Entry, cell: Cell, sizes: Sequence[str]
) -> Iterator[Told]:
    """Yield what a cell says of a model.

    Args:
        page: the note.
        meaning: what the header says.
        entry: whose row or column it is.
        cell: the cell.
        sizes: the sizes that the model's line gives it, in order.
    """
    view = make_view(page.note, cell.span)
    text = _FOOT.sub("", view.text).strip()
    if meaning.attribute is not None:
        told = False
        for one in _numbers(page, entry, meaning.attribute, text, meaning.scale, sizes):
            told = True
            yield Told(one[0], one[1], one[2], one[3], one[4], "table-number")
        if told or meaning.predicate is None:
            return
    if meaning.benchmark is not None:
        if re.search(r"\d", text):
            yield Told(entry, "evaluatedOn", meaning.benchmark, None, None, "table-benchmark")
    elif meaning.remarks:
        for name, denied in _remarks(page, text):
            predicate = "lacksTechnique" if denied else "usesTechnique"
            yield Told(entry, predicate, name, None, None, "table-remark")
    elif meaning.technique is not None:
        yield from _marked(page, meaning, entry, view, text)
    elif meaning.predicate == "releaseDate":
        yield from _dates(entry, text)
    elif meaning.predicate is not None:
        yield from _named(page, meaning, meaning.predicate, entry, view, text)


def _marked(page: Page, meaning: Meaning, entry: Entry, view: View, text: str) -> Iterator[Told]:
    """Yield whether a model has the technique of the header: check marks, yes and no, sizes."""
    assert meaning.technique is not None
    lexicon = page.reader.lexicon

    def made(who: Entry, predicate: str) -> Told:
        return Told(who, predicate, meaning.technique, None, None, "table-mark")

    no, yes = _NO.match(text), _YES.match(text)
    if no is not None and not text[no.end() :].strip():
        yield made(entry, "lacksTechnique")
        return
    only = _ONLY.fullmatch(text[yes.end() :].strip() if yes else text)
    if only is not None and re.search(r"[BM]\s*\)?", only["sizes"]):
        for size in sizes_of(only["sizes"]):
            yield made(lexicon.with_tail(entry, Tail(0, size=size)), "usesTechnique")
        return
    if yes is not None:
        yield made(entry, "usesTechnique")
    elif no is None and meaning.predicate is not None:
        yield from _named(page, meaning, meaning.predicate, entry, view, text)


def _dates(entry: Entry, text: str) -> Iterator[Told]:
    """Yield the date in a cell."""
    written = find_dates(text)
    match = _YEAR.search(text)
    if written and (match is None or len(written[0][2]) > len(match[0])):
        start, end, date = written[0]
        yield Told(entry, "releaseDate", None, date, text[start:end], "table-date")
    elif match:
        date = "-".join(part.zfill(2) for part in match.groups() if part)
        yield Told(entry, "releaseDate", None, date, match[0], "table-date")


def _named(
    page: Page, meaning: Meaning, predicate: str, entry: Entry, view: View, text: str
) -> Iterator[Told]:
    """Yield the things that a cell names: whole parts of it, else names in them."""
    kinds = OBJECTS.get(predicate)
    told: set[str] = set()
    if kinds is not None:
        for part in _PARTS.split(text):
            bare = re.sub(r"\s?\([^()]*\)?$", "", part).strip(" .()")
            found = page.reader.lexicon.find(bare, kinds) if len(bare) > 1 else None
            for noun in () if found or len(bare) < _SHORT else meaning.nouns:
                found = found or page.reader.lexicon.find(f"{bare} {noun}", kinds)
            if found is not None and not found.general and found.id not in told:
                told.add(found.id)
                yield Told(entry, predicate, found, None, None, "table-entity")
    for one in page.reader.read(view, cell=True):
        maker = one.entry.developer if predicate == "developedBy" else None
        if maker and one.entry.kind == "model-series" and maker not in told:
            # a lab is called by its models' name
            told.add(maker)
            yield Told(entry, predicate, page.reader.lexicon.get(maker), None, None, "table-entity")
            continue
        fits = one.entry.kind in kinds if kinds else one.entry.is_model
        if not fits or one.entry.id in told | {entry.id} or _denied(view.text, one):
            continue
        told.add(one.entry.id)
        yield Told(entry, predicate, one.entry, None, None, "table-entity")
    if predicate == "license" and not told and 1 < len(text) <= _TERMS and text[0].isalpha():
        yield Told(entry, "licenseNote", None, text, text, "table-terms")
    counted = _TOKENS.match(text) if predicate == "trainedOn" else None
    if counted is not None:
        for number in find_quantities(counted[0])[:1]:
            yield Told(
                entry, "trainingTokens", None, whole(number.value), number.raw, "table-number"
            )
    if predicate == "usesTechnique":
        for raw, count in _vocabulary(page, view):
            yield Told(entry, "vocabularySize", None, whole(count), raw, "table-vocabulary")


_TOKENS = pattern(r"[~\u2248>]?\s?\d[\d.]{0,5}\s?(?:[BT](?![A-Za-z])|trillion|billion)\+?")
"""Tokens, in a cell of training data: `1.4T`; a corpus of 163 GB has none."""
_SHORT = 3
_TERMS = 60
"""Characters of terms of use in words, at most."""


def _remarks(page: Page, text: str) -> Iterator[tuple[Entry, bool]]:
    """Yield the techniques that are whole remarks of a cell, and whether they are denied."""
    for part in re.split(r"[,;+]|<br\s?/?>|\s[&/]\s|\band\b", text):
        words = part.strip(" .*_`")
        bare = re.sub(
            r"^(?:no|without|w/o)\s|^(?:uses?|with|adds?|first|new)\s|\s\([^()]{0,40}\)$",
            "",
            words,
            flags=re.IGNORECASE,
        )
        technique = page.reader.lexicon.find(bare, OBJECTS["usesTechnique"]) if bare else None
        if technique is not None and not technique.general and len(bare) > 1:
            yield technique, re.match(r"(?:no|without|w/o)\s", words, re.IGNORECASE) is not None


def _denied(text: str, found: Found) -> bool:
    """Tell whether a name in a cell is what is not used: `2.7x (instead of 4)`."""
    before = text[max(0, found.start - 16) : found.start].lower()
    return bool(re.search(r"(?:instead of|no|not|without|w/o)\s*$", before)) or before.endswith(
        "(no "
    )


def _vocabulary(page: Page, view: View) -> Iterator[tuple[str, float]]:
    """Yield the size of a vocabulary that stands in a tokenizer's cell: `BPE(50257)`."""
    names = page.reader.read(view, cell=True)
    if not names or not re.search(r"(?i)bpe|piece|token", view.text):
        return
    for number in find_quantities(view.text):
        if 1000 <= number.value <= 2e6 and not number.relative:
            yield number.raw, number.value
            return


def sizes_of(text: str) -> list[str]:
    """Return the sizes of a list as names write them: `7, 13 and 70B` gives `7B`, `13B`, `70B`."""
    found = re.findall(r"((?:\d{1,3}[xX])?\d{1,4}(?:\.\d{1,3})?)\s?([BM](?![A-Za-z]))?", text)
    unit = next((one for _, one in reversed(found) if one), "")
    return [canonical_size(number + (own or unit)) for number, own in found if own or unit]


SIZES = pattern(
    r"\d{1,4}(?:\.\d{1,3})?\s?[BM](?:\s?(?:,|/|&|;|\band\b|\u3001|<br\s?/?>)\s?(?:and\s)?\d{1,4}(?:\.\d{1,3})?\s?[BM])*?(?:\s?(?:,|/|&|;|\band\b|\u3001|<br\s?/?>)\s?(?:and\s)?\d{1,4}(?:\.\d{1,3})?\s?B)"
)
"""A cell that is a list of sizes, as members of a release are called by, and nothing else."""


def _numbers(
    page: Page,
    entry: Entry,
    attribute: Attribute,
    text: str,
    scale: float,
    sizes: Sequence[str],
) -> Iterator[tuple[Entry, str, Entry | None, float | None, str | None]]:
    """Yield the numbers of a cell: whose, which property, value, as written."""
    lexicon = page.reader.lexicon
    predicate = attribute.predicate
    if predicate == "parameterCount" and SIZES.fullmatch(text) and not SIZE.search(entry.label):
        for size in sizes_of(text):
            member = lexicon.with_tail(entry, Tail(0, size=size))
            if member.id == entry.id:
                continue
            yield member, predicate, None, whole(find_quantities(size)[0].value), size
            yield member, "partOf", entry, None, None
        return
    active = _ACTIVE.search(text) if predicate == "parameterCount" else None
    if active is not None:
        for one in find_quantities(active["before"] or active["behind"] or active["name"])[:1]:
            yield entry, "activeParameterCount", None, whole(one.value), one.raw
        text = text[: active.start()] + " " * len(active[0]) + text[active.end() :]
    taken: list[tuple[int, int]] = []
    for match in _SCOPED.finditer(text):
        held = re.findall(r"\d+(?:\.\d+)?\s?[BMT]\b", match["who"])
        words = [
            one
            for one in re.findall(r"[A-Za-z][A-Za-z-]+", match["who"])[-1:]
            if one.lower() in VARIANTS
        ]
        numbers = find_quantities(match["value"])
        if not numbers:
            continue
        if not (held or words) and re.search(r"\d", match["who"]):
            text = text[: match.end("value")] + " " * (len(text) - match.end("value"))
            break  # `4k (128k long version)`: the first is meant
        if not (held or words):
            continue
        taken.append(match.span())
        tails = [Tail(0, size=canonical_size(size)) for size in held]
        if not tails and words:
            tails = [Tail(0, variants=(words[-1].lower(),))]
        for tail in tails:
            who = lexicon.with_tail(entry, tail)
            yield who, predicate, None, whole(numbers[0].value), numbers[0].raw
    values = [
        (value, raw)
        for value, raw in _values(text, taken, scale)
        if attribute.least <= value <= attribute.most
    ]
    if not values or (re.search(r"\d,\d{3},\d{3},\d{3}", text) and attribute.most < 1e10):
        return
    ranged = re.search(r"\d\w*\s?(?:-|\u2013|\bto\b|~)\s?~?\d", text)
    if len(values) == 2 and ranged and attribute.ranges:
        yield entry, predicate + "Min", None, *values[0]
        yield entry, predicate + "Max", None, *values[1]
    elif 1 < len(values) == len(sizes):
        # as many values as sizes: each is one size's
        for size, (value, raw) in zip(sizes, values, strict=True):
            yield lexicon.with_tail(entry, Tail(0, size=size)), predicate, None, value, raw
    elif len(values) > 1:
        if predicate == "parameterCount":
            yield entry, "parameterCountMin", None, *min(values)
            yield entry, "parameterCountMax", None, *max(values)
    else:
        yield entry, predicate, None, *values[0]


def _values(text: str, taken: list[tuple[int, int]], scale: float) -> list[tuple[float, str]]:
    """Return the values of a cell; a unit of the last one, or of the header, holds for all.

    `7-65B` are two of billions; `70.6` below `Params (B)` is one.
    """
    east = [
        (whole(float(one["digits"]) * _EAST[one["unit"]]), one[0]) for one in _UNITS.finditer(text)
    ]
    if east:
        return east
    found = []
    numbers = find_quantities(text)
    last = numbers[-1] if numbers else None
    letters = {"k": 1e3, "m": 1e6, "b": 1e9, "t": 1e12}
    for one in numbers:
        if one.relative or last is None or any(a <= one.start < b for a, b in taken):
            continue
        value, raw = one.value, one.raw
        times = letters.get(last.unit, 0.0)
        if not one.unit and times and one is not last and value < last.value / times:
            value *= times
            raw += last.unit.upper()
        elif not one.unit and scale and value < _PLAIN:
            value *= scale
        found.append((whole(round(value, 3)), raw))
    return found


_PLAIN = 10_000
"""A number as large as this has its zeros itself, whatever the header says."""


def parts_of(note_span: Span, text: str, count: int) -> list[tuple[str, Span]]:
    """Return the parts of a cell of several numbers with their places: `24 / 1024 / 16`, `32 (8)`."""
    found = [
        (match[0], Span(note_span.start + match.start(), note_span.start + match.end()))
        for match in re.finditer(r"[^/()]*[^/()\s][^/()]*", text)
    ]
    return found if len(found) == count else []
