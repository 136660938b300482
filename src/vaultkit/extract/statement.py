"""Statements: what the patterns read in one sentence."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from vaultkit.extract.arguments import Frame, Subjects, find_subjects
from vaultkit.extract.modality import is_negated, modality_of
from vaultkit.extract.nearby import coordinated, listed_before, right_before
from vaultkit.extract.objects import find_objects
from vaultkit.extract.sentence import normal, stem
from vaultkit.extract.words import MODEL_NOUNS, PREPOSITIONS, PRONOUNS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from vaultkit.extract.lexicon import Entry
    from vaultkit.extract.nlp import Match, Matcher
    from vaultkit.extract.sentence import Sentence
    from vaultkit.graph.facts import Modality

KINDS_OF_LINEAGE = (
    "adapterOf",
    "mergeOf",
    "quantizedFrom",
    "prunedFrom",
    "distilledFrom",
    "trainedOnOutputsOf",
    "continuedFrom",
    "fineTunedFrom",
    "initializedFrom",
    "architectureFrom",
    "variantOf",
    "derivedFrom",
    "successorOf",
)
"""The most telling first: where a sentence can be read as two of them, the first one holds."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One reading of a part of a view."""

    subject: Entry
    predicate: str
    object: Entry | None
    value: str | int | float | None
    raw: str | None
    start: int
    end: int
    """The sentence or row that says it: code points of the view's text."""
    rule: str
    modality: Modality = "asserted"
    explicit: bool = True
    """The subject is named in the sentence itself."""
    at: int = 0
    """Where in the view the object or value stands."""
    factor: float = 1.0
    """How much the rule's confidence is lowered by what it rests on."""


def read_patterns(sentence: Sentence, frame: Frame, rules: Matcher) -> list[Statement]:
    """Return what the patterns read in a sentence."""
    types = {token.type for token in sentence.tokens}
    if not types - {"", "NUM", "DATE"}:
        return []
    found: list[Statement] = []
    for match in rules.find(sentence):
        if match.phrase.pattern.objects & types:
            found.extend(_read(sentence, match, frame))
    return settle_sentence(_of_tuned(found))


def _of_tuned(found: list[Statement]) -> list[Statement]:
    """Give what is said of a base behind `Foo is Bar tuned with ...` to the tuned model."""
    tuned = [one for one in found if one.rule == "base-then-tuned" and one.object]
    of_itself = [one for one in tuned if one.object and one.object.part_of == one.subject.id]
    tuned = [one for one in tuned if one not in of_itself]
    moved_all = []
    for one in found:
        if one in of_itself:
            continue  # `instruct version tuned with DPO` is no base of its own release
        for base in tuned:
            if (
                base.object
                and one.subject.id == base.object.id
                and one.at > base.at
                and one is not base
            ):
                one = replace(one, subject=base.subject, explicit=base.explicit)  # noqa: PLW2901 (the same statement, moved)
        moved_all.append(one)
    return [one for one in moved_all if one.object is None or one.subject.id != one.object.id]


def _read(sentence: Sentence, match: Match, frame: Frame) -> Iterator[Statement]:
    """Yield the statements of one match."""
    phrase = match.phrase
    pattern = phrase.pattern
    if pattern.check is not None and not pattern.check(sentence, match):
        return
    objects = _objects(sentence, match, frame)
    if not objects:
        return
    subjects = _subjects(sentence, match, frame)
    if pattern.predicate == "usesTechnique" and not subjects.explicit:
        subjects = _treated(sentence, match) or subjects
    if not subjects.entries or not _sure(sentence, match, subjects, frame):
        return
    predicate = pattern.predicate
    modality = modality_of(sentence, match.start, max(index for index, _ in objects) + 1)
    if is_negated(sentence, match.start):
        if not pattern.negated:
            return
        predicate = pattern.negated
    if predicate == "lacksTechnique":
        if _opens_condition(sentence, match, subjects):
            return
        objects = _denied_row(sentence, objects)
    beside = subjects.explicit and 0 < match.start - subjects.at <= _MANY
    crowded = pattern.predicate == "usesTechnique" and not beside and _is_crowded(sentence, match)
    for index, entry in objects:
        for subject in subjects.entries:
            if subject.id == entry.id or crowded or (entry.general and entry.kind == "technique"):
                continue
            one, two = (entry, subject) if pattern.swap else (subject, entry)
            yield Statement(
                one,
                predicate,
                two,
                None,
                None,
                sentence.start,
                sentence.end,
                pattern.name,
                modality,
                subjects.explicit,
                sentence.tokens[index].start,
                1.0 if subjects.explicit else 0.95,
            )


def _treated(sentence: Sentence, match: Match) -> Subjects | None:
    """Return the models that the phrase's verb is done to: `we train the 2B and 9B models with`."""
    inside = [
        (index, token.found.entry)
        for index, token in enumerate(sentence.tokens[match.start + 1 : match.end], match.start + 1)
        if token.type == "MODEL" and token.found
    ]
    if sentence.tokens[match.start].stem not in _TREATS or not inside:
        return None
    if any(one.norm in PREPOSITIONS for one in sentence.tokens[match.start + 1 : inside[0][0]]):
        return None
    return Subjects(tuple(dict.fromkeys(entry for _, entry in inside)), True, inside[0][0])


_TREATS = frozenset(
    stem(normal(word))
    for word in "train pretrain finetune tune align optimize refine quantize compress distill extend teach build create".split()
)
"""Stems of verbs whose object the technique is applied to."""


def _opens_condition(sentence: Sentence, match: Match, subjects: Subjects) -> bool:
    """Tell whether a denial only sets the scene of another clause: `Without DPO, training fails`."""
    if subjects.explicit or sentence.tokens[match.start].norm not in {"without", "unlike"}:
        return False
    if sentence.tokens[match.start].norm == "unlike":
        return True
    head = sentence.tokens[: match.start]
    opens = not head or head[-1].norm in {":", "-", ";", "."}
    return opens and any(token.norm == "," for token in sentence.tokens[match.end :])


def _denied_row(sentence: Sentence, objects: list[tuple[int, Entry]]) -> list[tuple[int, Entry]]:
    """Return how far a denial reaches in a row: `no A, B + C` denies A, `no A, B or C` all."""
    if len(objects) < _MANY:
        return objects
    first, last = objects[0][0], objects[-1][0]
    between = [token.norm for token in sentence.tokens[first + 1 : last]]
    if {"or", "nor"} & set(between):
        return objects
    kept = objects[:1]
    for (before, _), one in itertools.pairwise(objects):
        if not {"and", "/", "&"} & {token.norm for token in sentence.tokens[before + 1 : one[0]]}:
            break
        kept.append(one)
    return kept if "," not in between or len(kept) == len(objects) else objects[:1]


def _is_crowded(sentence: Sentence, match: Match) -> bool:
    """Tell whether a clause lists models and techniques so that no one can pair them."""
    first, last = match.start, match.end
    tokens = sentence.tokens
    while first > 0 and tokens[first - 1].norm not in _CUTS:
        first -= 1
    while last < len(tokens) and tokens[last].norm not in _CUTS:
        last += 1
    held = [one for one in tokens[first:last] if one.found]
    models = {one.found.entry.id for one in held if one.type == "MODEL" and one.found}
    techniques = {one.found.entry.id for one in held if one.type == "TECH" and one.found}
    return len(models) > _MANY and len(techniques) > 1


_CUTS = frozenset({"while", "whereas", "but", ";"})
_MANY = 2


def _sure(sentence: Sentence, match: Match, subjects: Subjects, frame: Frame) -> bool:
    """Tell whether the subject is sure enough for a pattern.

    A pattern that asks for a subject takes `the model`, `we` or none at all for the model of the
    section, where that section is the model's own.
    """
    if subjects.explicit:
        return True
    pattern = match.phrase.pattern
    if pattern.explicit and not frame.label:
        head = sentence.tokens[: match.start]
        meant = any(token.norm in MODEL_NOUNS or token.norm in PRONOUNS for token in head)
        if not frame.sure(subjects.entries) or not (meant or not head):
            return False
    return pattern.predicate != "usesTechnique" or frame.sure(subjects.entries)


def _objects(sentence: Sentence, match: Match, frame: Frame) -> list[tuple[int, Entry]]:
    """Return the names that a match points to, with their tokens."""
    pattern = match.phrase.pattern
    if match.phrase.object == "after":
        likes = pattern.predicate in {"outperforms", "comparedWith"}
        found = find_objects(
            sentence,
            match.end,
            pattern.objects,
            gap=pattern.gap,
            several=pattern.several,
            likes=likes,
        )
        return [(index, token.found.entry) for index, token in found if token.found]
    if match.phrase.object == "inside":
        named = [
            (index, token.found.entry)
            for index, token in enumerate(sentence.tokens)
            if match.start <= index < match.end and token.type in pattern.objects and token.found
        ]
        if pattern.several and named and pattern.predicate == "usesTechnique":
            named = [*listed_before(sentence, named[0][0], pattern.objects), *named]
        return named if pattern.several else named[:1]
    before = right_before(sentence, match.start, pattern.objects)
    if not before and pattern.objects == _TECHNIQUE:
        return coordinated(sentence, match.start)
    bare = match.phrase.subject == "after" and "MODEL" in pattern.objects
    if not before and bare and _begins(sentence, match.start):
        return [(match.start, entry) for entry in frame.default(sentence)]
    return before


_TECHNIQUE = frozenset({"TECH"})


def _subjects(sentence: Sentence, match: Match, frame: Frame) -> Subjects:
    """Return who a match is about."""
    phrase = match.phrase
    types = phrase.pattern.subjects
    if phrase.subject == "before":
        if phrase.pattern.beside:
            return _beside(sentence, match.start, types)
        found_before = find_subjects(
            sentence, match.start, types, frame, loose=phrase.pattern.loose
        )
        if phrase.pattern.near and not 0 <= found_before.at == match.start - 1:
            return Subjects()
        return found_before
    if phrase.subject == "after":
        found = find_objects(sentence, match.end, types, gap=phrase.pattern.gap)
        if found and sentence.tokens[match.end - 1].norm == "what":
            found = [  # `Foo is what Bar and Baz use`
                (index, token)
                for index, token in enumerate(sentence.tokens)
                if index >= match.end and token.type in types
            ]
        named = tuple(token.found.entry for _, token in found if token.found)
        return Subjects(named, True, found[0][0] if found else -1)
    if phrase.object == "before":
        # `Foo is Bar finetuned with DPO`: the subject stands before the object
        if any(one.norm in {"its", "their"} for one in sentence.tokens[match.start : match.end]):
            return Subjects(frame.topic or frame.section)
        objects = right_before(sentence, match.start, phrase.pattern.objects)
        if objects:
            return find_subjects(sentence, objects[0][0], types, frame)
    if _begins(sentence, match.start):
        return Subjects(frame.default(sentence))
    return Subjects()


def _beside(sentence: Sentence, place: int, types: frozenset[str]) -> Subjects:
    """Return the name right before a phrase, whatever the sentence says of it."""
    if place and sentence.tokens[place - 1].norm == ")":
        place = next((n for n in range(place - 1, 0, -1) if sentence.tokens[n].norm == "("), 0)
    token = sentence.tokens[place - 1] if place else None
    if token is None or token.type not in types or token.found is None:
        return Subjects()
    return Subjects((token.found.entry,), True, place - 1)


def _begins(sentence: Sentence, place: int) -> bool:
    """Tell whether nothing but marks, dates and links stands before a token."""
    return all(
        token.type in {"CITE", "DATE"}
        or (not token.type and not token.norm.isalnum())
        or token.norm
        in {
            "second",
            "main",
            "other",
            "training",
            "first",
            "then",
            "it",
            "is",
            "also",
            "a",
            "was",
            "the",
            "its",
            "overall",
        }
        for token in sentence.tokens[:place]
    )


def settle_sentence(found: Iterable[Statement]) -> list[Statement]:
    """Keep one reading of each pair where a sentence can be read in several ways."""
    best: dict[tuple[str, str, str], Statement] = {}
    for one in found:
        group = "lineage" if one.predicate in KINDS_OF_LINEAGE else one.predicate
        if one.predicate in {"pretrainedOn", "fineTunedOn", "trainedOn"}:
            group = "trainedOn"
        target = one.object.id if one.object else repr(one.value)
        key = (one.subject.id, group, target)
        before = best.get(key)
        if before is None or _rank(one) < _rank(before):
            best[key] = one
    kept = list(best.values())
    denied = {
        (o.subject.id, o.object.id) for o in kept if o.predicate == "lacksTechnique" and o.object
    }
    outperformed = {
        (o.subject.id, o.object.id) for o in kept if o.predicate == "outperforms" and o.object
    }
    return [
        one
        for one in kept
        if not (
            one.predicate == "usesTechnique"
            and one.object
            and (one.subject.id, one.object.id) in denied
        )
        and not (
            one.predicate == "comparedWith"
            and one.object
            and (one.subject.id, one.object.id) in outperformed
        )
    ]


def _rank(one: Statement) -> tuple[int, int, int]:
    """Order readings of one pair: the most telling kind, then the one with a named subject."""
    order = {name: number for number, name in enumerate(KINDS_OF_LINEAGE)}
    special = {"pretrainedOn": 0, "fineTunedOn": 0, "trainedOn": 1}
    return (
        order.get(one.predicate, special.get(one.predicate, 0)),
        0 if one.explicit else 1,
        one.at,
    )
