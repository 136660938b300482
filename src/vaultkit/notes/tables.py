"""Pipe tables: header, rows as they are, each cell with its place."""

from __future__ import annotations

from vaultkit.notes.note import Cell, Row, Table
from vaultkit.notes.structure import END, SECTION, START
from vaultkit.text import Span

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from vaultkit.notes.structure import Structure


def read_tables(text: str, structure: Structure) -> tuple[Table, ...]:
    """Return the tables in order.

    Rows are read again from their source: CommonMark fills a short row up and cuts a long one,
    which would hide that the row is ragged.
    """
    if not structure.rows:
        return ()
    tables: list[Table] = []
    rows: dict[int, list[Row]] = {}
    for start, end, block in structure.rows:
        rows.setdefault(block, []).append(_row(text, start, end))
    for block, (header, *rest) in rows.items():
        piece = structure.pieces[block]
        tables.append(Table(header, tuple(rest), Span(piece[START], piece[END]), piece[SECTION]))
    return tuple(tables)


def _row(text: str, start: int, end: int) -> Row:
    r"""Split one line at its bars; `\|` is no border."""
    line_end = text.find("\n", start, end)
    end = end if line_end < 0 else line_end
    while end > start and text[end - 1] in " \t\r":
        end -= 1
    at = start
    while at < end and text[at] in " \t":
        at += 1
    first = at + 1 if text[at : at + 1] == "|" else at
    cells: list[Cell] = []
    begin = first
    at = first
    while at < end:
        char = text[at]
        if char == "\\":
            at += 2
            continue
        if char == "|":
            cells.append(_cell(text, begin, at))
            begin = at + 1
        at += 1
    if begin < end or not cells:
        cells.append(_cell(text, begin, end))
    return Row(tuple(cells), Span(start, end))


def _cell(text: str, start: int, end: int) -> Cell:
    """Make a cell without the spaces around its text."""
    while start < end and text[start] in " \t":
        start += 1
    while end > start and text[end - 1] in " \t":
        end -= 1
    return Cell(text[start:end], Span(start, end))
