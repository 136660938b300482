"""What a number of a model is called, and which number of a sentence it is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from vaultkit.extract.sentence import normal, stem
from vaultkit.plugins import collect

if TYPE_CHECKING:
    from vaultkit.extract.sentence import Sentence


@dataclass(frozen=True, slots=True)
class Attribute:
    """One numeric property as notes write it.

    Words are stems' sources: `parameter` stands for `parameters` too; `a b` must stand together.
    """

    name: str
    """Rule of its claims."""
    predicate: str
    after: tuple[str, ...] = ()
    """Words that follow the number: `parameters`, `total params`."""
    before: tuple[str, ...] = ()
    """Words that stand before it: `context length`, `vocab size`."""
    least: float = 1
    most: float = 1e15
    """The sane range of values."""
    labels: tuple[str, ...] = ()
    """Headers of columns and labels of lines that mean it, folded: `modelsize`."""
    units: frozenset[str] | None = None
    """Units that the number must have; None where any will do."""
    reach: int = 3
    """Words between the number and the words before it, at most."""
    skip: tuple[str, ...] = ()
    """Words within four tokens that make it something else: `batch`."""
    frames: tuple[str, ...] = ()
    """Words around the number, which stands as `#`: `handle # tokens`."""
    needs: tuple[str, ...] = ()
    """One of these words must stand in the sentence for a frame to count."""
    ranges: bool = True


@cache
def all_attributes() -> tuple[Attribute, ...]:
    """Return every attribute, sorted by name."""
    from vaultkit.extract import attributes

    return tuple(sorted(collect(attributes, Attribute), key=lambda one: one.name))


@cache
def _phrases(words: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Return word groups as stems, the longest first."""
    made = [tuple(stem(normal(word)) for word in group.split()) for group in words]
    return tuple(sorted(made, key=len, reverse=True))


_THIN = frozenset(
    (
        "of a an the is are was be to = : ~ about around approximately roughly up only size with "
        "has have at : - s total as trainable learnable nearly over long maximum max default "
        "native input both each same and first then even further later finally"
    ).split()
)
"""Words that may stand between a number and what it is called."""


def name_of(
    sentence: Sentence, index: int, attributes: tuple[Attribute, ...]
) -> tuple[Attribute, int, str] | None:
    """Return what the number at a token is called: attribute, distance, and on which side."""
    best: tuple[Attribute, int, str] | None = None
    token = sentence.tokens[index]
    assert token.quantity is not None
    value, unit = token.quantity.value, token.quantity.unit
    for one in attributes:
        if not one.least <= value <= one.most:
            continue
        if one.units is not None and unit not in one.units:
            continue
        if _framed(sentence, index, one):
            return one, 0, "frame"
        if one.skip and _near(sentence, index, one.skip) and not _is_itself(sentence, index):
            continue
        right = _right(sentence, index, one)
        left = _left(sentence, index, one)
        for distance, side in ((right, "after"), (left, "before")):
            if distance is not None and (best is None or distance < best[1]):
                best = (one, distance, side)
    return best


def _framed(sentence: Sentence, index: int, one: Attribute) -> bool:
    """Tell whether a number stands in one of the attribute's frames."""
    tokens = sentence.tokens
    if one.needs:
        stems = {token.stem for token in tokens} | {token.norm for token in tokens if token.type}
        around = sentence.view.text.casefold()
        if not any(stem(normal(word)) in stems or word in around for word in one.needs):
            return False
    for frame in _phrases(one.frames):
        for place, word in enumerate(frame):
            if word != "#":
                continue
            first = index - place
            piece = tokens[first : first + len(frame)] if first >= 0 else ()
            if len(piece) == len(frame) and all(
                token.stem == wanted for token, wanted in zip(piece, frame, strict=True)
            ):
                return True
    return False


def _right(sentence: Sentence, index: int, one: Attribute) -> int | None:
    """Return how far behind the number its words stand, or None."""
    tokens = sentence.tokens
    for phrase in _phrases(one.after):
        start = index + 1
        passed = 0
        while start < len(tokens) and passed <= 2:
            if tuple(t.stem for t in tokens[start : start + len(phrase)]) == phrase:
                return passed * 2 + (0 if len(phrase) > 1 else 1)
            word = tokens[start]
            if (
                word.norm
                not in {
                    "-",
                    "of",
                    "these",
                    "the",
                    "trainable",
                    "total",
                    "learnable",
                    "model",
                    '"',
                    "dense",
                    "transformer",
                    "full",
                    "a",
                    "million",
                    "s",
                    "routed",
                    "its",
                    "attention",
                    "are",
                    "is",
                }
                and word.type != "DATE"
                and not (word.type == "TECH" and one.predicate in _OF_TECHNIQUES)
            ):
                break
            passed += 1
            start += 1
    return None


def _left(sentence: Sentence, index: int, one: Attribute) -> int | None:
    """Return how far before the number its words stand, or None."""
    tokens = sentence.tokens
    for phrase in _phrases(one.before):
        end = index
        passed = 0
        while end > 0 and passed <= one.reach:
            begin = end - len(phrase)
            if begin >= 0 and tuple(t.stem for t in tokens[begin:end]) == phrase:
                return passed * 2 + (0 if len(phrase) > 1 else 1)
            word = tokens[end - 1]
            if word.type == "TECH" and _within(phrase, word.norm):
                return passed * 2 + 1
            numbered = word.type == "NUM" and end > 1
            if word.norm not in _THIN and word.stem not in _GROWS and not numbered:
                bracket = word.norm == "(" and not tokens[index].text.rstrip().endswith(("B", "b"))
                if not bracket:
                    break
            passed += 1
            end -= 1
    return None


def _within(phrase: tuple[str, ...], name: str) -> bool:
    """Tell whether the name of a technique holds a phrase: `context lengthening` to 32k."""
    words = tuple(stem(normal(word)) for word in name.split())
    size = len(phrase)
    return any(words[at : at + size] == phrase for at in range(len(words) - size + 1))


_GROWS = frozenset({"from", "increas", "extend", "support", "grow", "rais", "doubl", "step"})


def _is_itself(sentence: Sentence, index: int) -> bool:
    """Tell whether a number says what its model is: `Foo is a two-layer LSTM`, `Foo, a 7B`."""
    tokens = sentence.tokens
    if index < _COPULA or tokens[index - 1].norm not in {"a", "an"}:
        return False
    if tokens[index - 2].stem != "be":
        return False
    at = index - 3
    while at >= 0 and (tokens[at].norm in {",", "which", ")"} or sentence.depth[at]):
        if sentence.depth[at] == 0 and tokens[at].norm == "which":
            return True
        at -= 1
    return at >= 0 and tokens[at].type == "MODEL"


_COPULA = 3
_OF_TECHNIQUES = frozenset({"vocabularySize", "layerCount"})
"""What stands behind the name of a technique too: `250K SentencePiece vocabulary`."""


def _near(sentence: Sentence, index: int, words: tuple[str, ...]) -> bool:
    """Tell whether one of some words stands right behind or close before a number."""
    stems = {stem(normal(word)) for word in words}
    around = sentence.tokens[index + 1 : index + 4]
    for token in around:
        if token.norm in {",", ";", ".", "|", "and"}:
            break
        if token.stem in stems or (token.type and stems & set(token.norm.split())):
            return True
    for token in reversed(sentence.tokens[max(0, index - 3) : index]):
        if token.norm in {",", ";", ".", "|", "and"} or token.type == "NUM":
            break
        if token.stem in stems or (token.type and stems & set(token.norm.split())):
            return True
    return False
