"""A date and the weekday beside it do not fit.

## Why
One of the two is wrong, and a reader can not tell which. Source: ISO 8601

## Example
```md
Released on 2024-07-23 (Monday).
```
Instead:
```md
Released on 2024-07-23 (Tuesday).
```

## Fix
None: whether the day or its name is wrong can not be told.
"""

from __future__ import annotations

from vaultkit.lint.daily import WEEKDAYS, read_day
from vaultkit.lint.rule import rule
from vaultkit.lint.stretches import is_code
from vaultkit.notes.note import Note
from vaultkit.text import Span, pattern

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from vaultkit.lint.finding import Finding
    from vaultkit.lint.scene import Scene


DATE = pattern(r"(?<![0-9])[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])")
AFTER = pattern(
    r"(?i)(?:[-_ ]|, ?| ?\(|\) ?)"
    r"(monday|tuesday|wednesday|thursday|friday|saturday|sunday)(?![a-z])"
)
BEFORE = pattern(r"(?i)(monday|tuesday|wednesday|thursday|friday|saturday|sunday)(?:,? |[-_])\Z")
BEGINNINGS = tuple(name.removesuffix("day") for name in WEEKDAYS)
REACH = 12
"""Code points before a date in which a weekday ends."""


@rule("TSK006", "weekday-mismatch", of=Note, severity="warning")
def weekday_mismatch(note: Note, scene: Scene) -> Iterator[Finding]:
    """Report an ISO date with another weekday right before or after it, in the text or the name."""
    text = note.text
    if "day" not in text and "DAY" not in text and not note.name[:1].isdigit():
        return
    for found in _dates(note):
        span = Span(*found.span())
        after = AFTER.match(text, span.end)
        before = BEFORE.search(text, max(0, span.start - REACH), span.start)
        named = after or before
        if named is None or is_code(note, span):
            continue
        wrong = _wrong(found.group(), named.group(1))
        if wrong:
            low, high = min(span.start, named.start()), max(span.end, named.end(1))
            yield scene.finding(Span(low, high), wrong, cause="dates with another day's weekday")
    name = DATE.match(note.name)
    said = AFTER.match(note.name, name.end()) if name else None
    if name and said and (wrong := _wrong(name.group(), said.group(1))):
        yield scene.finding(
            Span(0, 0), f"{wrong} (in the note's name)", cause="dates with another day's weekday"
        )


def _dates(note: Note) -> Iterator[re.Match[str]]:
    """Yield the dates on lines that name a weekday: few lines do."""
    text, seen = note.text, set()
    for letters in ("day", "DAY"):
        at = text.find(letters)
        while at != -1:
            if text[max(0, at - 6) : at].lower().endswith(BEGINNINGS):
                line = note.place(at).line
                end = note.lines[line] if line < len(note.lines) else len(text)
                if line not in seen:
                    yield from DATE.finditer(text, note.lines[line - 1], end)
                seen.add(line)
                at = max(at, end - 1)
            at = text.find(letters, at + 1)


def _wrong(day: str, weekday: str) -> str:
    """Say what is wrong with a day and its weekday; empty where they fit."""
    read = read_day(day)
    if read is None:
        return ""
    right = WEEKDAYS[read[0].weekday()]
    return "" if weekday.lower() == right else f"{day} is a {right.capitalize()}"
