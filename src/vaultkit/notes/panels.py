"""Parts of a note that vaultkit keeps, between their marker lines."""

from __future__ import annotations

from vaultkit.notes.note import Panel, Problem
from vaultkit.text import Span, pattern

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    import re

_BEGIN = pattern(
    r"(?:%%|<!--)[ \t]{1,9}vaultkit:begin[ \t]{1,9}([A-Za-z0-9_-]{1,80})[ \t]{1,9}v(\d{1,6})"
    r"[ \t]{1,9}sha=([0-9a-fA-F]{12})[ \t]{1,9}(?:%%|-->)[ \t\r]*(?=\n|\Z)"
)
_LEAD = 20
"""A marker is not indented: this much may stand before its name."""
_END = pattern(
    r"(?:%%|<!--)[ \t]{1,9}vaultkit:end[ \t]{1,9}([A-Za-z0-9_-]{1,80})[ \t]{1,9}(?:%%|-->)"
    r"[ \t\r]*(?=\n|\Z)"
)


def read_panels(text: str) -> tuple[tuple[Panel, ...], tuple[Problem, ...]]:
    """Return the panels of a note, and what is wrong with markers that make none.

    Each marker stands alone on its line: `%% vaultkit:begin NAME v1 sha=0123456789ab %%` and
    `%% vaultkit:end NAME %%`, or the same in an HTML comment. A marker that is doubled, nested or
    alone makes a problem, and then nothing of the note is a panel to write to.
    """
    if "vaultkit:begin" not in text and "vaultkit:end" not in text:
        return (), ()
    panels: list[Panel] = []
    problems: list[Problem] = []
    opened: re.Match[str] | None = None
    at = text.find("vaultkit:")
    while at != -1:
        low = max(0, at - _LEAD)
        start = text.rfind("\n", low, at) + 1
        start = start or (0 if low == 0 else at)
        if begin := _BEGIN.match(text, start):
            if opened:
                problems.append(_problem(opened, "is not closed before the next one opens"))
            opened = begin
        elif end := _END.match(text, start):
            if opened is None or opened.group(1) != end.group(1):
                problems.append(_problem(end, "closes no panel"))
            else:
                panels.append(_panel(opened, end))
                opened = None
        at = text.find("vaultkit:", at + 1)
    if opened:
        problems.append(_problem(opened, "is never closed"))
    names = [panel.name for panel in panels]
    problems += [
        Problem("panel-marker", panel.span, f"the panel {panel.name!r} stands twice in this note")
        for at, panel in enumerate(panels)
        if panel.name in names[:at]
    ]
    return tuple(panels), tuple(problems)


def _panel(begin: re.Match[str], end: re.Match[str]) -> Panel:
    inner = min(begin.end() + 1, end.start())
    stop = end.start() + len(end.group().rstrip(" \t\r"))
    return Panel(
        begin.group(1),
        int(begin.group(2)),
        begin.group(3).lower(),
        Span(begin.start(), stop),
        Span(inner, end.start()),
    )


def _problem(found: re.Match[str], what: str) -> Problem:
    stop = found.start() + len(found.group().rstrip(" \t\r"))
    return Problem(
        "panel-marker", Span(found.start(), stop), f"the marker of {found.group(1)!r} {what}"
    )
