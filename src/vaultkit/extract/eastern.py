"""Korean and Chinese sentences, read by the particles and verbs around the names in them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from vaultkit.extract.eastern_rules import CHINESE, KOREAN, EasternRule
from vaultkit.extract.numbers import SCALE, whole
from vaultkit.extract.statement import Statement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.extract.found import Found
    from vaultkit.extract.lexicon import Entry
    from vaultkit.extract.reading import Page
    from vaultkit.extract.units import Unit
    from vaultkit.graph.facts import Modality

_MARKS = {
    "model-series": "\ue000",
    "model": "\ue000",
    "model-variant": "\ue000",
    "technique": "\ue001",
    "dataset": "\ue002",
    "benchmark": "\ue002",
    "organization": "\ue003",
}
_NUMBER, _OTHER = "\ue004", "\ue005"
_LETTERS = {"M": "\ue000", "T": "\ue001", "D": "\ue002", "O": "\ue003", "N": _NUMBER}
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_STOP = re.compile(r"[!?;\n]|\.(?!\d)")
_FIGURE = re.compile(
    r"(?<![\w.,])(?P<digits>\d{1,3}(?:,\d{3})+|\d{1,9}(?:\.\d{1,4})?)"
    r"\s?(?P<unit>万亿|[万亿兆조억만]|[kKMBT](?![A-Za-z])|billion|million|trillion)?(?!\s?%|[\d-])"
)
_EAST = {"万": 1e4, "만": 1e4, "亿": 1e8, "억": 1e8, "万亿": 1e12, "兆": 1e12, "조": 1e12}
_AND = r"(?:\s?(?:,|/|\+|와|과|및|랑|그리고|和|与|及|以及|、|and|&)\s?)"
_ASIDE = r"(?:\s?\([^()]{0,40}\))?"
_HEDGES: tuple[tuple[Modality, str], ...] = (
    ("rumoured", "루머|소문|카더라|据说|传闻|据传|爆料|有传言"),
    ("planned", "예정|계획|할 것이다|하려고|计划|将要|将会|预计|打算|即将"),
    (
        "hedged",
        "아마|추정|것으로 보|듯하|듯 하|수도 있|것 같|인지도|可能|或许|也许|大概|似乎|疑似|推测|估计",
    ),
)
_TOPIC = re.compile(r"\s?(?:\([^()]{0,60}\))?\s?(?:는|은|이|가|의|도|모델은|모델이)(?![가-힣])")
_WORDS = re.compile(
    r"증류|蒸馏|양자화|量化|튜닝|조정|微调|병합|합병|合并|학습$|预训练|fine-?\s?tun|distill|quanti[sz]|pre-?train|^SFT$|merg",
    re.IGNORECASE,
)
"""Techniques that are the verbs of the patterns: they stay words."""
_SUBJECT_LINE = re.compile(r"\s*(?:모델|모델명|이름|模型|模型名|名称)\s?:\s?\ue000\s*")
_QUESTION = re.compile(r"[?\uff1f]|(?:ㄹ까|을까|는가|인가|吗|呢)\s*$")


@dataclass(frozen=True, slots=True)
class _Masked:
    """A sentence whose names and numbers are one sign each."""

    text: str
    at: tuple[int, ...]
    """Offset in the view of each character, and one more for the end."""
    names: dict[int, Found]
    numbers: dict[int, tuple[float, str, int]]
    """Value, as written, where it ends in the view."""


def read_eastern(page: Page) -> None:
    """Read the Korean and Chinese sentences of a note."""
    listed: tuple[Entry, ...] = ()
    for unit in page.units:
        if unit.kind != "item":
            listed = ()
        text = unit.view.text
        if unit.kind in {"heading", "bold"} or not (_HANGUL.search(text) or _HAN.search(text)):
            continue
        masked = _mask(unit, 0, len(text))
        if _SUBJECT_LINE.fullmatch(masked.text):
            listed = tuple(one.entry for one in masked.names.values())
        if unit.found or _FIGURE.search(text):
            for one in _of_unit(unit, listed):
                page.add(one, unit.view, unit.path)


def _of_unit(unit: Unit, listed: tuple[Entry, ...]) -> Iterator[Statement]:
    """Yield what the sentences of one stretch say; `listed` is what its list is about."""
    text, start = unit.view.text, 0
    topic = listed or (unit.topic.models if len(unit.topic.models) == 1 else ())
    inside = [(one.start, one.end) for one in unit.found]
    stops = [
        one.start()
        for one in _STOP.finditer(text)
        if not any(first <= one.start() < last for first, last in inside)
    ]
    for stop in [*stops, len(text)]:
        part = text[start:stop]
        rules = KOREAN if _HANGUL.search(part) else CHINESE if _HAN.search(part) else ()
        if rules and not _QUESTION.search(text[start : stop + 1]):
            masked = _mask(unit, start, stop)
            yield from _read(masked, rules, topic, start, stop)
        start = stop + 1


def _mask(unit: Unit, start: int, stop: int) -> _Masked:
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
        and not (one.entry.kind == "technique" and _WORDS.search(text, one.start, one.end))
    ]
    place = start
    for one in [*sorted(found, key=lambda one: (one.start, -one.end)), None]:
        until = one.start if one else stop
        if until < place:
            continue
        while place < until:
            match = _FIGURE.match(text, place, until)
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
    return _Masked("".join(signs), (*at, stop), names, numbers)


@cache
def _compiled(rule: EasternRule) -> re.Pattern[str]:
    """Return a rule's pattern over masked text."""

    def sign(match: re.Match[str]) -> str:
        one = _LETTERS[match[1]]
        return f"{one}{_ASIDE}(?:{_AND}{one}{_ASIDE}){{0,7}}" if match[2] else one

    return re.compile(re.sub(r"\{([MTDON])(\+?)\}", sign, rule.pattern), re.IGNORECASE)


def _read(
    masked: _Masked,
    rules: tuple[EasternRule, ...],
    topic: tuple[Entry, ...],
    start: int,
    stop: int,
) -> Iterator[Statement]:
    """Yield what one sentence says; a name is the object of the first rule that fits it."""
    taken: set[int] = set()
    modality = _modality(masked.text)
    for rule in rules:
        for match in _compiled(rule).finditer(masked.text):
            objects = [
                index
                for index in range(*match.span("o"))
                if index not in taken and (index in masked.names or index in masked.numbers)
            ]
            held = match.start("s") if "s" in match.re.groupindex else -1
            subject = _subject(masked, match, objects, topic, held)
            if subject is None or not objects:
                continue
            for index in objects:
                made = _made(masked, rule, subject, index, modality, (start, stop))
                if made is not None:
                    taken.add(index)
                    yield made


def _subject(
    masked: _Masked,
    match: re.Match[str],
    objects: list[int],
    topic: tuple[Entry, ...],
    held: int,
) -> tuple[Entry, bool] | None:
    """Return who a match is about, and whether the sentence names it."""
    if held >= 0:
        return masked.names[held].entry, True
    before = [
        index
        for index, one in sorted(masked.names.items())
        if index not in objects
        and one.entry.is_model
        and masked.text[index] == _LETTERS["M"]
        and index < match.start("o")
        and not _HANGS.search(masked.text[max(0, index - 12) : index])
        and not _aside(masked.text, index, match.start("o"))
    ]
    opening = masked.text.rfind("(", 0, match.start("o"))
    if opening >= 0 and ")" not in masked.text[opening : match.start("o")]:
        named = masked.text[:opening].rstrip()
        if len(named) - 1 in before:
            return masked.names[len(named) - 1].entry, True
        if set(objects) <= masked.numbers.keys():
            return None
    marked = [index for index in before if _TOPIC.match(masked.text, index + 1)]
    if _HANGUL.search(masked.text) is not None:
        choice = marked[-1:] or [one for one in before if not _CASE.match(masked.text, one + 1)][:1]
    else:
        choice = before[:1]
    if choice:
        return masked.names[choice[0]].entry, True
    lead = re.sub(r"[\s*_>-]", "", masked.text[: match.start()])
    return (topic[0], False) if topic and len(lead) <= _LEAD else None


def _aside(text: str, index: int, place: int) -> bool:
    """Tell whether a name stands in brackets that close before a place."""
    opening = text.rfind("(", 0, index)
    closing = text.find(")", index, place)
    return opening >= 0 and closing >= 0 and ")" not in text[opening:index]


_HANGS = re.compile(
    r"(?:基于|使用|采用|在|由|用|以|通过|结合|利用|对|从|将|把|微调|与|和|比|于|如|例如|像|相比|对比|\bvs\.?)\s?[^\s,.;:()\ue000]{0,6}\s?$|[+/]\s?$"
)
"""Before a name: it is no subject but what something is done with."""
_CASE = re.compile(r"\s?(?:를|을|에|로|으로|와|과|보다|처럼|부터)")
_LEAD = 6
"""Characters before a phrase that has its subject from the section, at most."""
_LEAST = {
    "parameterCount": 1e6,
    "activeParameterCount": 1e6,
    "trainingTokens": 1e6,
    "contextLength": 256,
    "vocabularySize": 1000,
}


def _made(
    masked: _Masked,
    rule: EasternRule,
    subject: tuple[Entry, bool],
    index: int,
    modality: Modality,
    place: tuple[int, int],
) -> Statement | None:
    """Return the statement that a rule makes of one object or number."""
    entry, named = subject
    target: Entry | None = None
    value: int | float | None = None
    raw: str | None = None
    if index in masked.numbers:
        value, raw = whole(masked.numbers[index][0]), masked.numbers[index][1]
        if value < _LEAST.get(rule.predicate, 1):
            return None
    else:
        target = masked.names[index].entry
        if target.id == entry.id or target.general:
            return None
    one, two = (target, entry) if rule.swap and target else (entry, target)
    if two is None and value is None:
        return None
    return Statement(
        one,
        rule.predicate,
        two,
        value,
        raw,
        *place,
        f"east-{rule.predicate}",
        modality,
        named,
        masked.at[index],
        1.0 if named else 0.9,
    )


def _modality(text: str) -> Modality:
    """Return how a sentence means what it says."""
    for modality, words in _HEDGES:
        if re.search(words, text):
            return modality
    return "asserted"
