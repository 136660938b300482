"""Plain text read as a note of one paragraph after another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vaultkit.extract.reading import Reading, read_note
from vaultkit.notes.note import Block, Note
from vaultkit.text import NotePath, Span, line_starts

if TYPE_CHECKING:
    from vaultkit.extract.gazetteer import Gazetteer


def read_text(text: str, gazetteer: Gazetteer) -> Reading:
    """Return what a plain text says; blank lines part its paragraphs."""
    blocks = []
    at = 0
    for match in re.finditer(r"\n[ \t]*\n|\Z", text):
        if text[at : match.start()].strip():
            span = Span(at, match.start())
            blocks.append(Block("paragraph", span, span))
        at = match.end()
    return read_note(
        Note(NotePath("text.md"), text, line_starts(text), blocks=tuple(blocks)), gazetteer
    )
