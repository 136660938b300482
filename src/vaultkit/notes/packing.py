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
from vaultkit.notes.parts import Parts
from vaultkit.notes.structure import make_block
from vaultkit.text import NotePath, Span, line_starts

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Callable
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
    blocks = note.blocks
    return (
        note.text,
        [_FIELD(one) for one in note.fields],
        [_HEADING(one) for one in note.headings],
        [_LINK(one) for one in note.links],
        blocks.rows if isinstance(blocks, Parts) else [_block(one) for one in blocks],
        [_TAG(one) for one in note.tags],
        [(*_TASK(one), [_PROBLEM(bad) for bad in one.problems]) for one in note.tasks],
        [_table(one) for one in note.tables],
        [_DATE(one) for one in note.dates],
        [_PANEL(one) for one in note.panels],
        [_REGION(one) for one in note.regions],
        [_PROBLEM(one) for one in note.problems],
    )


def unpack_note(path: NotePath, packed: Packed) -> Note:
    """Return the note that was packed, under a path; its parts are made when somebody looks."""
    text, heads, headings, links, blocks, tags, tasks, tables, dates, panels, regions, bad = packed
    return Note(
        path,
        text,
        line_starts(text),
        Parts(heads, _field),
        Parts(headings, partial(_heading, text)),
        Parts(links, partial(_link, text)),
        Parts(blocks, make_block),
        Parts(tags, _tag),
        Parts(tasks, _task),
        Parts(tables, _table_of),
        Parts(dates, _date),
        Parts(panels, _panel),
        Parts(regions, _region),
        Parts(bad, _problem),
    )


def _block(one: Any) -> list[Any]:
    places = [*one.span, *one.content]
    return [one.kind, *places, one.depth, one.parent, one.heading, one.id, one.info]


def _field(row: Any) -> Field:
    key, value, a, b, c, d, e, f, inline = row
    return Field(key, value, Span(a, b), Span(c, d), Span(e, f), inline)


def _heading(text: str, row: Any) -> Heading:
    level, a, b, c, d, nested = row
    return Heading(level, text[c:d], Span(a, b), Span(c, d), nested)


def _link(text: str, row: Any) -> Link:
    kind, a, b, target, sub, display, embed, in_comment, c, d, key, in_html = row
    raw, span = text[a:b], Span(a, b)
    return Link(kind, span, raw, target, sub, display, embed, in_comment, Span(c, d), key, in_html)


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


def _region(row: Any) -> Region:
    return Region(row[0], Span(row[1], row[2]))


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
