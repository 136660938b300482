"""Byte offsets of a parser, turned into code points."""

from __future__ import annotations

from bisect import bisect_right

from vaultkit.text import pattern

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Callable

_WIDE = pattern("[^\x00-\x7f]+")
_TWO, _THREE = 0x800, 0x10000
"""From these code points on a character takes three, and four bytes."""


_MANY = 8
"""Where more than one byte of so many is surplus, looking up costs more than counting."""
_CONTINUATION = 0x80
"""The two high bits of a byte inside a character."""


def code_points(text: str, first: int = 0) -> Callable[[int], int]:
    """Return a function from a 0-based UTF-8 byte offset in `text` to a code point offset.

    An offset inside a character counts as its start. `first` is added to every result: `text` may
    be the rest of a longer one.
    """
    if text.isascii():
        return first.__add__
    data = text.encode("utf-8", "surrogatepass")
    if (len(data) - len(text)) * _MANY > len(data):
        return _counting(data, first)
    return _looking_up(text, first)


def _looking_up(text: str, first: int) -> Callable[[int], int]:
    """Return the function for a text with few wide characters: it looks for the last one."""
    inside: list[int] = []
    """The second byte of each wide character."""
    surplus: list[int] = [0]
    """How many more bytes than characters there are before each, and after the last."""
    for found in _WIDE.finditer(text):
        for number, char in enumerate(found.group(), found.start()):
            code = ord(char)
            inside.append(number + surplus[-1] + 1)
            surplus.append(surplus[-1] + (1 if code < _TWO else 2 if code < _THREE else 3))

    def convert(offset: int) -> int:
        at = bisect_right(inside, offset)
        if not at:
            return first + offset
        return first + max(offset - surplus[at], inside[at - 1] - 1 - surplus[at - 1])

    return convert


def _counting(data: bytes, first: int) -> Callable[[int], int]:
    """Return the function for a text of wide characters: it counts on from the last offset."""
    # Offsets come almost in order.
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
