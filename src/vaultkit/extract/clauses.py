"""Where a name stands in its clause: whether it opens one, is possessed, or only describes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaultkit.extract.words import FILLERS, KIN, MODEL_NOUNS, VERBS

if TYPE_CHECKING:
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
        "release", "weights", "architecture", "checkpoint", "checkpoints", "creators", "pretraining", "finetuning",
    }  # fmt: skip


def is_adjective(sentence: Sentence, index: int) -> bool:
    """Tell whether a participle only describes the noun after it: `the finetuned model`."""
    token = sentence.tokens[index]
    if not token.norm.endswith(("ed", "ing", "built")):
        return False
    before = sentence.tokens[index - 1].norm if index else ""
    return before in {"the", "a", "an", "its", "their", "our", "-"}
