"""Headings of a note, and how the words of a heading link are compared with them."""

from __future__ import annotations

import unicodedata

from vaultkit.notes.note import Heading
from vaultkit.notes.structure import END, ID, INNER, INNER_END, LEVEL, PARENT, START
from vaultkit.text import Span, pattern

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Sequence

    from vaultkit.notes.structure import Piece, Structure

# B25: each of these counts as a space.
_PUNCTUATION = str.maketrans(dict.fromkeys('!"#$%&()*+,.:;<=>?@^`{|}~/[]\\', " "))
_BLOCK_ID = pattern(r"[ \t]\^[A-Za-z0-9-]+$")


def heading_key(text: str) -> str:
    """Return what two headings have in common that a link takes for the same (B25-B27, B31).

    Letters of any script, digits, `_`, `-`, both apostrophes, emoji count; other marks are spaces.
    """
    folded = unicodedata.normalize("NFC", text).translate(_PUNCTUATION).lower()
    return " ".join(folded.split())


def read_headings(text: str, structure: Structure) -> tuple[Heading, ...]:
    """Return the headings in order; their text is the raw source between the markers (B30)."""
    return tuple(_heading(text, structure.pieces, at) for at in structure.headings)


def _heading(text: str, pieces: Sequence[Piece], at: int) -> Heading:
    piece = pieces[at]
    start, end = piece[START], piece[END]
    if text[start : start + 1] == "#":
        inner = start
        while inner < end and text[inner] == "#":
            inner += 1
        last = end
        while last > inner and text[last - 1] == "#":
            last -= 1
        if last == inner or text[last - 1] not in " \t":
            last = end if last != inner else inner
    else:
        inner, last = piece[INNER], piece[INNER_END]
    while inner < last and text[inner] in " \t":
        inner += 1
    while last > inner and text[last - 1] in " \t":
        last -= 1
    found = _BLOCK_ID.search(text, max(inner, last - 200), last)
    if found:
        piece[ID] = text[found.start() + 2 : found.end()]
        last = found.start()
    piece[INNER], piece[INNER_END] = inner, last
    span = Span(start, end)
    nested = piece[PARENT] >= 0
    return Heading(piece[LEVEL], text[inner:last], span, Span(inner, last), nested)
