"""Rows of names that stand before a word: `Foo and Bar models`, `LLMs (such as Foo and Bar) that`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vaultkit.extract.lexicon import Entry
    from vaultkit.extract.sentence import Sentence


def joined(sentence: Sentence, last: int, types: frozenset[str]) -> list[int]:
    """Return the tokens of the names that end at one, joined by `and`: `11B & 90B models`."""
    tokens, found = sentence.tokens, [last]
    while found[0] > 1 and tokens[found[0] - 1].norm in {"and", "&", "/"}:
        if tokens[found[0] - 2].type not in types:
            break
        found.insert(0, found[0] - 2)
    return found


def bracketed(sentence: Sentence, index: int, types: frozenset[str]) -> list[int]:
    """Return the tokens of a row in brackets that ends before one: `(such as Foo and Bar) that`."""
    tokens, depth = sentence.tokens, sentence.depth
    if not index or tokens[index - 1].norm != ")":
        return []
    level = depth[index - 1]
    first = index - 1
    while first > 0 and not (tokens[first].norm == "(" and depth[first] == level):
        first -= 1
    opens = tuple(one.norm for one in tokens[first + 1 : first + 3])
    if opens != ("such", "as") and opens[:1] not in {("like",), ("including",), ("e.g",)}:
        return []
    return [
        number
        for number in range(first + 1, index - 1)
        if depth[number] == level and tokens[number].type in types and tokens[number].found
    ]


def entries_at(sentence: Sentence, places: list[int]) -> tuple[Entry, ...]:
    """Return what the names at some tokens mean, each once."""
    found = [sentence.tokens[at].found for at in places]
    return tuple(dict.fromkeys(one.entry for one in found if one))
