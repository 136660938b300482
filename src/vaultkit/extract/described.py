"""Data and teachers that a note only describes: `trained on finance data`, `a larger 6B model`.

They have no name, and none is made up: the note's own words stand for them, for one model only
(docs/decisions/0009).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from vaultkit.extract.arguments import Frame, begins_with_pronoun, find_subjects
from vaultkit.extract.lexicon import Entry
from vaultkit.extract.modality import is_negated, modality_of
from vaultkit.extract.phrases import data_phrase
from vaultkit.extract.sentence import normal
from vaultkit.extract.statement import Statement
from vaultkit.extract.words import MODEL_NOUNS, NEGATIONS, PREPOSITIONS, VERBS
from vaultkit.graph.facts import EntityId, slug
from vaultkit.text import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from vaultkit.extract.phrases import Phrase
    from vaultkit.extract.sentence import Sentence, Token

_MODEL = frozenset({"MODEL"})
_NAMED = frozenset({"DATA", "BENCH", "TITLE"})
_VERBS = {
    "train": "trainedOn",
    "retrain": "trainedOn",
    "pretrain": "pretrainedOn",
    "finetun": "fineTunedOn",
    "posttrain": "fineTunedOn",
    "tun": "fineTunedOn",
    "align": "fineTunedOn",
}
"""Stem of a verb to the property that it tells of."""
_ON = frozenset({"on", "using", "with", "over", "upon"})
_GAP = 9
"""Words between the verb and its data, at most."""
_ENDS = frozenset(
    ". ; ! ? but while whereas which although though than because since so if unless until".split()
)
_CONTAINERS = frozenset(
    "data dataset datasets corpus corpora mix mixture set source sources blend".split()
)
_COMPOSED = (
    ("composed", "of"), ("comprised", "of"), ("consists", "of"), ("consisted", "of"), ("consisting", "of"), ("made", "of"),
    ("made", "up", "of"), ("comprises",), ("comprising",), ("contains",), ("containing",), ("includes",), ("is",), ("are",), ("was",), ("were",), (":",),
)  # fmt: skip
"""What stands between a dataset and what it holds."""
_DOERS = frozenset(
    "we they it which that who authors researchers team and or by then also after i model models version versions variant variants "
    "llm llms lm system series family network chatbot assistant parameters parameter params one ones both all is be was were are been being "
    "has have had not first further later subsequently additionally originally initially only solely mostly mainly primarily purely "
    "entirely exclusively specifically jointly heavily extensively continually continuously checkpoint weights release releases "
    "transformer decoder encoder-decoder language new".split()
)
"""What may stand right before the verb: else another thing is trained, `the classifier trained on`."""
_OTHERS = frozenset(
    "reward draft judge critic value preference embedding embeddings image vision video speech audio retrieval reranker routing "
    "helper proxy auxiliary oracle verifier teacher student guard safety moderation scoring ranking evaluator generator diffusion "
    "world action policy text-encoder other these many most such some several smaller larger bigger separate all various existing".split()
)
"""Before `model`: one that is not the section's."""
_LABEL = pattern(
    r"[\s>*_+-]*(?:(?P<tuned>fine-?tuning|finetuning|sft|instruction(?:[ -]tuning)?|alignment|post-?training)\s|(?P<pre>pre-?training|pretraining)\s|training\s)?"
    r"(?:data|datasets?|corpus|corpora|training data|data mix(?:ture)?)\s?(?::|\s-\s)\s",
    re.IGNORECASE,
)
"""A label behind which the data stand."""
_GENERIC_CAN = frozenset(
    {"can", "could", "may", "might", "should", "must", "would", "to", "will", "cannot"}
)


class Told(NamedTuple):
    """Data that a phrase describes, with the token of the verb that ties them to a model."""

    verb: int
    predicate: str
    phrase: Phrase
    held: bool = False
    """The verb only tells that the data are for training; another one says what they hold."""


def read_described(
    sentence: Sentence, frame: Frame, read: Iterable[Statement]
) -> Iterator[Statement]:
    """Yield what a sentence says of data, or of a larger model, that it does not name."""
    tokens = sentence.tokens
    held = list(read)
    tuned = {one.object.id: one for one in held if one.rule == "base-then-tuned" and one.object}
    for told in _data(sentence):
        if _is_named(tokens, told):
            continue
        for owner, named in _owners(sentence, told, frame):
            # `Foo is Bar tuned on chats`: said of Foo
            whole = tuned.get(owner.id)
            subject, explicit = (whole.subject, whole.explicit) if whole else (owner, named)
            known = any(
                one.subject.id == subject.id and one.at >= tokens[told.phrase.start].start
                and one.at <= tokens[told.phrase.end - 1].end and one.object is not None
                and one.predicate in {"trainedOn", "pretrainedOn", "fineTunedOn"}
                for one in held
            )  # fmt: skip
            modality = modality_of(sentence, told.verb, told.phrase.end)
            if known or modality != "asserted":
                continue
            yield statement_of(
                sentence,
                subject,
                told.predicate,
                told.phrase,
                "dataset",
                "described-data",
                explicit=explicit,
            )


def statement_of(
    sentence: Sentence,
    subject: Entry,
    predicate: str,
    phrase: Phrase,
    kind: Literal["dataset", "model"],
    rule: str,
    *,
    explicit: bool,
) -> Statement:
    """Return what is said of a described thing."""
    return Statement(
        subject, predicate, describe(subject, phrase.words, phrase.whole, kind), None, None,
        sentence.start, sentence.end, rule, "asserted", explicit,
        sentence.tokens[phrase.start].start, 1.0 if explicit else 0.95,
    )  # fmt: skip


def describe(subject: Entry, words: str, whole: str, kind: Literal["dataset", "model"]) -> Entry:
    """Return the entry of a thing that has no name, known by a note's words for one model."""
    own = subject.id.partition("/")[2]
    name = EntityId(f"{kind}/{own}.{slug(words)}")
    forms = tuple(dict.fromkeys((f"{words} ({subject.label})", words, whole)))
    return Entry(name, kind, forms[0], forms, described=True)


def _data(sentence: Sentence) -> Iterator[Told]:
    """Yield the data that phrases of a sentence describe."""
    tokens = sentence.tokens
    seen: set[int] = set()
    label = _LABEL.match(sentence.text)
    if label:
        place = sentence.start + label.end()
        first = next((n for n, one in enumerate(tokens) if one.start >= place), len(tokens))
        phrase = data_phrase(sentence, first)
        if phrase is not None:
            predicate = (
                "fineTunedOn" if label["tuned"] else "pretrainedOn" if label["pre"] else "trainedOn"
            )
            yield Told(0, predicate, phrase)
            return
    for index in range(len(tokens)):
        predicate = _told_by(tokens, index)
        if not predicate or index in seen:
            continue
        acts = _acts(tokens, index)
        phrases = list(_behind(sentence, index)) if acts else []
        held = not phrases
        for phrase in phrases or _holding(sentence, index):
            if phrase.start not in seen:
                seen.add(phrase.start)
                yield Told(index, predicate, phrase, held)


def _told_by(tokens: tuple[Token, ...], index: int) -> str:
    """Return what a verb of training tells, or a technique that is one: `SFT on chats`."""
    token = tokens[index]
    if not token.type:
        return _VERBS.get(token.stem, "")
    after = tokens[index + 1 : index + 2]
    if token.type != "TECH" or not after or after[0].norm not in _ON:
        return ""
    return next((said for end, said in _NAMED_TRAINING if normal(token.text).endswith(end)), "")


_NAMED_TRAINING = (
    ("pretraining", "pretrainedOn"),
    ("tuning", "fineTunedOn"),
    ("sft", "fineTunedOn"),
)


def _behind(sentence: Sentence, verb: int) -> Iterator[Phrase]:
    """Yield the phrases that describe what a verb of training works on."""
    tokens, depth = sentence.tokens, sentence.depth
    index, reach = verb + 1, verb + 1 + _GAP
    while index < min(reach, len(tokens)):
        token = tokens[index]
        if depth[index] != depth[verb] and token.norm not in "()[]":
            index += 1
            continue
        if token.norm in _ENDS or (token.norm == ":" and index > verb + 1):
            return
        if not token.type and token.stem in NEGATIONS:
            return
        if index > verb + 1 and token.stem in _VERBS and not token.type:
            return
        on = token.norm in _ON and (tokens[verb].stem != "align" or token.norm == "on")
        opens = on or (
            token.norm in {"from", "of"} and tokens[index - 1].norm in {"tokens", "words"}
        )
        phrase = data_phrase(sentence, index + 1) if opens and not token.type else None
        if phrase is None:
            index += 1
            continue
        yield phrase
        index = phrase.end
        reach = index + _GAP
    if index >= len(tokens) or tokens[index].norm in _ENDS:
        return


def _holding(sentence: Sentence, verb: int) -> Iterator[Phrase]:
    """Yield what a training dataset is said to hold: `our training data consists of web pages`."""
    tokens = sentence.tokens
    for index in range(verb + 1, min(verb + 24, len(tokens))):
        if tokens[index].type in _NAMED or tokens[index].norm in {".", ";"}:
            return
        for words in _COMPOSED:
            here = tuple(one.norm for one in tokens[index : index + len(words)])
            if here != words:
                continue
            near = [one.norm for one in tokens[max(verb + 1, index - 2) : index]]
            tied = bool(_CONTAINERS & set(near)) if len(words) == 1 or words[0] == "made" else any(
                one.norm in _CONTAINERS for one in tokens[max(0, verb - 3) : index]
            )  # fmt: skip
            counted = tokens[index + len(words) : index + len(words) + 1]
            tied = tied and not (
                counted and counted[0].type == "NUM"
            )  # its size is told, not what it is
            phrase = data_phrase(sentence, index + len(words)) if tied else None
            if phrase is not None:
                yield phrase
                return


def _acts(tokens: tuple[Token, ...], verb: int) -> bool:
    """Tell whether a word of training is a verb here: not `the training data`, `a pretrained model`."""
    token = tokens[verb]
    after = tokens[verb + 1 : verb + 2]
    if not after or after[0].type:
        return True
    word = after[0].norm
    if token.norm.endswith("ed"):
        before = tokens[verb - 1].norm if verb else ""
        described = (
            before in _ARTICLES
            or (verb > 0 and tokens[verb - 1].type == "NUM")
            or word in MODEL_NOUNS
        )
        return not (described and word.isalpha() and word not in PREPOSITIONS)
    return not (token.norm.endswith("ing") and word in _CONTAINERS)


_ARTICLES = frozenset("a an the parameter param its their our".split())


def _owners(sentence: Sentence, told: Told, frame: Frame) -> Iterator[tuple[Entry, bool]]:
    """Yield the models that were trained, each with whether the sentence names it."""
    tokens, verb = sentence.tokens, told.verb
    if is_negated(sentence, verb) or not (told.held or _by_model(tokens, verb)):
        return
    made = _result(tokens, verb)
    if made is not None:
        yield made, True
        return
    subjects = find_subjects(sentence, verb, _MODEL, frame)
    sure = subjects.explicit or frame.own or (frame.topic and begins_with_pronoun(sentence))
    if not sure or len(subjects.entries) > 2:
        return
    for one in subjects.entries:
        yield one, subjects.explicit


def _result(tokens: tuple[Token, ...], verb: int) -> Entry | None:
    """Return the model that a training results in: `Foo was tuned to create Bar using ...`."""
    for index in range(verb + 1, min(verb + 8, len(tokens) - 2)):
        if tokens[index].norm in {"to", "into"} and tokens[index + 1].stem in {
            "creat",
            "produc",
            "obtain",
            "build",
            "get",
            "make",
            "yield",
        }:
            named = next(
                (one for one in tokens[index + 2 : index + 5] if one.type == "MODEL" and one.found),
                None,
            )
            return named.found.entry if named and named.found else None
        if tokens[index].norm in _ENDS:
            return None
    return None


def _by_model(tokens: tuple[Token, ...], verb: int) -> bool:
    """Tell whether it is the model that is trained, by the word before the verb."""
    head = tokens[max(0, verb - 6) : verb]
    if any(one.norm in _GENERIC_CAN for one in head[-3:] if not one.type):
        return False
    ing = tokens[verb].norm.endswith("ing")
    if ing and verb and not head[-1].type and head[-1].norm in {"of", "for", "than", "in", "from"}:
        return False
    if (
        ing
        and not verb
        and any(
            one.stem in VERBS and not one.type and not one.norm.endswith(("ed", "ing"))
            for one in tokens
        )
    ):
        return False
    back = verb - 1
    while back >= 0 and (
        tokens[back].norm in _ADVERBS
        or (tokens[back].norm.endswith("ly") and not tokens[back].type)
    ):
        back -= 1
    if back < 0:
        return True
    token = tokens[back]
    if token.type in {"DATA", "BENCH", "TECH", "SOFT", "PAPER", "TITLE"}:
        return False
    if token.type or not token.norm.isalnum():
        return True
    if token.norm not in _DOERS and not ing:
        return False
    if token.norm in {"model", "models"} and back:
        before = tokens[back - 1]
        return before.norm not in _OTHERS and before.type != "TECH"
    return True


_ADVERBS = frozenset(
    "is are was were be been being has have had also then further later first both again now still just not then".split()
)


def _is_named(tokens: tuple[Token, ...], told: Told) -> bool:
    """Tell whether the data have a name beside their description, which is then the data."""
    start, end = told.phrase.start, told.phrase.end
    before = tokens[max(told.verb, start - 6) : start]
    if any(one.type in {"DATA", "BENCH"} for one in before):
        return True
    for one in tokens[end : end + 10]:
        if one.type in {"DATA", "BENCH"}:
            return True
        if one.norm in _ENDS or (not one.type and one.stem in _VERBS):
            return False
    return False
