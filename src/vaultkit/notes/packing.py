"""A note as plain rows, and back: what a cache keeps."""

from __future__ import annotations

from functools import partial
from operator import attrgetter

from vaultkit.notes.note import (
    Cell,
    Date,
    Field,
    Heading,
    Link,
    Note,
    Panel,
    Problem,
    Region,
    Row,
    Table,
    Tag,
    Task,
)
from vaultkit.notes.parts import Later, Parts
from vaultkit.notes.rows import make_field, make_heading, make_link, make_region
from vaultkit.notes.structure import make_block
from vaultkit.text import NotePath, Span, line_starts

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    Packed = tuple[Any, ...]
    """Tuples, lists, dictionaries, texts, numbers and None only."""


def _getter(kind: type[Any], leave: str = "") -> Callable[[Any], tuple[Any, ...]]:
    """Return a function from a value to its fields, spans as two numbers each."""
    names: list[str] = []
    for name, what in kind.__annotations__.items():
        if name != leave:
            names += [f"{name}.start", f"{name}.end"] if what == "Span" else [name]
    return attrgetter(*names)


_FIELD = _getter(Field)
_HEADING = _getter(Heading, leave="text")
_LINK = _getter(Link, leave="raw")
_TAG = _getter(Tag)
_DATE = _getter(Date)
_REGION = _getter(Region)
_PANEL = _getter(Panel)
_PROBLEM = _getter(Problem)
_TASK = _getter(Task, leave="problems")


def pack_note(note: Note) -> Packed:
    """Return a note without its path as plain rows."""
    return (
        note.text,
        _rows(note.fields, _FIELD),
        _rows(note.headings, _HEADING),
        _rows(note.links, _LINK),
        _rows(note.blocks, _block),
        [_TAG(one) for one in note.tags],
        [(*_TASK(one), [_PROBLEM(bad) for bad in one.problems]) for one in note.tasks],
        [_table(one) for one in note.tables],
        [_DATE(one) for one in note.dates],
        [_PANEL(one) for one in note.panels],
        [_REGION(one) for one in note.regions],
        [_PROBLEM(one) for one in note.problems],
    )


def _rows(parts: Sequence[Any], getter: Callable[[Any], Any]) -> Sequence[Any]:
    """Return the rows of some parts, as they are where they were never made into values."""
    return parts.rows if isinstance(parts, Parts) else [getter(one) for one in parts]


def unpack_note(path: NotePath, packed: Packed) -> Note:
    """Return the note that was packed, under a path; its parts are made when somebody looks."""
    text, heads, headings, links, blocks, tags, tasks, tables, dates, panels, regions, bad = packed
    return Note(
        path,
        text,
        Later(partial(line_starts, text)),
        Parts(heads, make_field),
        Parts(headings, partial(make_heading, text)),
        Parts(links, partial(make_link, text)),
        Parts(blocks, make_block),
        Parts(tags, _tag),
        Parts(tasks, _task),
        Parts(tables, _table_of),
        Parts(dates, _date),
        Parts(panels, _panel),
        Parts(regions, make_region),
        Parts(bad, _problem),
    )


def _block(one: Any) -> list[Any]:
    places = [*one.span, *one.content]
    return [one.kind, *places, one.depth, one.parent, one.heading, one.id, one.info]


def _tag(row: Any) -> Tag:
    return Tag(row[0], Span(row[1], row[2]))


def _task(row: Any) -> Task:
    text, status, kind, a, b, *days, name, depends, bad = row
    created, scheduled, start, due, done, cancelled = days
    return Task(
        text,
        status,
        kind,
        Span(a, b),
        created,
        scheduled,
        start,
        due,
        done,
        cancelled,
        name,
        depends,
        tuple(map(_problem, bad)),
    )


def _date(row: Any) -> Date:
    day, precision, role, a, b = row
    return Date(day, precision, role, Span(a, b))


def _panel(row: Any) -> Panel:
    name, version, sha, a, b, c, d = row
    return Panel(name, version, sha, Span(a, b), Span(c, d))


def _problem(row: Any) -> Problem:
    kind, a, b, message = row
    return Problem(kind, Span(a, b), message)


def _table(one: Table) -> tuple[Any, ...]:
    rows = [
        ([(cell.text, *cell.span) for cell in row.cells], *row.span)
        for row in (one.header, *one.rows)
    ]
    return (rows, *one.span, one.heading)


def _table_of(row: Any) -> Table:
    rows, start, end, heading = row
    header, *rest = (
        Row(tuple(Cell(text, Span(c, d)) for text, c, d in cells), Span(a, b))
        for cells, a, b in rows
    )
    return Table(header, tuple(rest), Span(start, end), heading)
