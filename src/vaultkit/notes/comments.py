"""Comments between `%%`: whole blocks of lines, and parts of a line (B48)."""

from __future__ import annotations

from vaultkit.text import Span, pattern

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterable

    from vaultkit.notes.links import Hidden
    from vaultkit.notes.structure import Leaf

# Exactly two: `%%%%` opens nothing.
_MARK = pattern(r"(?<!%)%%(?!%)")
_FENCE = pattern(r"[ \t>]{0,40}(?:[-*+]|\d{1,9}[.)])?[ \t]{0,40}(`{3,}|~{3,})([^\n]*)")


def block_comments(text: str, start: int) -> tuple[list[Span], Span | None]:
    """Return the comments that open at the start of a line and close on a later one.

    The second result is the opener of a comment that never closes; it hides the rest of the note.
    Lines in fenced code open none.
    """
    spans: list[Span] = []
    if "%%" not in text:
        return spans, None
    at, fence = start, ""
    while 0 <= at < len(text):
        line_end = text.find("\n", at)
        line_end = len(text) if line_end < 0 else line_end
        opening = (
            _FENCE.match(text, at, line_end)
            if text.find("```", at, line_end) >= 0 or (text.find("~~~", at, line_end) >= 0)
            else None
        )
        if opening:
            mark, rest = opening.group(1), opening.group(2)
            if not fence:
                fence = mark if mark[0] == "~" or "`" not in rest else ""
            elif mark[0] == fence[0] and len(mark) >= len(fence) and not rest.strip():
                fence = ""
        elif not fence and _MARK.match(text, at) and not _MARK.search(text, at + 2, line_end):
            close = _MARK.search(text, line_end)
            if close is None:
                return [*spans, Span(at, len(text))], Span(at, at + 2)
            spans.append(Span(at, close.end()))
            at = close.end()
            # What follows on the closing line is text again, but opens nothing.
            line_end = text.find("\n", at)
            line_end = len(text) if line_end < 0 else line_end
        at = line_end + 1
    return spans, None


def inline_comments(text: str, leaves: Iterable[Leaf], hidden: Hidden) -> list[Span]:
    """Return the comments that open and close on one line of inline text."""
    spans: list[Span] = []
    for start, end, _block, _cell, comment in leaves:
        if comment or text.find("%%", start, end) < 0:
            continue
        opened = -1
        line_end = -1
        for mark in _MARK.finditer(text, start, end):
            if hidden.end_at(mark.start()) >= 0:
                continue
            if opened >= 0 and mark.start() < line_end:
                spans.append(Span(opened, mark.end()))
                opened = -1
                continue
            opened = mark.start()
            if opened >= line_end:
                line_end = text.find("\n", opened, end)
                line_end = end if line_end < 0 else line_end
    return spans
