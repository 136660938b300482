"""Questions in plain words, by a small grammar over the vocabulary and the vault's names.

A question becomes one of the named questions where its words are those of a phrase, in any
order; else several conditions on models. What can not be read is said, never guessed.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from vaultkit.errors import QueryError
from vaultkit.query import conditions as asked_of
from vaultkit.query.asked import NUMBERS, conditions_in
from vaultkit.query.lexicon import Lexicon
from vaultkit.query.question import Question, predicate, questions, term_for
from vaultkit.query.reading import Part, meaning, near_names, read
from vaultkit.query.words import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vaultkit.graph.terms import Term
    from vaultkit.query.lexicon import Named

PERIOD = "period"
"""A slot that fills the parameters `from` and `to` of a question with the ends of one date."""
_SLOT = re.compile(r"\{(\w+)\}")
_PROPERTY_CONCEPTS = NUMBERS | {"released", "licensed", "weights"}
_PREDICATES = {"released": "releaseDate", "licensed": "license", "weights": "weightsAvailability"}


@dataclass(frozen=True, slots=True)
class Understood:
    """What a question in plain words became."""

    sparql: str
    question: str
    """Name of the named question, or `conditions`."""
    words: str
    """What was understood, in plain words."""
    layers: tuple[str, ...] = ()
    conditions: tuple[asked_of.Condition, ...] = field(default=())
    counted: bool = False
    """How many was asked."""
    mended: tuple[tuple[str, str], ...] = ()
    """Words that were misspelt, each with what was read."""


class NotRead(QueryError):
    """A question that can not be read, with what was not understood and what can be asked."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One way to ask a named question."""

    question: Question
    text: str
    bag: frozenset[tuple[str, int]]
    """Its concepts and other words, counted, without the slots."""
    slots: tuple[str, ...]
    """Names of its parameters, in order of the phrase."""
    before: str
    """The concept that stands before the first slot, where the order decides; else empty."""


@cache
def phrases() -> tuple[Phrase, ...]:
    """Return the phrases of all named questions."""
    none = Lexicon({})
    made = []
    for one in questions().values():
        for text in one.phrases:
            parts = [
                part
                for part in meaning(read(_SLOT.sub(" slotslot ", text) or text, none))
                if part.text != "slotslot"
            ]
            slots = tuple(_SLOT.findall(text))
            made.append(Phrase(one, text, _bag(parts), slots, _before(text, none)))
    return tuple(made)


def _before(text: str, none: Lexicon) -> str:
    """Return the last derivation word before the first slot of a phrase, `-` where it is after."""
    head, mark, _ = text.partition("{")
    if not mark or not any(one.value in _DIRECTED for one in read(text, none)):
        return ""
    found = (
        [one.value for one in read(head, none) if one.value in _DIRECTED] if head.strip() else []
    )
    return found[-1] if found else "-"


_NO_CLOCK = {"last", "this", "today", "yesterday", "ago", "recent", "recently", "week", "month"}
_SPARE = {"each"}
"""Concepts that a question can do without, where it is not read with them."""
_SPARE = {"each"}
"""Concepts that a question can do without, where it is not read with them."""
_DIRECTED = {"derive", "outperform", "learned", "introduced"}


def _bag(parts: Iterable[Part]) -> frozenset[tuple[str, int]]:
    """Count the concepts and unknown words of some parts."""
    words = Counter(
        one.value if one.kind == "concept" else one.text.lower()
        for one in parts
        if one.kind in {"concept", "unknown"}
        and one.value not in _LOOSE
        and one.text.lower() != "from"
    )
    return frozenset(words.items())


_LOOSE = {"in"}
"""Concepts that are glue in a phrase."""


def understand(text: str, names: Lexicon) -> Understood:
    """Return the query that a question in plain words becomes.

    Raises:
        NotRead: it can not be read; the message says what was not understood, and what is near.
    """
    every = read(text, names)
    parts = _tidy(meaning(every))
    made = _understood(text, parts, names)
    how_many = text.lower().replace("?", " ").split()
    return replace(
        made,
        counted=_asks_how_many(how_many)
        and not any(one.value in _PROPERTY_CONCEPTS for one in parts[:1]),
        mended=tuple((one.text, one.mended) for one in every if one.mended),
    )


def _asks_how_many(words: list[str]) -> bool:
    """Tell whether a number of things is asked for."""
    pairs = list(pairwise(words))
    return ("how", "many") in pairs or words[:1] == ["count"] or words[:2] == ["number", "of"]


def _understood(text: str, parts: list[Part], names: Lexicon) -> Understood:
    """Return what the parts of a question become.

    Raises:
        NotRead: nothing.
    """
    found = [made for made in (_by_phrase(parts, one, names) for one in phrases()) if made]
    if found:
        best = max(score for score, _ in found)
        chosen = [made for score, made in found if score == best]
        return chosen[0]
    several = conditions_in(parts)
    if several:
        return _conditions(several, names)
    some = [one for one in parts if one.value not in _SPARE]
    if len(some) < len(parts):
        return _understood(text, some, names)
    raise _not_read(text, parts, names)


def _tidy(parts: list[Part]) -> list[Part]:
    """Take out `from` where no date follows: it is then glue."""
    kept = []
    for at, one in enumerate(parts):
        following = parts[at + 1] if at + 1 < len(parts) else None
        if one.text.lower() == "from" and not (following and following.kind == "date"):
            continue
        kept.append(one)
    return kept


def _by_phrase(parts: list[Part], phrase: Phrase, names: Lexicon) -> tuple[int, Understood] | None:
    """Return a named question where the parts are those of its phrase, with how well they fit."""
    wanted = {one.name: one for one in phrase.question.parameters}
    words = list(parts)
    values: dict[str, Term] = {}
    said: list[str] = []
    fit = 0
    for slot in phrase.slots:
        kind = "date" if slot == PERIOD else wanted[slot].kind
        taken = _take(words, kind)
        if taken is None:
            return None
        part, thing = taken
        words.remove(part)
        if thing is not None:
            values[slot] = thing.iri
            said.append(thing.label)
            fit += 2 if kind != "entity" else 1
            fit += part.things[0] == thing
        elif kind == "predicate":
            values[slot] = predicate(_PREDICATES.get(part.value, part.value))
            said.append(part.text)
        elif slot == PERIOD:
            start, end = asked_of.date_range(part.value)
            values["from"] = term_for(start, "date", names)
            values["to"] = term_for(end or asked_of.day_after(start), "date", names)
            said.append(part.text)
        else:
            value = part.value if kind in {"number", "date"} else part.text
            values[slot] = term_for(value, kind, names)
            said.append(part.text)
    if any(one.kind not in {"concept", "unknown"} for one in words):
        return None
    if _bag(words) != phrase.bag or not _ordered(parts, phrase):
        return None
    for name, one in wanted.items():
        if name not in values:
            if one.default is None:
                return None
            values[name] = term_for(one.default, one.kind, names)
    asked = phrase.question
    understood = Understood(asked.bind(values), asked.name, _fill(phrase.text, said), asked.layers)
    return fit, understood


def _take(parts: list[Part], kind: str) -> tuple[Part, Named | None] | None:
    """Return the first part that can fill a slot of a kind."""
    for one in parts:
        if one.kind == "name" and kind not in {"number", "date", "predicate", "text"}:
            thing = one.of_kind(kind)
            if thing is not None:
                return one, thing
        elif one.kind == kind or (
            kind == "predicate" and one.kind == "concept" and one.value in _PROPERTY_CONCEPTS
        ):
            return one, None
    return None


def _ordered(parts: list[Part], phrase: Phrase) -> bool:
    """Tell whether a name stands on the same side of a directed word as in the phrase."""
    if not phrase.before:
        return True
    verbs = [at for at, one in enumerate(parts) if one.value in _DIRECTED]
    slots = [at for at, one in enumerate(parts) if one.kind == "name"]
    if not verbs or not slots:
        return True
    return (verbs[0] < slots[0]) == (phrase.before != "-")


def _fill(phrase: str, said: list[str]) -> str:
    """Return a phrase with its slots filled."""
    values = iter(said)
    return _SLOT.sub(lambda _: next(values, ""), phrase)


def _conditions(several: tuple[asked_of.Condition, ...], names: Lexicon) -> Understood:
    """Return the query of several conditions."""
    said = [
        asked_of.words(one, [names.label(thing) or thing for thing in one.things])
        for one in several
    ]
    return Understood(
        asked_of.sparql(several), "conditions", f"models: {'; '.join(said)}", (), several
    )


def _not_read(text: str, parts: list[Part], names: Lexicon) -> NotRead:
    """Say what was not understood, and the nearest questions."""
    unknown = [one.text for one in parts if one.kind == "unknown"]
    bag = {word for word, _ in _bag(parts)}
    kinds = {one.things[0].kind.split("-")[0] for one in parts if one.kind == "name"}

    def near(one: Phrase) -> tuple[float, str]:
        wanted = {word for word, _ in one.bag}
        slots = {part.kind for part in one.question.parameters}
        both = len(wanted & bag) * 2 + len(slots & kinds)
        return (-both / (1 + len(wanted | bag)), one.text)

    when = {one.lower() for one in unknown}
    if when & _NO_CLOCK or when & set(MONTHS):
        return NotRead(
            f"can not read {text!r}: which year?"
            if when & set(MONTHS)
            else f"can not read {text!r}: an answer must not depend on the day it is asked on",
            hint="give the date, such as 2023, 2023-10 or October 2023",
        )
    best = sorted(phrases(), key=near)
    several = list(dict.fromkeys(one.question.name for one in best))[:3]
    best = [next(one for one in best if one.question.name == name) for name in several]
    meant = [near for one in unknown for near in near_names(one, names)]
    what = f"can not read {text!r}"
    if unknown:
        what += ": do not know " + ", ".join(repr(one) for one in unknown)
        capital = [one for one in unknown if not one.islower()]
        if capital and names.things:
            what += " (no note speaks of it)" if len(unknown) == 1 else ""
    hint = f"did you mean {' or '.join(map(repr, dict.fromkeys(meant)))}? " if meant else ""
    return NotRead(what, hint=f"{hint}you can ask: " + "; ".join(repr(one.text) for one in best))
