"""Which notes are never written: what could not be read in them stands in the way (P7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vaultkit.notes.note import Note

BLOCKING = frozenset(
    {"not-utf8", "binary", "merge-conflict", "invalid-yaml", "unclosed-frontmatter"}
)


def why_not(note: Note) -> str:
    """Return why a note must not be written; empty where it may."""
    if note.text.strip("\ufeff \t\r\n") == "---":
        return "line 1: `---` alone opens a head that is not closed"
    for problem in note.problems:
        if problem.kind in BLOCKING:
            line = note.place(problem.span.start).line
            return f"line {line}: {problem.message}; vaultkit does not write what it can not read"
    return ""
