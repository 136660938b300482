"""Members of a release that a note calls by their role: `the chat model`, `the on-device model`."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from vaultkit.extract.found import Found
from vaultkit.extract.names import Tail
from vaultkit.text import pattern

if TYPE_CHECKING:
    from vaultkit.extract.lexicon import Entry, Lexicon
    from vaultkit.extract.units import Unit

_ROLE = pattern(
    r"\b(?P<role>chat|instruct|instruction[- ](?:fine-?)?tuned|on-device|server|device|mini|small|medium|large|tiny|nano|base|pro|flash|ultra|(?P<special>[a-z]{3,12})-(?:specific|specialized|specialised))"
    r"(?:[- ]side|[- ]scale)?(?:\s(?P<noun>model|models|variant|variants|version|versions|model versions|checkpoint|checkpoints)\b|(?=\s\d[\d.,]*[BM]?\b))",
    re.IGNORECASE,
)
_OFFERS = pattern(
    r"\b(?:versions|variants|flavou?rs|models|checkpoints|sizes)\b[^.\n]{0,160}$", re.IGNORECASE
)
"""Before an enumeration of members: `comes in three versions: a base model, an instruct model`."""
_NEAR = 160
_ANY = pattern(r"\b(?:this|our|an?|any|every|each)\s$", re.IGNORECASE)
_ALL = pattern(
    r"\b(?:all|any|other|most|many|several|some|these|those|\d{1,4}B)\s(?:\w+\s)?$", re.IGNORECASE
)
_OF = pattern(r"\sof\s(?!the\b|this\b)")
_BEFORE = pattern(r"([A-Za-z]+)\s$")
_ANY_OF = frozenset(
    "small tiny little big good nice simple generic strong powerful best better other another open decent cheap fast great".split()
)
"""Words before a role that make it any such model: `small chat model aligned without humans`."""
_MADE = {"chat": "chat", "instruct": "instruct"}
"""Roles that make a variant although no list has it."""


_SIZED = pattern(
    r"(?<![\w.,/-])(?P<one>\d{1,4}(?:\.\d{1,2})?[BM])(?:(?:/|\sand\s|\s&\s)(?P<two>\d{1,4}(?:\.\d{1,2})?[BM]))?"
    r"(?!\s(?:is|are|was|were)\s(?:activ|used|in\s))(?=(?:\s(?:models?|variants?|versions?|ones?))?"
    r"(?:,\s(?:in\sturn|by\scontrast|however|though|too),)?"
    r"\s(?:also\s|then\s|even\s|still\s|only\s|just\s)?(?:was|were|is|are|has|have|had|gets?|comes?|supports?|uses?|used|adds?|adopts?|adopted|employs?|applies|relies"
    r"|outperforms?|outperformed|beats|surpass(?:es)?|reaches|achieves|scores|sees|saw|got|consumed|features|trails|matches|rivals|learned|drops|keeps|switches|skips)\b)"
)
"""Sizes that are the subject of a clause: `27B was trained from scratch, 2B/9B were distilled`."""


_OTHERS = pattern(r"\b(?:any|than|every|other|dense|over|of|about|around|a|an)\s$", re.IGNORECASE)
"""Before a size that is no member's name: `faster than any 70B model is`."""


_SIZED_NOUN = pattern(
    r"(?<![\w.,/-])(?P<one>\d{1,4}(?:\.\d{1,2})?[BM])(?:(?:/|\sand\s|\s&\s)(?:the\s)?(?P<two>\d{1,4}(?:\.\d{1,2})?[BM]))?"
    r"(?=(?:-sized)?\s(?:models?|variants?|versions?|ones?)\s(?:with|using|via|from|by|through)\b"
    r"|\sby\s(?=[A-Z])"
    r"|\s(?:(?:was|were|is|on|for|at|with|sees|saw|got|gets|used|uses)\s)+(?:about\s|over\s|only\s|just\s|~)*\d[\d.,]*\s?(?:[TB]\b|trillion|billion)"
    r"|(?:\smodel)?\s(?:only\s|just\s|about\s)?(?:\d[\d.,]*[\s.,;]|(?:one|a)\strillion\b))"
)
"""Sizes with a noun, or with a number of their own: `the 2B and 9B models with`, `the 9B on 8T`."""
_THE = pattern(r"\b(?:the|both|our|its|their|larger|smaller|largest|smallest)\s$", re.IGNORECASE)


_SIZED_PAIR = pattern(
    r"(?<![\w.,/-])(?P<one>\d{1,4}(?:\.\d{1,2})?[BM])(?:/|\sand\s|\s&\s)(?P<two>\d{1,4}(?:\.\d{1,2})?[BM])"
    r"(?=\s(?:models|variants|versions)\s\()"
)
"""Two members told apart by what stands behind them: `11B & 90B models (with vision encoders)`."""


def _sizes(unit: Unit, owner: Entry, lexicon: Lexicon, *, several: bool) -> None:
    """Add the mentions of members by their size."""
    text = unit.view.text
    named = [
        one
        for one in _SIZED_NOUN.finditer(text)
        if _THE.search(text, max(0, one.start() - 10), one.start()) and (several or one["two"])
    ]
    for match in [*_SIZED.finditer(text), *named, *_SIZED_PAIR.finditer(text)]:
        for name in ("one", "two"):
            size = match[name]
            start, end = match.span(name)
            if not size or _OTHERS.search(unit.view.text, max(0, start - 12), start):
                continue
            if any(one.start < end and start < one.end for one in unit.found):
                continue
            entry = lexicon.with_tail(owner, Tail(0, size=size))
            if entry.id != owner.id:
                unit.found.append(Found(start, end, entry, 0.75, size=size, part=True))


def add_roles(units: list[Unit], lexicon: Lexicon, sized: frozenset[str]) -> None:
    """Add the mentions by role to every unit whose section is about one release."""
    for unit in units:
        if len(unit.topic.models) != 1 or unit.kind in {"heading", "bold"}:
            continue
        owner = _release(unit.topic.models[0], lexicon)
        _exact(unit, owner, lexicon)
        for match in _ROLE.finditer(unit.view.text):
            if any(one.start < match.end() and match.start() < one.end for one in unit.found):
                continue
            text = unit.view.text
            if _OF.match(text, match.end()):
                continue  # `the chat model of Foo`: of that one, not of the section's
            if _ALL.search(text, max(0, match.start() - 20), match.start()):
                continue  # `all 7B chat models`
            noun = (match["noun"] or "").lower()
            if not noun and not _THE.search(text, max(0, match.start() - 10), match.start()):
                continue  # `the base model has 12 layers, the large 24`
            one_of_many = noun == "model" and _ANY.search(
                text, max(0, match.start() - 6), match.start()
            )
            before = _BEFORE.search(text, max(0, match.start() - 20), match.start())
            if noun == "model" and before and before[1].lower() in _ANY_OF:
                one_of_many = one_of_many or before
            if one_of_many and not _OFFERS.search(
                text, max(0, match.start() - _NEAR), match.start()
            ):
                continue
            whose = _spoken_of(unit, match.start(), owner, lexicon)
            role = (match["special"] or match["role"]).lower()
            entry = _member(whose, role, lexicon, listed=role in _pairs(text))
            if entry is not None:
                unit.found.append(Found(match.start(), match.end(), entry, 0.75, part=True))
        _sizes(unit, owner, lexicon, several=owner.id in (sized | lexicon.sized))
        unit.found.sort(key=lambda one: one.start)


def _exact(unit: Unit, owner: Entry, lexicon: Lexicon) -> None:
    """Let a short name mean the member of the section's release: `Opus` below `Claude 3`."""
    above = set(lexicon.ancestors(owner))
    for number, one in enumerate(unit.found):
        word = unit.view.text[one.start : one.end]
        if one.entry.kind != "model-series" or not word.isalpha() or one.entry.part_of not in above:
            continue
        member = lexicon.find(f"{owner.label} {word}")
        if member is not None and member.id != owner.id and member.shipped:
            unit.found[number] = replace(one, entry=member)


def _spoken_of(unit: Unit, place: int, owner: Entry, lexicon: Lexicon) -> Entry:
    """Return the release that opened a sentence last: a role behind it is its member's."""
    text = unit.view.text
    for one in reversed(unit.found):
        if one.end > place or one.part or one.style or not one.entry.is_model:
            continue
        if not text[: one.start].rstrip(" *_[(").endswith((".", "\n", ":")) and one.start > _HEAD:
            continue
        return _release(one.entry, lexicon)
    return owner


_HEAD = 3


def _release(entry: Entry, lexicon: Lexicon) -> Entry:
    """Return the release above a variant."""
    if entry.kind == "model-variant" and entry.part_of:
        return lexicon.get(entry.part_of) or entry
    return entry


def _pairs(text: str) -> frozenset[str]:
    """Return the roles that a text gives figures of, where there are several: `the base has 12, the large 24`."""
    found = frozenset(one["role"].lower() for one in _MEASURED.finditer(text))
    return found if len(found) > 1 else frozenset()


_MEASURED = pattern(
    r"\bthe\s(?P<role>base|small|medium|large|tiny|mini)(?:\s(?:model|version|variant|one))?\s(?:(?:has|with|at|of|is|counts|got|comes)\s)?(?:only\s|about\s|with\s)?\d",
    re.IGNORECASE,
)


def _member(owner: Entry, role: str, lexicon: Lexicon, *, listed: bool = False) -> Entry | None:
    """Return the member of a release that has a role."""
    word = "instruct" if role.startswith("instruct") else role
    made = lexicon.with_tail(owner, Tail(0, variants=(word,)))
    if made.shipped or word in _MADE or listed:
        return made if made.id != owner.id else None
    return None


def announce(units: list[Unit]) -> list[tuple[Unit, Entry, Entry]]:
    """Let a section be about the point release whose announcement stands at its head.

    Under `Foo 3` the first line may link `Introducing Foo 3.1`: then the section is about 3.1.
    Returns the lines that announce, each with the point release and the release.
    """
    announced = []
    for number, unit in enumerate(units):
        if unit.kind != "heading" or len(unit.topic.models) != 1 or number + 1 >= len(units):
            continue
        owner = unit.topic.models[0]
        head = units[number + 1]
        if head.kind in {"heading", "bold"} or head.heading != unit.heading:
            continue
        for link in head.view.links:
            named = [
                one.entry
                for one in head.found
                if link.start <= one.start and one.end <= link.end and one.entry.is_model
            ]
            if named and named[0].label.startswith(owner.label + ".") and owner.id != named[0].id:
                _rename(units[number + 1 :], unit.heading, owner, named[0])
                announced.append((head, named[0], owner))
                break
    return announced


_INTRODUCES = pattern(
    r"[\s>*_+-]*(?:In this (?:work|paper|report),?\s)?[Ww]e\s(?:introduce|present|release|propose|announce|develop)\s(?:the\s)?[*_`\[]*"
)
"""How an abstract begins that a note quotes."""


def introduce(units: list[Unit], lexicon: Lexicon) -> None:
    """Let a section be about the member that its first line introduces: `We introduce Foo-mini, a ...`.

    What follows, item by item, is said of that one, unless it names another.
    """
    for number, unit in enumerate(units):
        if unit.kind != "heading" or len(unit.topic.models) != 1 or number + 1 >= len(units):
            continue
        owner, head = unit.topic.models[0], units[number + 1]
        opens = _INTRODUCES.match(head.view.text)
        if opens is None or head.kind in {"heading", "bold"} or head.heading != unit.heading:
            continue
        first = next((one for one in head.found if one.entry.is_model), None)
        if first is None or first.start != opens.end() or first.entry.id == owner.id:
            continue
        if owner.id in lexicon.ancestors(first.entry):
            _rename(units[number + 1 :], unit.heading, owner, first.entry)


def _rename(units: list[Unit], heading: int, old: Entry, new: Entry) -> None:
    """Put a point release in the place of its release, through one section."""
    for unit in units:
        if unit.heading != heading:
            break
        if unit.topic.models == (old,):
            unit.topic = replace(unit.topic, models=(new,))
