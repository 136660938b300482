"""What the lines of a note are: blocks, stretches of inline text, and what hides in them."""

from __future__ import annotations

from vaultkit.notes.note import Block
from vaultkit.text import Span
from vaultkit.values import field, slotted

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from typing import Any, NamedTuple

    from vaultkit.notes.note import RegionKind

    Piece = list[Any]
    """A block while it is read: a list with the places below. The first ten make a `Block`."""
else:
    from vaultkit.values import NamedTuple

    Piece = list

Leaf = tuple[int, int, int, bool, bool]
"""A stretch of inline text: a paragraph, heading, cell or the first lines of an item.

Start and end, position of the block whose text it is, whether it is a cell, or in a comment.
"""


class Mark(NamedTuple):
    """An inline part that hides its text from the readers of links and tags."""

    start: int
    end: int
    kind: RegionKind
    """`code`, `math` or `html`."""


class Dest(NamedTuple):
    """A Markdown link or image, or an autolink."""

    start: int
    end: int
    form: str
    """How it is written: `Inline`, `Autolink`, `Reference`, `Shortcut` ..."""
    url: str
    image: bool
    inner_end: int
    """Where the last part of its text ends."""


(KIND, START, END, INNER, INNER_END, DEPTH, PARENT, SECTION, ID, INFO, LEVEL, FILLED) = range(12)


@slotted
class Structure:
    """What CommonMark makes of a note: in order of position, in code points of the note."""

    pieces: list[Piece] = field(default_factory=list)
    leaves: list[Leaf] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    dests: list[Dest] = field(default_factory=list)
    rows: list[tuple[int, int, int]] = field(default_factory=list)
    """Start, end and block of each table row, the header first."""
    headings: list[int] = field(default_factory=list)
    """Positions of the heading blocks."""


def make_block(piece: Piece) -> Block:
    """Make the value of a block that was read."""
    kind, start, end, inner, inner_end, depth, parent, section, name, info, *_ = piece
    return Block(kind, Span(start, end), Span(inner, inner_end), depth, parent, section, name, info)
