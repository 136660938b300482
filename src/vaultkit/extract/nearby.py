"""Names beside a phrase: right before it, in a list before it, at the head of its sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vaultkit.extract.lexicon import Entry
    from vaultkit.extract.sentence import Sentence

_AUXILIARY = frozenset(
    "can be is was are were been has have also now then later widely and".split()
)
_HOUSES = frozenset({"ORG"})
"""What may stand in a row before a verb: `Acme and Zed released`."""
_BETWEEN = frozenset(
    (
        "which that who model models is was were are been be has have had then later further subsequently itself "
        "s ' weights also first base checkpoint ) series family"
    ).split()
)


def listed_before(sentence: Sentence, place: int, types: frozenset[str]) -> list[tuple[int, Entry]]:
    """Return the names that stand in a list with the one at a place, before it: `A, B and C are kept`."""
    found: list[tuple[int, Entry]] = []
    index = place - 1
    while index > 0 and sentence.tokens[index].norm in {",", "and", "&", "both"}:
        while index > 0 and sentence.tokens[index].norm in {",", "and", "&", "both"}:
            index -= 1
        token = sentence.tokens[index]
        if token.type not in types or token.found is None:
            break
        found.insert(0, (index, token.found.entry))
        index -= 1
    return found


def coordinated(sentence: Sentence, place: int) -> list[tuple[int, Entry]]:
    """Return the technique that opens a sentence, for a further verb of its: `, and is found in`."""
    tokens = sentence.tokens
    back = place - 1
    while back > 0 and tokens[back].norm in _AUXILIARY:
        if tokens[back].norm == "and":
            break
        back -= 1
    else:
        return []
    for index, token in enumerate(tokens[:3]):
        if token.type == "TECH" and token.found:
            return [(index, token.found.entry)]
    return []


def right_before(sentence: Sentence, place: int, types: frozenset[str]) -> list[tuple[int, Entry]]:
    """Return the name that a phrase begins behind, over `model`, `was`, `which has been`."""
    index = place - 1
    steps = 0
    while index >= 0 and steps < 5:
        token = sentence.tokens[index]
        if token.type in types and token.found:
            houses = listed_before(sentence, index, types) if types == _HOUSES else []
            return [*houses, (index, token.found.entry)]
        relative = token.norm == "," and sentence.tokens[index + 1].norm in {"which", "that"}
        if token.type in {"CITE", "NUM"} or token.norm in _BETWEEN or relative:
            index -= 1
            steps += 1
            continue
        break
    return []
