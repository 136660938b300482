"""Byte offsets of a parser, turned into code points."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_CONTINUATION = 0x80
"""The two high bits of a byte inside a character."""


def code_points(text: str, first: int = 0) -> Callable[[int], int]:
    """Return a function from a 0-based UTF-8 byte offset in `text` to a code point offset.

    `first` is added to every result: `text` may be the rest of a longer one.
    """
    if text.isascii():
        return first.__add__
    data = text.encode("utf-8", "surrogatepass")
    # Offsets come almost in order: count from the last one.
    last_byte, last_point = 0, first

    def convert(offset: int) -> int:
        nonlocal last_byte, last_point
        while offset < len(data) and data[offset] & 0xC0 == _CONTINUATION:
            offset -= 1
        if offset >= last_byte:
            last_point += len(data[last_byte:offset].decode("utf-8", "surrogatepass"))
        else:
            last_point -= len(data[offset:last_byte].decode("utf-8", "surrogatepass"))
        last_byte = offset
        return last_point

    return convert
