"""Headings of a note, and how the words of a heading link are compared with them."""

from __future__ import annotations

from vaultkit.notes.structure import END, ID, INNER, INNER_END, LEVEL, PARENT, START
from vaultkit.text import pattern

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from vaultkit.notes.rows import Row
    from vaultkit.notes.structure import Piece, Structure

# B25: each of these counts as a space.
_PUNCTUATION = str.maketrans(dict.fromkeys('!"#$%&()*+,.:;<=>?@^`{|}~/[]\\', " "))
_BLOCK_ID = pattern(r"[ \t]\^[A-Za-z0-9-]+$")


def heading_key(text: str) -> str:
    """Return what two headings have in common that a link takes for the same (B25-B27, B31).

    Letters of any script, digits, `_`, `-`, both apostrophes, emoji count; other marks are spaces.
    """
    if not text.isascii():
        import unicodedata  # most headings need none

        text = unicodedata.normalize("NFC", text)
    folded = text.translate(_PUNCTUATION).lower()
    return " ".join(folded.split())


def read_headings(text: str, structure: Structure) -> list[Row]:
    """Return the headings as rows; their text is the raw source between the markers (B30)."""
    pieces, marked = structure.pieces, "^" in text
    return [_heading(text, pieces[at], marked) for at in structure.headings]


def _heading(text: str, piece: Piece, marked: bool) -> Row:  # noqa: FBT001 (one of many rows)
    """Return the row of a heading, and put the place of its words into its block.

    Args:
        marked: a block id may stand at its end.
    """
    start, end = piece[START], piece[END]
    if text[start : start + 1] == "#":
        inner, last = start + 1, end
        while inner < end and text[inner] == "#":
            inner += 1
        if text[end - 1] == "#":
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
    if marked:
        found = _BLOCK_ID.search(text, max(inner, last - 200), last)
        if found:
            piece[ID] = text[found.start() + 2 : found.end()]
            last = found.start()
    piece[INNER], piece[INNER_END] = inner, last
    return piece[LEVEL], start, end, inner, last, piece[PARENT] >= 0
