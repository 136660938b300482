"""A heading gets other words, and every link to it, or through it, follows (B25-B33)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaultkit.notes.headings import heading_key
from vaultkit.notes.parse import parse_note
from vaultkit.sync.ahead import after_edits
from vaultkit.sync.json_text import escaped, offsets
from vaultkit.sync.panel import refreshed_marks
from vaultkit.sync.rename import RenamePlan, RenameRefused
from vaultkit.sync.retarget import encode
from vaultkit.sync.writable import why_not
from vaultkit.text import Edit, NotePath, Span
from vaultkit.vault.resolve import Ambiguous, Found, Missing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vaultkit.notes.note import Heading, Link, Note
    from vaultkit.vault.vault import Vault


def plan_heading(vault: Vault, texts: Mapping[str, str], old: str, new: str) -> RenamePlan:
    """Plan the rename of a heading: `Note#Old` to `Note#New`, `#New` or `New`.

    Raises:
        RenameRefused: there is no such heading, or a link would come to mean another one.
    """
    name, _, chain = old.partition("#")
    note = _note(vault, name)
    words = new.rpartition("#")[2].strip() if "#" in new else new.strip()
    if not words or "\n" in words:
        raise RenameRefused("is no heading", where=new)
    if not heading_key(words):
        raise RenameRefused("no link could name it (B25)", where=new)
    place = _walk(vault, note, f"#{chain}")
    if not place:
        raise RenameRefused(f"has no heading {chain!r}", where=note.path)
    heading = note.headings[place[-1]]
    edits = [Edit(note.path, heading.text_span, words)]
    edits += refreshed_marks(note, edits)
    part = link_words(words)
    for source, links in vault.sources():
        holder = vault.notes.get(NotePath(source))
        made: list[Edit] = []
        for link in links:
            made += _edits_of(vault, texts, source, link, (note, place[-1], part))
        if made and holder is not None:
            made += refreshed_marks(holder, made)
        edits += made
    unique = tuple(dict.fromkeys(edits))
    for path in sorted({edit.path for edit in unique}):
        holder = vault.notes.get(path)
        if holder is not None and (reason := why_not(holder)):
            raise RenameRefused(reason, where=path)
    _prove(vault, after_edits(vault, texts, unique), note, heading)
    return RenamePlan("", "", unique)


def link_words(heading: str) -> str:
    """Return a heading's words as a link writes them (B33)."""
    text = heading
    for mark in ("#", "|", "^", ":", "%%", "[[", "]]", "\\"):
        text = text.replace(mark, " ")
    return " ".join(text.split())


def _note(vault: Vault, name: str) -> Note:
    """Return the note whose heading is meant."""
    path = name if name in vault.notes else None
    if path is None:
        reached = vault.reach("", name)
        if isinstance(reached, Ambiguous):
            raise RenameRefused(
                "the name is not unique", where=name, hint=" or ".join(reached.candidates)
            )
        path = reached.path if isinstance(reached, Found) else None
    note = vault.notes.get(NotePath(path)) if path else None
    if note is None:
        raise RenameRefused("there is no such note", where=name)
    return note


def _walk(vault: Vault, note: Note, subpath: str) -> list[int]:
    """Return the position of the heading that each part of a subpath names (B28)."""
    parts = [key for part in subpath.split("#") if (key := heading_key(part))]
    found: list[int] = []
    level = 0
    for at, heading in enumerate(note.headings):
        if len(found) == len(parts):
            break
        if heading.nested and not vault.config.nested_headings:
            continue
        if heading.level > level and heading_key(heading.text) == parts[len(found)]:
            found.append(at)
            level = heading.level
    return found if len(found) == len(parts) else []


def _edits_of(
    vault: Vault,
    texts: Mapping[str, str],
    source: str,
    link: Link,
    what: tuple[Note, int, str],
) -> list[Edit]:
    """Return the edit of one link where its subpath names the heading."""
    note, heading, part = what
    if not link.subpath or link.subpath.startswith(("#^", "#[^")) or link.kind == "url":
        return []
    reached = vault.reach(source, link.target)
    if not isinstance(reached, Found | Ambiguous) or reached.path != note.path:
        return []
    places = _walk(vault, note, link.subpath)
    if heading not in places:
        return []
    path = NotePath(source)
    holder = vault.notes.get(path)
    text = holder.text if holder else texts.get(source, "")
    if link.target_span.start != link.target_span.end and holder is not None:
        written = link.target_span.of(text)
        is_wiki = link.raw.lstrip("!").startswith("[[")
        new = _subpath(written, places.index(heading), part if is_wiki else encode(part))
        return [Edit(path, link.target_span, new)]
    if link.kind == "canvas" and link.span.start != link.span.end:
        return _card_edits(vault, source, text, link.span, what)
    if link.kind in {"canvas", "base"}:
        return []
    raise RenameRefused(
        "a link to the heading can not be rewritten", where=source, hint="edit it by hand first"
    )


def _card_edits(
    vault: Vault, source: str, text: str, span: Span, what: tuple[Note, int, str]
) -> list[Edit]:
    """Return the edits of the links in a text card of a canvas."""
    note, heading, part = what
    words, places = offsets(text, span.start, span.end)
    edits = []
    for link in parse_note(NotePath("card.md"), words).links:
        if link.kind != "wikilink" or not link.subpath:
            continue
        reached = vault.reach(source, link.target)
        if not isinstance(reached, Found | Ambiguous) or reached.path != note.path:
            continue
        chain = _walk(vault, note, link.subpath)
        if heading in chain:
            new = _subpath(link.target_span.of(words), chain.index(heading), part)
            place = Span(places[link.target_span.start], places[link.target_span.end])
            edits.append(Edit(NotePath(source), place, escaped(new, span.of(text))))
    return edits


def _subpath(written: str, number: int, part: str) -> str:
    """Replace one part of `path#a#b` that is not empty: part `number`, from 0."""
    pieces = written.split("#")
    at = -1
    for place, piece in enumerate(pieces):
        if place and heading_key(piece):
            at += 1
            if at == number:
                pieces[place] = part
                break
    return "#".join(pieces)


def _prove(vault: Vault, after: Vault, note: Note, heading: Heading) -> None:
    """See that every link to the note reaches the same heading as before.

    Raises:
        RenameRefused: one does not.
    """
    then = after.notes[note.path]
    if len(then.headings) != len(note.headings):
        raise RenameRefused("would change the note's headings", where=note.path)
    place_of = {one.span.start: at for at, one in enumerate(note.headings)}
    place_then = {one.span.start: at for at, one in enumerate(then.headings)}
    links_after = dict(after.sources())
    for source, links in vault.sources():
        others = links_after[source]
        if len(links) != len(others):
            raise RenameRefused("its links could not be told apart after the change", where=source)
        for one, two in zip(links, others, strict=True):
            was, now = vault.resolve(source, one), after.resolve(source, two)
            if isinstance(was, Missing) and was.path != note.path:
                continue
            if _place(was, place_of, note) != _place(now, place_then, note):
                line = vault.place(source, one.span.start).line
                raise RenameRefused(
                    f"{one.raw} would reach another heading than {heading.text!r}",
                    where=f"{source}:{line}",
                )


def _place(reached: object, places: Mapping[int, int], note: Note) -> int | None:
    """Return the position of the heading that a link into the note reaches."""
    if isinstance(reached, Found | Ambiguous) and reached.path == note.path and reached.place:
        return places.get(reached.place.start, -1)
    return None
