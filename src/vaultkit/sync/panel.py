"""A panel: a part of a note that vaultkit keeps up, between markers that tell a user's edit."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from vaultkit.text import Edit, Span, apply_edits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vaultkit.notes.note import Note, Panel

VERSION = 1
SHA_LENGTH = 12
_TABLE_LINE = re.compile(r"[-: |]+\Z")
_BULLET = re.compile(r"[*+]( |$)")


def panel_hash(content: str) -> str:
    """Return the hash of a panel's inner text, over a form that a formatter leaves alone.

    White space, padding and dashes of tables, list markers, escapes and line ends do not count
    (design/safety, decisions before D).
    """
    lines = []
    for line in content.replace("\r\n", "\n").split("\n"):
        text = line.strip()
        if not text:
            continue
        if "|" in text and _TABLE_LINE.match(text):
            text = "|-"
        elif text.startswith("|") or text.endswith("|"):
            text = "|".join(part.strip() for part in text.strip("|").split("|"))
        elif found := _BULLET.match(text):
            text = "- " + text[found.end() :]
        lines.append(" ".join(text.split()))
    return hashlib.sha256("\n".join(lines).encode("utf-8")).hexdigest()[:SHA_LENGTH]


def is_own(note: Note, panel: Panel) -> bool:
    """Tell whether a panel still holds what vaultkit wrote."""
    return panel_hash(panel.content.of(note.text)) == panel.sha


def refreshed_marks(note: Note, edits: Sequence[Edit]) -> list[Edit]:
    """Return edits of the hashes of panels that other edits (of links) go into.

    A panel that the user changed keeps its old hash, and so stays the user's.
    """
    found = []
    for panel in note.panels:
        inner = [edit for edit in edits if panel.content.covers(edit.span)]
        if not inner or not is_own(note, panel):
            continue
        new = apply_edits(note.text, inner)
        grown = len(new) - len(note.text)
        content = new[panel.content.start : panel.content.end + grown]
        at = note.text.find(f"sha={panel.sha}", panel.span.start, panel.content.start)
        if at < 0:
            at = note.text.find("sha=", panel.span.start, panel.content.start)
        place = Span(at + 4, at + 4 + SHA_LENGTH)
        found.append(Edit(note.path, place, panel_hash(content)))
    return found
