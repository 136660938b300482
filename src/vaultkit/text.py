"""A place in a text, and a change to it."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate, count
from operator import add

from vaultkit.values import frozen

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    import re
    from collections.abc import Sequence
    from typing import Any, AnyStr, NamedTuple, NewType

    NotePath = NewType("NotePath", str)
else:
    from vaultkit.values import NamedTuple

    NotePath = str
"""A note's path from the vault root: `/` between parts, with its ending, as found on disk."""


class Span(NamedTuple):
    """A half-open range of a note's text: 0-based code points."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the slice of `text` at this span."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Tell whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """Tell whether the two share a code point."""
        return self.start < other.end and other.start < self.end


class Place(NamedTuple):
    """Where something stands for a reader: 1-based line, 1-based column in code points."""

    line: int
    column: int


@frozen
class Edit:
    """One change to a note: the text at `span` becomes `new`. Lint, sync and rename speak it."""

    path: NotePath
    span: Span
    new: str


class _Later:
    """A regular expression that is compiled when it is first asked for."""

    __slots__ = (
        "_flags", "_words", "findall", "finditer", "fullmatch", "groupindex", "groups", "match",
        "pattern", "scanner", "search", "split", "sub", "subn",
    )  # fmt: skip

    def __init__(self, words: str | bytes, flags: int) -> None:
        self._words = words
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        """Compile it, and hold its methods: the next call of one finds it in its slot."""
        import re

        made: Any = re.compile(self._words, self._flags)
        for one in self.__slots__[2:]:
            setattr(self, one, getattr(made, one))
        return getattr(made, name)


def pattern(words: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return a regular expression that costs nothing until it is used: most runs use few.

    Flags stand in it, as in `(?im)a`, where `re` is not imported anyway.
    """
    made: Any = _Later(words, flags)
    return made  # type: ignore[no-any-return] # it has what a pattern has


def line_starts(text: str) -> tuple[int, ...]:
    r"""Return the offset of the first code point of every line.

    Lines end at `\n` only (`\r\n` included), as in Obsidian: U+2028, form feed and a lone `\r`
    do not end one, so `str.splitlines` is never used on notes.
    """
    lengths = map(len, text.split("\n")[:-1])
    return (0, *map(add, accumulate(lengths), count(1)))


def place(starts: Sequence[int], offset: int) -> Place:
    """Return the line and column of a code point, given its text's `line_starts`."""
    line = bisect_right(starts, offset)
    return Place(line, offset - starts[line - 1] + 1)


def apply_edits(text: str, edits: list[Edit]) -> str:
    """Return `text` with edits made; of two that overlap, the first by position wins.

    An edit that inserts at the place where another ends is no overlap.
    """
    parts: list[str] = []
    at = 0
    for edit in sorted(edits, key=lambda one: (one.span, one.new)):
        if edit.span.start < at:
            continue
        parts += [text[at : edit.span.start], edit.new]
        at = edit.span.end
    return "".join([*parts, text[at:]])
