"""Footnotes of a note: marks that refer to them, and those that are there."""

from __future__ import annotations

from vaultkit.lint.stretches import is_prose
from vaultkit.text import Span, pattern

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from vaultkit.notes.note import Note

INDENT = 40
"""Code points before a footnote on its line."""
_MARK = pattern(r"\[\^([^\[\]\s^]{1,80})\](:?)")


def references(note: Note) -> tuple[list[tuple[Span, str]], dict[str, Span]]:
    """Return the marks with their labels, and the place of each footnote by its label.

    Labels are compared in lower case, as in CommonMark.
    """
    used: list[tuple[Span, str]] = []
    there: dict[str, Span] = {}
    if "[^" not in note.text:
        return used, there
    for found in _MARK.finditer(note.text):
        span = Span(found.start(), found.end(1) + 1)
        if not is_prose(note, span) or note.text[max(0, span.start - 1)] in "\\[":
            continue
        label = found.group(1).lower()
        start = note.lines[note.place(span.start).line - 1]
        first = span.start - start <= INDENT and not note.text[start : span.start].strip(" \t>")
        if found.group(2) and first:
            there.setdefault(label, span)
        else:
            used.append((span, label))
    return used, there
