"""Packs bytes as raw deflate (RFC 1951), the same bytes on every machine.

The bytes that zlib makes differ between its builds; a committed page would then differ from what
`build --check` makes elsewhere. Browsers and zlib unpack what this makes.
"""

from __future__ import annotations

from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

LEAST, MOST = 4, 258
"""Length of a match; a shorter one costs more than it saves."""
FAR = 32_768
BLOCK = 40_000
"""Symbols in a block, each with codes of its own."""
DEEPEST = 15
END = 256
_EXTRA = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0]
_EXTRA_FAR = [0, 0, 0, 0, *(at // 2 for at in range(2, 28))]
_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]


def _starts(first: int, extra: Sequence[int]) -> list[int]:
    """Return the least value of each code of a length or a distance."""
    starts, at = [], first
    for bits in extra:
        starts.append(at)
        at += 1 << bits
    return starts


_LENGTH = [*_starts(3, _EXTRA[:-1]), MOST]
_FAR = _starts(1, _EXTRA_FAR)
_CODE_OF_LENGTH = [
    max(code for code, start in enumerate(_LENGTH) if start <= long) if long > 2 else 0  # noqa: PLR2004 (the least)
    for long in range(MOST + 1)
]


def _far_code(far: int) -> int:
    """Return the code of a distance."""
    if far <= 4:  # noqa: PLR2004 (one code each)
        return far - 1
    bits = (far - 1).bit_length() - 2
    return 2 * bits + 2 + ((far - 1) >> bits & 1)


Symbol = tuple[int, int, int]
"""A byte or length, a distance (0 for a byte), and for a length its code."""


def deflate(data: bytes) -> bytes:
    """Return data packed; `zlib.decompress(packed, -15)` gives it back."""
    out = _Bits()
    symbols = _matches(data)
    for start in range(0, max(len(symbols), 1), BLOCK):
        _block(out, symbols[start : start + BLOCK], last=start + BLOCK >= len(symbols))
    return out.done()


def _matches(data: bytes) -> list[Symbol]:
    """Say data as bytes and repetitions of what came before: the latest or the one before it."""
    seen: dict[bytes, tuple[int, int]] = {}
    symbols: list[Symbol] = []
    at, size = 0, len(data)
    while at < size:
        key = data[at : at + LEAST]
        best, where = 0, 0
        if len(key) == LEAST:
            for old in seen.get(key, ()):
                if old < 0 or at - old > FAR:
                    continue
                most = min(MOST, size - at)
                long = LEAST
                while long < most and data[old + long] == data[at + long]:
                    long += 1
                if long > best:
                    best, where = long, old
        step = best or 1
        if best:
            symbols.append((best, at - where, _CODE_OF_LENGTH[best]))
        else:
            symbols.append((data[at], 0, 0))
        for passed in range(at, min(at + step, size - LEAST + 1)):
            name = data[passed : passed + LEAST]
            latest = seen.get(name)
            seen[name] = (passed, latest[0] if latest else -1)
        at += step
    return symbols


class _Bits:
    """Bytes filled from the lowest bit."""

    def __init__(self) -> None:
        self._bytes = bytearray()
        self._held, self._count = 0, 0

    def add(self, value: int, count: int) -> None:
        """Add the low `count` bits of a value, the lowest first."""
        self._held |= value << self._count
        self._count += count
        while self._count >= 8:  # noqa: PLR2004 (bits of a byte)
            self._bytes.append(self._held & 255)
            self._held >>= 8
            self._count -= 8

    def done(self) -> bytes:
        """Return all bytes, the last one filled up."""
        if self._count:
            self._bytes.append(self._held & 255)
        return bytes(self._bytes)


def _block(out: _Bits, symbols: Sequence[Symbol], *, last: bool) -> None:
    """Write one block with codes made for it."""
    literals, fars = [0] * 286, [0] * 30
    literals[END] = 1
    for value, far, code in symbols:
        if far:
            literals[257 + code] += 1
            fars[_far_code(far)] += 1
        else:
            literals[value] += 1
    if not any(fars):
        fars[0] = 1
    depth, far_depth = _depths(literals), _depths(fars)
    words, far_words = _words(depth), _words(far_depth)
    out.add(int(last), 1)
    out.add(2, 2)
    _head(out, depth, far_depth)
    for value, far, code in symbols:
        if far:
            out.add(words[257 + code], depth[257 + code])
            out.add(value - _LENGTH[code], _EXTRA[code])
            away = _far_code(far)
            out.add(far_words[away], far_depth[away])
            out.add(far - _FAR[away], _EXTRA_FAR[away])
        else:
            out.add(words[value], depth[value])
    out.add(words[END], depth[END])


def _head(out: _Bits, depth: list[int], far_depth: list[int]) -> None:
    """Write how long each code is, plainly: a block is large, its head is not."""
    lengths = [*depth, *far_depth]
    counts = [0] * 19
    for one in lengths:
        counts[one] += 1
    short = _depths(counts, deepest=7)
    words = _words(short)
    out.add(len(depth) - 257, 5)
    out.add(len(far_depth) - 1, 5)
    out.add(len(_ORDER) - 4, 4)
    for one in _ORDER:
        out.add(short[one], 3)
    for one in lengths:
        out.add(words[one], short[one])


def _depths(counts: Sequence[int], deepest: int = DEEPEST) -> list[int]:
    """Return the length of each symbol's Huffman code, none longer than `deepest`.

    Where one would be, rare symbols are taken for less rare until none is.
    """
    used = [at for at, count in enumerate(counts) if count]
    if len(used) == 1:
        # A code has two words at least, or zlib calls it incomplete.
        used.append(used[0] + 1 if used[0] + 1 < len(counts) else used[0] - 1)
    floor = 1
    while True:
        heap: list[tuple[int, int, tuple[int, ...]]] = [
            (max(counts[at], floor), at, (at,)) for at in used
        ]
        heapify(heap)
        depth = [0] * len(counts)
        while len(heap) > 1:
            one, first, those = heappop(heap)
            two, second, others = heappop(heap)
            for at in (*those, *others):
                depth[at] += 1
            heappush(heap, (one + two, min(first, second), (*those, *others)))
        if max(depth) <= deepest:
            return depth
        floor *= 2


def _words(depth: Sequence[int]) -> list[int]:
    """Return the canonical codes, turned round as they are written from the highest bit."""
    words, code = [0] * len(depth), 0
    for long in range(1, DEEPEST + 1):
        for at, one in enumerate(depth):
            if one == long:
                words[at] = int(f"{code:0{long}b}"[::-1], 2)
                code += 1
        code <<= 1
    return words
