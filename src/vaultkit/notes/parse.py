"""Text to Note; never fails."""

from __future__ import annotations

from vaultkit.notes.blocks import read_structure
from vaultkit.notes.comments import block_comments, inline_comments
from vaultkit.notes.frontmatter import property_links, read_head
from vaultkit.notes.headings import read_headings
from vaultkit.notes.ids import read_ids
from vaultkit.notes.links import Hidden, Leaves, bare_urls, find_wikilinks, markdown_links
from vaultkit.notes.note import Link, Note, Problem, Region
from vaultkit.notes.parts import Later, Parts
from vaultkit.notes.structure import END, KIND, START, make_block
from vaultkit.notes.tasks import read_tasks
from vaultkit.text import Span, line_starts, pattern
from vaultkit.values import replace

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Sequence

    from vaultkit.notes.note import Date, Field, Panel, RegionKind, Table, Tag
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
    blocks, unclosed = block_comments(text, start)
    structure = read_structure(text, start, blocks)
    if blocks:
        comments = [(one.start, one.end, -1, False, True) for one in blocks]
        structure.leaves = sorted([*structure.leaves, *comments])
    headings = read_headings(text, structure)
    ids = read_ids(text, structure)
    leaves = Leaves(structure.leaves)
    wikilinks, marks = find_wikilinks(text, start, leaves, structure.marks)
    taken = Hidden([*_ends(marks), *(link.span for link in wikilinks)])
    markdown = markdown_links(text, structure.dests, taken, leaves)
    hidden = Hidden(
        [*_ends(marks), *(link.span for link in wikilinks), *(link.span for link in markdown)]
    )
    code = Hidden(_ends(marks))
    inline = inline_comments(text, structure.leaves, code)
    links = _in_comments(
        [
            *wikilinks,
            *markdown,
            *bare_urls(text, start, leaves, hidden),
            *_citations(text, start, leaves, hidden),
        ],
        inline,
    )
    if head.fields:
        links = [*property_links(head), *links]
    links.sort(key=lambda one: one.span)
    links = _in_html(text, links, marks)
    panels, panel_problems = _panels(text)
    regions = _regions(structure, marks, [*blocks, *inline], panels, head.span)
    tasks = read_tasks(text, structure, code)
    fields = (*head.fields, *_fields(text, start, leaves, taken))
    tables = _tables(text, structure)
    own = Hidden(one.span for one in panels) if panels else None

    def tags() -> list[Tag]:
        from vaultkit.notes.tags import find_tags, property_tags

        found = [*property_tags(head), *find_tags(text, start, leaves, _tag_cover(marks, links))]
        if own is not None:
            found = [one for one in found if own.end_at(one.span.start) < 0]
        return sorted(found, key=lambda one: one.span)

    def dates() -> tuple[Date, ...]:
        from vaultkit.notes.dates import read_dates

        return read_dates(text, fields, headings, links, tasks, regions)

    if own is not None:
        # What vaultkit wrote states nothing: no task, tag, field or table is read in it.
        tasks = tuple(one for one in tasks if own.end_at(one.span.start) < 0)
        fields = tuple(one for one in fields if own.end_at(one.span.start) < 0)
        tables = tuple(one for one in tables if own.end_at(one.span.start) < 0)
    found = [*problems, *head.problems, *panel_problems, *ids, *_conflicts(text)]
    if unclosed:
        found.append(Problem("unclosed-comment", unclosed, "the comment `%%` is never closed"))
    return Note(
        path,
        text,
        line_starts(text),
        fields,
        headings,
        tuple(links),
        Parts(structure.pieces, make_block),
        Later(tags),
        tasks,
        tables,
        Later(dates),
        panels,
        regions,
        tuple(sorted(found, key=lambda one: one.span)),
    )


# Few notes have any of these: what reads them is imported where one has.


def _citations(text: str, start: int, leaves: Leaves, hidden: Hidden) -> list[Link]:
    """Return the citations of a note."""
    if text.find("@", start) < 0 and text.find("{%", start) < 0:
        return []
    from vaultkit.notes.citations import find_citations

    return find_citations(text, start, leaves, hidden)


def _fields(text: str, start: int, leaves: Leaves, hidden: Hidden) -> list[Field]:
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


def _in_comments(links: list[Link], comments: Sequence[Span]) -> list[Link]:
    """Mark the links that stand in a comment within a line (B48)."""
    if not comments:
        return links
    cover = Hidden(comments)
    return [
        replace(link, in_comment=True) if cover.end_at(link.span.start) >= 0 else link
        for link in links
    ]


def _in_html(text: str, links: list[Link], marks: Sequence[Mark]) -> list[Link]:
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
    if not spans:
        return links
    cover = Hidden(spans)
    return [
        replace(link, in_html=True) if cover.end_at(link.span.start) >= 0 else link
        for link in links
    ]


def _tag_cover(marks: Sequence[Mark], links: Sequence[Link]) -> Hidden:
    """Return where no tag is read: code, math, wikilinks, addresses; not a link's own words."""
    spans = _ends(marks)
    for link in links:
        start = link.span.start
        if link.kind == "markdown" or (link.kind == "url" and link.raw.startswith(("[", "!"))):
            start = max(start, link.target_span.start)
        spans.append((start, link.span.end))
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
