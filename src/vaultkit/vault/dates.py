"""Which day a note, a daily note or a task belongs to, and how that is known."""

from __future__ import annotations

from datetime import date, datetime

from vaultkit.notes.dates import daily_date
from vaultkit.text import pattern

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from typing import NamedTuple

    from vaultkit.config import Config
    from vaultkit.notes.note import Note
    from vaultkit.vault.settings import Settings
else:
    from vaultkit.values import NamedTuple

# Moment's tokens that a daily note's name may hold, and what Python's strptime calls them.
_TOKENS = {
    "YYYY": "%Y",
    "GGGG": "%G",
    "YY": "%y",
    "MMMM": "%B",
    "MMM": "%b",
    "MM": "%m",
    "M": "%m",
    "DD": "%d",
    "D": "%d",
    "dddd": "%A",
    "ddd": "%a",
    "WW": "%V",
    "ww": "%V",
}
_PART = pattern(r"(?s)\[([^\]]*)\]|(YYYY|GGGG|YY|MMMM|MMM|MM|M|DD|D|dddd|ddd|WW|ww)|(.)")


class Dated(NamedTuple):
    """A day and how it is known."""

    date: str
    """ISO 8601."""
    source: str
    """`stated` or `daily-note`; git is asked elsewhere."""


def day_format(moment: str) -> str | None:
    """Return a Moment format as one for strptime; None where it names no single day."""
    made, tokens = [], set()
    for found in _PART.finditer(moment):
        literal, token, char = found.groups()
        if token:
            made.append(_TOKENS[token])
            tokens.add(_TOKENS[token])
        else:
            made.append((literal if literal is not None else char).replace("%", "%%"))
    whole = {"%Y", "%d"} <= tokens and bool(tokens & {"%m", "%b", "%B"})
    return "".join(made) if whole else None


def daily_format(config: Config, settings: Settings) -> tuple[str, str]:
    """Return the folder and the Moment format of daily notes: the app's, else the settings'."""
    if settings.daily_enabled or settings.daily_format != "YYYY-MM-DD" or not config.daily_format:
        return settings.daily_folder or config.daily_folder, settings.daily_format
    return config.daily_folder, config.daily_format


def note_day(path: str, config: Config, settings: Settings) -> str | None:
    """Return the day that a note's path names as a daily note (B68)."""
    name = path.rpartition("/")[2]
    stem = name[:-3] if name[-3:].lower() == ".md" else name
    plain = daily_date(stem)
    if plain:
        return plain
    folder, moment = daily_format(config, settings)
    form = day_format(moment)
    if not form or moment == "YYYY-MM-DD":
        return None
    inside = path[:-3] if path[-3:].lower() == ".md" else path
    if folder and inside.startswith(f"{folder}/"):
        inside = inside[len(folder) + 1 :]
    depth = form.count("/")
    tail = "/".join(inside.split("/")[-depth - 1 :])
    try:
        return datetime.strptime(tail, form).date().isoformat()  # noqa: DTZ007 (a day, no time)
    except ValueError:
        return None


def daily_path(day: date, config: Config, settings: Settings) -> str:
    """Return the path without ending of the daily note of a day (B68)."""
    folder, moment = daily_format(config, settings)
    form = day_format(moment) or "%Y-%m-%d"
    name = day.strftime(form)
    return f"{folder}/{name}" if folder else name


def note_date(note: Note, config: Config, settings: Settings) -> Dated | None:
    """Return the day on which a note was made: what it states, else its daily name.

    Git comes after these; see `revisions.py`.
    """
    for one in note.dates:
        if one.role == "created" and one.precision in {"day", "minute"}:
            return Dated(one.date, "stated")
    day = note_day(note.path, config, settings)
    return Dated(day, "daily-note") if day else None


def modified_date(note: Note) -> str | None:
    """Return the day on which a note says it was last changed."""
    found = (one.date for one in note.dates if one.role == "modified")
    return next(found, None)
