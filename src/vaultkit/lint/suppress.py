"""Findings that a note or the settings silence."""

from __future__ import annotations

from vaultkit.lint.stretches import is_code
from vaultkit.text import Span
from vaultkit.values import frozen
from vaultkit.vault.globs import matcher

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from vaultkit.lint.finding import Finding
    from vaultkit.notes.note import Note

WORD = "vaultkit:"
MARKERS = "NOT021"
"""The rule on the markers of panels, which speaks of panels themselves."""
BEFORE = 40
"""Code points that are looked at before a comment and in it, so that long lines cost no more."""
LONGEST = 500
"""Code points of a comment."""
MARKS = (("%%", "%%"), ("<!--", "-->"))
"""An Obsidian comment, and one for plain Markdown."""


@frozen
class Mark:
    """One comment that turns rules off or on: `%% vaultkit: off LNK001 %%`."""

    on: bool
    codes: tuple[str, ...]
    """Codes, prefixes or names; empty for all."""
    span: Span
    line: int
    """1-based."""
    whole: bool
    """Stands alone on its line: holds to the end of the note, or to the next `on`."""
    first: bool
    """Nothing but the frontmatter stands before it: holds for that too."""


@frozen
class Silence:
    """Where the comments of one note turn which rules off, and where the text is vaultkit's own."""

    marks: tuple[Mark, ...]
    written: tuple[Span, ...] = ()
    """Panels: what vaultkit wrote there is no fault of the user's (A8.1)."""

    @classmethod
    def of(cls, note: Note) -> Silence:
        """Read a note's comments."""
        panels = tuple(one.span for one in note.regions if one.kind == "panel")
        return cls(tuple(find_marks(note)), panels)

    def covers(self, finding: Finding) -> bool:
        """Tell whether the finding is turned off at its line."""
        if finding.code != MARKERS and any(one.covers(finding.span) for one in self.written):
            return True
        off = False
        for mark in self.marks:
            if mark.codes and not any(names(code, finding) for code in mark.codes):
                continue
            if not mark.whole:
                if mark.line == finding.place.line and not mark.on:
                    return True
            elif mark.line <= finding.place.line or mark.first:
                off = not mark.on
        return off


def find_marks(note: Note) -> list[Mark]:
    """Return the comments of a note that speak to vaultkit's lint, in order."""
    text, marks = note.text, []
    if WORD not in text:
        return []
    head = next((one.span.end for one in note.regions if one.kind == "frontmatter"), 0)
    at = text.find(WORD)
    while at != -1:
        mark = _mark(note, at, head)
        if mark is not None:
            marks.append(mark)
        at = text.find(WORD, at + len(WORD))
    return marks


def _mark(note: Note, at: int, head: int) -> Mark | None:
    """Read the comment whose word stands at an offset; None where it is no such comment."""
    text = note.text
    number = note.place(at).line
    start = note.lines[number - 1]
    for opening, closing in MARKS:
        begin = text.rfind(opening, max(start, at - BEFORE), at)
        end = text.find(closing, at, at + LONGEST)
        words = text[at + len(WORD) : max(end, at)]
        if begin == -1 or end == -1 or "\n" in words or text[begin + len(opening) : at].strip():
            continue
        span = Span(begin, end + len(closing))
        if is_code(note, span):
            return None
        said = words.replace(",", " ").split()
        if not said or said[0] not in {"off", "on"}:
            return None
        after = text[span.end : span.end + BEFORE].partition("\n")[0]
        whole = begin - start <= BEFORE and not (text[start:begin] + after).strip()
        first = begin - head <= LONGEST and not text[head:begin].strip("\ufeff \t\r\n")
        return Mark(said[0] == "on", tuple(said[1:]), span, number, whole, first)
    return None


def names(code: str, finding: Finding) -> bool:
    """Tell whether a code, prefix or name stands for a finding's rule."""
    return code == finding.name or finding.code.startswith(code.upper())


def ignorer(per_path: Mapping[str, Sequence[str]]) -> Callable[[Finding], bool]:
    """Return a test whether the settings silence a rule for a finding's path."""
    tests = [(matcher([glob]), codes) for glob, codes in per_path.items()]
    return lambda finding: any(
        match(finding.path) and any(names(code, finding) for code in codes)
        for match, codes in tests
    )
