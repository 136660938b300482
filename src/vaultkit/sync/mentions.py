"""Names in prose that could be links: found, and turned into links where that is safe."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vaultkit.notes.own import is_generated
from vaultkit.notes.parse import parse_note
from vaultkit.sync.scene import Scene
from vaultkit.sync.style import Style
from vaultkit.sync.writable import why_not
from vaultkit.text import Edit, NotePath, Span, apply_edits
from vaultkit.vault.decisions import MADE, read_decisions

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from vaultkit.config import Config
    from vaultkit.graph.facts import Mention
    from vaultkit.graph.graph import KnowledgeGraph
    from vaultkit.notes.note import Note
    from vaultkit.vault.vault import Vault

CLEAR = 0.75
"""The least confidence of a mention that becomes a link."""
_HIDING = frozenset({"code", "math", "html", "comment", "frontmatter", "panel"})


@dataclass(frozen=True, slots=True)
class Linkable:
    """A mention that could be a link."""

    mention: Mention
    target: NotePath
    edit: Edit


def find_linkable(
    vault: Vault, graph: KnowledgeGraph, config: Config, paths: Collection[str] | None = None
) -> tuple[Linkable, ...]:
    """Return the first clear mention of each entity in each note that does not link to it yet.

    Never in code, headings, links, comments, heads or panels; in quotes only by the setting.
    """
    scene = Scene(vault, graph, config, read_decisions(vault, config).of(MADE))
    found: list[Linkable] = []
    seen: set[tuple[str, str]] = set()
    linked = {path: _linked(vault, note) for path, note in vault.notes.items()}
    for mention in graph.mentions:
        target = scene.note_of.get(mention.entity)
        note = vault.notes.get(mention.note)
        if target is None or note is None or target == note.path or mention.confidence < CLEAR:
            continue
        key = (note.path, mention.entity)
        if key in seen or target in linked[note.path] or (paths and note.path not in paths):
            continue
        if is_generated(note) or why_not(note) or not _is_free(note, mention, config):
            continue
        new = Style(vault, note.path).link(target, mention.text)
        if any(one.span.covers(mention.span) for one in note.tables):
            new = new.replace("|", "\\|")
        seen.add(key)
        found.append(Linkable(mention, target, Edit(note.path, mention.span, new)))
    return tuple(_proven(vault, found))


def _linked(vault: Vault, note: Note) -> set[str]:
    """Return the notes that a note links to by hand."""
    own = [panel.span for panel in note.panels]
    return {
        path
        for link in note.links
        if not any(span.covers(link.span) for span in own)
        if (path := getattr(vault.resolve(note.path, link), "path", None))
    }


def _is_free(note: Note, mention: Mention, config: Config) -> bool:
    """Tell whether a mention stands in plain prose."""
    span = mention.span
    if span.of(note.text) != mention.text or "\n" in mention.text or "|" in mention.text:
        return False
    hidden: Iterator[Span] = (one.span for one in note.regions if one.kind in _HIDING)
    if any(one.meets(span) for one in hidden):
        return False
    taken = [
        *(one.span for one in note.links),
        *(one.span for one in note.headings),
        *(one.span for one in note.tags),
    ]
    if any(one.meets(span) for one in taken):
        return False
    if any(one.inline and one.key_span.meets(span) for one in note.fields):
        return False
    if not config.sync.link_quotes and any(
        block.kind in {"quote", "callout"} and block.span.covers(span) for block in note.blocks
    ):
        return False
    before = note.text[span.start - 1 : span.start]
    after = note.text[span.end : span.end + 1]
    return before not in {"[", "!", "\\"} and after not in {"]", "("}


def _proven(vault: Vault, found: list[Linkable]) -> Iterator[Linkable]:
    """Yield what makes exactly the links that are meant, once a note is read again."""
    by: dict[NotePath, list[Linkable]] = {}
    for one in found:
        by.setdefault(one.edit.path, []).append(one)
    for path, ones in sorted(by.items()):
        note = vault.notes[path]
        after = parse_note(path, apply_edits(note.text, [one.edit for one in ones]))
        reached = [getattr(vault.resolve(path, link), "path", None) for link in after.links]
        was = [getattr(vault.resolve(path, link), "path", None) for link in note.links]
        was += [one.target for one in ones]
        if sorted(map(str, reached)) == sorted(map(str, was)) and len(after.headings) == len(
            note.headings
        ):
            yield from ones
