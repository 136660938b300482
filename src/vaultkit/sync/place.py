"""Panels in the text of one note: put in, kept up, or left to the user."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vaultkit.notes.parse import parse_note
from vaultkit.sync.panel import VERSION, block, is_own, panel_hash
from vaultkit.sync.writable import why_not
from vaultkit.vault.splice import with_line_ends

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from vaultkit.notes.note import Note, Panel
    from vaultkit.sync.panel import PanelKind

_HIDING = frozenset({"code", "math", "html", "comment", "frontmatter"})


@dataclass(slots=True)
class Placed:
    """What became of a note's panels."""

    text: str
    reports: list[str] = field(default_factory=list)
    """What was left alone, and why; each begins with its line."""


def keep_panels(
    note: Note,
    content: Callable[[PanelKind], str],
    kinds: Mapping[str, PanelKind],
    *,
    html: bool,
    add: Sequence[str] = (),
    reset: bool = False,
    adopt: bool = False,
) -> Placed:
    """Return a note's text with its panels up to date, and those of `add` put in at its end.

    Args:
        note: the note as it is.
        content: makes a panel's Markdown.
        kinds: every kind of panel by name.
        html: markers are HTML comments.
        add: names of panels to put in where the note has none of them.
        reset: write panels anew that the user changed.
        adopt: take the markers of panels away that the user changed: they are the user's text.
    """
    made = Placed(note.text)
    if not note.panels and not add:
        return made
    reason = why_not(note)
    damaged = [one for one in note.problems if one.kind == "panel-marker"]
    if damaged and not reason:
        reason = f"line {note.place(damaged[0].span.start).line}: {damaged[0].message}"
    if reason:
        made.reports.append(reason)
        return made
    parts: list[str] = []
    at = 0
    for panel in note.panels:
        new = _kept(note, panel, content, kinds, made, html=html, reset=reset, adopt=adopt)
        if new is not None:
            fitted = with_line_ends(new, note.text, panel.span.start)
            parts += [note.text[at : panel.span.start], fitted]
            at = panel.span.end
    text = "".join([*parts, note.text[at:]])
    there = {panel.name for panel in note.panels}
    for name in dict.fromkeys(add):
        if name not in there:
            text = appended(text, block(name, content(kinds[name]), html=html))
    if text != note.text and not adopt:
        reason = changed_outside(note, text)
        if reason:
            made.reports.append(reason)
            return made
    made.text = text
    return made


def appended(text: str, panel: str) -> str:
    """Return a text with a panel at its end, a blank line between."""
    if not text.strip("\ufeff"):
        return f"{text}{panel}\n"
    gap = "" if text.endswith("\n\n") else "\n" if text.endswith("\n") else "\n\n"
    return text + with_line_ends(f"{gap}{panel}\n", text, len(text))


def _kept(  # noqa: PLR0913 (the choices of keep_panels)
    note: Note,
    panel: Panel,
    content: Callable[[PanelKind], str],
    kinds: Mapping[str, PanelKind],
    made: Placed,
    *,
    html: bool,
    reset: bool,
    adopt: bool,
) -> str | None:
    """Return the new text of one panel with its markers; None where it stays."""
    line = f"line {note.place(panel.span.start).line}"
    if is_hidden(note, panel):
        return None  # an example in code, a commented-out panel
    if panel.name not in kinds:
        made.reports.append(f"{line}: there is no panel {panel.name!r}; it stays as it is")
        return None
    if panel.version > VERSION:
        made.reports.append(f"{line}: the panel {panel.name!r} is of a newer vaultkit")
        return None
    old = panel.content.of(note.text)
    if not is_own(note, panel):
        if adopt:
            return old.strip("\r\n")
        if not reset:
            made.reports.append(
                f"{line}: the panel {panel.name!r} was edited by hand and stays as it is "
                "(--reset writes it anew, --adopt makes it yours)"
            )
            return None
    new = block(panel.name, content(kinds[panel.name]), html=html)
    if f"sha={panel_hash(old)} " in new.split("\n", 1)[0] and is_own(note, panel):
        return None
    return new


def is_hidden(note: Note, panel: Panel) -> bool:
    """Tell whether a panel stands in code, a comment or the like, and so is none."""
    return any(one.kind in _HIDING and one.span.covers(panel.span) for one in note.regions)


def changed_outside(note: Note, text: str) -> str:
    """Return what a new text would change outside of panels; empty where nothing.

    Links, headings, tags, fields and text around the panels must be what they were.
    """
    after = parse_note(note.path, text)
    if [one for one in after.problems if one.kind == "panel-marker"]:
        return "the markers of the panel would not be read back"
    for panel in after.panels:
        here = any(one.span == panel.span for one in note.panels)
        if not here and is_hidden(after, panel):
            return "the panel would stand in code or a comment (is a block not closed?)"
    if _outside(note) != _outside(after):
        return "the panel would change how the rest of the note is read (is a block not closed?)"
    return ""


def _outside(note: Note) -> tuple[object, ...]:
    """Return what stands outside a note's panels."""
    spans = [panel.span for panel in note.panels]

    def free(span: object) -> bool:
        return not any(one.covers(span) for one in spans)  # type: ignore[arg-type]

    words: list[str] = []
    at = 0
    for span in spans:
        words.append(note.text[at : span.start])
        at = span.end
    text = " ".join("".join([*words, note.text[at:]]).split())
    return (
        text,
        [one.raw for one in note.links if free(one.span)],
        [(one.level, one.text) for one in note.headings if free(one.span)],
        [one.name for one in note.tags if free(one.span)],
        [(one.key, str(one.value)) for one in note.fields if free(one.span)],
        [one.text for one in note.tasks if free(one.span)],
        sorted(one.kind for one in note.problems if free(one.span)),
    )
