"""Rows of techniques in running prose: behind a colon, and alone in brackets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vaultkit.extract.arguments import begins_with_pronoun
from vaultkit.extract.words import COMPARING, FILLERS, NEGATIONS, VERBS
from vaultkit.text import pattern

if TYPE_CHECKING:
    from vaultkit.extract.sentence import Sentence

_JOINS = frozenset(
    (
        ", and & or / + as well also plus with in for of the its layers layer attention embeddings activation activations "
        "norm normalization training loss alternating interleaved local global ( ) - ' \" usual standard all"
    ).split()
)
_TELLING = frozenset(
    "come go take use keep combin have feature featur bring adopt borrow inherit add chang appli apply includ be get reli stack follow mak make".split()
)
"""Stems of verbs before a colon behind which stands what the model has."""
_LEAST = 2
_HEAD = 16


def behind_colon(sentence: Sentence, named: list[int]) -> list[int]:
    """Return the techniques in a row behind a colon: `It takes what works: A, B and C`."""
    tokens = sentence.tokens
    colon = next(
        (n for n, one in enumerate(tokens) if one.norm == ":" and not sentence.depth[n]), -1
    )
    row = [index for index in named if index > colon]
    if not 0 < colon <= _HEAD or len(row) < _LEAST:
        return []
    head = tokens[:colon]
    subject = begins_with_pronoun(sentence) or any(one.type == "MODEL" for one in head)
    told = any(one.stem in _TELLING and not one.type for one in head)
    if not subject or not told or _is_set_against(sentence, 0, len(tokens)):
        return []
    strange = sum(
        one.norm.isalnum() and not one.type and one.norm not in _JOINS and one.norm not in FILLERS
        for one in tokens[colon + 1 :]
    )
    return row if strange <= len(row) else []


def in_brackets(sentence: Sentence, named: list[int]) -> list[int]:
    """Return the techniques that brackets name for what a sentence tells of the section's model."""
    tokens = sentence.tokens
    if any(one.type == "MODEL" for one in tokens) or _is_set_against(sentence, 0, len(tokens)):
        return []
    found = []
    for index in named:
        if not 1 < index < len(tokens) - 1 or tokens[index - 1].norm != "(":
            continue
        told = any(one.stem in VERBS and not one.type for one in tokens[: index - 1])
        if tokens[index + 1].norm == ")" and tokens[index - 2].type != "TECH" and told:
            found.append(index)
    return found


def of_stage(sentence: Sentence, named: list[int], heading: tuple[str, ...]) -> list[int]:
    """Return the techniques of a verbless sentence under a stage's heading: `One round of SFT, then DPO`."""
    if not heading or _STAGES.fullmatch(heading[0].strip()) is None:
        return []
    tokens = sentence.tokens
    end = next((n for n, one in enumerate(tokens) if one.norm in {":", ";", "("}), len(tokens))
    if any(one.type == "MODEL" for one in tokens[:end]) or _is_set_against(sentence, 0, end):
        return []
    ruled = any(
        one.stem in VERBS and not one.type and one.norm not in FILLERS for one in tokens[:end]
    )
    return [] if ruled else [index for index in named if index < end]


_STAGES = pattern(
    r"(?:\d[.)]\s)?(?:post-?training|alignment|fine-?tuning|training(?:\s(?:recipe|pipeline|procedure|stages))?|recipe|pipeline|architecture)",
    re.IGNORECASE,
)


def _is_set_against(sentence: Sentence, start: int, end: int) -> bool:
    """Tell whether a stretch denies, compares or asks."""
    held = sentence.tokens[start:end]
    return any(
        (not one.type and (one.stem in NEGATIONS or one.stem in COMPARING))
        or one.norm in {"?", "could", "might", "would", "may", "can"}
        or one.norm.endswith("n't")
        for one in held
    )
