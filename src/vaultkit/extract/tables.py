"""Tables of models: models down the side or along the top, one attribute for each line across."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vaultkit.extract.cells import SIZES, parts_of, read_cell, sizes_of
from vaultkit.extract.headers import read_header
from vaultkit.extract.names import fold
from vaultkit.extract.statement import Statement
from vaultkit.extract.view import View, make_view
from vaultkit.notes.note import Cell
from vaultkit.text import Span, pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.extract.headers import Meaning
    from vaultkit.extract.lexicon import Entry
    from vaultkit.extract.reading import Page
    from vaultkit.graph.facts import Modality
    from vaultkit.notes.note import Row, Table

_SHARE = 0.6
"""How much of an axis must be models."""
_KEYS = frozenset("model models name modelname 模型 模型名 模型名称 名称 모델 모델명 이름".split())
"""Headers, folded, of a column that names the models of the rows though it is not the first."""


def read_tables(page: Page) -> None:
    """Read the tables of a note whose rows or columns are models."""
    for table in page.note.tables:
        for statement, view in _read(page, table):
            page.add(statement, view, ())


def _read(page: Page, table: Table) -> Iterator[tuple[Statement, View]]:
    """Yield what one table says: by the axis that names models."""
    width = len(table.header.cells)
    columns = [_model(page, cell) for cell in table.header.cells[1:]]
    key, rows = _keys(page, table)
    down = _share(rows)
    along = _share(columns)
    if down < _SHARE and along < _SHARE:
        yield from _users(page, table)
        return
    lexicon = page.reader.lexicon
    lines: list[tuple[Entry, list[tuple[tuple[Meaning, ...], Cell, Row]]]]
    if along >= down:
        means = [read_header(row.cells[0].text, lexicon) if row.cells else () for row in table.rows]
        lines = [
            (
                entry,
                [
                    (meaning, row.cells[number], row)
                    for meaning, row in zip(means, table.rows, strict=True)
                    if number < len(row.cells)
                ],
            )
            for number, entry in enumerate(columns, 1)
            if entry is not None
        ]
    else:
        heads = [read_header(cell.text, lexicon) for cell in table.header.cells]
        lines = [
            (
                entry,
                [
                    (meaning, cell, row)
                    for number, (meaning, cell) in enumerate(zip(heads, row.cells, strict=False))
                    if number != key
                ],
            )
            for row, entry in zip(table.rows, rows, strict=True)
            if entry is not None
        ]
    for entry, cells in lines:
        sizes = _sizes(cells)
        for meaning, cell, row in cells:
            if meaning and cell.text.strip(" -\u2013\u2014?/"):
                ragged = len(row.cells) != width
                yield from _of_cell(page, meaning, entry, cell, row, sizes, ragged=ragged)


def _share(found: list[Entry | None]) -> float:
    """Return how much of an axis is models."""
    return sum(one is not None for one in found) / max(len(found), 1)


def _keys(page: Page, table: Table) -> tuple[int, list[Entry | None]]:
    """Return the column that names the models of the rows, and what it names."""
    rows = [_model(page, row.cells[0]) if row.cells else None for row in table.rows]
    called = fold(table.header.cells[0].text.strip("*_ ")) in _KEYS
    others = sum(row.cells[0].text.lower() in _NO_NAMES for row in table.rows if row.cells)
    known = len(rows) - rows.count(None)
    if _share(rows) >= _SHARE or (called and 0 < len(rows) - others <= known * 2):
        return 0, _with_new(page, table, rows)
    for number, head in enumerate(table.header.cells[1:3], 1):
        if fold(head.text.strip("*_ ")) not in _KEYS:
            continue
        other = [
            _model(page, row.cells[number]) if number < len(row.cells) else None
            for row in table.rows
        ]
        if _share(other) >= _SHARE:
            return number, other
    return 0, rows


def _with_new(page: Page, table: Table, rows: list[Entry | None]) -> list[Entry | None]:
    """Return the models of the rows, with those that no list has where the header says `Model`."""
    if fold(table.header.cells[0].text.strip("*_ ")) not in _KEYS:
        return rows
    named = list(rows)
    for number, row in enumerate(table.rows):
        if rows[number] is not None or len(row.cells) != len(table.header.cells):
            continue
        view = make_view(page.note, row.cells[0].span)
        name = re.sub(r"\s?\([^()]*\)$", "", view.text).strip(" *_")
        if _NAME.fullmatch(name) and name.lower() not in _NO_NAMES and not page.reader.read(view):
            named[number] = page.reader.lexicon.new(name)
    return named


_NAME = pattern(r"(?=.{3,32}$)[A-Z][\w.+-]*(?:[ -][A-Z0-9][\w.+-]*){0,3}")
_NO_NAMES = frozenset(
    "ours our baseline base large small average avg mean total human humans random others other all sum none".split()
)
"""First cells of rows that name no model."""


def _sizes(cells: list[tuple[tuple[Meaning, ...], Cell, Row]]) -> list[str]:
    """Return the sizes that a model's line lists."""
    for meaning, cell, _ in cells:
        text = cell.text.strip(" *_")
        counts = any(
            one.attribute is not None and one.attribute.predicate == "parameterCount"
            for one in meaning
        )
        if counts and SIZES.fullmatch(text):
            return sizes_of(text)
    return []


def _of_cell(
    page: Page,
    meaning: tuple[Meaning, ...],
    entry: Entry,
    cell: Cell,
    row: Row,
    sizes: list[str],
    *,
    ragged: bool,
) -> Iterator[tuple[Statement, View]]:
    """Yield what one cell says of a model."""
    view = make_view(page.note, Span(row.span.start, row.span.end))
    at = _find(view, make_view(page.note, cell.span))
    modality: Modality = "hedged" if ragged or "?" in cell.text else "asserted"
    pieces = [(meaning[0], cell)]
    if len(meaning) > 1:
        parts = parts_of(cell.span, page.note.text[cell.span.start : cell.span.end], len(meaning))
        # one number below several headers says which one it is only where it is the first
        pieces = [
            (one, Cell(text, span)) for one, (text, span) in zip(meaning, parts, strict=False)
        ]
        if not parts and re.fullmatch(r"[~\d.,\sBMTk]+", cell.text):
            pieces = [(meaning[0], cell)]
    for one, piece in pieces:
        for told in read_cell(page, one, entry, piece, sizes):
            made = Statement(
                told.subject, told.predicate, told.object, told.value, told.raw, 0, len(view.text),
                told.rule, modality, at=at,
            )  # fmt: skip
            yield made, view


def _users(page: Page, table: Table) -> Iterator[tuple[Statement, View]]:
    """Yield who uses what in a table of techniques: `Technique | Idea | Used by`."""
    columns = [
        number
        for number, cell in enumerate(table.header.cells)
        if number and fold(cell.text.strip("* ")) in _USED_BY
    ]
    for row in table.rows if columns else ():
        if len(row.cells) != len(table.header.cells):
            continue
        name = make_view(page.note, row.cells[0].span)
        found = [one for one in page.reader.read(name, cell=True) if one.entry.kind == "technique"]
        named = {one.entry.id for one in found if not one.entry.general}
        covered = sum(one.end - one.start for one in found)
        if len(named) != 1 or covered * 2 < len(name.text.strip()):
            continue
        view = make_view(page.note, Span(row.span.start, row.span.end))
        for number in columns:
            cell = make_view(page.note, row.cells[number].span)
            if re.search(r"\b(?:not|no|without|unlike|except)\b|\?", cell.text, re.IGNORECASE):
                continue
            for one in page.reader.read(cell, cell=True):
                if one.entry.is_model and not one.style:
                    yield (
                        Statement(
                            one.entry, "usesTechnique", found[0].entry, None, None, 0, len(view.text),
                            "table-user", at=_find(view, cell),
                        ),
                        view,
                    )  # fmt: skip


_USED_BY = frozenset(
    (
        "usedby usedin adoptedby adopters users models examplemodels examples usedbymodels notablemodels "
        "modelsusingit usedinmodels whousesit adoptedin 사용모델 적용모델 代表模型 使用模型 应用模型"
    ).split()
)


def _model(page: Page, cell: Cell) -> Entry | None:
    """Return the model that a cell names and little else."""
    view = make_view(page.note, cell.span)
    found = [
        one for one in page.reader.read(view, cell=True) if one.entry.is_model and not one.style
    ]
    if not found:
        return None
    if len(found) == 1 and _MORE.fullmatch(view.text, found[0].end):
        return page.reader.lexicon.new(view.text[found[0].start :].strip())
    covered = sum(one.end - one.start for one in found)
    text = view.text.strip()
    return found[0].entry if covered * 2 >= len(text) - text.count("(") * 8 else None


_MORE = pattern(r"-[A-Z][A-Za-z0-9]{2,}\s*")
"""The rest of a longer name that begins as a known one: `Foo-Bolt`."""


def _find(view: View, cell: View) -> int:
    """Return where in a row's view the text of one of its cells begins."""
    wanted = cell.at[0]
    return next((index for index, place in enumerate(view.at) if place >= wanted), 0)
