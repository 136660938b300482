"""Words that stand for a name: `it`, `both`, `the latter`, `this model`, put in the name's place."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from vaultkit.extract.arguments import begins_with_pronoun, topic_of
from vaultkit.extract.found import Found
from vaultkit.extract.sentence import KINDS, Sentence, Token, depths, normal, stem
from vaultkit.extract.words import FILLERS, KIN, MODEL_NOUNS, PREPOSITIONS, SAYING, VERBS

if TYPE_CHECKING:
    from vaultkit.extract.lexicon import Entry
    from vaultkit.extract.subjects import Topic
    from vaultkit.extract.units import Unit


@dataclass(frozen=True, slots=True)
class Memory:
    """What the sentences before were about."""

    topic: tuple[Entry, ...] = ()
    """Models that the sentence before is about."""
    earlier: tuple[Entry, ...] = ()
    """Models that the sentence before that one is about."""
    here: bool = True
    """The topic was named in this stretch, not in one above."""
    listed: tuple[Entry, ...] = ()
    """All models that the last sentence with several names, in order."""
    technique: tuple[Entry, ...] = ()
    """The technique that the sentence before, or the section, is about."""


def begin(unit: Unit, title: Topic, before: Memory | None) -> Memory:
    """Return what is known at the head of a unit; `before` is that of the paragraph above it."""
    about = unit.topic.others or title.others
    technique = tuple(one for one in about if one.kind == "technique")
    technique = technique if len(technique) == 1 else ()
    if before is not None and unit.kind == "paragraph" and not unit.topic.models:
        return replace(before, technique=before.technique or technique, here=False)
    return Memory(unit.topic.models if unit.own_heading else (), (), technique=technique)


def held(memory: Memory, sentence: Sentence, head: Memory) -> Memory:
    """Return what is still known at a sentence: a new line begins as the unit did (`head`)."""
    if sentence.view.text[: sentence.start].rstrip(" ").endswith("\n"):
        return memory if begins_with_pronoun(sentence) else replace(memory, topic=head.topic)
    return memory


def remember(memory: Memory, sentence: Sentence) -> Memory:
    """Return what is known behind a sentence whose stand-ins are resolved."""
    topic = topic_of(sentence)
    technique = memory.technique
    first = next((one for one in sentence.tokens if one.norm not in _ARTICLES), None)
    named = {one.found.entry for one in sentence.tokens if one.type == "TECH" and one.found}
    if len(named) == 1:
        technique = tuple(named)
    elif (
        first is not None and first.type == "TECH" and first.found and not first.found.entry.general
    ):
        technique = (first.found.entry,)
    if memory.topic and topic and _is_of_topic(sentence):
        topic = memory.topic
    if not topic:
        opens = first is not None and bool(first.type) and first.type not in {"NUM", "DATE", "CITE"}
        return replace(memory, topic=() if opens else memory.topic, technique=technique)
    earlier = memory.topic if topic != memory.topic else memory.earlier
    named_all = _models(sentence.tokens)
    more = len(named_all) >= min(_TWO + 1, max(_TWO, len(memory.listed)))
    listed = named_all if more else memory.listed
    return Memory(topic, earlier, listed=listed, technique=technique)


def _is_of_topic(sentence: Sentence) -> bool:
    """Tell whether a sentence only says what another model is to the one spoken of: `as its base`."""
    tokens = sentence.tokens
    return any(
        token.norm in {"its", "their"}
        and tokens[index - 1].norm in {"as", "is", "was", "are", "were"}
        and any(one.norm in _PARENTS for one in tokens[index + 1 : index + 3])
        for index, token in enumerate(tokens)
        if index
    )


_PARENTS = frozenset("base teacher parent foundation backbone basis student predecessor".split())


def resolved(sentence: Sentence, memory: Memory) -> Sentence:
    """Return a sentence with its stand-ins replaced by the names that they stand for."""
    made: list[Token] = []
    changed = False
    tokens = sentence.tokens
    for index, token in enumerate(tokens):
        meant = _meant(tokens, index, memory) if not token.type else ()
        if not meant:
            made.append(token)
            continue
        changed = True
        made += _named(token, meant)
        if token.norm in {"its", "their"}:
            made += [replace(token, text=one, norm=one, stem=one) for one in ("'", "s")]
        if token.norm == "neither":
            made.append(token)
    if not changed:
        return sentence
    whole = tuple(made)
    return Sentence(sentence.view, whole, depths(whole))


def _named(token: Token, meant: tuple[Entry, ...]) -> list[Token]:
    """Return the tokens that take the place of a stand-in: names, joined by `and`."""
    made: list[Token] = []
    for entry in meant:
        if made:
            made.append(replace(token, text="and", norm="and", stem="and"))
        found = Found(token.start, token.end, entry, 0.75, part=True)
        made.append(replace(token, type=KINDS[entry.kind], found=found))
    return made


def _meant(tokens: tuple[Token, ...], index: int, memory: Memory) -> tuple[Entry, ...]:
    """Return what a word stands for, where that is sure."""
    token = tokens[index]
    if token.norm == "it" and index > 1 and tokens[index - 1].norm in {":", ";"}:
        here = _models(tokens[:index])
        if len(here) == 1 and index + 1 < len(tokens) and tokens[index + 1].stem in VERBS:
            return here  # `We looked at Foo: it uses Bar`
    if token.norm == "it":
        if index == 0 or _only_leads(tokens, index):
            return _as_subject(tokens, index, memory)
        return _as_object(tokens, index, memory)
    if token.norm == "them" and index:
        return _plural_object(tokens, index, memory)
    if token.norm in MODEL_NOUNS and _is_the_model(tokens, index):
        return memory.topic if len(memory.topic) == 1 else ()
    if token.norm in {"both", "neither", "they", "these", "all"} and index == 0:
        return _as_group(tokens, index, memory)
    if token.norm == "its" and index == 0 and len(memory.topic) == 1:
        kin = next((n for n in range(1, min(_NEAR, len(tokens))) if tokens[n].norm in KIN), 0)
        behind = [one for one in tokens[kin + 1 : kin + 3] if one.norm not in {",", "("}]
        return memory.topic if kin and behind and behind[0].type == "MODEL" else ()
    if token.norm in _IDEAS and 1 <= index <= 2 and tokens[index - 1].norm in {"the", "this"}:
        after = tokens[index + 1 : index + 6]
        told = any(one.norm in _SPREAD for one in after) and after[0].stem in VERBS
        return memory.technique if told else ()
    if token.norm in _ORDINALS and index == 1 and tokens[0].norm == "the":
        follows = tokens[index + 1 : index + 2]
        if follows and follows[0].stem in VERBS and len(memory.listed) >= _TWO:
            place = _ORDINALS[token.norm]
            return memory.listed[place : place + 1] if place >= 0 else memory.listed[-1:]
    if token.norm in {"former", "latter"} and index and tokens[index - 1].norm == "the":
        return _of_two(tokens, index, memory)
    return ()


def _only_leads(tokens: tuple[Token, ...], index: int) -> bool:
    """Tell whether a phrase without a name opens the sentence: `At release, it was ...`."""
    if index == 1 and tokens[0].norm in _TURNS:
        return True  # `Still it beat Foo`
    if tokens[0].norm in {"on", "in", "at", "with"} and 1 < index <= _SHORT:
        after = tokens[index + 1 : index + 2]  # `On long inputs it is better`
        lead = tokens[1:index]
        if after and after[0].stem in VERBS and not any(one.stem in VERBS for one in lead):
            return not any(one.type == "MODEL" for one in lead)
    if tokens[index - 1].norm in {",", "and", ";", ":"} and not any(
        one.type == "MODEL" for one in tokens[:index]
    ):
        behind = tokens[index + 1 : index + 3]
        return any(one.stem in VERBS and not one.type for one in behind)
    if tokens[index - 1].norm != "," or index > _LEAD:
        return False
    lead = tokens[: index - 1]
    if any(one.type == "MODEL" for one in lead):
        return tokens[0].norm in {"like", "unlike"}
    return tokens[0].norm in PREPOSITIONS or tokens[0].norm in _WHEN


_LEAD = 9
_SHORT = 6
_TURNS = frozenset(
    "still yet but and also later then now here there so again thus instead however today".split()
)
_WHEN = frozenset(
    "today initially originally later architecturally overall like internally notably".split()
)


def _as_subject(tokens: tuple[Token, ...], index: int, memory: Memory) -> tuple[Entry, ...]:
    """Return the one model of the sentence before, where `it` is no empty word."""
    told = [one.norm for one in tokens[index + 1 : index + 5]]
    here = tuple(
        dict.fromkeys(one.found.entry for one in tokens[:index] if one.type == "TECH" and one.found)
    )
    if len(here) == 1 and set(told) & _SPREAD and not _models(tokens[:index]):
        return here
    if memory.technique and not index and set(told) & _SPREAD and set(told) & {"by", "in", "to"}:
        return memory.technique
    if len(memory.topic) != 1 or index + 1 >= len(tokens):
        return ()
    if any(one.norm in _EMPTY for one in tokens[index + 1 : index + 4]) and any(
        one.norm in {"that", "to", "whether", "if", "how", "why"}
        for one in tokens[index + 2 : index + 6]
    ):
        return ()
    return memory.topic


_EMPTY = frozenset(
    (
        "said known clear likely unclear possible seems appears turns believed thought hard easy important worth rumored "
        "rumoured unlikely reported noted interesting remarkable surprising true argued estimated assumed takes"
    ).split()
)


def _as_object(tokens: tuple[Token, ...], index: int, memory: Memory) -> tuple[Entry, ...]:
    """Return what an `it` behind a verb or preposition stands for."""
    before = tokens[index - 1]
    if before.norm == "that" and index > 1 and tokens[index - 2].stem in SAYING:
        told = _models(
            tuple(
                one for n, one in enumerate(tokens[:index]) if tokens[n + 1].norm not in {"'", "s"}
            )
        )
        meant = told or memory.topic
        return meant if len(meant) == 1 else ()
    if index == 1 and before.norm in {"from", "upon"}:
        return memory.topic if len(memory.topic) == 1 else ()
    if before.stem in _HOLDING and [one.norm for one in tokens[index + 1 : index + 2]] == ["as"]:
        return _held_as(tokens, index, memory)
    if before.type or (index + 1 < len(tokens) and not _ends_clause(tokens[index + 1])):
        return ()
    if before.stem in _MAKING and not any(one.type == "MODEL" for one in tokens[:index]):
        return memory.topic if len(memory.topic) == 1 else ()
    if before.norm == "without" and index > 1 and tokens[index - 2].stem == "do":
        return memory.technique
    if before.stem in _APPLYING and _has_subject(tokens[:index]):
        return memory.technique
    if before.norm not in _FROM and before.stem not in _OVER:
        return ()
    verb = next(
        (n for n, one in enumerate(tokens[:index]) if one.stem in VERBS and not one.type), index
    )
    subjects, others = _models(tokens[:verb]), _models(tokens[verb:index])
    if not subjects or len(others) > 1:
        return ()
    if others:
        last = max(n for n in range(verb, index) if tokens[n].type == "MODEL")
        if tokens[last + 1].stem in VERBS:
            return ()  # `Foo belongs to it, and Bar was tuned from it`
        joined = any(one.norm in _AFTER for one in tokens[verb:index])
        return others if joined and others[0] not in subjects else ()
    meant = memory.topic
    return meant if len(meant) == 1 and meant[0] not in subjects else ()


def _held_as(tokens: tuple[Token, ...], index: int, memory: Memory) -> tuple[Entry, ...]:
    """Return what an `it` is that a model `has as a base`: what the clause before is about."""
    cut = next((n for n in range(index - 1, 0, -1) if tokens[n].norm in {";", ",", "and"}), 0)
    owners = _models(tokens[cut:index])
    meant = memory.topic
    if cut and any(one.type == "MODEL" for one in tokens[:cut]):
        meant = _models(tokens[:2])
    return meant if len(owners) == len(meant) == 1 and meant != owners else ()


_HOLDING = frozenset({"have", "take", "use"})


def _plural_object(tokens: tuple[Token, ...], index: int, memory: Memory) -> tuple[Entry, ...]:
    """Return what a `them` behind a preposition or a comparing verb stands for."""
    before = tokens[index - 1]
    if before.norm not in _FROM and before.stem not in _OVER:
        return ()
    named = _models(tokens[:index])
    if not named or len(memory.topic) < _TWO or set(named) & set(memory.topic):
        return ()
    return memory.topic


def _models(tokens: tuple[Token, ...]) -> tuple[Entry, ...]:
    """Return the models that some tokens name, each once."""
    return tuple(
        dict.fromkeys(one.found.entry for one in tokens if one.type == "MODEL" and one.found)
    )


def _has_subject(tokens: tuple[Token, ...]) -> bool:
    """Tell whether a model stands before a verb, and no technique."""
    return any(one.type == "MODEL" for one in tokens) and not any(
        one.type == "TECH" for one in tokens
    )


def _ends_clause(token: Token) -> bool:
    """Tell whether a clause ends or goes on without a noun at a token."""
    return (
        not token.norm.isalnum()
        or token.norm in PREPOSITIONS
        or token.norm in {"and", "too", "as", "but", "or", "is", "was", "are", "were"}
        or token.norm.endswith("ly")
        or token.norm in {"which", "while", "although"}
        or token.type in {"DATE", "CITE"}
    )


def _is_the_model(tokens: tuple[Token, ...], index: int) -> bool:
    """Tell whether a noun opens the sentence as `the model`, `this 7B model`."""
    if not 1 <= index <= _NEAR or tokens[0].norm not in {"the", "this"}:
        return False
    if tokens[index].norm not in {"model", "llm", "system", "network", "chatbot", "assistant"}:
        return False
    if index + 1 < len(tokens) and tokens[index + 1].norm in _NOUNS:
        return False
    return all(
        one.type == "NUM" or one.norm in {"resulting", "final", "full", "new", "released", "-"}
        for one in tokens[1:index]
    )


_NOUNS = frozenset(
    "family series card cards size sizes architecture weights name names page zoo merging of report paper hub".split()
)


def _as_group(tokens: tuple[Token, ...], index: int, memory: Memory) -> tuple[Entry, ...]:
    """Return the models that `both`, `neither` or `they` stands for at the head of a sentence."""
    token, after = tokens[index], tokens[index + 1 : index + 3]
    if not after:
        return ()
    follows = after[0].stem in VERBS and not after[0].type
    if token.norm == "these":
        return ()
    if token.norm in {"both", "neither"}:
        listed = [one.norm for one in after]
        of = listed[:1] == ["of"]
        if not (follows or of or listed[:1] in (["models"], ["sizes"], ["versions"])):
            return ()
        if len(memory.topic) == _TWO:
            return memory.topic
        pair = (*memory.earlier, *memory.topic)
        plain = listed[:1] not in (["sizes"], ["versions"]) and not of
        return pair if len(pair) == len(set(pair)) == _TWO and plain else ()
    if token.norm == "they" and follows and len(memory.topic) >= _TWO:
        return memory.topic
    return ()


def _of_two(tokens: tuple[Token, ...], index: int, memory: Memory) -> tuple[Entry, ...]:
    """Return the first or the second of the two models named before."""
    told = next((n for n, one in enumerate(tokens[:index]) if one.norm == "former"), index)
    here = _models(tokens[:told])
    named = here if len(here) == _TWO else () if here else memory.topic
    if len(named) != _TWO:
        return ()
    return named[:1] if tokens[index].norm == "former" else named[1:]


_IDEAS = frozenset("idea technique method approach trick scheme concept mechanism".split())
_SPREAD = frozenset(
    "popularised popularized introduced used adopted employed found pioneered applied implemented".split()
)
_ORDINALS = {"first": 0, "second": 1, "third": 2, "last": -1}
_TWO = 2
_NEAR = 4
_ARTICLES = FILLERS & {"a", "an", "the", "its", "their"}
_FROM = frozenset({"from", "on", "of", "upon", "over", "than", "to", "with", "by", "succeeds"})
"""Prepositions whose `it` is a model where a relation of models leads to them."""
_OVER = frozenset(
    stem(normal(word))
    for word in "outperform beat surpass exceed succeed supersede replace outscore match rival finetune distill".split()
)
_APPLYING = frozenset(
    stem(word)
    for word in "use employ adopt apply combine bring include utilize utilise leverage support inherit popularize popularise".split()
)
_MAKING = frozenset(
    stem(word)
    for word in "release publish introduce announce develop create build make launch train pretrain extend open-source".split()
)
_AFTER = frozenset({"and", "after", "then", "but", "while"})
