"""Techniques that a note tells of in other words than their names (knowledge/told.toml)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from vaultkit.extract.arguments import Frame, Subjects, find_subjects
from vaultkit.extract.modality import is_negated, modality_of
from vaultkit.extract.nlp import make_matcher
from vaultkit.extract.pattern import Pattern
from vaultkit.extract.statement import Statement
from vaultkit.extract.words import COMPARING, MODEL_NOUNS
from vaultkit.graph.vocab import told_phrases

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from vaultkit.extract.lexicon import Lexicon
    from vaultkit.extract.nlp import Match, Matcher
    from vaultkit.extract.sentence import Sentence

_ONLY = frozenset({"technique"})
_MODEL = frozenset({"MODEL"})
_MAY = frozenset({"can", "could", "may", "might", "would", "should"})
_TECH = {"IN": ["TECH"]}
_BACK = 4
_MANY = 2


@dataclass(frozen=True, slots=True)
class Told:
    """One technique, and what must hold where its words stand."""

    technique: str
    """Its label."""
    names: frozenset[str]
    """Labels of the techniques that `<TECH>` in a phrase may be; empty: any."""
    beside: frozenset[str]
    """Stems one of which must stand in the sentence; empty: none need."""
    needs: frozenset[str]
    """Words one of which must stand in what the phrase matches; empty: none need."""


@cache
def all_told() -> tuple[tuple[Told, Pattern], ...]:
    """Return the techniques with their phrases."""
    return tuple(_told(row) for row in told_phrases())


def _told(row: dict[str, Any]) -> tuple[Told, Pattern]:
    """Return one entry of the file."""
    sets = (frozenset(row.get(key, ())) for key in ("names", "beside", "needs"))
    pattern = Pattern(row["technique"], "usesTechnique", tuple(row["phrases"]), objects=frozenset())
    return Told(row["technique"], *sets), pattern


@cache
def _matcher() -> Matcher:
    """Return the matcher of all phrases."""
    return make_matcher(tuple(pattern for _, pattern in all_told()))


def read_told(
    sentence: Sentence, frame: Frame, known: Collection[tuple[str, str]], lexicon: Lexicon
) -> Iterator[Statement]:
    """Yield the techniques that a sentence tells of in other words than their names."""
    entries = {told.technique: told for told, _ in all_told()}
    seen: set[str] = set()
    for match in _matcher().find(sentence):
        told = entries[match.phrase.pattern.name]
        if told.technique in seen or not _holds(sentence, match, told):
            continue
        target = lexicon.find(told.technique, _ONLY)
        subjects = _beside(sentence, match)
        if not subjects.entries:
            subjects = find_subjects(sentence, match.start, _MODEL, frame, loose=True)
        if not subjects.entries:
            subjects = _only_model(sentence, match.end, frame)
        sure = subjects.explicit or frame.own
        if target is None or not sure or len(subjects.entries) > _MANY:
            continue
        seen.add(told.technique)
        for subject in subjects.entries:
            if (subject.id, target.id) in known:
                continue
            yield Statement(
                subject, "usesTechnique", target, None, None, sentence.start, sentence.end,
                "told-technique", modality_of(sentence, match.start, match.end), subjects.explicit,
                sentence.tokens[match.start].start, 1.0 if subjects.explicit else 0.95,
            )  # fmt: skip


def _beside(sentence: Sentence, match: Match) -> Subjects:
    """Return the model that a participle hangs on: `a model tuned to ..., Foo`, `and a chat model tuned for`."""
    tokens = sentence.tokens
    before = tokens[match.start - 1] if match.start else None
    if before is None or not tokens[match.start].norm.endswith("ed"):
        return Subjects()
    if before.type == "MODEL" and before.found:
        return Subjects((before.found.entry,), True, match.start - 1)
    behind = tokens[match.end : match.end + 2]
    if before.norm in MODEL_NOUNS and len(behind) == _MANY and behind[0].norm == ",":
        named = behind[1]
        if named.type == "MODEL" and named.found:
            return Subjects((named.found.entry,), True, match.end + 1)
    return Subjects()


def _only_model(sentence: Sentence, place: int, frame: Frame) -> Subjects:
    """Return the one model that a sentence names, and before the phrase: `In Foo, we train a ...`."""
    named = {
        one.found.entry: n
        for n, one in enumerate(sentence.tokens)
        if one.type == "MODEL" and one.found
    }
    compared = any(one.stem in COMPARING for one in sentence.tokens[:place] if not one.type)
    if len(named) != 1 or compared:
        return Subjects()
    entry, at = next(iter(named.items()))
    known = not frame.section or entry in frame.section
    return Subjects((entry,), True, at) if at < place and known else Subjects()


def _holds(sentence: Sentence, match: Match, told: Told) -> bool:
    """Tell whether the words around and inside a phrase are those of the technique."""
    inside = sentence.tokens[match.start : match.end]
    named = {one.found.entry.label for one in inside if one.type == "TECH" and one.found}
    asked = any(one.get("ENT_TYPE") == _TECH for one in match.phrase.tokens)
    if asked and told.names and not named & told.names:
        return False
    if told.needs and not any(word in token.norm for word in told.needs for token in inside):
        return False
    if told.beside and not told.beside & {one.stem for one in sentence.tokens if not one.type}:
        return False
    before = sentence.tokens[max(0, match.start - _BACK) : match.start]
    if any(one.norm in _MAY for one in before if not one.type):
        return False
    return not is_negated(sentence, match.start)
