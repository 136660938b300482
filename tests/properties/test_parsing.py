"""Parsing any text: it never fails, and every part's span is where the part stands."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vaultkit.notes.parse import decode_note, parse_note
from vaultkit.text import NotePath, Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from vaultkit.notes.note import Note

PATH = NotePath("n.md")
PIECES = (
    "[[",
    "]]",
    "[[a]]",
    "![[b|c]]",
    "[[a#h|x]]",
    "[t](u.md)",
    "![](i.png)",
    "](",
    "[",
    ")",
    "`",
    "``",
    "```\n",
    "~~~\n",
    "$",
    "$$",
    "%%",
    "%%\n",
    "<!--",
    "-->",
    "<div>\n",
    "<span>",
    "</span>",
    "<b",
    "# ",
    "## ",
    "- ",
    "- [ ] ",
    "- [x] ",
    "1. ",
    "> ",
    "> [!note] ",
    "  ",
    "    ",
    "\t",
    "\n",
    "\n\n",
    "\r\n",
    "---\n",
    "---\na: 1\n---\n",
    "a: b\n",
    "tags: [x]\n",
    'up: "[[q]]"\n',
    "===\n",
    "| a | b |\n",
    "|-|-|\n",
    "\\|",
    "\\",
    "#tag",
    "^id",
    " ^id\n",
    "k:: v",
    "[k:: v]",
    "(k:: v)",
    "TODO: x",
    "📅 2024-01-02",
    "2024-02-30",
    "July 3, 2024",
    "[2022]",
    "et al., 2022",
    "{% cite k %}",
    "[@k; @l]",
    "https://a.b/c).",
    "<https://x.y>",
    "[r]: u\n",
    "[r]",
    "[^1]",
    "[^1]: ",
    "*",
    "**",
    "_",
    "~~",
    "&amp;",
    "a",
    "word ",
    "模型",
    "é",
    "e\u0301",
    "🚀",
    "\u00a0",
    "\u2028",
    "\x0b",
    "\ufeff",
    "\x00",
    "\ud800",
    "%% vaultkit:begin p v1 sha=0123456789ab %%\n",
    "%% vaultkit:end p %%\n",
    "<<<<<<< a\n",
    ">>>>>>> b\n",
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)


def spans(note: Note) -> Iterator[Span]:
    """Yield every span of a note's parts."""
    for field in note.fields:
        yield from (field.span, field.key_span, field.value_span)
    for heading in note.headings:
        yield from (heading.span, heading.text_span)
    for block in note.blocks:
        yield from (block.span, block.content)
    for table in note.tables:
        yield table.span
        for row in (table.header, *table.rows):
            yield row.span
            yield from (cell.span for cell in row.cells)
    for panel in note.panels:
        yield from (panel.span, panel.content)
    for task in note.tasks:
        yield from (one.span for one in task.problems)
    for parts in (note.links, note.tags, note.tasks, note.dates, note.regions, note.problems):
        yield from (part.span for part in parts)


def check(note: Note) -> None:
    """Assert what holds for every note."""
    text = note.text
    for span in spans(note):
        assert 0 <= span.start <= span.end <= len(text), span
    for link in note.links:
        assert link.span.of(text) == link.raw
        if link.target_span != (0, 0):
            assert link.span.covers(link.target_span)
    for heading in note.headings:
        assert heading.text_span.of(text) == heading.text
        assert heading.span.covers(heading.text_span)
    for tag in note.tags:
        assert tag.span.of(text).lstrip("#").strip("'\"") == tag.name.lstrip(
            "#"
        ) or "\n" in tag.span.of(text)
    check_tables(note)
    for field in note.fields:
        if field.inline:
            assert field.key_span.of(text) == field.key
        assert field.span.covers(field.key_span)
    for at, block in enumerate(note.blocks):
        assert -1 <= block.parent < at
        assert -1 <= block.heading < len(note.headings)
    for parts in (note.links, note.headings, note.tags, note.tasks, note.dates, note.regions):
        starts = [part.span for part in parts]
        assert starts == sorted(starts)
    for one, two in pairwise(note.regions):
        assert one.span.end <= two.span.start
    assert note.lines[0] == 0
    assert len(note.lines) == text.count("\n") + 1


def check_tables(note: Note) -> None:
    for table in note.tables:
        for row in (table.header, *table.rows):
            for cell in row.cells:
                assert cell.span.of(note.text) == cell.text
                assert row.span.covers(cell.span)


@given(TEXTS)
@settings(max_examples=600, deadline=None)
def test_spans_of_any_mixture(text: str) -> None:
    check(parse_note(PATH, text))


@given(st.text(max_size=200))
@settings(max_examples=300, deadline=None)
def test_any_text(text: str) -> None:
    check(parse_note(PATH, text))


@given(st.binary(max_size=400))
@settings(max_examples=300, deadline=None)
def test_any_bytes(data: bytes) -> None:
    note = decode_note(PATH, data)
    check(note)
    if not {one.kind for one in note.problems} & {"not-utf8", "binary"}:
        assert note.text.encode() == data


@given(TEXTS, st.sampled_from(["\n", "\r\n"]))
@settings(max_examples=200, deadline=None)
def test_line_ends_change_no_reading(text: str, end: str) -> None:
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    one, two = parse_note(PATH, plain), parse_note(PATH, plain.replace("\n", end))
    assert [link.raw for link in one.links] == [
        link.raw.replace("\r\n", "\n") for link in two.links
    ]
    assert [tag.name for tag in one.tags] == [tag.name for tag in two.tags]
    assert [task.text for task in one.tasks] == [task.text for task in two.tasks]


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_mutated_notes(data: st.DataObject) -> None:
    """Cut, double and splice a note that holds one of everything."""
    text = "".join(PIECES)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    times = data.draw(st.integers(0, 3))
    check(parse_note(PATH, text[:start] + text[start:end] * times + text[end:]))


def test_the_real_notes(shared: Path) -> None:
    for file in sorted((shared / "notes").iterdir()):
        data = file.read_bytes()
        note = decode_note(NotePath(file.name), data)
        check(note)
        assert note.text.encode() == data


@pytest.mark.parametrize("name", ["kepano", "dswok", "hyperv0id-llm-wiki", "tasks-demo"])
def test_the_packed_vaults(name: str, shared: Path) -> None:
    import tarfile

    with tarfile.open(shared / "vaults" / f"{name}.tar.gz") as packed:
        for member in packed:
            file = packed.extractfile(member) if member.name.endswith(".md") else None
            if file is not None:
                check(decode_note(NotePath(member.name), file.read()))
