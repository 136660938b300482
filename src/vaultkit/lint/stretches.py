"""Which parts of a note's text are prose, and its lines with their places."""

from __future__ import annotations

from bisect import bisect_right

from vaultkit.text import Span

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.notes.note import Heading, Note


def is_prose(note: Note, span: Span) -> bool:
    """Tell whether no code, math, HTML, comment, panel or frontmatter meets a span."""
    at = bisect_right(note.regions, span.start, key=lambda one: one.span.start)
    near = note.regions[max(0, at - 1) : at + 1]
    return not any(one.span.meets(span) for one in near)


def prose_lines(note: Note) -> Iterator[tuple[int, str]]:
    """Yield offset and text of each line (without its line end) that holds some prose."""
    for number, start in enumerate(note.lines, 1):
        line = note.line(number)
        if line and is_prose(note, Span(start, start + 1)):
            yield start, line


def is_code(note: Note, span: Span) -> bool:
    """Tell whether code meets a span."""
    at = bisect_right(note.regions, span.start, key=lambda one: one.span.start)
    near = note.regions[max(0, at - 1) : at + 1]
    return any(one.kind == "code" and one.span.meets(span) for one in near)


MOST_ADDRESS = 500
"""Code points of an address that is looked at."""


def addresses(note: Note) -> Iterator[Span]:
    """Yield the place of what stands between `](` and `)` on one line of prose, link or not."""
    text = note.text
    at = text.find("](")
    while at != -1:
        limit = min(len(text), at + MOST_ADDRESS)
        stop = text.find(")", at, limit)
        line_end = text.find("\n", at, limit)
        if stop != -1 and (line_end == -1 or stop < line_end):
            span = Span(at + 2, stop)
            if span.end > span.start and is_prose(note, span):
                yield span
        at = text.find("](", at + 2)


def sections(note: Note) -> Iterator[tuple[Heading, int, int]]:
    """Yield each heading with the offsets between which its own text stands, no sub-section's."""
    for at, heading in enumerate(note.headings):
        after = note.headings[at + 1].span.start if at + 1 < len(note.headings) else len(note.text)
        yield heading, heading.span.start, after


def in_link(note: Note, span: Span) -> bool:
    """Tell whether a link meets a span."""
    at = bisect_right(note.links, span.start, key=lambda one: one.span.start)
    return any(one.span.meets(span) for one in note.links[max(0, at - 1) : at + 1])
