"""Byte offsets of a parser, turned into code points."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

# Runs of code points that take two, three or four bytes each in UTF-8.
_WIDE = re.compile("([\x80-\u07ff]+)|([\u0800-\uffff]+)|([\U00010000-\U0010ffff]+)")


def code_points(text: str, first: int = 0) -> Callable[[int], int]:
    """Return a function from a 0-based UTF-8 byte offset in `text` to a code point offset.

    `first` is added to every result: `text` may be the rest of a longer one.
    """
    if text.isascii():
        return first.__add__
    # Breakpoints: from this byte on, code points of this width follow, the first at this offset.
    starts, points, widths = [0], [first], [1]
    byte = point = 0
    for run in _WIDE.finditer(text):
        begin, end = run.span()
        byte += begin - point
        width = (run.lastindex or 1) + 1
        starts.append(byte)
        points.append(first + begin)
        widths.append(width)
        byte += (end - begin) * width
        point = end
        starts.append(byte)
        points.append(first + end)
        widths.append(1)

    def convert(offset: int) -> int:
        at = bisect_right(starts, offset) - 1
        return points[at] + (offset - starts[at]) // widths[at]

    return convert
