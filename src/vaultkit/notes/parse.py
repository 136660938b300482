"""Text to Note; never fails."""

from __future__ import annotations

from functools import partial
from operator import attrgetter, itemgetter

from vaultkit.notes import rows
from vaultkit.notes.blocks import read_structure
from vaultkit.notes.comments import block_comments, inline_comments
from vaultkit.notes.frontmatter import property_links, read_head
from vaultkit.notes.headings import read_headings
from vaultkit.notes.ids import read_ids
from vaultkit.notes.links import Hidden, Leaves, bare_urls, find_wikilinks, markdown_links
from vaultkit.notes.note import Note, Problem, Region
from vaultkit.notes.parts import Later, Parts
from vaultkit.notes.rows import make_field, make_heading, make_link
from vaultkit.notes.structure import END, KIND, START, make_block
from vaultkit.notes.tasks import read_tasks
from vaultkit.text import Span, line_starts, pattern

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from vaultkit.notes.frontmatter import Head
    from vaultkit.notes.note import Date, Panel, RegionKind, Table, Tag
    from vaultkit.notes.rows import Row
    from vaultkit.notes.structure import Mark, Structure
    from vaultkit.text import NotePath


def decode_note(path: NotePath, data: bytes) -> Note:
    """Return the note in a file's bytes; what is no UTF-8 text becomes a problem."""
    if b"\0" in data[:8192]:
        problem = Problem("binary", Span(0, 0), "the file holds no text (it has NUL bytes)")
        return Note(path, "", (0,), problems=(problem,))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        text = data.decode("utf-8", "replace")
        at = len(data[: error.start].decode("utf-8"))
        problem = Problem("not-utf8", Span(at, at + 1), "the file is not encoded in UTF-8")
        return parse_note(path, text, (problem,))
    return parse_note(path, text)


def parse_note(path: NotePath, text: str, problems: tuple[Problem, ...] = ()) -> Note:
    """Return a note with all its parts, each with its place in `text`."""
    head = read_head(text)
    start = head.body or (1 if text.startswith("\ufeff") else 0)
    blocks, unclosed = block_comments(text, start) if "%%" in text else ([], None)
    structure = read_structure(text, start, blocks)
    if blocks:
        comments = [(one.start, one.end, -1, False, True) for one in blocks]
        structure.leaves = sorted([*structure.leaves, *comments])
    headings = Parts(read_headings(text, structure), partial(make_heading, text))
    ids = read_ids(text, structure) if "^" in text else ()
    links, marks, inline = _read_links(text, start, head, structure)
    panels, panel_problems = _panels(text)
    tasks = read_tasks(text, structure, marks)
    properties: Sequence[Row] = head.rows
    if "::" in text:
        cover = Hidden([*_ends(marks), *(row[1:3] for row in links if row[0] == "wikilink")])
        properties = [*properties, *_fields(text, start, Leaves(structure.leaves), cover)]
    tables = _tables(text, structure)
    own = Hidden(one.span for one in panels) if panels else None

    def tags() -> list[Tag]:
        from vaultkit.notes.tags import find_tags, property_tags

        cover = _tag_cover(text, marks, links)
        found = find_tags(text, start, Leaves(structure.leaves), cover)
        found = [*property_tags(head), *found]
        if own is not None:
            found = [one for one in found if own.end_at(one.span.start) < 0]
        return sorted(found, key=lambda one: one.span)

    def read_regions() -> tuple[Region, ...]:
        return _regions(structure, marks, [*blocks, *inline], panels, head.span)

    def dates() -> tuple[Date, ...]:
        from vaultkit.notes.dates import read_dates

        return read_dates(text, fields, headings, linked, tasks, regions)

    if own is not None:
        # What vaultkit wrote states nothing: no task, tag, field or table is read in it.
        tasks = tuple(one for one in tasks if own.end_at(one.span.start) < 0)
        properties = [one for one in properties if own.end_at(one[2]) < 0]
        tables = tuple(one for one in tables if own.end_at(one.span.start) < 0)
    found = [*problems, *head.problems, *panel_problems, *ids, *_conflicts(text)]
    if unclosed:
        found.append(Problem("unclosed-comment", unclosed, "the comment `%%` is never closed"))
    fields = Parts(properties, make_field) if properties else ()
    linked = Parts(links, partial(make_link, text))
    regions = Later(read_regions)
    return Note(
        path,
        text,
        Later(partial(line_starts, text)),
        fields,
        headings,
        linked,
        Parts(structure.pieces, make_block),
        Later(tags),
        tasks,
        tables,
        Later(dates),
        panels,
        regions,
        tuple(sorted(found, key=_SPAN)) if found else (),
    )


_PLACE = itemgetter(rows.START, rows.END)
_SPAN = attrgetter("span")


def _read_links(
    text: str, start: int, head: Head, structure: Structure
) -> tuple[list[Row], Sequence[Mark], list[Span]]:
    """Return the links of a note, the marks that no wikilink covers, and comments in lines."""
    links, marks = find_wikilinks(text, start, structure.leaves, structure.marks)
    inline: list[Span] = []
    commented = "%%" in text
    if structure.dests or commented or "http" in text or "@" in text or "{%" in text:
        leaves = Leaves(structure.leaves)
        taken = Hidden([*_ends(marks), *_spans(links)])
        more = markdown_links(text, structure.dests, taken, leaves)
        hidden = Hidden([*_ends(marks), *_spans(links), *_spans(more)])
        links = [*links, *more, *bare_urls(text, start, leaves, hidden)]
        links += _citations(text, start, leaves, hidden)
        if commented:
            inline = inline_comments(text, structure.leaves, Hidden(_ends(marks)))
            links = _marked(links, inline, rows.IN_COMMENT)  # B48
    if head.rows:
        links = [*property_links(head), *links]
    links.sort(key=_PLACE)
    return (_in_html(text, links, marks) if marks else links), marks, inline


# Few notes have any of these: what reads them is imported where one has.


def _citations(text: str, start: int, leaves: Leaves, hidden: Hidden) -> list[Row]:
    """Return the citations of a note."""
    if text.find("@", start) < 0 and text.find("{%", start) < 0:
        return []
    from vaultkit.notes.citations import find_citations

    return find_citations(text, start, leaves, hidden)


def _fields(text: str, start: int, leaves: Leaves, hidden: Hidden) -> list[Row]:
    """Return the inline fields of a note."""
    if text.find("::", start) < 0:
        return []
    from vaultkit.notes.fields import find_fields

    return find_fields(text, start, leaves, hidden)


def _panels(text: str) -> tuple[tuple[Panel, ...], tuple[Problem, ...]]:
    """Return the panels of a note, and what is wrong with their markers."""
    if "vaultkit:" not in text:
        return (), ()
    from vaultkit.notes.panels import read_panels

    return read_panels(text)


def _tables(text: str, structure: Structure) -> tuple[Table, ...]:
    """Return the tables of a note."""
    if not structure.rows:
        return ()
    from vaultkit.notes.tables import read_tables

    return read_tables(text, structure)


def _ends(marks: Sequence[Mark]) -> list[tuple[int, int]]:
    """Return where the marks stand, without their kinds."""
    return [(mark.start, mark.end) for mark in marks]


def _spans(links: Iterable[Row]) -> list[tuple[int, int]]:
    """Return where links stand."""
    return [_PLACE(link) for link in links]


def _marked(links: list[Row], spans: Sequence[tuple[int, int]], place: int) -> list[Row]:
    """Set one of the columns of the links that stand in some spans."""
    if not spans:
        return links
    cover = Hidden(spans)
    return [
        (*link[:place], True, *link[place + 1 :]) if cover.end_at(link[rows.START]) >= 0 else link
        for link in links
    ]


def _in_html(text: str, links: list[Row], marks: Sequence[Mark]) -> list[Row]:
    """Mark the links that stand between a tag and its end, as in `<span>[[X]]</span>` (B49)."""
    spans: list[tuple[int, int]] = []
    opened: dict[str, list[int]] = {}
    for mark in marks:
        found = _ELEMENT.match(text, mark.start, mark.end) if mark.kind == "html" else None
        if found is None or found.group(2).lower() in _VOID or text[mark.end - 2] == "/":
            continue
        name = found.group(2).lower()
        if not found.group(1):
            opened.setdefault(name, []).append(mark.start)
        elif opened.get(name):
            start = opened[name].pop()
            if not any(opened.values()):
                spans.append((start, mark.end))
    return _marked(links, spans, rows.IN_HTML)


def _tag_cover(text: str, marks: Sequence[Mark], links: Sequence[Row]) -> Hidden:
    """Return where no tag is read: code, math, wikilinks, addresses; not a link's own words."""
    spans = _ends(marks)
    for link in links:
        kind, start, end = link[:3]
        if kind == "markdown" or (kind == "url" and text.startswith(("[", "!"), start)):
            start = max(start, link[rows.LOW])
        spans.append((start, end))
    return Hidden(spans)


def _regions(
    structure: Structure,
    marks: Sequence[Mark],
    comments: Sequence[Span],
    panels: Sequence[Panel],
    head: Span,
) -> tuple[Region, ...]:
    """Return what is no prose, the outermost of nested parts only."""
    found: list[tuple[int, int, RegionKind]] = [(one.start, one.end, one.kind) for one in marks]
    found += [
        (piece[START], piece[END], piece[KIND])
        for piece in structure.pieces
        if piece[KIND] in {"code", "html"} and piece[END] > piece[START]
    ]
    found += [(one.start, one.end, "comment") for one in comments]
    found += [(one.span.start, one.span.end, "panel") for one in panels]
    if head.end > head.start:
        found.append((head.start, head.end, "frontmatter"))
    regions: list[Region] = []
    panelled = Hidden(one.span for one in panels)
    last = 0
    for start, end, kind in sorted(found, key=lambda one: (one[0], -one[1])):
        if start < last or (kind != "panel" and panelled.end_at(start) >= 0):
            continue
        regions.append(Region(kind, Span(start, end)))
        last = end
    return tuple(regions)


_ELEMENT = pattern(r"<(/?)([A-Za-z][A-Za-z0-9-]{0,40})")
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr")
)
_CONFLICT = pattern(r"(?m)^(<{7}|={7}|>{7}|\|{7})(?: [^\n]{0,200})?\r?$")


def _conflicts(text: str) -> list[Problem]:
    """Return the marks of an unfinished merge: `<<<<<<<` with its `>>>>>>>` further down."""
    if "<<<<<<< " not in text or ">>>>>>> " not in text:
        return []
    return [
        Problem("merge-conflict", Span(*found.span()), "an unfinished merge stands here")
        for found in _CONFLICT.finditer(text)
        if found.group(1)[0] == "<"
    ]
