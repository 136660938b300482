"""A note, attachment, folder or heading gets another name, and every link to it follows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vaultkit.errors import VaultkitError
from vaultkit.notes.parse import parse_note
from vaultkit.sync.ahead import after_edits
from vaultkit.sync.definitions import find_definitions
from vaultkit.sync.json_text import escaped, offsets
from vaultkit.sync.panel import refreshed_marks
from vaultkit.sync.retarget import UNLINKABLE, as_destination, as_wikilink, is_beside, new_path
from vaultkit.sync.writable import why_not
from vaultkit.text import Edit, NotePath, Span
from vaultkit.vault.canvas import base_links
from vaultkit.vault.names import Names
from vaultkit.vault.resolve import Ambiguous, Found, Missing, Resolution, reach_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from vaultkit.notes.note import Link, Note
    from vaultkit.vault.vault import Vault

_FORBIDDEN = '*"\\<>:|?'
_IN_FOLDER = re.compile(r"inFolder\([ \t]{0,9}([\"'])([^\"'\n]{1,300})\1")


class RenameRefused(VaultkitError):
    """A rename that would change what another link means, or can not be made whole."""


@dataclass(frozen=True, slots=True)
class RenamePlan:
    """Everything that a rename changes."""

    old: str
    """File or folder that moves; empty for a heading."""
    new: str
    edits: tuple[Edit, ...]
    """In files as they are now."""
    now_found: int = 0
    """Links that reached nothing and will reach the new name."""


@dataclass(slots=True)
class _Work:
    """A rename while it is planned."""

    vault: Vault
    texts: Mapping[str, str]
    moved: Mapping[str, str]
    """Each file that moves, and where to."""
    names: Names
    """The files as they will be."""
    folder: tuple[str, str] | None = None
    """Old and new path, where a folder moves."""
    edits: list[Edit] = field(default_factory=list)
    stuck: list[str] = field(default_factory=list)
    """What can not be rewritten."""

    def to(self, path: str) -> str:
        """Return a file's path after the rename."""
        return self.moved.get(path, path)


def plan_rename(
    vault: Vault, texts: Mapping[str, str], old: str, new: str, *, folder: bool = False
) -> RenamePlan:
    """Plan the rename of a file or folder.

    Args:
        vault: the vault.
        texts: the text of every canvas and base.
        old: path from the root, as on disk.
        new: path from the root.
        folder: `old` is a folder.

    Raises:
        RenameRefused: the name is taken or can not be linked, a link can not be rewritten, or
            another link would change its meaning.
    """
    moved = _moved(vault, old, new, folder=folder)
    check_name(new, linkable=not folder)
    taken = sorted(set(moved.values()) & (set(vault.files) - set(moved)))
    if taken:
        raise RenameRefused("exists already", where=taken[0])
    names = Names(sorted(moved.get(path, path) for path in vault.files))
    work = _Work(vault, texts, moved, names, (old, new) if folder else None)
    for source, links in vault.sources():
        note = vault.notes.get(NotePath(source))
        if note is not None:
            _in_note(work, note, links)
        else:
            _in_other(work, source, links)
            if source.lower().endswith(".base"):
                text = texts.get(source, "")
                work.edits += _folder_edits(NotePath(source), text, work.folder)
    if work.stuck:
        raise RenameRefused(
            "a link to it can not be rewritten", where=work.stuck[0], hint="edit it by hand first"
        )
    edits = tuple(dict.fromkeys(work.edits))
    for path in sorted({edit.path for edit in edits}):
        note = vault.notes.get(path)
        if note is not None and (reason := why_not(note)):
            raise RenameRefused(f"holds a link to it, but {reason}", where=path)
    found = _prove(work, edits)
    return RenamePlan(old, new, edits, found)


def check_name(path: str, *, linkable: bool) -> None:
    """Refuse a name that Obsidian does not allow or can not link to (B94).

    Raises:
        RenameRefused: it is one.
    """
    for part in path.split("/"):
        bad = [char for char in part if char in _FORBIDDEN or ord(char) < 32]  # noqa: PLR2004 (control)
        if bad or not part.strip() or part.startswith(".") or part != part.strip():
            raise RenameRefused("is no name for a file in Obsidian (B94)", where=path)
        if linkable and any(char in UNLINKABLE for char in part):
            raise RenameRefused(
                f"holds one of {' '.join(UNLINKABLE)}, which no link can name (B94)", where=path
            )


def _moved(vault: Vault, old: str, new: str, *, folder: bool) -> dict[str, str]:
    """Return each file that moves, with its new path."""
    if not folder:
        return {old: new}
    if f"{new}/".startswith(f"{old}/"):
        raise RenameRefused("can not go into itself", where=new)
    return {path: new + path[len(old) :] for path in vault.files if path.startswith(f"{old}/")}


def _reached(reached: Resolution) -> str | None:
    """Return the file that a link reaches, with or without its heading."""
    if isinstance(reached, Found | Ambiguous):
        return reached.path
    return reached.path if isinstance(reached, Missing) else None


def _target(
    work: _Work, source: str, target: str, reached: str, *, markdown: bool = False
) -> str | None:
    """Return the new path part of a link; None where the old one still says it.

    An own link (`[[#Heading]]`) says no path.
    """
    if not target:
        return None
    wanted, here = work.to(reached), work.to(source)
    if wanted == reached and here == source:
        return None  # a link of others: if it would mean something else, the rename is refused
    plain = markdown and not work.vault.settings.is_obsidian
    stays = reach_file(work.names, here, target, work.vault.config).path == wanted
    if stays and not (plain and is_beside(target, source, reached)):
        return None
    if stays and is_beside(target, here, wanted):
        return None
    made = new_path(
        work.names,
        here,
        target,
        (source, reached),
        wanted,
        work.vault.config,
        markdown=markdown,
    )
    if made is None:
        work.stuck.append(source)
    return made


def _in_note(work: _Work, note: Note, links: tuple[Link, ...]) -> None:
    """Plan the links and reference definitions of a note."""
    before = len(work.edits)
    for link in links:
        if link.kind in {"url", "citation"}:
            continue
        reached = _reached(work.vault.resolve(note.path, link))
        plain = not link.raw.lstrip("!").startswith("[[")
        made = _target(work, note.path, link.target, reached, markdown=plain) if reached else None
        if made is not None:
            edit = link_edit(note.path, note.text, link, made)
            if edit is not None:
                work.edits.append(edit)
    for one in find_definitions(note):
        reached = _reached(work.vault.reach(note.path, one.target))
        made = _target(work, note.path, one.target, reached, markdown=True) if reached else None
        if made is not None:
            new = as_destination(one.span.of(note.text), made, bracketed=one.bracketed)
            work.edits.append(Edit(note.path, one.span, new))
    if "```base" in note.text or "~~~base" in note.text:
        _in_base_blocks(work, note)
    work.edits += refreshed_marks(note, work.edits[before:])


def _in_base_blocks(work: _Work, note: Note) -> None:
    """Plan the names in code blocks that hold a base (B93)."""
    for block in note.blocks:
        if block.kind != "code" or block.info.split(" ")[0] != "base":
            continue
        inner, start = block.content.of(note.text), block.content.start
        for link in base_links(inner):
            reached = _reached(work.vault.reach(note.path, link.target))
            made = _target(work, note.path, link.target, reached) if reached else None
            if made is not None:
                new = link.target_span.of(inner).replace(link.target, made, 1)
                place = Span(start + link.target_span.start, start + link.target_span.end)
                work.edits.append(Edit(note.path, place, new))
        for edit in _folder_edits(note.path, inner, work.folder):
            place = Span(start + edit.span.start, start + edit.span.end)
            work.edits.append(Edit(note.path, place, edit.new))


def link_edit(path: NotePath, text: str, link: Link, made: str) -> Edit | None:
    """Return the edit that gives a link another path; None where its place can not be told."""
    span = link.target_span
    if span.start == span.end:
        return None
    written = span.of(text)
    if link.raw.lstrip("!").startswith("[["):
        new = as_wikilink(written, made)
    else:
        new = as_destination(written, made, bracketed=text[span.start - 1 : span.start] == "<")
    if link.kind == "property" and text[link.span.start - 1 : link.span.start] == "'":
        new = new.replace("''", "'").replace("'", "''")
    return Edit(path, span, new)


def _in_other(work: _Work, source: str, links: tuple[Link, ...]) -> None:
    """Plan the links of a canvas or base."""
    text = work.texts.get(source)
    if text is None:
        return
    cards: set[Span] = set()
    for link in links:
        if link.span.start == link.span.end:
            if (reached := _reached(work.vault.resolve(source, link))) and (
                _target(work, source, link.target, reached) is not None
            ):
                work.stuck.append(source)
            continue
        if link.target_span.start == link.target_span.end:
            if link.span not in cards:
                cards.add(link.span)
                _in_card(work, source, text, link.span)
            continue
        reached = _reached(work.vault.resolve(source, link))
        if reached is None:
            continue
        path = NotePath(source)
        if link.kind == "canvas":
            # A canvas names files by their whole path (B91).
            if work.to(reached) != reached:
                new = escaped(work.to(reached), link.span.of(text))
                work.edits.append(Edit(path, link.target_span, new))
            continue
        made = _target(work, source, link.target, reached)
        if made is not None:
            new = link.target_span.of(text).replace(link.target, made, 1)
            work.edits.append(Edit(path, link.target_span, new))


def _in_card(work: _Work, source: str, text: str, span: Span) -> None:
    """Plan the links in a text card of a canvas: Markdown inside a JSON string."""
    words, places = offsets(text, span.start, span.end)
    for link in parse_note(NotePath("card.md"), words).links:
        if link.kind not in {"wikilink", "markdown"}:
            continue
        reached = _reached(work.vault.reach(source, link.target))
        made = _target(work, source, link.target, reached) if reached else None
        edit = link_edit(NotePath(source), words, link, made) if made is not None else None
        if edit is not None:
            place = Span(places[edit.span.start], places[edit.span.end])
            work.edits.append(Edit(edit.path, place, escaped(edit.new, span.of(text))))


def _folder_edits(path: NotePath, text: str, folder: tuple[str, str] | None) -> Iterator[Edit]:
    """Yield the edits of folders that a base's filters name (B93)."""
    if folder is None:
        return
    old, new = folder
    for found in _IN_FOLDER.finditer(text):
        named = found.group(2).strip("/")
        if named == old or named.startswith(f"{old}/"):
            at = found.start(2) + found.group(2).find(named)
            yield Edit(path, Span(at, at + len(old)), new)


def _prove(work: _Work, edits: tuple[Edit, ...]) -> int:
    """Read the vault as it will be, and compare what every link reaches before and after.

    Returns:
        How many links that reached nothing reach the new name.

    Raises:
        RenameRefused: a link would mean something else.
    """
    after = after_edits(work.vault, work.texts, edits, work.moved)
    links_after = dict(after.sources())
    found = 0
    for source, links in work.vault.sources():
        here = work.to(source)
        others = links_after.get(here, ())
        if len(others) != len(links):
            raise RenameRefused("its links could not be told apart after the change", where=source)
        for one, two in zip(links, others, strict=True):
            was = work.vault.resolve(source, one)
            now = after.resolve(here, two)
            path = _reached(was)
            if path is None:
                found += _reached(now) is not None
            elif _reached(now) != work.to(path) or isinstance(was, Missing) != isinstance(
                now, Missing
            ):
                line = work.vault.place(source, one.span.start).line
                raise RenameRefused(
                    f"{one.raw} would reach {_reached(now) or 'nothing'} instead of {path}",
                    where=f"{source}:{line}",
                    hint="choose another name, or write that link with its whole path first",
                )
    return found
