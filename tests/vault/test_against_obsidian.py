"""What Obsidian itself made of a vault, part by part: its own dumps of 90 notes.

The dumps state offsets in UTF-16 units. Differences that are explained in
docs/obsidian-compatibility.md are evened out by the functions below, each of which says which.
"""

from __future__ import annotations

import json
import tarfile
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from vaultkit.notes.parse import parse_note
from vaultkit.text import NotePath

if TYPE_CHECKING:
    from pathlib import Path

    from vaultkit.notes.note import Block, Link, Note
    from vaultkit.text import Span

# The vault was packed after the dumps were made: four notes are newer, and this one got a link.
NEWER = "How To/Find tasks in notes with particular tag.md"
SECTIONS = {"quote": "blockquote", "rule": "thematicBreak", "footnote": "footnoteDefinition"}


@pytest.fixture(scope="module")
def dumps() -> dict[str, dict[str, Any]]:
    from conftest import SHARED

    packed = SHARED / "vaults" / "tasks-demo-cache.tar.gz"
    if not packed.is_file():
        pytest.skip("the dumps (../shared/vaults) are not here")
    found = {}
    with tarfile.open(packed) as archive:
        for member in archive:
            file = archive.extractfile(member) if member.name.endswith(".json") else None
            if file is not None:
                found[member.name.rpartition("/")[2]] = json.load(file)
    return found


class Dump:
    """One note with Obsidian's reading and ours."""

    def __init__(self, dump: dict[str, Any]) -> None:
        self.text: str = dump["fileContents"]
        self.cache: dict[str, Any] = dump["cachedMetadata"] or {}
        self.note: Note = parse_note(NotePath(dump["filePath"]), self.text)
        self.points: list[int] = []
        for at, char in enumerate(self.text):
            self.points += [at] * (2 if char > "\uffff" else 1)
        self.points.append(len(self.text))

    def theirs(self, one: dict[str, Any]) -> tuple[int, int]:
        """Return a position of theirs in code points."""
        position = one["position"]
        return self.points[position["start"]["offset"]], self.points[position["end"]["offset"]]

    def trimmed(self, span: tuple[int, int]) -> tuple[int, int]:
        """Leave blanks at both ends out: the app keeps an item's indent and a line end after it."""
        start, end = span
        while start < end and self.text[start] in " \t":
            start += 1
        while end > start and self.text[end - 1] in " \t\r\n":
            end -= 1
        return start, end

    def own_lines(self, at: int) -> tuple[int, int]:
        """Return an item without the lists in it, as the app has it."""
        item = self.note.blocks[at]
        inner = [
            one.span.start
            for one in self.note.blocks
            if one.parent == at and one.kind == "item" and not self.same_line(item, one)
        ]
        end = min([item.span.end, *inner])
        while self.text[end - 1] in " \t\n>":
            end -= 1
        return item.span.start, end

    def same_line(self, one: Block, two: Block) -> bool:
        """Tell whether an item stands behind the box of another: `- [ ] 1. x`."""
        return "\n" not in self.text[one.span.start : two.span.start]


def compare(dumps: dict[str, dict[str, Any]], read: Any) -> int:
    """Assert that both readings of every note have the same parts; return how many there are."""
    count = 0
    for name, raw in dumps.items():
        if "fileContents" not in raw:
            continue
        theirs, ours = read(Dump(raw))
        assert Counter(map(repr, ours)) == Counter(map(repr, theirs)), name
        count += len(theirs)
    return count


def is_internal(link: Link) -> bool:
    return link.kind in {"wikilink", "markdown"}


def test_headings(dumps: dict[str, dict[str, Any]]) -> None:
    def read(one: Dump) -> Any:
        theirs = [(h["heading"], h["level"], one.theirs(h)) for h in one.cache.get("headings", [])]
        return theirs, [(h.text, h.level, tuple(h.span)) for h in one.note.headings]

    assert compare(dumps, read) >= 119


@pytest.mark.parametrize(("key", "least"), [("links", 68), ("embeds", 3)])
def test_links_and_embeds(dumps: dict[str, dict[str, Any]], key: str, least: int) -> None:
    def shown(link: Link) -> str:
        """Return the words the app shows where a link has none of its own."""
        parts = [part for part in (link.target + link.subpath).split("#") if part]
        return " > ".join(parts) if link.display is None else link.display

    def read(one: Dump) -> Any:
        theirs = [
            (link["link"], link["original"], one.theirs(link), link.get("displayText"))
            for link in one.cache.get(key, [])
        ]
        ours = [
            (link.target + link.subpath, link.raw, tuple(link.span), shown(link))
            for link in one.note.links
            if is_internal(link) and link.embed == (key == "embeds")
        ]
        return theirs, ours

    assert compare(dumps, read) >= least


def test_tags(dumps: dict[str, dict[str, Any]]) -> None:
    def in_head(one: Dump, span: Span) -> bool:
        return any(r.kind == "frontmatter" and r.span.covers(span) for r in one.note.regions)

    def read(one: Dump) -> Any:
        theirs = [(tag["tag"], one.theirs(tag)) for tag in one.cache.get("tags", [])]
        tags = [tag for tag in one.note.tags if not in_head(one, tag.span)]
        return theirs, [(f"#{tag.name}", tuple(tag.span)) for tag in tags]

    assert compare(dumps, read) >= 195


def test_list_items_and_tasks(dumps: dict[str, dict[str, Any]]) -> None:
    def read(one: Dump) -> Any:
        boxes = {task.span.start: task.status for task in one.note.tasks if task.kind != "todo"}
        theirs = [
            (one.trimmed(one.theirs(item)), item.get("task"), item.get("id"))
            for item in one.cache.get("listItems", [])
        ]
        ours = [
            (one.own_lines(at), boxes.get(item.span.start), item.id or None)
            for at, item in enumerate(one.note.blocks)
            if item.kind == "item"
        ]
        return theirs, ours

    assert compare(dumps, read) >= 255


def test_parents_of_items(dumps: dict[str, dict[str, Any]]) -> None:
    """The app names the line of the parent item; a negative number stands for none."""

    def read(one: Dump) -> Any:
        theirs = [
            (one.trimmed(one.theirs(item))[0], max(item["parent"], -1))
            for item in one.cache.get("listItems", [])
        ]
        ours = []
        for item in one.note.blocks:
            if item.kind == "item":
                above = item.parent
                while above >= 0 and one.note.blocks[above].kind != "item":
                    above = one.note.blocks[above].parent
                start = one.note.blocks[above].span.start if above >= 0 else -1
                line = one.note.place(start).line - 1 if above >= 0 else -1
                ours.append((item.span.start, line))
        return theirs, ours

    assert compare(dumps, read) >= 255


def test_frontmatter(dumps: dict[str, dict[str, Any]]) -> None:
    def read(one: Dump) -> Any:
        theirs = [
            (key, json.dumps(value, sort_keys=True))
            for key, value in (one.cache.get("frontmatter") or {}).items()
        ]
        ours = [
            (field.key, json.dumps(field.value, sort_keys=True))
            for field in one.note.fields
            if not field.inline
        ]
        return theirs, ours

    assert compare(dumps, read) >= 158


def test_frontmatter_links(dumps: dict[str, dict[str, Any]]) -> None:
    """The app has no places for these."""

    def read(one: Dump) -> Any:
        theirs = [
            (link["key"], link["link"], link["original"])
            for link in one.cache.get("frontmatterLinks") or []
        ]
        ours = [
            (link.key, link.target + link.subpath, link.raw)
            for link in one.note.links
            if link.kind == "property"
        ]
        return theirs, ours

    assert compare(dumps, read) >= 10


def test_blocks(dumps: dict[str, dict[str, Any]]) -> None:
    def read(one: Dump) -> Any:
        theirs = [(key, one.theirs(b)) for key, b in (one.cache.get("blocks") or {}).items()]
        ours = [(b.id.lower(), tuple(b.span)) for b in one.note.blocks if b.id]
        return theirs, ours

    assert compare(dumps, read) >= 1


def test_sections(dumps: dict[str, dict[str, Any]]) -> None:
    """Lists are no blocks of ours but their items are; comments and heads are regions."""

    def read(one: Dump) -> Any:
        theirs = [
            (part["type"], one.trimmed(one.theirs(part)))
            for part in one.cache.get("sections", [])
            if part["type"] not in {"list", "comment", "yaml"}
        ]
        ours = [
            (SECTIONS.get(block.kind, block.kind), tuple(block.span))
            for block in one.note.blocks
            if block.parent < 0 and block.kind != "item"
        ]
        return theirs, ours

    assert compare(dumps, read) >= 177


def test_comments_and_heads(dumps: dict[str, dict[str, Any]]) -> None:
    def read(one: Dump) -> Any:
        theirs = [
            (part["type"], one.trimmed(one.theirs(part)))
            for part in one.cache.get("sections", [])
            if part["type"] in {"comment", "yaml"}
        ]
        ours = [
            ({"frontmatter": "yaml"}.get(region.kind, region.kind), tuple(region.span))
            for region in one.note.regions
            if region.kind == "frontmatter"
            or (region.kind == "comment" and "\n" in region.span.of(one.text))
        ]
        return theirs, ours

    assert compare(dumps, read) >= 33


def test_resolved_and_unresolved_links(
    dumps: dict[str, dict[str, Any]], shared: Path, tmp_path: Path
) -> None:
    """B96: for each note how often it links to each file, and to each name without a file."""
    from vaultkit.config import Config
    from vaultkit.vault.files import open_vault
    from vaultkit.vault.resolve import Ambiguous, Found

    with tarfile.open(shared / "vaults" / "tasks-demo.tar.gz") as packed:
        packed.extractall(tmp_path, filter="data")
    vault = open_vault(tmp_path / "tasks-demo", Config(), use_cache=False)
    resolved: dict[str, Counter[str]] = {}
    unresolved: dict[str, Counter[str]] = {}
    for source, links in vault.sources():
        for link in links:
            if not is_internal(link) and link.kind != "property":
                continue
            reached = vault.resolve(source, link)
            if isinstance(reached, Found | Ambiguous):
                resolved.setdefault(source, Counter())[reached.path] += 1
            else:
                path = getattr(reached, "path", None)
                (resolved if path else unresolved).setdefault(source, Counter())[
                    path or link.target
                ] += 1
    for name, ours in (("resolvedLinks.json", resolved), ("unresolvedLinks.json", unresolved)):
        theirs = {
            source: Counter(links)
            for source, links in dumps[name].items()
            if links and source in vault.notes
        }
        assert {source: ours.get(source) for source in theirs} == theirs
        known = set(dumps["resolvedLinks.json"]) - {NEWER}
        assert {s for s in ours if s in known} == set(theirs)
