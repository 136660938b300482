"""Numbers with units as notes write them: 1.4 trillion, 70-billion, 131,072, 16k, 8x7B."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from vaultkit.text import pattern

SCALE = {
    "k": 1e3,
    "m": 1e6,
    "b": 1e9,
    "t": 1e12,
    "thousand": 1e3,
    "million": 1e6,
    "mil": 1e6,
    "mn": 1e6,
    "billion": 1e9,
    "bn": 1e9,
    "trillion": 1e12,
    "trn": 1e12,
}
WORDS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "twelve": 12,
    "sixteen": 16,
}

_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
NUMBER = pattern(
    rf"(?<![\w.,])(?P<about>~\s?|[<>]=?\s?)?(?P<digits>{_DIGITS})"
    r"(?:[\s-]{0,2}(?P<word>thousand|million|billion|trillion)\b"
    r"|\s?(?P<unit>[kKMBT]|bn|mn|Bn|Mn)(?![A-Za-z0-9]))?"
    r"(?P<times>\s?[xX](?![A-Za-z0-9]))?(?P<percent>\s?%)?(?![\d])(?P<plus>\+)?",
    re.IGNORECASE,
)
_DATE = pattern(r"(?<!\d)(?:19|20)\d{2}-\d{2}(?:-\d{2})?(?:-\w+)*(?!\d)")
_SPELT = pattern(
    rf"\b(?P<one>{'|'.join(WORDS)}|(?<!half )an?)[\s-](?P<word>thousand|million|billion|trillion)\b",
    re.IGNORECASE,
)


_COUNTS_AT_ALL = pattern(r"[0-9]|(?i:thousand|illion|expert|layer)")
"""What every number has: a digit, or the word that a spelt one stands before."""
_COUNTED = pattern(
    rf"\b(?:{'|'.join(WORDS)})\b(?=\s(?:\w+\s)?experts?\b|\s(?:are|is|being)\s(?:active|activated|used|selected|chosen|routed)\b|\s(?:out\s)?of\s(?:them|its|the|which|these)\b|[\s-]layer(?:ed)?\b)|\b(?:six|eight|ten|twelve|sixteen)\b(?=\s(?:\w+\s)?layers\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number at its place."""

    start: int
    end: int
    """0-based code points of the text it was found in."""
    value: float
    """Absolute: 7B is 7,000,000,000."""
    raw: str
    unit: str = ""
    """`k` `m` `b` `t`, or empty where none is written."""
    approximate: bool = False
    relative: bool = False
    """A ratio or share: 2x, 40%."""


def find_quantities(text: str) -> list[Quantity]:
    """Return the numbers of a text, in order."""
    found: list[Quantity] = []
    if text.isascii() and not _COUNTS_AT_ALL.search(text):
        return found
    dates = [one.span() for one in _DATE.finditer(text)]
    for match in NUMBER.finditer(text):
        start = match.start()
        if dates and any(a <= start < b for a, b in dates):
            continue
        value = float(match["digits"].replace(",", ""))
        unit = (match["unit"] or match["word"] or "").lower()
        value *= SCALE.get(unit, 1)
        tail = text[match.end() : match.end() + 1]
        if tail and (tail.isalpha() and tail.isascii()) and not unit:
            continue
        about = (match["about"] or "").strip()
        found.append(
            Quantity(
                start,
                match.end() if not match["plus"] else match.end() - 1,
                value,
                match[0].strip(),
                unit[:1],
                approximate=bool(about),
                relative=bool(match["times"] or match["percent"]),
            )
        )
    taken = {one.start for one in found}
    for match in _SPELT.finditer(text):
        if match.start() not in taken:
            value = WORDS.get(match["one"].lower(), 1) * SCALE[match["word"].lower()]
            unit = match["word"].lower()[:1]
            found.append(Quantity(match.start(), match.end(), value, match[0], unit))
    found.extend(
        Quantity(match.start(), match.end(), float(WORDS[match[0].lower()]), match[0])
        for match in _COUNTED.finditer(text)
    )
    return _shared(text, sorted(found, key=lambda one: one.start))


_JOINED = pattern(r"\s?(?:,|and|or|to|,\sand)\s")


def _shared(text: str, found: list[Quantity]) -> list[Quantity]:
    """Give the unit of the last number of a list to the bare ones before it: `7, 13 and 70 billion`."""
    for index in range(len(found) - 2, -1, -1):
        one, two = found[index], found[index + 1]
        spelt = (
            two.unit in {"b", "m", "t"}
            and len(two.raw) > len(two.raw.rstrip("abcdefghijklmnopqrstuvwxyz")) + 1
        )
        bare = not one.unit and not one.relative and one.value < _BARE and one.raw[:1].isdigit()
        if spelt and bare and _JOINED.fullmatch(text, one.end, two.start):
            raw = f"{one.raw} {two.raw.split()[-1]}" if " " in two.raw else one.raw
            value = one.value * SCALE[two.unit]
            found[index] = replace(one, value=value, unit=two.unit, raw=raw)
    return found


_BARE = 1000


def whole(value: float) -> int | float:
    """Return a whole number where it is one."""
    return int(value) if value == int(value) else value


def read_number(text: str) -> float | None:
    """Return the value of a text that is one number and nothing else, else None."""
    match = NUMBER.fullmatch(text.strip())
    if match is None or match["times"] or match["percent"]:
        return None
    unit = (match["unit"] or match["word"] or "").lower()
    return float(match["digits"].replace(",", "")) * SCALE.get(unit, 1)
