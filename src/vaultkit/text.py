"""A place in a text, and a change to it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate, count
from operator import add
from typing import NamedTuple, NewType

NotePath = NewType("NotePath", str)
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


@dataclass(frozen=True, slots=True)
class Edit:
    """One change to a note: the text at `span` becomes `new`. Lint, sync and rename speak it."""

    path: NotePath
    span: Span
    new: str


def line_starts(text: str) -> tuple[int, ...]:
    r"""Return the offset of the first code point of every line.

    Lines end at `\n` only (`\r\n` included), as in Obsidian: U+2028, form feed and a lone `\r`
    do not end one, so `str.splitlines` is never used on notes.
    """
    lengths = map(len, text.split("\n")[:-1])
    return (0, *map(add, accumulate(lengths), count(1)))


def place(starts: tuple[int, ...], offset: int) -> Place:
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
