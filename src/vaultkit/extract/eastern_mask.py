"""Korean and Chinese sentences with one sign in the place of each name and number."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from vaultkit.extract.found import Found
from vaultkit.extract.names import Tail, canonical_size
from vaultkit.extract.numbers import SCALE
from vaultkit.text import pattern

if TYPE_CHECKING:
    from vaultkit.extract.lexicon import Entry, Lexicon
    from vaultkit.extract.units import Unit

_MARKS = {
    "model-series": "\ue000",
    "model": "\ue000",
    "model-variant": "\ue000",
    "technique": "\ue001",
    "dataset": "\ue002",
    "benchmark": "\ue006",
    "organization": "\ue003",
    "license": "\ue007",
}
_NUMBER, _OTHER = "\ue004", "\ue005"
LETTERS = {
    "M": "\ue000",
    "T": "\ue001",
    "D": "[\ue002\ue006]",
    "B": "\ue006",
    "O": r"\ue003(?:\s?\(\ue003\))?",
    "L": "\ue007",
    "S": "\ue002",
    "N": _NUMBER,
}
MODEL = _MARKS["model"]
FIGURE = pattern(
    r"(?<![A-Za-z0-9_.])(?<!\d,)(?P<digits>\d{1,3}(?:,\d{3})+|\d{1,9}(?:\.\d{1,4})?)"
    r"\s?(?P<unit>万亿|[万亿兆조억만]|[kKMBT](?![A-Za-z])|billion|million|trillion)?(?!\s?%|[\d-])"
)
_EAST = {"万": 1e4, "만": 1e4, "亿": 1e8, "억": 1e8, "万亿": 1e12, "兆": 1e12, "조": 1e12}
AND = r"(?:\s?(?:,\s?(?:그리고|和|以及)|,|/|\+|->|\u2192|와|과|및|랑|이랑|그리고|和|与|及|以及|、|and|&)\s?)"
ASIDE = r"(?:\s?(?:策略|机制|技术|方法|기법|방식))?(?:\s?\([^()]{0,40}\))?"
_WORDS = pattern(
    r"증류|蒸馏|양자화|量化|튜닝|조정|微调|병합|합병|合并|학습$|预训练|fine-?\s?tun|distill|quanti[sz]|pre-?train|merg",
    re.IGNORECASE,
)
"""Techniques that are the verbs of the patterns: they stay words."""


@dataclass(frozen=True, slots=True)
class Masked:
    """A sentence whose names and numbers are one sign each."""

    text: str
    at: tuple[int, ...]
    """Offset in the view of each character, and one more for the end."""
    names: dict[int, Found]
    numbers: dict[int, tuple[float, str, int]]
    """Value, as written, where it ends in the view."""


def mask(unit: Unit, start: int, stop: int) -> Masked:
    """Put one sign in the place of each name and each number of a sentence."""
    text = unit.view.text
    signs: list[str] = []
    at: list[int] = []
    names: dict[int, Found] = {}
    numbers: dict[int, tuple[float, str, int]] = {}
    found = [
        one
        for one in unit.found
        if start <= one.start
        and one.end <= stop
        and not (one.entry.kind == "technique" and _is_verb(text, one))
    ]
    place = start
    for one in [*sorted(found, key=lambda one: (one.start, -one.end)), None]:
        until = one.start if one else stop
        if until < place:
            continue
        while place < until:
            match = FIGURE.match(text, place, until)
            if match:
                scale = _EAST.get(match["unit"] or "") or SCALE.get(
                    (match["unit"] or "").lower(), 1
                )
                value = float(match["digits"].replace(",", "")) * scale
                numbers[len(signs)] = (value, match[0].strip(), match.end())
                signs.append(_NUMBER)
                at.append(place)
                place = match.end()
            else:
                signs.append(text[place])
                at.append(place)
                place += 1
        if one:
            names[len(signs)] = one
            behind = text[one.end : one.end + 1]
            part = one.style or behind in {"-", "/", "_"} or (behind.isascii() and behind.isalnum())
            signs.append(_OTHER if part else _MARKS.get(one.entry.kind, _OTHER))
            at.append(one.start)
            place = one.end
    return Masked("".join(signs), (*at, stop), names, numbers)


def _is_verb(text: str, one: Found) -> bool:
    """Tell whether the name of a technique is the verb of its sentence."""
    if _DONE.match(text, one.end):
        return False
    if _WORDS.search(text, one.start, one.end):
        return True
    return text[one.end : one.end + 1] in set("한하했")


_DONE = pattern(
    r"\)?\s?(?:\([^()]{1,40}\))?\s?(?:을|를)\s?(?:한다|했|함|하고|하며|진행|수행|거[쳐치친쳤]|실시|적용|추가|사용|결합)"
)


def name_sizes(masked: Masked, topic: tuple[Entry, ...], lexicon: Lexicon) -> Masked:
    """Let a size stand for the section's model in that size, where a sentence is about `70B models`."""
    names, numbers, signs = dict(masked.names), dict(masked.numbers), list(masked.text)
    for match in _SIZED_SUBJECT.finditer(masked.text):
        base = _sized_base(masked, match.start(), topic, lexicon)
        for index in range(match.start(), match.end()) if base else ():
            held = numbers.get(index)
            size = SIZE.fullmatch(held[1]) if held else None
            if held is None or size is None or base is None:
                continue
            variant = lexicon.with_tail(base, Tail(0, size=canonical_size(held[1])))
            start = masked.at[index]
            names[index] = Found(start, start + len(held[1]), variant, 0.9, size=held[1])
            numbers.pop(index)
            signs[index] = MODEL
    return replace(masked, text="".join(signs), names=names, numbers=numbers)


def _sized_base(
    masked: Masked, place: int, topic: tuple[Entry, ...], lexicon: Lexicon
) -> Entry | None:
    """Return the model that a size before a place is a size of: the sentence's, else the section's."""
    before = [
        one.entry
        for index, one in sorted(masked.names.items())
        if one.entry.is_model and index < place
    ]
    if not before:
        return topic[0] if len(topic) == 1 else None
    last = before[-1]
    if last.kind == "model-variant" and last.part_of:
        return lexicon.get(last.part_of)
    return None


SIZE = pattern(r"\d{1,4}(?:\.\d{1,3})?\s?[BM]")
_SIZED_SUBJECT = pattern(
    f"(?:^|,)\\s*{_NUMBER}(?:은|는)\\s|"
    f"{_NUMBER}(?:{AND}{_NUMBER})*"
    r"\s?(?:(?:모델|버전)\s?(?:은|는|이|가|의|에는|에서는|에|부터|에만|만)(?![가-힣])|(?:则|也)?(?:使用|采用)|(?:模型|版本)(?!\s?(?:的?大小|规模)))"
)
