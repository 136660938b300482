"""Who a phrase of a sentence is about, and what it points to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vaultkit.extract.before import bracketed, entries_at, joined
from vaultkit.extract.clauses import (
    akin,
    follows_adverbial,
    gives_examples,
    is_above,
    is_adjective,
    is_clause,
    is_kin,
    is_part,
    is_version,
    leads_to_name,
    made_before,
    opens_own_clause,
    returns,
    rules_after,
)
from vaultkit.extract.strangers import is_at_large, is_of_others
from vaultkit.extract.words import (
    CLAUSE,
    FILLERS,
    MODEL_NOUNS,
    PREPOSITIONS,
    PRESENTING,
    RELATIVE,
    SAYING,
    VERBS,
)

if TYPE_CHECKING:
    from vaultkit.extract.lexicon import Entry
    from vaultkit.extract.sentence import Sentence

_LIST = frozenset({",", "and", "or", "&", "/", "+", "plus", "nor"})
_MODELS = frozenset({"MODEL"})
_NOT_SUBJECT = frozenset({"TECH", "DATA", "BENCH", "SOFT", "PAPER"})


@dataclass(frozen=True, slots=True)
class Frame:
    """What a sentence may be about where it does not say so itself."""

    section: tuple[Entry, ...] = ()
    """Subjects of the section, list item or row around it."""
    topic: tuple[Entry, ...] = ()
    """Subject of the sentence before in the same block; a pronoun means it."""

    own: bool = False
    """The section is the model's own: its heading, or the note's title, is the model's name."""
    label: bool = False
    """The section's subject stands as a label before the sentence."""

    def default(self, sentence: Sentence) -> tuple[Entry, ...]:
        """Return the subject of a sentence that has none of its own."""
        if self.topic and len(self.section) == 1 and is_above(self.topic, self.section[0]):
            return self.section
        if self.topic and begins_with_pronoun(sentence):
            if len(self.topic) > 1 and sentence.tokens[0].norm in {"it", "its", "this"}:
                return self.section if len(self.section) == 1 else ()
            return self.topic
        if self.topic and not any(akin(one, two) for one in self.topic for two in self.section):
            # another model has taken the floor since the section began
            return () if is_clause(sentence) else self.topic
        return self.section

    def sure(self, entries: tuple[Entry, ...]) -> bool:
        """Tell whether models that a sentence does not name are surely meant by it."""
        return self.own or (bool(self.topic) and entries == self.topic)


@dataclass(frozen=True, slots=True)
class Subjects:
    """Who a phrase is about."""

    entries: tuple[Entry, ...] = ()
    explicit: bool = False
    """Named in the sentence itself."""
    at: int = -1
    """Position of the (first) token that names it, or -1."""


def find_subjects(
    sentence: Sentence, place: int, types: frozenset[str], frame: Frame, *, loose: bool = False
) -> Subjects:
    """Return who the phrase that begins at token `place` is about.

    The clause's own subject goes first; then the name that a parenthesis or relative clause hangs
    on; then the subject of the sentence, of the sentence before, of the section.
    """
    tokens, depth = sentence.tokens, sentence.depth
    if "MODEL" in types and is_at_large(sentence, place):
        return Subjects()
    made = made_before(sentence, place) if types == _MODELS else None
    if made is not None and made.found:
        return Subjects((made.found.entry,), True, place - 2)
    level = depth[place] if place < len(tokens) else 0
    if place < len(tokens) and tokens[place].norm in "([":
        level -= 1
    region: list[int] = []
    index = place - 1
    while index >= 0:
        token = tokens[index]
        if depth[index] < level:
            break
        if token.norm in "([" and depth[index] == level and level > 0:
            return _of_parenthesis(sentence, region, index, types, frame, loose=loose)
        if depth[index] > level:
            index -= 1
            continue
        if token.norm in {";", ".", "!", "?", "\u2014", "|"} and index < place - 1:
            if token.norm == "." and index and tokens[index - 1].norm in _SHORTENED:
                index -= 1
                continue
            if token.norm == ";" and "MODEL" in types and _goes_on(sentence, index, place):
                meant = _in_region(sentence, list(range(index)), types)
                if meant.entries and not _in_region(sentence, region, types).entries:
                    return meant
            break
        if token.norm in {"but", "while", "whereas", "although"}:
            here = _in_region(sentence, region, types)
            if here.entries:
                return here
            if _has_other_subject(sentence, region, loose=loose):
                return Subjects()
            return find_subjects(sentence, index, types, frame, loose=loose)
        if token.norm in RELATIVE and index > 0:
            here = _in_region(sentence, region, types)
            if here.entries and returns(sentence, here.at, place):
                region = []
                index -= 1
                continue
            if here.entries:
                return here
            hung = _named(sentence, bracketed(sentence, index, types))
            hung = hung if hung.entries else _name_before(sentence, index, types)
            if hung.entries:
                return hung
            if not loose and tokens[index - 1].type in _NOT_SUBJECT - types:
                return Subjects()
        if token.norm == ":" and index < place:
            label = _label(sentence, index, types)
            here = _in_region(sentence, region, types)
            whole = {one.id for one in label.entries}
            if here.entries and all(one.part_of in whole for one in here.entries):
                return here  # `Foo: only the 34B and the 70B use Bar`
            if label.entries and not any(
                tokens[n].stem in VERBS and not tokens[n].type for n in region
            ):
                return label  # `Foo: Bar + 1k examples, no RL`
            if here.entries:
                return here
            if label.entries:
                return label
        region.insert(0, index)
        index -= 1
    here = _in_region(sentence, region, types)
    if here.entries:
        return here
    behind = _behind_lead(sentence, place, types)
    if behind.entries:
        return behind
    if "MODEL" in types:
        if _has_other_subject(sentence, region, loose=loose) or is_of_others(sentence, region):
            return Subjects()
        return Subjects(frame.default(sentence))
    return Subjects()


_SHORTENED = frozenset({"vs", "cf", "e.g", "i.e", "approx", "incl", "resp", "ca", "al"})
"""Words whose dot ends no sentence."""


def _goes_on(sentence: Sentence, cut: int, place: int) -> bool:
    """Tell whether what stands behind a semicolon has no subject of its own: `; it`, `; 2T tokens`."""
    behind = sentence.tokens[cut + 1 : place + 1]
    if behind and behind[0].norm in {"it", "they"}:
        return True
    return not any(token.stem in VERBS and not token.type for token in behind)


def _behind_lead(sentence: Sentence, place: int, types: frozenset[str]) -> Subjects:
    """Return the subject behind a phrase that opens the sentence: `Built on Bar, Foo has ...`."""
    tokens = sentence.tokens
    first = tokens[0]
    opens = first.norm in PREPOSITIONS or (
        first.stem in VERBS and first.norm.endswith(("ed", "ing", "built"))
    )
    if first.type or not opens:
        return Subjects()
    comma = next(
        (
            index
            for index in range(place, len(tokens))
            if tokens[index].norm == "," and sentence.depth[index] == 0
        ),
        -1,
    )
    before = any(token.norm in {";", ":", "."} for token in tokens[:comma])
    if comma < 0 or before or comma - place > _LEAD:
        return Subjects()
    behind = tokens[comma + 1 : comma + 5]
    if any(token.type in types for token in behind):
        return _in_region(sentence, list(range(comma + 1, len(tokens))), types)
    return Subjects()


_LEAD = 10


def _of_parenthesis(
    sentence: Sentence,
    region: list[int],
    opening: int,
    types: frozenset[str],
    frame: Frame,
    *,
    loose: bool,
) -> Subjects:
    """Return the subject inside a parenthesis, else the name that it stands behind."""
    here = _in_region(sentence, region, types)
    if here.entries:
        return here
    hung = _name_before(sentence, opening, types)
    if hung.entries:
        return hung
    return find_subjects(sentence, opening, types, frame, loose=loose)


def topic_of(sentence: Sentence) -> tuple[Entry, ...]:
    """Return the models that a sentence is about by its own words; the next one may call them `it`."""
    region = [index for index, depth in enumerate(sentence.depth) if not depth]
    colon = next((n for n in region if sentence.tokens[n].norm == ":"), -1)
    if any(one.stem in VERBS and not one.type for one in sentence.tokens[: max(colon, 0)]):
        behind = _in_region(sentence, [n for n in region if n > colon], frozenset({"MODEL"}))
        if behind.entries and rules_after(sentence, behind.at):
            return behind.entries  # `Acme did it again: Foo uses ...`
    found = _in_region(sentence, region, frozenset({"MODEL"}))
    return found.entries if found.at <= _OPENS or rules_after(sentence, found.at) else ()


_OPENS = 3


def _named(sentence: Sentence, places: list[int]) -> Subjects:
    """Return the names at some tokens as subjects that the sentence names."""
    entries = entries_at(sentence, places)
    return Subjects(entries, True, places[0]) if entries else Subjects()


def _name_before(sentence: Sentence, index: int, types: frozenset[str]) -> Subjects:
    """Return the name that stands right before a token, over commas, citations and `model`."""
    tokens = sentence.tokens
    back = index - 1
    steps = 0
    while back >= 0 and steps < 4:
        token = tokens[back]
        if sentence.depth[back] > sentence.depth[index]:
            back -= 1
            continue
        if token.type in types and token.found:
            several = tokens[back + 1].norm in _PLURAL
            return _named(sentence, joined(sentence, back, types) if several else [back])
        if (
            token.norm in {",", "(", "[", "from", "by", "in"}
            or token.type in {"CITE", "NUM", "ORG", "PERSON", "DATE"}
            or token.norm in MODEL_NOUNS
        ):
            back -= 1
            steps += 1
            continue
        break
    return Subjects()


_PLURAL = frozenset({"models", "versions", "variants", "checkpoints", "ones"})


def _label(sentence: Sentence, colon: int, types: frozenset[str]) -> Subjects:
    """Return the name that stands alone before a colon."""
    named = [
        (number, token)
        for number, token in enumerate(sentence.tokens[:colon])
        if token.type in types and token.found
    ]
    others = [
        token
        for token in sentence.tokens[:colon]
        if not token.type and token.norm not in FILLERS and token.norm.isalpha()
    ]
    if len(named) >= 1 and not others:
        entries = tuple(dict.fromkeys(token.found.entry for _, token in named if token.found))
        return Subjects(entries, True, named[0][0])
    return Subjects()


def _in_region(sentence: Sentence, region: list[int], types: frozenset[str]) -> Subjects:
    """Return the names in subject position of a stretch of tokens."""
    tokens = sentence.tokens
    group: list[tuple[int, Entry]] = []
    governed = ruled = False
    open_list = joined = False
    for number, index in enumerate(region):
        token = tokens[index]
        if token.type in types and token.found:
            if governed and index and tokens[index - 1].type in {"BENCH", "DATA", "TASK"}:
                governed = False  # `On Foo-Bench Bar 7B ranks`
            if governed and not group and follows_adverbial(sentence, index):
                governed = False
            if group and not open_list and is_kin(sentence, group[-1][0], index):
                group, open_list, joined = [(index, token.found.entry)], True, False
                continue
            if group and not open_list and opens_own_clause(sentence, index):
                group, open_list = [(index, token.found.entry)], True
                continue
            if group:
                if open_list and joined and not is_part(sentence, index):
                    group.append((index, token.found.entry))
                    joined = False
                continue
            if not governed and not ruled and not is_part(sentence, index):
                group.append((index, token.found.entry))
                open_list = True
            continue
        if group:
            joined = joined or token.norm in _LIST
            if (
                token.norm not in _LIST
                and token.norm not in FILLERS
                and token.type not in {"CITE", "NUM"}
            ):
                open_list = False
            continue
        if token.norm == "," and governed and gives_examples(sentence, index):
            continue
        if token.norm == "," or (token.stem in SAYING and not token.type):
            governed = ruled = False
        elif token.norm == "that" and number and tokens[region[number - 1]].stem in VERBS:
            ruled = governed = False
        elif token.norm in PREPOSITIONS:
            governed = not (
                token.norm == "of" and number and is_version(tokens[region[number - 1]])
            )
        elif token.stem in VERBS and not token.type and token.norm not in MODEL_NOUNS:
            before = tokens[region[number - 1]].norm if number else ""
            if leads_to_name(sentence, region[:number], index):
                governed = ruled = False
                continue
            if token.stem not in PRESENTING or before == "to":
                ruled = not is_adjective(sentence, index)
            moves = before not in RELATIVE and not token.norm.endswith("ing")
            governed = False if ruled or moves else governed
        elif token.norm in CLAUSE:
            governed = ruled = False
    if not group:
        return Subjects()
    entries = tuple(dict.fromkeys(entry for _, entry in group))
    return Subjects(entries, True, group[0][0])


def _has_other_subject(sentence: Sentence, region: list[int], *, loose: bool) -> bool:
    """Tell whether a stretch has a subject that is no model: `GQA accelerates ...`."""
    tokens = sentence.tokens
    colons = [number for number, index in enumerate(region) if tokens[index].norm == ":"]
    governed = False
    for index in region[colons[-1] + 1 if colons else 0 :]:
        token = tokens[index]
        if token.type in _NOT_SUBJECT:
            if token.type in {"SOFT", "PAPER"} and loose:
                continue
            after = tokens[index + 1] if index + 1 < len(tokens) else None
            if after is not None and (after.norm in MODEL_NOUNS or after.norm == "("):
                continue
            if governed:
                return False
            return not loose or (after is not None and after.stem == "be")
        if token.norm in PREPOSITIONS:
            governed = True
        elif token.norm == ",":
            governed = False
        elif token.stem in VERBS and not token.type:
            return False
    return False


def begins_with_pronoun(sentence: Sentence) -> bool:
    """Tell whether the sentence begins with a word that stands for the model of the one before."""
    first = [token.norm for token in sentence.tokens[:3]]
    if not first:
        return False
    if first[0] in {"it", "its"} or first[:2] == ["of", "its"]:
        return True
    return first[0] in {"the", "this"} and len(first) > 1 and first[1] in MODEL_NOUNS
