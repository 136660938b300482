"""The parts of a note as rows of plain values, and the values made of them when somebody looks."""

from __future__ import annotations

from vaultkit.notes.note import Field, Heading, Link, Region
from vaultkit.notes.parts import Parts
from vaultkit.text import Span

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    Row = tuple[Any, ...]

(KIND, START, END, TARGET, SUBPATH, DISPLAY, EMBED, IN_COMMENT, LOW, HIGH, KEY, IN_HTML) = range(12)
"""Places in the row of a link."""


def make_field(row: Row) -> Field:
    """Make a property of its row."""
    key, value, a, b, c, d, e, f, inline = row
    return Field(key, value, Span(a, b), Span(c, d), Span(e, f), inline)


def make_heading(text: str, row: Row) -> Heading:
    """Make a heading of the text it stands in and its row."""
    level, a, b, c, d, nested = row
    return Heading(level, text[c:d], Span(a, b), Span(c, d), nested)


def make_link(text: str, row: Row) -> Link:
    """Make a link of the text it stands in and its row."""
    kind, a, b, target, sub, display, embed, in_comment, c, d, key, in_html = row
    raw, span = text[a:b], Span(a, b)
    return Link(kind, span, raw, target, sub, display, embed, in_comment, Span(c, d), key, in_html)


def make_region(row: Row) -> Region:
    """Make a region of its row."""
    return Region(row[0], Span(row[1], row[2]))


def of_links(links: Sequence[Link]) -> Sequence[Row]:
    """Return the rows of links, as they are where none was made."""
    if isinstance(links, Parts):
        return links.rows
    return [
        (
            one.kind, *one.span, one.target, one.subpath, one.display, one.embed, one.in_comment,
            *one.target_span, one.key, one.in_html,
        )
        for one in links
    ]  # fmt: skip


def of_fields(fields: Sequence[Field]) -> Sequence[Row]:
    """Return the rows of properties and Dataview fields, as they are where none was made."""
    if isinstance(fields, Parts):
        return fields.rows
    return [
        (one.key, one.value, *one.span, *one.key_span, *one.value_span, one.inline)
        for one in fields
    ]
