"""How old a task is, and where that is known from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vaultkit.lint.daily import read_day
from vaultkit.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from vaultkit.lint.scene import Scene
    from vaultkit.notes.note import Note, Task

NOTE_KEYS = ("updated", "modified", "last_modified", "date", "created")
"""Properties that date a note, the latest change first."""


@dataclass(frozen=True, slots=True)
class Age:
    """The day something is counted from."""

    day: date
    source: str
    """In words: `created`, `dated section`, `daily note`, `property created`, `git blame` ..."""


def age_of(task: Task, scene: Scene) -> Age | None:
    """Return from when a task is: its own date, its section's, the note's, git's, the file's."""
    note = scene.note
    if note is None:
        return None
    for found in _candidates(task, note, scene):
        if found is not None:
            return found
    return None


def _candidates(task: Task, note: Note, scene: Scene) -> Iterator[Age | None]:
    """Yield what dates a task, the surest first."""
    for words, value in (
        ("created", task.created),
        ("start", task.start),
        ("scheduled", task.scheduled),
    ):
        day = read_date(value)
        if day is not None:
            yield Age(day, words)
    yield _written(task, note)
    yield _section(task, note)
    yield _daily(note)
    yield _property(note)
    line = note.place(task.span.start).line
    day = scene.outside.written(note.path, line)
    yield Age(day, "git blame") if day else None
    day = scene.outside.modified(note.path)
    yield Age(day, "file time") if day else None


def read_date(value: object) -> date | None:
    """Return the day that a text begins with; None where it is none."""
    if not isinstance(value, str):
        return None
    read = read_day(value.strip())
    return read[0] if read else None


def _written(task: Task, note: Note) -> Age | None:
    """Return the day that stands in the task's own words."""
    for one in note.dates:
        if task.span.covers(one.span) and one.precision in {"day", "minute"}:
            day = read_date(one.date)
            if day is not None:
                return Age(day, "dated")
    return None


def _section(task: Task, note: Note) -> Age | None:
    """Return the day in the heading over the task, or over that one."""
    level = 7
    for heading in reversed(note.headings):
        if heading.span.start > task.span.start or heading.level >= level:
            continue
        level = heading.level
        for word in heading.text.replace("[", " ").replace("]", " ").split():
            day = read_date(word)
            if day is not None:
                return Age(day, "section")
    return None


def _daily(note: Note) -> Age | None:
    """Return the day that the note's name stands for."""
    day = read_date(note.name)
    return Age(day, "daily note") if day else None


def _property(note: Note) -> Age | None:
    """Return the day that the note's properties, or bullets like them at its top, give."""
    for key in NOTE_KEYS:
        field = note.field(key)
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
    for at, words in _status_lines(note):
        yield Span(at, at + len("status")), _word(words)


def is_quiet(task: Task, scene: Scene) -> bool:
    """Tell whether a status such as `Paused` on the note or section silences the task."""
    note = scene.note
    assert note is not None
    quiet = {word.lower() for word in scene.config.lint.quiet_statuses}
    field = note.field("status")
    if field is not None and isinstance(field.value, str) and _word(field.value) in quiet:
        return True
    return any(word in quiet for word in _section_statuses(task, note))


def _section_statuses(task: Task, note: Note) -> Iterator[str]:
    """Yield the words of inline fields and bullets `Status: ...` that hold for the task.

    One before the first heading holds for the note, one in a section for that section.
    """
    sections = [one.span.start for one in note.headings if one.span.start < task.span.start]
    start = sections[-1] if sections else 0
    for one in note.fields:
        if one.inline and one.key.lower() == "status" and isinstance(one.value, str):
            first = not note.headings or one.span.start < note.headings[0].span.start
            if first or start <= one.span.start < task.span.start:
                yield _word(one.value)
    yield from (
        _word(words)
        for at, words in _status_lines(note)
        if at < task.span.start and (at >= start or _is_head(note, at))
    )


def _status_lines(note: Note) -> Iterator[tuple[int, str]]:
    """Yield offset and words of lines such as `- **Status**: Paused`."""
    lowered = note.text.lower()
    at = lowered.find("status")
    while at != -1:
        line = note.place(at).line
        start = note.lines[line - 1]
        before = note.text[start:at].strip(" \t>-*+_")
        after = note.line(line)[at - start + len("status") :].lstrip("*_ ")
        if not before and after[:1] == ":":
            yield at, after
        at = lowered.find("status", at + 1)


def _is_head(note: Note, at: int) -> bool:
    """Tell whether an offset stands in the note's head: before its second heading."""
    return len(note.headings) < 2 or at < note.headings[1].span.start  # noqa: PLR2004 (the second)


def _word(value: str) -> str:
    """Return a status without marks, in lower case."""
    return value.strip(" \t:*_`'\"[](){}").lower()
