"""Known names found in text by one Aho-Corasick pass over its folded form."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cached_property
from itertools import compress
from typing import TYPE_CHECKING

from vaultkit.errors import MissingExtra

if TYPE_CHECKING:
    from vaultkit.extract.lexicon import Lexicon
    from vaultkit.graph.facts import EntityId

_DROPPED = frozenset(" _-\n\u2010\u2011\u2012\u2013\u2014\u00ad")


@dataclass(frozen=True, slots=True)
class Hit:
    """A known form at a place of a text."""

    start: int
    end: int
    """0-based code points of the text."""
    candidates: tuple[tuple[EntityId, str], ...]
    """The entries it may mean, each with the form as the list writes it."""


@dataclass(frozen=True)
class Gazetteer:
    """Finds every form of a lexicon."""

    lexicon: Lexicon

    @cached_property
    def _keys(self) -> tuple[str, ...]:
        """Return the folded forms, in the order of the automaton."""
        return tuple(sorted(key for key in self.lexicon.forms if len(key) > 1))

    @cached_property
    def _automaton(self) -> object:
        """Return the automaton; made once, in milliseconds."""
        try:
            from ahocorasick_rs import AhoCorasick
        except ImportError as error:
            raise MissingExtra("nlp", "reading names") from error
        return AhoCorasick(list(self._keys))

    def find(self, text: str) -> list[Hit]:
        """Return every known form that stands in a text between word edges, in order."""
        known = self._read.get(text)
        if known is None:
            if len(self._read) >= _KEPT:
                self._read.clear()
            known = self._read[text] = self._find(text)
        return known

    @cached_property
    def _read(self) -> dict[str, list[Hit]]:
        """Return what was found in the last texts: a note is read more than once."""
        return {}

    def _find(self, text: str) -> list[Hit]:
        """Return the known forms of a text that was not read yet."""
        folded = _folded(text)
        finder = self._automaton.find_matches_as_indexes  # type: ignore[attr-defined] # untyped
        matches = finder(folded, overlapping=True)
        if not matches:
            return []
        at = _offsets(text)
        hits: list[Hit] = []
        for index, start, end in matches:
            first, last = at[start], at[end - 1] + 1
            if not _edges(text, first, last):
                continue
            candidates = tuple(
                one
                for one in self.lexicon.forms[self._keys[index]]
                if _same_cuts(text, at, start, end, one[1])
            )
            if candidates:
                hits.append(Hit(first, last, candidates))
        hits.sort(key=lambda one: (one.start, -one.end))
        return hits


_KEEPS = bytes(chr(code) not in _DROPPED for code in range(256))
"""For each ASCII character 1 where it stands in the folded text, else 0."""
_KEPT = 1 << 12
"""Texts whose names are remembered, at most."""


class _Folds(dict[int, str]):
    """What each character folds to, looked up once; a text is folded by `str.translate`."""

    def __missing__(self, code: int) -> str:
        plain = unicodedata.normalize("NFKC", chr(code)).lower()
        made = self[code] = (
            "" if chr(code) in _DROPPED else "".join(one for one in plain if one not in _DROPPED)
        )
        return made


_FOLDS = _Folds()


def _folded(text: str) -> str:
    """Return the folded text."""
    if text.isascii():  # the same in a third of the time
        low = text.lower().replace(" ", "").replace("-", "")
        return low.replace("\n", "").replace("_", "")
    return text.translate(_FOLDS)


def _offsets(text: str) -> list[int]:
    """Return for each character of the folded text its offset in the text."""
    if text.isascii():
        return list(compress(range(len(text)), text.encode().translate(_KEEPS)))
    return [place for place, char in enumerate(text) for _ in _FOLDS[ord(char)]]


def fold_with_offsets(text: str) -> tuple[str, list[int]]:
    """Return the folded text, and for each of its characters its offset in the text."""
    return _folded(text), _offsets(text)


def _is_word(char: str) -> bool:
    """Tell whether a character goes on with a Latin word; other scripts may touch a name."""
    return char.isalnum() and (char.isascii() or "\u00c0" <= char <= "\u024f")


def _edges(text: str, start: int, end: int) -> bool:
    """Tell whether a match begins and ends at the edge of a word; a plural `s` may follow."""
    if start and _is_word(text[start - 1]) and _is_word(text[start]):
        return False
    if end < len(text) and _is_word(text[end]) and _is_word(text[end - 1]):
        if text[end] == "s" and text[end - 1].isalpha():
            return end + 1 == len(text) or not _is_word(text[end + 1])
        # `Llama3` where only the base is known: a number may follow, the grammar reads it
        return text[end].isdigit() and text[end - 1].isalpha()
    return True


def _same_cuts(text: str, at: list[int], start: int, end: int, form: str) -> bool:
    """Tell whether blanks inside a match stand where the form has them, or may have them.

    A blank may be put in where letters meet digits or a capital begins a part of the form, so
    that `G PT` is not GPT, while `Llama2` is Llama 2 and `Common Crawl` is CommonCrawl.
    """
    if text.isascii() and at[end - 1] - at[start] == end - 1 - start:
        return True  # no blank inside
    cuts = set()
    count = 0
    previous = ""
    for char in form:
        if char in _DROPPED:
            cuts.add(count)
            continue
        if previous and (
            previous.isdigit() != char.isdigit() or (char.isupper() and previous.islower())
        ):
            cuts.add(count)
        previous = char
        count += 1
    for index in range(start + 1, end):
        gap = text[at[index - 1] + 1 : at[index]]
        if gap and index - start not in cuts and gap not in {"-\n", "-"}:
            return False
        if len(gap) > 1 and gap not in {"-\n", " \n", "\n "}:
            return False
    return True
