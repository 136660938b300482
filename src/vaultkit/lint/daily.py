"""Daily notes: what day a name stands for."""

from __future__ import annotations

from datetime import date

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from vaultkit.lint.scene import Scene

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
ISO = 10
"""Letters of an ISO date."""
SHORT = 3
"""Letters of a weekday's short form."""


def read_day(text: str) -> tuple[date, str] | None:
    """Return the day a name begins with (`2024-07-23...`) and what follows, or None."""
    head, rest = text[:ISO], text[ISO:]
    if len(head) < ISO or head[4] != "-" or head[7] != "-" or rest[:1].isdigit():
        return None
    try:
        return date.fromisoformat(head), rest
    except ValueError:
        return None


def weekday_in(words: str) -> int | None:
    """Return the weekday (0 is Monday) that words name, such as `-Tuesday` or `Tue`."""
    for word in words.lower().replace("-", " ").replace(",", " ").replace("_", " ").split():
        for number, name in enumerate(WEEKDAYS):
            if word == name or word == name[:SHORT]:
                return number
    return None


def daily_date(target: str, scene: Scene) -> date | None:
    """Return the day that the name of a daily note stands for; None where it is no such name.

    A name is a day's if it begins with an ISO date and goes on, if at all, with a weekday or a
    week number.
    """
    del scene
    read = read_day(target.rpartition("/")[2].removesuffix(".md"))
    if read is None:
        return None
    day, rest = read
    words = rest.lower().replace("-", " ").replace("_", " ").replace(",", " ").split()
    known = all(weekday_in(word) is not None or _is_week(word) for word in words)
    return day if known else None


def _is_week(word: str) -> bool:
    """Tell whether a word is a week number such as `w16`."""
    return word[:1] == "w" and word[1:].isdigit()
