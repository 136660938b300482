"""Numbers that stand together, and numbers that only compare: lists, ranges, ratios, bounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaultkit.extract.words import FILLERS

if TYPE_CHECKING:
    from vaultkit.extract.sentence import Sentence, Token

_RATIO = frozenset(("x times fold larger smaller fewer faster percent %").split())
_BOUND = frozenset(["than", "under", "below", "above", "over", "exceeding"])


_OVER = frozenset("epoch epochs heads trained pretrained pass passes".split())
"""Words that an `over` follows without a bound: `one epoch over 3.1T tokens`."""
_JOINS = frozenset({",", "and", "or", "&", "/", "a", "an"})


def is_ratio(sentence: Sentence, index: int) -> bool:
    """Tell whether a number only compares: `10x more`, `4 times`."""
    after = sentence.tokens[index + 1 : index + 3]
    return bool(after) and after[0].norm in _RATIO


def is_bound(sentence: Sentence, index: int) -> bool:
    """Tell whether a number only bounds a class of others: `models with less than 10 billion`."""
    tokens = sentence.tokens
    before = [token.norm for token in tokens[max(0, index - 2) : index]]
    if not before:
        return False
    if before[-1] in _BOUND:
        kept = before[-1] == "over" and before[0] in _OVER
        return not kept
    behind = tokens[index + 1].norm if index + 1 < len(tokens) else ""
    if (
        before[-1] == "the"
        and before[0] in {"than", "to", "as", "like", "from"}
        and behind == "models"
    ):
        return True
    back = index - 1
    while back > 0 and tokens[back].norm in {
        "larger",
        "smaller",
        "bigger",
        "different",
        "much",
        "separate",
        "another",
    }:
        back -= 1
    if (
        tokens[back].norm in {"a", "an"}
        and back
        and tokens[back - 1].norm in {"from", "than", "like", "by", "against", "over"}
    ):
        return True
    return before[-1] in {"-", "another"}


def is_denied(sentence: Sentence, index: int) -> bool:
    """Tell whether a number is denied, or set against another: `does not have 540B`, `175B vs 17B`."""
    tokens = sentence.tokens
    before = tokens[max(0, index - 4) : index]
    around = [*tokens[max(0, index - 1) : index], *tokens[index + 1 : index + 2]]
    if any(token.norm in {"against", "versus", "vs", "compared"} for token in around):
        return True
    return any(
        token.norm in {"not", "never", "cannot"} or token.norm.endswith("n't") for token in before
    )


def group_of(sentence: Sentence, index: int) -> list[int]:
    """Return a number with those it stands in a list with: `7B, 13B, 33B, and 65B`."""
    tokens = sentence.tokens
    first = last = index
    number = tokens[index].quantity
    unit = number.unit if number else ""
    found = [index]
    while True:
        at = first - 1
        while at >= 0 and tokens[at].norm in _JOINS:
            at -= 1
        if at == first - 1 or at < 0 or not _alike(tokens[at], unit):
            break
        found.insert(0, at)
        first = at
    while True:
        at = last + 1
        while at < len(tokens) and tokens[at].norm in _JOINS:
            at += 1
        if at == last + 1 or at >= len(tokens) or not _alike(tokens[at], unit):
            break
        found.append(at)
        last = at
    return found


def _alike(token: Token, unit: str) -> bool:
    """Tell whether a token is a number of the same unit."""
    number = token.quantity
    if number is None or number.relative or not unit:
        return False
    return number.unit == unit or {number.unit, unit} == {"b", "m"}


def upper_end(sentence: Sentence, index: int) -> int | None:
    """Return the upper end of a range that begins at a number: `7B to 70B`, `7-65B`."""
    tokens = sentence.tokens
    if (
        index + 2 < len(tokens)
        and tokens[index + 1].norm in {"to", "-", "~"}
        and tokens[index + 2].quantity
    ):
        return index + 2
    return None


def lower_end(sentence: Sentence, index: int) -> int | None:
    """Return the lower end of a range that ends at a number: `from 70M to 12B`."""
    tokens = sentence.tokens
    if index >= 2 and tokens[index - 1].norm in {"to", "-"} and tokens[index - 2].quantity:
        return index - 2
    return None


def is_meant(sentence: Sentence, index: int) -> bool:
    """Tell whether a size before a noun is said of the section's own: `the 70B model`, no `any 70B model`."""
    before = sentence.tokens[index - 1].norm if index else ""
    return before in {
        "",
        "the",
        "its",
        "their",
        "our",
        "this",
        "-",
        "*",
        "(",
        ":",
        "only",
        "largest",
        "smallest",
        "biggest",
    }


def is_sized_list(sentence: Sentence, index: int) -> bool:
    """Tell whether a list of sizes is announced: `available in`, `sizes:`, `w/`."""
    before = {token.stem for token in sentence.tokens[max(0, index - 5) : index]}
    return bool(
        before
        & {
            "siz",
            "size",
            "available",
            "availabl",
            "version",
            "variant",
            "com",
            "come",
            "releas",
            "includ",
            "in",
            "w",
            ":",
            "(",
        }
    )


def is_said_of(sentence: Sentence, index: int) -> bool:
    """Tell whether a size is said of the subject itself: `Foo is a 7B model`, no `Foo's 7B model`."""
    back = index - 1
    while back > 0 and sentence.tokens[back].norm in FILLERS - _DEFINITE:
        back -= 1
    return sentence.tokens[back].stem == "be" and back < index - 1


def goes_on(sentence: Sentence, index: int) -> bool:
    """Tell whether a further step follows a number: `to 32K and then to 128K`."""
    tokens = sentence.tokens
    return any(
        tokens[n].quantity is not None
        and tokens[n - 1].norm == "to"
        and all(not one.type and one.norm in _STEPS for one in tokens[index + 1 : n])
        for n in range(index + 2, min(index + 7, len(tokens)))
    )


_DEFINITE = frozenset({"the", "its", "their", "our"})
_STEPS = frozenset({"and", "then", "to", ",", "later", "finally", "further", "subsequently"})
