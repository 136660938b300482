"""Misspelt names of models, where a version or size stands beside them: `Mistrall 7B`, `Llamma-2-13b`."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from vaultkit.extract.found import Found
from vaultkit.extract.names import fold, read_tail
from vaultkit.text import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from vaultkit.extract.lexicon import Lexicon

_CUED = pattern(r"(?<![\w/.@-])[A-Za-z]{6,16}(?=(?:-|\s|-?v)?\d)(?!\s(?:19|20)\d\d)")
"""A word before a number: only such a one can be a misspelt name."""
_FIGURE = pattern(r"\d")
_LEAST = 6
"""Letters of a name in which any one slip is forgiven; in a shorter one only a doubled letter."""
_CAPITALS = 2


@lru_cache(maxsize=1 << 12)
def may_be_misspelt(text: str) -> bool:
    """Tell whether a text has a word before a number; a note is read more than once."""
    return _FIGURE.search(text) is not None and _CUED.search(text) is not None


def read_typos(text: str, found: Iterable[Found], lexicon: Lexicon) -> Iterator[Found]:
    """Yield misspelt names: one slip from one known name, never a known word of its own."""
    held = list(found)
    for match in _CUED.finditer(text) if may_be_misspelt(text) else ():
        word = match[0]
        if any(one.start < match.end() and match.start() < one.end for one in held):
            continue
        if sum(char.isupper() for char in word) > _CAPITALS or lexicon.forms.get(fold(word)):
            continue
        plain = word.lower()
        near = _near(plain, _names(lexicon, plain[0]))
        if len(near) != 1:
            continue
        tail = read_tail(text, match.end())
        base = lexicon.find(near[0])
        if base is None or not (tail.size or tail.version):
            continue
        entry = lexicon.with_tail(base, tail)
        cued = bool(tail.size) or (
            entry.shipped and (word[0].isupper() or text[match.end()] != " ")
        )
        if cued:
            yield Found(match.start(), tail.end, entry, 0.8, size=tail.size, part=True)


@lru_cache(maxsize=1 << 12)
def _near(word: str, names: tuple[str, ...]) -> list[str]:
    """Return the names that a word may be meant for; words come again and again in a vault."""
    near = [name for name in names if abs(len(word) - len(name)) < 2 and is_slip(word, name)]
    # a letter written twice is the likeliest slip: `Llamma` is Llama before it is Llemma
    return [name for name in near if is_doubled(word, name)] or near


def _names(lexicon: Lexicon, first: str) -> tuple[str, ...]:
    """Return the names of models that are plain words and begin with a letter, in lower case."""
    if not lexicon.plain:
        made: dict[str, set[str]] = {}
        for entry in lexicon.entries.values():
            for form in entry.forms if entry.is_model else ():
                plain = form.isalpha() and form.isascii() and len(form) >= _LEAST - 1
                if plain and sum(char.isupper() for char in form) <= _CAPITALS:
                    made.setdefault(form[0].lower(), set()).add(form.lower())
        lexicon.plain.update({key: tuple(sorted(value)) for key, value in made.items()})
        lexicon.plain.setdefault("", ())
    return lexicon.plain.get(first, ())


def is_slip(word: str, name: str) -> bool:
    """Tell whether a word is a name with one slip: a letter more, less, another, or two swapped.

    A plural is none, and the first letter is right. Names of five letters forgive only a letter
    that is written twice.
    """
    if word == name or word[:1] != name[:1] or abs(len(word) - len(name)) > 1:
        return False
    if word == name + "s" or name == word + "s":
        return False
    at = next((i for i, (a, b) in enumerate(zip(word, name, strict=False)) if a != b), len(name))
    if len(word) == len(name) + 1:
        more = word[:at] + word[at + 1 :] == name
        return is_doubled(word, name) or (more and len(name) >= _LEAST)
    if len(name) < _LEAST:
        return False
    if len(word) + 1 == len(name):
        return word == name[:at] + name[at + 1 :]
    rest = word[at + 1 :] == name[at + 1 :]
    swapped = word[at : at + 2] == name[at : at + 2][::-1] and word[at + 2 :] == name[at + 2 :]
    return rest or swapped


def is_doubled(word: str, name: str) -> bool:
    """Tell whether a word is a name in which one letter is written twice."""
    at = next((i for i, (a, b) in enumerate(zip(word, name, strict=False)) if a != b), len(name))
    doubled = 0 < at < len(word) and word[at] == word[at - 1]
    return doubled and word[:at] + word[at + 1 :] == name
