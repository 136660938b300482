"""Where a name stands in its clause: whether it opens one, is possessed, or only describes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaultkit.extract.words import FILLERS, KIN, MODEL_NOUNS, PREPOSITIONS, VERBS

if TYPE_CHECKING:
    from vaultkit.extract.lexicon import Entry
    from vaultkit.extract.sentence import Sentence, Token

_NEAR_KIN = 7
_MEASURED = frozenset({"on", "with", "for", "at", "to", "has", "saw", "got"})
_PARTS = frozenset("architecture arch weights tokenizer design backbone recipe layout".split())


def is_kin(sentence: Sentence, owner: int, index: int) -> bool:
    """Tell whether a name is what another name's possessive leads to: `Foo's successor Bar`."""
    between = [token.norm for token in sentence.tokens[owner + 1 : index]]
    return (
        between[:1] in (["'"], ["\u2019"], ["s"])
        and len(between) <= _NEAR_KIN
        and any(word in KIN for word in between)
    )


def gives_examples(sentence: Sentence, comma: int) -> bool:
    """Tell whether examples of what stands before follow a comma: `than other models, e.g. Foo`."""
    return any(
        token.norm in {"e.g", "such", "like", "including", "namely", "i.e", "among", "especially"}
        for token in sentence.tokens[comma + 1 : comma + 3]
    )


def opens_own_clause(sentence: Sentence, index: int) -> bool:
    """Tell whether a name behind a comma begins a clause: `Foo uses A, Bar uses B`."""
    tokens = sentence.tokens
    back = index - 2 if index > 1 and tokens[index - 1].norm == "the" else index - 1
    before, after = tokens[back : back + 1], tokens[index + 1 : index + 2]
    if not before or before[0].norm not in {",", "and", ";"} or not after:
        return False
    measured = after[0].norm in _MEASURED and tokens[index + 2 : index + 3]
    if after[0].type == "NUM" or (measured and tokens[index + 2].type == "NUM"):
        # `Foo has 12 layers, Bar 24`
        return any(
            one.type == "NUM" and tokens[number - 1].type != "MODEL"
            for number, one in enumerate(tokens[:index])
        )
    if after[0].type:
        return False
    if after[0].norm in MODEL_NOUNS or after[0].norm in FILLERS:
        return False
    return after[0].stem in VERBS and not after[0].norm.endswith(("ing", "ed"))


def is_part(sentence: Sentence, index: int) -> bool:
    """Tell whether a name only describes a part in a row: `Foo architecture, 48 layers`, `arch = Foo,`."""
    tokens = sentence.tokens
    after = [token.norm for token in tokens[index + 1 : index + 3]]
    before = [token.norm for token in tokens[max(0, index - 2) : index]]
    if len(after) == 2 and after[0] in _PARTS and after[1] in {",", ";", "."}:
        return True
    return before[-1:] == ["="] and before[:1] in (["arch"], ["architecture"], ["base"])


def is_version(token: Token) -> bool:
    """Tell whether a word before `of` leaves the name behind it the subject: `the 70B version of`."""
    return token.norm in {"version", "versions", "model", "models", "variant", "variants", "size", "sizes", "authors", "training", "family",
        "release", "weights", "point", "idea", "goal", "aim", "trick", "appeal", "strength", "novelty", "architecture", "checkpoint", "checkpoints", "creators", "pretraining", "finetuning",
    }  # fmt: skip


def is_adjective(sentence: Sentence, index: int) -> bool:
    """Tell whether a participle only describes the noun after it: `the finetuned model`."""
    token = sentence.tokens[index]
    if not token.norm.endswith(("ed", "ing", "built")):
        return False
    before = sentence.tokens[index - 1].norm if index else ""
    return before in {"the", "a", "an", "its", "their", "our", "-"}


def returns(sentence: Sentence, subject: int, place: int) -> bool:
    """Tell whether a verb goes on behind a relative clause with its own: `that Foo wrote, and reaches`."""
    tokens = sentence.tokens
    if place < _SHORTEST or tokens[place - 1].norm != "and" or tokens[place - 2].norm != ",":
        return False
    return any(one.stem in VERBS and not one.type for one in tokens[subject + 1 : place - 2])


def made_before(sentence: Sentence, place: int) -> Token | None:
    """Return what a participle behind a comma describes: `Acme made Foo, trained with Bar`."""
    tokens = sentence.tokens
    if not _SHORTEST <= place < len(tokens) or tokens[place - 1].norm != ",":
        return None
    name = tokens[place - 2]
    if name.type != "MODEL" or not tokens[place].norm.endswith(("ed", "built")):
        return None
    before = [one for one in tokens[max(0, place - 5) : place - 2] if not one.type]
    verbs = [one for one in before if one.stem in VERBS and one.norm not in MODEL_NOUNS]
    return name if verbs and verbs[-1].norm in _MADE else None


_SHORTEST = 3
_MADE = frozenset(
    "made released created built introduced published presented launched came trained developed".split()
)


def leads_to_name(sentence: Sentence, before: list[int], verb: int) -> bool:
    """Tell whether a verb only names what it leads to: `The first such model was Foo`, `Then came Foo`."""
    tokens = sentence.tokens
    after = tokens[verb + 1 : verb + 2]
    if not after or after[0].type != "MODEL":
        return False
    words = [tokens[index].norm for index in before]
    if tokens[verb].norm in {"came", "comes"}:
        return words[-1:] not in (["it"], ["which"]) and not any(
            tokens[index].type == "MODEL" for index in before
        )
    if tokens[verb].norm not in {"was", "is"} or words[:1] != ["the"]:
        return False
    return bool(MODEL_NOUNS & set(words[1:])) and not any(
        tokens[index].type == "MODEL" for index in before
    )


def is_above(topic: tuple[Entry, ...], own: Entry) -> bool:
    """Tell whether what was spoken of is only the wider name of the section's model."""
    return len(topic) == 1 and (
        own.part_of == topic[0].id or own.label.startswith(topic[0].label + " ")
    )


def akin(one: Entry, two: Entry) -> bool:
    """Tell whether two models are of one family."""
    if one.id == two.id or (one.part_of and one.part_of == two.part_of):
        return True
    parts = two.id == one.part_of or one.id == two.part_of
    return parts or one.label.startswith(two.label) or two.label.startswith(one.label)


def follows_adverbial(sentence: Sentence, index: int) -> bool:
    """Tell whether a name is the subject behind a phrase that opens the sentence: `On MATH Foo beats`."""
    tokens = sentence.tokens
    before, after = tokens[index - 1 : index], tokens[index + 1 : index + 2]
    if tokens[0].norm not in {"on", "in", "at"} or not before or not after or after[0].type:
        return False
    verbal = after[0].stem in VERBS and not after[0].norm.endswith(("ed", "ing"))
    return verbal and before[0].norm not in PREPOSITIONS | FILLERS | {"and", ","}


def rules_after(sentence: Sentence, index: int) -> bool:
    """Tell whether a name has a verb behind it: not in `and GPT-4o as a judge`."""
    return any(
        one.stem in VERBS and not one.type and one.norm not in MODEL_NOUNS
        for one in sentence.tokens[index + 1 : index + 13]
    )


def is_clause(sentence: Sentence) -> bool:
    """Tell whether a sentence begins with a subject and a verb of its own: `Apple's models ship`."""
    first = [token.norm for token in sentence.tokens[:3]]
    if first[:1] in (["the"], ["its"]) and set(first[1:]) & _OF_IT:
        return False
    for number, token in enumerate(sentence.tokens[:_HEAD]):
        if token.norm in {",", ":", ";", "."} or token.norm in _DOERS:
            return False
        if token.type == "ORG":
            return sentence.tokens[number + 1].norm in {"'", "\u2019", "s"}
        if token.stem in VERBS and not token.type and token.norm not in MODEL_NOUNS:
            return number > 0 and not token.norm.endswith(("ing", "ed", "built"))
    return False


_HEAD = 8
_DOERS = frozenset("al they we i authors author team researchers people you one it".split())
"""Subjects that do something to the model that is spoken of."""
_OF_IT = frozenset(
    "context vocabulary vocab tokenizer architecture training pretraining posttraining weights data window license licence "
    "attention optimizer backbone objective loss recipe decoder encoder pipeline".split()
)
"""Parts of the model that is spoken of: `The tokenizer has 32k entries`."""
