"""Korean and Chinese sentences, read by the particles and verbs around the names in them."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from vaultkit.extract.chinese import CHINESE
from vaultkit.extract.eastern_mask import (
    AND,
    ASIDE,
    FIGURE,
    LETTERS,
    SIZE,
    Masked,
    mask,
    name_sizes,
)
from vaultkit.extract.eastern_subject import HANGUL, TOPIC, opener_of, subjects_of, with_new
from vaultkit.extract.korean import KOREAN
from vaultkit.extract.names import Tail, canonical_size, fold
from vaultkit.extract.numbers import whole
from vaultkit.extract.statement import Statement
from vaultkit.extract.tuned import is_tuned
from vaultkit.text import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.extract.eastern_rules import EasternRule
    from vaultkit.extract.lexicon import Entry, Lexicon
    from vaultkit.extract.reading import Page
    from vaultkit.extract.units import Unit
    from vaultkit.graph.facts import Modality

_HAN = pattern(r"[\u4e00-\u9fff]")
_STOP = pattern(r"[!?;\n]|\.(?!\d)")
_HEDGES: tuple[tuple[Modality, str], ...] = (
    ("rumoured", "루머|소문|카더라|据说|传闻|据传|爆料|有传言"),
    ("planned", "예정|계획|할 것이다|하려고|计划|将要|将会|预计|打算|即将"),
    (
        "hedged",
        "아마|추정|것으로 보|듯하|듯 하|수도 있|것 같|인지도|可能|或许|也许|大概|似乎|疑似|推测|估计",
    ),
)
_SUBJECT_LINE = pattern(r"\s*(?:모델|모델명|이름|模型|模型名|名称)\s?:\s?\ue000\s*")
_QUESTION = pattern(r"[?\uff1f]|(?:ㄹ까|을까|는가|인가|吗|呢)\s*$")


def is_eastern(text: str) -> bool:
    """Tell whether a text has a Korean or Chinese word."""
    return not text.isascii() and (HANGUL.search(text) or _HAN.search(text)) is not None


def read_eastern(page: Page) -> None:
    """Read the Korean and Chinese sentences of a note."""
    listed: tuple[Entry, ...] = ()
    for unit in page.units:
        if unit.kind != "item":
            listed = ()
        text = unit.view.text
        if unit.kind in {"heading", "bold"} or not is_eastern(text):
            continue
        masked = mask(unit, 0, len(text))
        if _SUBJECT_LINE.fullmatch(masked.text):
            listed = tuple(one.entry for one in masked.names.values())
        if unit.found or FIGURE.search(text):
            for one in _of_unit(unit, listed, page.reader.lexicon):
                page.add(one, unit.view, unit.path)


def _of_unit(unit: Unit, listed: tuple[Entry, ...], lexicon: Lexicon) -> Iterator[Statement]:
    """Yield what the sentences of one stretch say; `listed` is what its list is about."""
    text, start = unit.view.text, 0
    running: Entry | None = None
    topic = listed or (unit.topic.models if len(unit.topic.models) == 1 else ())
    inside = [(one.start, one.end) for one in unit.found]
    stops = [
        one.start()
        for one in _STOP.finditer(text)
        if not any(first <= one.start() < last for first, last in inside)
    ]
    for stop in [*stops, len(text)]:
        part = text[start:stop]
        rules = KOREAN if HANGUL.search(part) else CHINESE if _HAN.search(part) else ()
        if rules and not _QUESTION.search(text[start : stop + 1]):
            with_new(unit, start, stop, lexicon)
            masked = mask(unit, start, stop)
            about = _about(topic, running, lexicon)
            masked = name_sizes(masked, about, lexicon)
            yield from _dated(masked, text[start:stop], about, start, stop)
            yield from _read(masked, rules, about, (start, stop), lexicon)
            yield from _tuned(masked, (start, stop), lexicon)
            opener = opener_of(masked)
            if opener is not None:
                yield from _built_on(masked, opener, running, (start, stop))
                running = opener
        start = stop + 1


def _about(topic: tuple[Entry, ...], running: Entry | None, lexicon: Lexicon) -> tuple[Entry, ...]:
    """Return what a sentence without a subject is about: the section's model, or its member just named."""
    if running is None:
        return topic
    above = topic[0] if topic else None
    if above is None or (
        above.kind == "model-series"
        and (
            above.id in lexicon.ancestors(running)
            or fold(running.label).startswith(fold(above.label))
        )
    ):
        return (running,)
    return topic


def _tuned(masked: Masked, place: tuple[int, int], lexicon: Lexicon) -> Iterator[Statement]:
    """Yield that a variant whose name says that it is tuned comes from its release."""
    opener = opener_of(masked)
    models = [index for index, one in sorted(masked.names.items()) if one.entry.is_model]
    if opener is None or opener.part_of is None or not is_tuned(opener) or len(models) != 1:
        return
    base = lexicon.get(opener.part_of)
    if base is not None and base.kind != "model-series" and _TUNING.search(masked.text):
        yield _plain(opener, "fineTunedFrom", base, masked.at[models[0]], place)


def _built_on(
    masked: Masked, opener: Entry, before: Entry | None, place: tuple[int, int]
) -> Iterator[Statement]:
    """Yield that a model stands on the one that the sentence before was about: `在其基础上`."""
    if before is not None and before.id != opener.id and _ON_IT.search(masked.text):
        yield _plain(opener, "derivedFrom", before, masked.at[0], place)


def _plain(
    subject: Entry, predicate: str, target: Entry, at: int, place: tuple[int, int]
) -> Statement:
    """Return a statement between two models of a sentence."""
    return Statement(subject, predicate, target, None, None, *place, f"east-{predicate}", at=at)


_ON_IT = pattern(
    r"在\s?(?:其|此|它|前者)\s?(?:的)?\s?基础(?:之)?上|(?:이를|이것을)\s?(?:기반|바탕)으로"
)
_TUNING = pattern(
    r"파인\s?튜닝|미세\s?조정|fine-?\s?tun|튜닝(?:한|된)|微调|精调|지시\s?학습", re.IGNORECASE
)


@cache
def _compiled(rule: EasternRule) -> re.Pattern[str]:
    """Return a rule's pattern over masked text."""

    def sign(match: re.Match[str]) -> str:
        one = LETTERS[match[1]]
        return f"{one}{ASIDE}(?:{AND}{one}{ASIDE}){{0,7}}" if match[2] else one

    plain = rule.pattern.replace("{AND}", AND).replace("{A}", ASIDE)
    return re.compile(re.sub(r"\{([MTDSBOLN])(\+?)\}", sign, plain), re.IGNORECASE)


@cache
def _object_of(rule: EasternRule) -> str:
    """Return the pattern of the sign that a rule's objects have."""
    held = re.search(r"\(\?P<o>\{([MTDSBOLN])", rule.pattern)
    assert held is not None
    return {"O": "\ue003"}.get(held[1], LETTERS[held[1]])


def _dated(
    masked: Masked, text: str, topic: tuple[Entry, ...], start: int, stop: int
) -> Iterator[Statement]:
    """Yield the release date that a sentence states in these languages."""
    match = _RELEASED.search(text)
    if match is None or _modality(text) != "asserted":
        return
    models = [index for index, one in sorted(masked.names.items()) if one.entry.is_model]
    before = [index for index in models if masked.at[index] < start + match.start()]
    marked = [index for index in before if TOPIC.match(masked.text, index + 1)]
    # only a sentence's own topic, or the section's model where the sentence names no model
    if marked or (before and not HANGUL.search(text)):
        subject, named = masked.names[(marked or before)[-1 if marked else 0]].entry, True
    elif topic and not models:
        subject, named = topic[0], False
    else:
        return
    year, month, day = match["year"], match["month"], match["day"]
    date = f"{year}-{int(month):02d}" if month else year
    if month and day:
        date += f"-{int(day):02d}"
    place = start + match.start("year")
    yield Statement(
        subject,
        "releaseDate",
        None,
        date,
        match[0],
        start,
        stop,
        "east-releaseDate",
        "asserted",
        named,
        place,
        1.0 if named else 0.9,
    )


_RELEASED = pattern(
    r"(?P<label>(?:(?:출시|공개|발표|릴리[즈스])(?:일|일자|시기|날짜)?|(?:发布|开源|推出)(?:时间|日期)?)\s?:\s?)?"
    r"(?P<year>20[12]\d)(?:년|年)\s?(?:(?P<month>1[0-2]|0?[1-9])(?:월|月)\s?)?(?:(?P<day>3[01]|[12]\d|0?[1-9])(?:일|日)\s?)?"
    r"(?(label)|(?:에|경|경에|초|말)?\s?(?:,\s?)?(?:[^.;,\n]|\.(?=\d)){0,30}?(?:공개|출시|발표|릴리[즈스]|나온|나왔|등장|선보|发布|推出|开源|公布|面世|问世|上线))"
)


def _read(
    masked: Masked,
    rules: tuple[EasternRule, ...],
    topic: tuple[Entry, ...],
    place: tuple[int, int],
    lexicon: Lexicon,
) -> Iterator[Statement]:
    """Yield what one sentence says; a name is the object of the first rule that fits it."""
    taken: set[int] = set()
    modality = _modality(masked.text)
    rows = _FRAGMENTS.fullmatch(masked.text) is not None
    for rule in rules:
        if rule.fragments and not rows:
            continue
        wanted = _object_of(rule)
        for match in _compiled(rule).finditer(masked.text):
            objects = [
                index
                for index in range(*match.span("o"))
                if index not in taken and re.fullmatch(wanted, masked.text[index])
            ]
            held = match.start("s") if "s" in match.re.groupindex else -1
            subjects = subjects_of(masked, match, objects, topic, held)
            if not subjects or not objects:
                continue
            if not subjects[0][1] and _ALSO.match(masked.text, match.end()):
                continue  # `... 튜닝한 버전도 있다`: another one
            sizes = rule.predicate == "parameterCount" and len(objects) > 1
            for index in objects:
                for subject in subjects:
                    of = _member(masked, subject, index, lexicon) if sizes else subject
                    made = _made(masked, rule, of, index, modality, place)
                    if made is None:
                        continue
                    taken.add(index)
                    yield made
                    if of[0].id != subject[0].id:
                        yield replace(
                            made, predicate="partOf", object=subject[0], value=None, raw=None
                        )


_FRAGMENTS = pattern(
    r"(?:\s*\ue000\s?:)?(?:[^,:\ue000]{0,12}[\ue001\ue004][^,:\ue000]{0,12},\s*){1,12}[^,:\ue000]{0,12}[\ue001\ue004][^,:\ue000]{0,12}"
)
_ALSO = pattern(r"(?:한|된)?\s?(?:버전|모델|것)도")


def _member(
    masked: Masked, subject: tuple[Entry, bool], index: int, lexicon: Lexicon
) -> tuple[Entry, bool]:
    """Return the size of a model that one of several sizes is."""
    raw = masked.numbers[index][1] if index in masked.numbers else ""
    if not SIZE.fullmatch(raw):
        return subject
    return lexicon.with_tail(subject[0], Tail(0, size=canonical_size(raw))), subject[1]


_LEAST = {
    "parameterCount": 1e6,
    "activeParameterCount": 1e6,
    "trainingTokens": 1e6,
    "contextLength": 256,
    "vocabularySize": 1000,
    "hiddenSize": 64,
}
_MOST = {
    "contextLength": 100_000_000,
    "layerCount": 1000,
    "headCount": 1000,
    "expertCount": 10_000,
    "kvHeadCount": 1000,
}


def _made(
    masked: Masked,
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
        if not _LEAST.get(rule.predicate, 1) <= value <= _MOST.get(rule.predicate, value):
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
