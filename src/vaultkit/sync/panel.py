"""A panel: a part of a note that vaultkit keeps up, between markers that tell a user's edit."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vaultkit.text import Edit, Span, apply_edits

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from vaultkit.notes.note import Note, Panel
    from vaultkit.sync.scene import View

VERSION = 1
"""Of the markers: a newer one is left to a newer vaultkit."""
SHA_LENGTH = 12
NOTHING = "Nothing is known yet."
_TABLE_LINE = re.compile(r"[-: |]+\Z")
_TICKED = re.compile(r"\A- \[[xX]\] ")
_BULLET = re.compile(r"[*+]( |$)")


@dataclass(frozen=True, slots=True)
class PanelKind:
    """A kind of panel; each stands in one file of panels/."""

    name: str
    """As in the marker and in `sync --add NAME NOTE`."""
    title: str
    """One line that says what it shows."""
    make: Callable[[View], str]
    """Returns Markdown; empty where nothing is known."""
    kinds: frozenset[str] = frozenset()
    """Kinds of entities whose notes it fits; empty: any."""
    anywhere: bool = False
    """Makes sense in a note that is about no entity: then it shows the whole vault."""


def panel_kinds() -> Mapping[str, PanelKind]:
    """Return every kind of panel by its name."""
    from vaultkit import plugins
    from vaultkit.sync import panels

    found = plugins.collect(panels, PanelKind)
    return {one.name: one for one in sorted(found, key=lambda one: one.name)}


def block(name: str, content: str, *, html: bool) -> str:
    """Return a panel's text: its markers, each alone on a line, and what is between them.

    Args:
        name: of the panel.
        content: Markdown.
        html: markers are HTML comments: `%%` would be shown outside Obsidian.
    """
    open_, close = ("<!--", "-->") if html else ("%%", "%%")
    inner = f"\n{content.strip(chr(10))}\n\n" if content.strip() else f"\n{NOTHING}\n\n"
    sha = panel_hash(inner)
    return (
        f"{open_} vaultkit:begin {name} v{VERSION} sha={sha} {close}\n"
        f"{inner}{open_} vaultkit:end {name} {close}"
    )


def panel_hash(content: str) -> str:
    """Return the hash of a panel's inner text, over a form that a formatter leaves alone.

    White space, ticks of check boxes, padding and dashes of tables, list markers and line ends do
    not count (design/safety, decisions before D).
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
        text = _TICKED.sub("- [ ] ", text)
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
