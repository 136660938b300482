"""What a phrase of a sentence points to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaultkit.extract.words import COMPARING, FILLERS, NEGATIONS, RELATIVE, STOP, VERBS

if TYPE_CHECKING:
    from vaultkit.extract.sentence import Sentence, Token

_LIST = frozenset({",", "and", "or", "&", "/", "+", "plus", "nor", "alongside"})


def find_objects(
    sentence: Sentence,
    place: int,
    types: frozenset[str],
    *,
    gap: int = 6,
    several: bool = True,
    likes: bool = False,
) -> list[tuple[int, Token]]:
    """Return the names that a phrase ending before token `place` points to, in order.

    Words that may stand before a name (articles, sizes, `model`) are passed over; verbs,
    comparisons and the ends of clauses are not. Further names of a list follow.
    """
    tokens, depth = sentence.tokens, sentence.depth
    found: list[tuple[int, Token]] = []
    while tuple(one.norm for one in tokens[place : place + 3 : 2]) == ("(", ")"):
        place += 3  # the letter of a row: `(a) Foo, (b) Bar`
    if place >= len(tokens):
        return found
    level = depth[place]
    steps = 0
    index = place
    listed = True
    technical = "TECH" in types
    while index < len(tokens):
        token = tokens[index]
        if depth[index] < level or (token.norm in ")]" and depth[index] == level and level):
            break
        if depth[index] > level:
            if not found and token.norm in "([" and _opens_with(tokens, index, types):
                level = depth[index]
            index += 1
            continue
        if token.norm == "." and tokens[index - 1].norm in {"e.g", "i.e", "vs", "cf"}:
            index += 1
            continue
        if token.norm in {"it", "them"} and not token.type:
            break
        if found and token.norm == "by" and types == _HOUSES:
            break  # `the 3B by Acme, the 7B by Beta`
        if found and technical and token.norm in _NEXT:
            listed = True
            index += 1
            continue
        if token.type in types and token.found:
            if found and not listed and found[-1][0] != index - 1:
                break
            if found and _rules(sentence, index):
                break
            found.append((index, token))
            listed = False
            steps = 0
            if not several:
                break
            index += 1
            continue
        if token.norm in _LIST or (
            token.norm == "as"
            and tokens[index + 1 : index + 2]
            and tokens[index + 1].norm == "well"
        ):
            if found and token.norm == "," and _is_gloss(tokens, index):
                break
            if found:
                listed = True
            elif token.norm in {",", "/"}:
                steps += 2
            elif token.norm in {"and", "or"}:
                steps += 1
            index += 1
            continue
        if technical and token.type == "MODEL" and _acts(tokens, index):
            break
        if found and technical and not listed and token.norm in {"with", "of", "in"}:
            onward = _behind_aside(tokens, index)
            if onward:
                index = onward
                continue
        if found and technical and token.norm in _TIED and _is_type(tokens, index + 1, "TECH"):
            listed = True  # `RLHF with DPO`: both
            index += 1
            continue
        joint = token.norm == "well" or tokens[index - 1].norm in _JOINT
        if token.norm in {"well", "with"} and found and listed and joint:
            index += 1
            continue
        if (
            _stops(tokens, index, likes=likes)
            or steps >= gap
            or token.norm in {"for", "about", "regarding"}
        ):
            break
        if found and token.norm in {"same", "as"}:
            break
        if found:
            if not listed and token.norm not in (_OF_TECHNIQUE if technical else _OF_MODEL):
                if token.type in {"CITE", "NUM"} or token.norm in {"'", '"'}:
                    index += 1
                    continue
                break
            if token.norm not in FILLERS and token.type not in {"CITE", "NUM", "ORG", "LIKE"}:
                steps += 2
                if steps > 4:
                    break
        steps += (
            0
            if token.norm in FILLERS or token.type in {"CITE", "NUM"} or not token.norm.isalnum()
            else 1
        )
        index += 1
    return found


_HOUSES = frozenset({"ORG"})
_NEXT = frozenset({"then", "lastly", "finally", "next", "afterwards"})
_OF_MODEL = frozenset("model models s series family variants versions base".split())
"""Nouns that go with the name of a model."""
_OF_TECHNIQUE = _OF_MODEL | frozenset(
    (
        "layer layers block blocks attention activation activations embedding embeddings training "
        "tuning finetuning stage stages step steps phase loss losses objective objectives "
        "normalization strategy algorithm method methods technique mechanism scheme decoding "
        "precision tokenizer tokenization optimizer optimization architecture head heads design"
    ).split()
)
"""Nouns that go with the name of a technique: `GQA layers and RoPE embeddings`."""


def _is_type(tokens: tuple[Token, ...], index: int, kind: str) -> bool:
    """Tell whether there is a token of a type at a place."""
    return index < len(tokens) and tokens[index].type == kind


_TIED = frozenset({"with", "via", "using"})
_JOINT = frozenset({"as", "together", "along"})


def _is_gloss(tokens: tuple[Token, ...], comma: int) -> bool:
    """Tell whether what follows a comma says what the name before is: `Foo, a cleaned part of Bar`."""
    if comma + 1 >= len(tokens) or tokens[comma + 1].norm not in {
        "a",
        "an",
        "the",
        "which",
        "itself",
    }:
        return False
    for token in tokens[comma + 2 : comma + 9]:
        if token.type not in {"", "NUM", "TECH"} or token.norm in {",", ";", "."}:
            return False
        if token.norm in {"of", "from", "based", "built", "derived"}:
            return True
    return False


def _behind_aside(tokens: tuple[Token, ...], index: int) -> int:
    """Return the comma behind a short aside in a list: `A with two groups, and B`; 0 for none."""
    for at in range(index + 1, min(index + 5, len(tokens) - 1)):
        token = tokens[at]
        if token.norm == "," and tokens[at + 1].norm in {"and", "or"}:
            return at
        if token.type not in {"", "NUM"} or token.norm in {",", ";", "."} or token.stem in VERBS:
            return 0
    return 0


def _acts(tokens: tuple[Token, ...], index: int) -> bool:
    """Tell whether a model is the doer of what follows: `with Foo extending towards MoE`."""
    after = tokens[index + 1 : index + 2]
    if not after or after[0].type or after[0].stem not in VERBS or after[0].norm in FILLERS:
        return False
    return after[0].norm.endswith("ing") or tokens[index - 1].norm in {",", "and"}


def _opens_with(tokens: tuple[Token, ...], index: int, types: frozenset[str]) -> bool:
    """Tell whether a name of a type stands first in a parenthesis."""
    inside = index + 1
    while inside < len(tokens) and tokens[inside].norm in {"the", "a", "an", "e.g", ".", ","}:
        inside += 1
    return inside < len(tokens) and tokens[inside].type in types


def _stops(tokens: tuple[Token, ...], index: int, *, likes: bool) -> bool:
    """Tell whether the search for a name ends at a token."""
    token = tokens[index]
    if token.type:
        return False
    if token.norm in STOP or token.norm in RELATIVE:
        return True
    if token.stem in NEGATIONS and token.norm != "not":
        return True
    if token.stem == "approach":
        return index + 1 < len(tokens) and tokens[index + 1].type == "MODEL"
    if token.norm in _DEGREES:
        return index + 1 < len(tokens) and tokens[index + 1].norm == "than"
    if token.stem in COMPARING:
        return not (likes and token.norm == "similar")
    if token.norm in {"like", "such"}:
        return False
    return (
        token.stem in VERBS and not token.norm.endswith(("ed", "ing")) and token.norm not in FILLERS
    )


_DEGREES = frozenset(
    {"larger", "smaller", "better", "worse", "comparable", "competitive", "equivalent"}
)


_PASSED = frozenset({"s", "also", "then", "still", "only", "even", "models", "llms", "model"})


def _rules(sentence: Sentence, index: int) -> bool:
    """Tell whether a verb follows a name, so that it begins a clause of its own."""
    after = sentence.tokens[index + 1 : index + 3]
    if not after:
        return False
    first = after[0]
    if first.norm in _PASSED and len(after) > 1:
        first = after[1]
    return (
        not first.type
        and first.stem in VERBS
        and not first.norm.endswith("ing")
        and first.norm not in FILLERS
    )
