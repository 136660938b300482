"""How old a task is, and where that is known from."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from vaultkit.lint.daily import read_day
from vaultkit.notes.rows import of_fields
from vaultkit.text import Span, pattern
from vaultkit.values import frozen

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from vaultkit.lint.scene import Scene
    from vaultkit.notes.note import Note, Task

NOTE_KEYS = ("updated", "modified", "last_modified", "date", "created")
"""Properties that date a note, the latest change first."""


STATUS = pattern(r"(?im)^[ \t>]{0,40}(?:[-*+][ \t]{1,9})?[*_]{0,3}(status)[*_]{0,3} {0,9}:")
LONGEST = 200
"""Code points of a line `Status: ...` that are looked at."""
MOST_STATUSES = 50
"""So many statuses of a note are looked at for one task."""


@frozen
class Age:
    """The day something is counted from."""

    day: date
    source: str
    """In words: `created`, `dated section`, `daily note`, `property created`, `git blame` ..."""


@frozen
class _Clues:
    """What in a note dates its tasks, found once for all of them."""

    headings: list[int]
    """Where each heading begins."""
    days: list[Age | None]
    """The day in each heading, or in the nearest one above it."""
    dates: list[tuple[int, int, date]]
    """Days in the text, by place."""
    own: Age | None
    """The day that the note gives for itself by its name, else by its properties."""


def age_of(task: Task, scene: Scene) -> Age | None:
    """Return from when a task is: its own date, its section's, the note's, git's, the file's."""
    note = scene.note
    if note is None:
        return None
    for words, value in (
        ("created", task.created),
        ("start", task.start),
        ("scheduled", task.scheduled),
    ):
        day = read_date(value)
        if day is not None:
            return Age(day, words)
    clues = _clues(note, scene)
    age = _written(task, clues) or _section(task, clues) or clues.own
    if age is not None:
        return age
    day = scene.outside.written(note.path, note.place(task.span.start).line)
    if day is not None:
        return Age(day, "git blame")
    day = scene.outside.modified(note.path)
    return Age(day, "file time") if day is not None else None


def read_date(value: object) -> date | None:
    """Return the day that a text begins with; None where it is none."""
    if not isinstance(value, str):
        return None
    read = read_day(value.strip())
    return read[0] if read else None


def _clues(note: Note, scene: Scene) -> _Clues:
    """Return the clues of the note at hand."""
    return scene.here("clues", lambda: _find_clues(note))


def _find_clues(note: Note) -> _Clues:
    """Read a note once for all its tasks."""
    days: list[Age | None] = []
    above: list[tuple[int, Age | None]] = []
    for heading in note.headings:
        while above and above[-1][0] >= heading.level:
            above.pop()
        day = None
        if "-" in heading.text:
            words = heading.text.replace("[", " ").replace("]", " ").split()
            day = next((found for word in words if (found := read_date(word))), None)
        age = Age(day, "section") if day else above[-1][1] if above else None
        above.append((heading.level, age))
        days.append(age)
    dates = sorted(
        (one.span.start, one.span.end, day)
        for one in note.dates
        if one.precision in {"day", "minute"} and (day := read_date(one.date))
    )
    starts = [one.span.start for one in note.headings]
    return _Clues(starts, days, dates, _daily(note) or _property(note))


def _find_statuses(note: Note) -> tuple[set[str], list[tuple[int, str]]]:
    """Return the words of the property, and of fields and bullets `Status: ...` by place."""
    whole: set[str] = set()
    placed: list[tuple[int, str]] = []
    for key, value, start, *_, inline in of_fields(note.fields):
        if key.lower() != "status":
            continue
        if inline and isinstance(value, str):
            placed.append((start, _word(value)))
        elif not inline:  # of a doubled property the last one holds
            whole = {_word(value)} if isinstance(value, str) else set()
    return whole, sorted([*placed, *_status_lines(note)])


def _written(task: Task, clues: _Clues) -> Age | None:
    """Return the day that stands in the task's own words."""
    at = bisect_left(clues.dates, (task.span.start,))
    if at < len(clues.dates) and clues.dates[at][1] <= task.span.end:
        return Age(clues.dates[at][2], "dated")
    return None


def _section(task: Task, clues: _Clues) -> Age | None:
    """Return the day in the heading over the task, or over that one."""
    at = bisect_right(clues.headings, task.span.start) - 1
    return clues.days[at] if at >= 0 else None


def _daily(note: Note) -> Age | None:
    """Return the day that the note's name stands for."""
    day = read_date(note.name)
    return Age(day, "daily note") if day else None


def _property(note: Note) -> Age | None:
    """Return the day that the note's properties, or bullets like them at its top, give."""
    fields = {one.key.lower(): one for one in note.fields if not one.inline}
    for key in NOTE_KEYS:
        field = fields.get(key)
        day = read_date(field.value) if field else None
        if day is not None:
            return Age(day, f"property {key}")
    days = [
        (read_date(one.date), one.role) for one in note.dates if one.role in {"modified", "created"}
    ]
    for role in ("modified", "created"):
        found = [day for day, what in days if what == role and day is not None]
        if found:
            return Age(max(found), f"note {role}")
    return None


def dated(note: Note) -> Age | None:
    """Return the day that a note gives for itself: its properties, else its name."""
    return _property(note) or _daily(note)


def statuses(note: Note) -> Iterator[tuple[Span, str]]:
    """Yield place and word of each status of a note: its property, fields and bullets."""
    for one in note.fields:
        if one.key.lower() == "status" and isinstance(one.value, str):
            yield one.span, _word(one.value)
    for at, word in _status_lines(note):
        yield Span(at, at + len("status")), word


def is_quiet(task: Task, scene: Scene) -> bool:
    """Tell whether a status such as `Paused` on the note or section silences the task.

    A status before the second heading holds for the note, one in a section for that section.
    """
    note = scene.note
    assert note is not None
    quiet = scene.once(
        "quiet", lambda: frozenset(word.lower() for word in scene.config.lint.quiet_statuses)
    )
    whole, placed = scene.here("statuses", lambda: _find_statuses(note))
    if not quiet.isdisjoint(whole):
        return True
    if not placed:
        return False
    headings = [one.span.start for one in note.headings]
    at = bisect_right(headings, task.span.start) - 1
    start = headings[at] if at >= 0 else 0
    top = headings[1] if len(headings) > 1 else len(note.text)
    first, last = bisect_left(placed, (start,)), bisect_left(placed, (task.span.start,))
    head = bisect_left(placed, (min(top, task.span.start),))
    words = [*placed[:head], *placed[first:last]][:MOST_STATUSES]
    return any(word in quiet for _, word in words)


def _status_lines(note: Note) -> Iterator[tuple[int, str]]:
    """Yield offset and word of lines such as `- **Status**: Paused`."""
    # Bytes are lowered at once; of letters beyond them one alone counts as an `s`.
    if b"status" not in note.text.encode("utf-8", "surrogatepass").lower() and "ſ" not in note.text:  # noqa: RUF001
        return
    for found in STATUS.finditer(note.text):
        end = note.text.find("\n", found.end(), found.end() + LONGEST)
        words = note.text[found.end() : end if end != -1 else found.end() + LONGEST]
        yield found.start(1), _word(words)


def _word(value: str) -> str:
    """Return a status without marks, in lower case."""
    return value.strip(" \t\r:*_`'\"[](){}").lower()
