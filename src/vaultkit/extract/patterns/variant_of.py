"""A model is a version of another one; how it was made is not said.

Foo is a lightweight version of Bar. Foo is a smaller variant of Bar.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaultkit.extract.pattern import Pattern

if TYPE_CHECKING:
    from vaultkit.extract.nlp import Match
    from vaultkit.extract.sentence import Sentence

_RUN_BY = frozenset({"on", "by", "with", "using", "against", "than", "via"})


def is_itself(sentence: Sentence, match: Match) -> bool:
    """Tell whether it is the subject that is the version: not `runs on a lighter version of Foo`."""
    for token in reversed(sentence.tokens[max(0, match.start - 5) : match.start]):
        if token.type or token.stem == "be" or token.norm == ",":
            return True
        if token.norm in _RUN_BY:
            return False
    return True


variant_of = Pattern(
    "variant-of",
    "variantOf",
    (
        "S a|an ~4 version|variant|edition|flavor|flavour|spin of|on O",
        "S =is|are ~3 version|versions|variant|variants of O",
        "S recipe|procedure|method|strategy|approach for train|pretrain|training|pretraining O",
        "S =robustly =optimized O",
        "S be O for|but|plus|without",
    ),
    gap=3,
    check=is_itself,
)

led_to = Pattern(
    "led-to",
    "variantOf",
    (
        "O lead|led to|for ~3 development|creation|birth|release|emergence of S",
        "O give|gave rise|birth to S",
        "O spawn S",
    ),
)
