"""What a model is made of, without a verb for it: `Foo is Bar after SFT`, `Foo: Bar + 52K examples`."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from vaultkit.extract.arguments import Frame, find_subjects
from vaultkit.extract.modality import is_negated, modality_of
from vaultkit.extract.statement import Statement
from vaultkit.extract.words import COMPARING, NEGATIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.extract.lexicon import Entry
    from vaultkit.extract.sentence import Sentence, Token

_MODEL = frozenset({"MODEL"})


@dataclass(frozen=True, slots=True)
class Made:
    """A model that another one is said to be, and how it became it."""

    base: int
    """Token that names it."""
    predicate: str
    end: int
    """Behind the last token that tells how."""


def read_made_of(sentence: Sentence, frame: Frame) -> Iterator[Statement]:
    """Yield the bases, and the data they were tuned on, of what is said to be another model."""
    tokens = sentence.tokens
    if sum(token.type == "MODEL" for token in tokens) + bool(frame.section) <= 1:
        return
    for place, token in enumerate(tokens):
        if token.type:
            continue
        if token.stem == "be" and not is_negated(sentence, place):
            found = _by_copula(sentence, place)
            entries = _copula_subject(sentence, place, frame) if found else ()
        elif token.norm in _SIGNS and sentence.depth[place] == 0:
            entries = _labelled(sentence, place, token.norm)
            found = _by_label(sentence, place) if entries else None
        else:
            continue
        if found is not None and len(entries) == 1:
            yield from _told(sentence, place, entries[0], found)
    for place in range(1, len(tokens)):
        if sentence.depth[place] == 0 and _dashed(sentence, place):
            entries = _labelled(sentence, place, "-")
            found = _by_label(sentence, place - 1) if entries else None
            if found is not None and len(entries) == 1:
                yield from _told(sentence, place - 1, entries[0], found)
            return


def _dashed(sentence: Sentence, place: int) -> bool:
    """Tell whether a dash between blanks stands before a token."""
    tokens = sentence.tokens
    gap = sentence.view.text[tokens[place - 1].end : tokens[place].start]
    return any(dash in gap for dash in (" - ", " \u2013 ", " \u2014 "))


_SIGNS = frozenset({":", "="})


def _told(sentence: Sentence, place: int, subject: Entry, found: Made) -> Iterator[Statement]:
    """Yield the statements of one made model."""
    tokens = sentence.tokens
    base = tokens[found.base]
    if base.found is None or base.found.entry.id == subject.id:
        return
    rule = "made-of" if tokens[place].stem == "be" else "labelled-recipe"
    modality = modality_of(sentence, place, found.end)

    def said(predicate: str, target: Entry, at: int) -> Statement:
        return Statement(
            subject, predicate, target, None, None, sentence.start, sentence.end, rule, modality, at=at
        )  # fmt: skip

    yield said(found.predicate, base.found.entry, base.start)
    tuned = found.predicate == "fineTunedFrom"
    for index in range(place + 1, len(tokens)):
        token = tokens[index]
        if token.norm in {";", "."} or token.stem in _MEASURED:
            break
        counted = tokens[index - 1].norm == "(" and tokens[index - 2].norm in _DATA
        if token.type == "DATA" and token.found and (counted or sentence.depth[index] == 0):
            yield said("fineTunedOn" if tuned else "trainedOn", token.found.entry, token.start)


def _by_copula(sentence: Sentence, place: int) -> Made | None:
    """Return the model that a subject is said to be, where something was done to it."""
    tokens = sentence.tokens
    base = next_model(tokens, place + 1)
    if base < 0:
        return None
    opened = [one.norm for one in tokens[:place]]
    if any(opened[: len(lead)] == list(lead) for lead in _INSIDE):
        return Made(base, "derivedFrom", base + 1)
    behind = [one.norm for one in tokens[base + 1 : base + 5]]
    if any(behind[: len(lead)] == list(lead) for lead in (*_INSIDE, *_DISGUISED)):
        return Made(base, "derivedFrom", base + 2)
    return _done_to(sentence, base, labelled=False)


def _copula_subject(sentence: Sentence, place: int, frame: Frame) -> tuple[Entry, ...]:
    """Return the model that is said to be another one."""
    before = sentence.tokens[place - 1] if place else None
    if before is not None and before.type == "MODEL" and before.found:
        owner = sentence.tokens[place - 2 : place - 1]
        if not owner or owner[0].norm not in {"of", "to", "than", "from", "and", "with"}:
            return (before.found.entry,)
    return find_subjects(sentence, place, _MODEL, frame).entries


_INSIDE = (
    ("under", "the", "hood"), ("underneath",), ("at", "heart"), ("at", "its", "core"), ("inside",), ("internally",),
)  # fmt: skip
_DISGUISED = (("in", "disguise"), ("renamed",), ("rebranded",), ("under", "another", "name"))


def next_model(tokens: tuple[Token, ...], place: int) -> int:
    """Return the token of the model that stands next, over words that only lead to it, or -1."""
    for index in range(place, min(place + _LEAD, len(tokens))):
        token = tokens[index]
        if token.type == "MODEL" and token.found and not token.found.style:
            return index
        if token.type or token.norm not in LEADING:
            return -1
    return -1


_LEAD = 6
LEADING = frozenset(
    (
        "just basically really simply essentially also again still only mostly nothing but a an the itself in fact effect "
        "effectively merely actually of course nearly practically plain vanilla original good old standard same , more or less "
        "roughly first"
    ).split()
)


def _done_to(sentence: Sentence, base: int, *, labelled: bool) -> Made | None:
    """Return how the model at a token was made into another one, if the words behind say so."""
    tokens = sentence.tokens
    at = base + 1
    if at < len(tokens) and tokens[at].norm == "(":
        while at < len(tokens) and sentence.depth[at] > 0:
            at += 1
    if at >= len(tokens):
        return None
    joint = tokens[at].norm
    if joint in _JOINTS or (labelled and joint in _LISTED):
        end = _end(sentence, at + 1)
        words = tokens[at + 1 : end]
        if joint == "with" and any(
            (one.norm, two.norm) == ("on", "top") for one, two in pairwise(words)
        ):
            return Made(base, _kind(words), end)
        if joint == "with" and not labelled and _adds_part(words):
            return Made(base, "initializedFrom", end)
        if words[:1] and words[0].type == "MODEL":
            return None
        if not _tells(words, weak=joint in {"plus", "+", "after"} or labelled):
            return None
        return Made(base, _kind(words), end)
    while at < len(tokens) and (tokens[at].norm in _ADVERBS or (labelled and joint == ",")):
        at += 1
    if at >= len(tokens) or tokens[at].type or tokens[at].stem not in _DOING:
        return None
    if not tokens[at].norm.endswith(("ed", "init", "taught")):
        return None
    end = _end(sentence, at + 1)
    words = tokens[at:end]
    if tokens[at].stem in {"train", "pretrain"}:
        longer = any(one.norm in _FURTHER for one in tokens[base + 1 : at + 4])
        if not longer:
            return Made(base, "variantOf", end) if not labelled else None
        return Made(base, "continuedFrom", end)
    return Made(base, _kind(words), end)


def _adds_part(words: tuple[Token, ...]) -> bool:
    """Tell whether a part is put to a model: `with a vision encoder in front`."""
    for one in words[:6]:
        if one.norm in {".", ",", ";"} or one.stem in NEGATIONS:
            return False
        if not one.type and one.norm in {
            "encoder",
            "tower",
            "projector",
            "adapter",
            "eyes",
            "ears",
        }:
            return True
    place = [one.norm for one in words]
    return any(place[n : n + 2] in (["in", "front"], ["bolted", "on"], ["glued", "on"]) for n in range(len(place)))  # fmt: skip


_JOINTS = frozenset({"after", "plus", "+", "with"})
_LISTED = frozenset({",", "and", "&", "on"})
_ADVERBS = frozenset("then later further simply only again first just additionally subsequently heavily".split())  # fmt: skip
_FURTHER = frozenset("further more longer on again additionally".split()) - {"on"}


def _end(sentence: Sentence, place: int) -> int:
    """Return where the stretch ends that tells what was done: at most a few words on."""
    tokens = sentence.tokens
    for index in range(place, min(len(tokens), place + _REACH)):
        if tokens[index].norm in {";", ".", "!", "?", ":"} or tokens[index].stem in _MEASURED:
            return index
    return min(len(tokens), place + _REACH)


_REACH = 10


def _tells(words: tuple[Token, ...], *, weak: bool) -> bool:
    """Tell whether words speak of tuning or of data; `weak`: any technique and data noun will do."""
    counted = any(one.type == "NUM" or one.norm[:1].isdigit() for one in words)
    for number, one in enumerate(words):
        if one.stem in NEGATIONS and not one.type:
            return False
        if one.type == "DATA":
            return True
        if one.type == "TECH" and _is_tuning(one):
            return True
        if one.type:
            continue
        if one.stem in _DOING and one.stem not in {"bas", "merg"}:
            return True
        if weak and one.norm in _DATA and (counted or number):
            return True
    return False


def _is_tuning(token: Token) -> bool:
    """Tell whether a technique tunes a model's weights."""
    word = token.norm.replace("-", "").replace(" ", "")
    return any(one in word for one in _TUNING)


_TUNING = (
    "tuning", "sft", "dpo", "rlhf", "rlaif", "rlvr", "ppo", "grpo", "lora", "adapter", "preference", "alignment", "distill", "rlft",
    "orpo", "kto", "posttrain", "reinforcement", "rejection", "selfinstruct", "evolinstruct", "continuedpre", "pruning", "feedback",
)  # fmt: skip
_DOING = frozenset(
    (
        "finetun tun posttrain train pretrain continu retrain align distil prun quantiz quantis adapt specializ specialis sparsifi compress "
        "init initializ initialis upcycl teach instruction-tun chat-tun midtrain"
    ).split()
)
"""Stems of verbs that make a new model of an old one."""
_DATA = frozenset(
    (
        "data examples instructions samples demonstrations conversations dialogues dialogue answers outputs traces completions "
        "responses tokens pairs prompts chats explanations instruction finetune fine-tune adapter lora"
    ).split()
)
_MEASURED = frozenset("evaluat test judg compar benchmark scor beat outperform reach get achiev".split())  # fmt: skip
"""Stems of verbs behind which data is what a model is measured on."""


def _kind(words: tuple[Token, ...]) -> str:
    """Return the kind of lineage that some words tell."""
    stems = [one.stem for one in words if not one.type]
    named = " ".join(one.norm for one in words if one.type == "TECH")
    if {"continu", "midtrain", "tokens"} & {*stems, *(one.norm for one in words)} or (
        "pretrain" in stems and "train" not in stems
    ):
        return "continuedFrom"
    if "continued" in named or any(
        word in _FURTHER and stems[n + 1 : n + 2] in (["train"], ["pretrain"])
        for n, word in enumerate(stems)
    ):
        return "continuedFrom"
    if "distil" in stems:
        return "distilledFrom"
    if {"quantiz", "quantis"} & set(stems):
        return "quantizedFrom"
    if "prun" in stems or "pruning" in named:
        return "prunedFrom"
    if {"init", "initializ", "initialis", "upcycl"} & set(stems):
        return "initializedFrom"
    return "fineTunedFrom"


def _labelled(sentence: Sentence, sign: int, written: str) -> tuple[Entry, ...]:
    """Return the model that stands as a label before a sign, or whose recipe a few words announce."""
    tokens = sentence.tokens
    head = [n for n in range(sign) if sentence.depth[n] == 0]
    if not head or any(tokens[n].norm in {";", ".", "?"} for n in head):
        return ()
    named = [n for n in head if tokens[n].type == "MODEL" and tokens[n].found]
    if len(named) != 1 or any(
        tokens[n].type in {"TECH", "DATA", "BENCH", "PAPER", "TITLE", "LIKE"} for n in head
    ):
        return ()
    plain = [tokens[n].norm for n in head if not tokens[n].type]
    words = [word for word in plain if word.isalpha() and word not in _LINKED]
    if words[:1] == ["s"] and tokens[head[0]].type == "ORG":
        words = words[1:]  # `Acme's Foo: ...`
    found = tokens[named[0]].found
    if not words or all(word in {"the", "a", "an"} for word in words):
        return (found.entry,) if found else ()
    if written == ":" and named[0] <= 1 and _only_tells(sentence, head) and found:
        return (found.entry,)
    told = written == ":" and any(word in _ROUTES for word in words)
    near = len(words) <= _ANNOUNCED and not set(words) & _NOT_OWN
    return (found.entry,) if told and near and found else ()


def _only_tells(sentence: Sentence, head: list[int]) -> bool:
    """Tell whether a clause says something of its own model, and compares it with none."""
    words = [sentence.tokens[n] for n in head]
    return len(words) <= _CLAUSE and not any(
        one.stem in _MEASURED
        or one.stem in COMPARING
        or one.norm in _NOT_OWN
        or one.stem in _PARENTAL
        for one in words
        if not one.type
    )


_CLAUSE = 12
_PARENTAL = frozenset(
    (
        "child children offspr descendant derivativ finetun tun spawn lead led give inspir us follow fork kin famil heir parent "
        "? we i they many some other rival alternativ similar differ with version variant siz member judg grad rat teach teacher"
    ).split()
)
"""Stems in a clause about a parent, or about others: what follows the colon is then no base of it."""
_LINKED = frozenset("arxiv code paper pdf link site hf github blog weights demo page x".split())
"""Words of links behind a name."""
_ROUTES = frozenset("route road road recipe way path approach shortcut formula trick origin base parent parents ingredients".split())  # fmt: skip
_NOT_OWN = frozenset({"unlike", "than", "like", "beat", "beats", "not", "versus", "vs"})
_ANNOUNCED = 8


def _by_label(sentence: Sentence, sign: int) -> Made | None:
    """Return the base in what stands behind a label's sign."""
    tokens = sentence.tokens
    base = next_model(tokens, sign + 1)
    if base >= 0:
        if tokens[base + 1 : base + 2] and tokens[base + 1].norm in _INITS:
            return Made(base, "initializedFrom", base + 2)
        return _done_to(sentence, base, labelled=True)
    told = False
    for index in range(sign + 1, min(len(tokens), sign + _REACH)):
        token = tokens[index]
        compared = not token.type and (token.stem in COMPARING or token.stem in NEGATIONS)
        if compared or token.norm in {";", ".", "?", ","} or token.stem in {*_MEASURED, "be"}:
            return None
        if token.type == "MODEL":
            joint = tokens[index - 1].norm
            if (
                joint in {"on", "over", "upon", "of", "for", "to"}
                and told
                and _stands_last(sentence, index)
            ):
                if joint in {"of", "for", "to"} and not _is_done(tokens[sign + 1 : index]):
                    return None
                return Made(index, _kind(tokens[sign + 1 : index]), index + 1)
            return None
        told = told or _tells((token,), weak=False) or (not token.type and token.norm in _DATA)
    return None


_INITS = frozenset({"init", "initialization", "initialisation", "weights", "backbone", "base"})


def _is_done(words: tuple[Token, ...]) -> bool:
    """Tell whether words say that something is done to a model: `SFT of`, `Evol-Instruct for`."""
    return any((one.type == "TECH" and _is_tuning(one)) or (not one.type and one.stem in _DOING) for one in words)  # fmt: skip


def _stands_last(sentence: Sentence, index: int) -> bool:
    """Tell whether a name ends its phrase."""
    after = sentence.tokens[index + 1 : index + 2]
    return not after or after[0].norm in {",", ".", ";", "(", "with", "using", "by", "and"} or after[0].type == "NUM"  # fmt: skip
