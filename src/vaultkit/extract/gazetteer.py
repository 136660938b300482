"""Known names found in text by one Aho-Corasick pass over its folded form."""

from __future__ import annotations

import codecs
import itertools
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from itertools import compress
from typing import TYPE_CHECKING, NamedTuple

from vaultkit.errors import MissingExtra

if TYPE_CHECKING:
    from vaultkit.extract.lexicon import Lexicon
    from vaultkit.graph.facts import EntityId

_DROPPED = frozenset(" _-\n\u2010\u2011\u2012\u2013\u2014\u00ad")


class Hit(NamedTuple):
    """A known form at a place of a text (a tuple: they are made by the thousand)."""

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
        raw = text.encode("ascii", self._stand_ins)
        if _MANY in raw:
            return self._find_anywhere(text)
        find = self._plain_automaton.find_matches_as_indexes  # type: ignore[attr-defined] # untyped
        matches = find(raw.translate(_LOWER, _BLANKS), overlapping=True)
        if not matches:
            return []
        # Of sixteen matches a kilobyte nearly all lie inside words: they go before anything is made.
        classes, edges = _edges_of(raw)
        forms, keys = self.lexicon.forms, self._plain_keys
        hits: list[Hit] = []
        place = at = 0
        for start, end, index in sorted(
            (start, end, index)
            for index, start, end in matches
            if edges[start] & _OPENS and edges[end - 1] & _CLOSES
        ):
            if start > at:
                place, at = _walk(classes, place, start - at), start
            elif not classes[place]:
                place = _walk(classes, place, 0)
            candidates = forms[keys[index]]
            last = place + end - start
            if classes.find(0, place, last) >= 0:
                last = _walk(classes, place, end - 1 - start) + 1
                kept = [one for one in range(place, last) if classes[one]]
                candidates = tuple(
                    one for one in candidates if _same_cuts(text, kept, 0, len(kept), one[1])
                )
            if candidates:
                hits.append(Hit(place, last, candidates))
        hits.sort(key=lambda one: (one.start, -one.end))
        return hits

    @cached_property
    def _plain_keys(self) -> tuple[str, ...]:
        """Return the folded forms of ASCII."""
        return tuple(key for key in self._keys if key.isascii())

    @cached_property
    def _plain_automaton(self) -> object:
        """Return the automaton of the forms of ASCII, over bytes."""
        try:
            from ahocorasick_rs import BytesAhoCorasick
        except ImportError as error:
            raise MissingExtra("nlp", "reading names") from error
        return BytesAhoCorasick([key.encode() for key in self._plain_keys])

    @cached_property
    def _stand_ins(self) -> str:
        """Return the name under which `str.encode` finds what stands for other characters."""
        letters = frozenset("".join(self._keys))
        name = f"vaultkit.gazetteer.{next(_COUNT)}"
        held: dict[str, bytes] = {}

        def stand(error: UnicodeError) -> tuple[bytes, int]:
            assert isinstance(error, UnicodeEncodeError)
            made = b""
            for char in error.object[error.start : error.end]:
                one = held.get(char)
                if one is None:
                    one = held[char] = _stand_in(char, letters)
                if one == _MANY:
                    return one, len(error.object)  # all of it is looked at in another way
                made += one
            return made, error.end

        codecs.register_error(name, stand)
        return name

    def _find_anywhere(self, text: str) -> list[Hit]:
        """Return the known forms of a text with characters of other scripts that forms have."""
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


_COUNT = itertools.count()
_LETTER, _MARK, _MANY = b"\xe9", b"\xa7", b"\xb7"
"""Stand for a character of no form: one that goes on with a word, one that does not; and for one
that only the search of any text can tell."""
_BLANKS = b" _-\n"
_LOWER = bytes(range(256)).lower()
_OPENS, _CLOSES = 1, 2


def _stand_in(char: str, letters: frozenset[str]) -> bytes:
    """Return the byte that the search takes for a character that is not ASCII."""
    folded = _FOLDS[ord(char)]
    if not folded:
        return b"\n"
    if len(folded) > 1 or folded in letters:
        return _MANY  # a part of some form, or more than one character
    return _LETTER if _is_word(char) else _MARK


def _class(code: int) -> int:
    """Return the class of a byte, in three bits: the lowest tells whether it goes on with a word."""
    char = chr(code)
    if code in _BLANKS:
        return 0
    if bytes([code]) == _LETTER or (char.isalpha() and char.isascii()):
        return 3 if char == "s" else 1
    return 5 if char.isdigit() and char.isascii() else 2


def _edge(four: int) -> int:
    """Return what an edge of a name a byte can be, from its class and those around, as `_edges`."""
    own, before, behind, next_ = four & 7, four >> 3 & 1, four >> 4 & 7, four >> 7
    opens = not (before and own & 1)
    closes = True
    if own & 1 and behind & 1:
        alpha = own != 5
        closes = alpha and (not next_ if behind == 3 else behind == 5)
    return opens * _OPENS | closes * _CLOSES


_CLASSES = bytes(map(_class, range(256)))
_EDGES = bytes(map(_edge, range(256)))
_DROPS = bytes(four for four in range(256) if not four & 7)


def _edges_of(raw: bytes) -> tuple[bytes, bytes]:
    """Return the class of each byte, and for each that is no blank what edge of a name it can be.

    All bytes are looked at at once, with their neighbours: as one number, moved and laid over itself.
    """
    classes = raw.translate(_CLASSES)
    size = len(raw)
    whole = int.from_bytes(classes, "little")
    words = whole & int.from_bytes(b"\1" * size, "little")
    four = whole | words << 11 | whole >> 8 << 4 | words >> 16 << 7
    return classes, four.to_bytes(size + 2, "little")[:size].translate(_EDGES, _DROPS)


def _walk(classes: bytes, place: int, count: int) -> int:
    """Return where one stands `count` folded characters behind a place, on a folded character."""
    while count:
        behind = place + count
        count = classes.count(0, place, behind)
        place = behind
    while not classes[place]:
        place += 1
    return place


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
