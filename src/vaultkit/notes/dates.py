"""Dates in a note, each with what it dates: head, links to daily notes, tasks, prose."""

from __future__ import annotations

import re
from datetime import date, time

from vaultkit.notes.links import Hidden
from vaultkit.notes.note import Date
from vaultkit.text import Span, pattern

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Literal

    from vaultkit.notes.note import DateRole, Field, Heading, Link, Region, Task

    Precision = Literal["year", "month", "day", "minute"]


_KEYS: dict[str, DateRole] = {
    "created": "created",
    "created-at": "created",
    "creation-date": "created",
    "date-created": "created",
    "date": "created",
    "modified": "modified",
    "modified-at": "modified",
    "date-modified": "modified",
    "updated": "modified",
    "updated-at": "modified",
    "last-updated": "modified",
    "last-modified": "modified",
    "lastmod": "modified",
    "published": "published",
    "publish-date": "published",
    "publishdate": "published",
    "pubdate": "published",
    "released": "released",
    "release-date": "released",
    "released-on": "released",
    "due": "task",
    "scheduled": "task",
}
_OPENING = 2000
"""So many code points a list of properties in plain text is looked for."""
_LABELS = ("creat", "updat", "modif", "publish", "releas", "date")
"""Parts of the keys above: most notes have none of them."""
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = pattern(r"(?:\A|[-_ ])(mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}(?:\Z|[-_ .])")
_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_MONTH = "(" + "|".join(f"{one[:3]}(?:{one[3:]})?" for one in _MONTHS) + ")"
_ISO = pattern(
    r"(?<![\d.-])((?:19|20)\d\d)-(\d\d)(?:-(\d\d))?(?![\d])"
    r"(?:(?:[T ]|-[A-Za-z]{3,9}[ T])(\d\d):(\d\d)(?::\d\d)?(?:\.\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?)?"
)
_WORDS = pattern(
    rf"(?i)(?<!\w)(?:(\d{{1,2}})(?:st|nd|rd|th)?[ ]{{1,2}})?{_MONTH}\.?[ ]{{1,2}}"
    r"(?:(\d{1,2})(?:st|nd|rd|th)?,?[ ]{1,2})?((?:19|20)\d\d)(?!\w)"
)
# Two patterns with letters of their own to look for: one for both is five times as slow.
_YEARS = (pattern(r"19\d\d"), pattern(r"20\d\d"))
_NO_YEAR_AFTER = frozenset("0123456789.-/_")
_REACH = 30
"""How far before its year a date may begin."""
_CITED_YEAR = pattern(r"\bet al\.?,?[ ]{1,2}\(?((?:19|20)\d\d)[a-z]?\b")
_DAILY = pattern(
    r"(?i)((?:19|20)\d\d)-(\d\d)-(\d\d)"
    r"(?:[-_ ](?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|w\d\d?))*\Z"
)
_BULLET = pattern(r"[ \t]*[-*+][ \t]{1,8}\**([A-Za-z][A-Za-z _-]{1,30})\**[ \t]*:\**[ \t]*")


def read_day(words: str) -> Date | None:
    """Return the first date written in a text, its span counted from the text's start."""
    found = _ISO.search(words)
    if found:
        made = _iso(found)
        if made:
            return Date(*made, "mentioned", Span(*found.span()))
    named = _WORDS.search(words)
    if named:
        made = _named(named)
        if made:
            return Date(*made, "mentioned", Span(*named.span()))
    year = re.fullmatch(r"\s*((?:19|20)\d\d)\s*", words)
    if year:
        return Date(year.group(1), "year", "mentioned", Span(*year.span(1)))
    return None


def daily_date(name: str) -> str | None:
    """Return the day that a note's name stands for: `2023-09-26` or `2023-09-26-Tuesday`."""
    found = _DAILY.match(name.strip())
    if not found:
        return None
    made = _iso_parts(*found.groups())
    return made[0] if made else None


def weekday_of(name: str) -> str | None:
    """Return the weekday that a daily note's name states, in lower case and in full."""
    found = _WEEKDAY.search(name.lower())
    return next((day for day in _WEEKDAYS if found and day.startswith(found.group(1))), None)


def read_dates(
    text: str,
    fields: Iterable[Field],
    headings: Sequence[Heading],
    links: Iterable[Link],
    tasks: Iterable[Task],
    regions: Sequence[Region],
) -> tuple[Date, ...]:
    """Return the dates of a note in order of position; of two in one place the first kind holds.

    `created` in the head, in a Dataview field and in the list that opens a plain note are one
    thing (`- **Created**: 2025-01-04`).
    """
    dates: list[Date] = []
    for field in fields:
        role = _KEYS.get("-".join(field.key.lower().replace("_", " ").split()))
        if role:
            dates += _in_value(text, field.value_span, role)
    dates += _bullets(text, headings)
    for task in tasks:
        dates += [
            Date(one.date, one.precision, "task", one.span)
            for one in _in_value(text, task.span, "task")
            if one.date[:10]
            in {task.created, task.scheduled, task.start, task.due, task.done, task.cancelled}
        ]
    for link in links:
        if link.kind in {"wikilink", "property", "markdown"} and not link.embed:
            dates += _linked(link)
    dates += _prose(text, links, regions)
    # A stable sort: of two that meet, the one that was read first stays.
    ranked = sorted(enumerate(dates), key=lambda one: (one[1].span.start, one[0]))
    out: list[tuple[int, Date]] = []
    for rank, one in ranked:
        if out and one.span.start < out[-1][1].span.end:
            if rank < out[-1][0]:
                out[-1] = (rank, one)
            continue
        out.append((rank, one))
    return tuple(one for _, one in out)


def _in_value(text: str, span: Span, role: DateRole) -> list[Date]:
    """Return the dates written in a part of the text."""
    dates = []
    for found in _ISO.finditer(text, *span):
        made = _iso(found)
        if made:
            dates.append(Date(*made, role, Span(*found.span())))
    if not dates:
        for found in _WORDS.finditer(text, *span):
            made = _named(found)
            if made:
                dates.append(Date(*made, role, Span(*found.span())))
    return dates


def _bullets(text: str, headings: Sequence[Heading]) -> list[Date]:
    """Return the dates of a list `- **Created**: ...` that stands before the first section.

    A first-level heading that opens the note is its title, not a section.
    """
    stops = [one.span.start for one in headings[:2]] + [_OPENING]
    first = headings[0] if headings else None
    titled = (
        first is not None and first.level == 1 and not text[: first.span.start].strip("\ufeff \r\n")
    )
    stop = min(stops[1 if titled else 0], _OPENING, len(text))
    dates: list[Date] = []
    opening = text[:stop].lower()
    if not any(word in opening for word in _LABELS):
        return dates
    at = 0
    while at < stop:
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        found = _BULLET.match(text, at, end)
        if found:
            role = _KEYS.get("-".join(found.group(1).lower().replace("_", " ").split()))
            if role:
                dates += _in_value(text, Span(found.end(), end), role)
        at = end + 1
    return dates


def _linked(link: Link) -> list[Date]:
    """Return the day of a link to a daily note; its own words win where they name another day."""
    name = link.target.rpartition("/")[2]
    if not name[:1].isdigit():
        return []
    name = name.removesuffix(".md")
    day = daily_date(name)
    if not day:
        return []
    shown = daily_date(link.display) if link.display else None
    return [Date(shown or day, "day", "daily-note", link.span)]


def _prose(text: str, links: Iterable[Link], regions: Sequence[Region]) -> list[Date]:
    """Return the dates that stand in prose: ISO, with a month's name, `[2022]`, `et al., 2022`."""
    dates: list[Date] = []
    cover: Hidden | None = None
    done = 0
    for at in sorted(found.start() for years in _YEARS for found in years.finditer(text)):
        if at < done or (at and text[at - 1] in _NO_YEAR_AFTER):
            continue
        cover = cover or Hidden([*_regions_of(regions), *_addresses(links)])
        if cover.end_at(at) >= 0:
            continue
        one = _around(text, at)
        if one is not None:
            dates.append(one)
            done = one.span.end
    return dates


def _regions_of(regions: Sequence[Region]) -> Iterator[tuple[int, int]]:
    """Yield where the text is no prose."""
    for one in regions:
        yield one.span


def _addresses(links: Iterable[Link]) -> Iterator[tuple[int, int]]:
    """Yield where links stand; of one with words of its own, without them."""
    for one in links:
        is_whole = one.display is None or (one.kind == "url" and one.raw.startswith("<"))
        start = one.span.start if is_whole else max(one.span.start, one.target_span.start)
        yield start, one.span.end


def _around(text: str, at: int) -> Date | None:
    """Return the date whose year begins at `at`: what stands before and after it decides."""
    iso = _ISO.match(text, at)
    if iso:
        made = _iso(iso)
        return Date(*made, "mentioned", Span(*iso.span())) if made else None
    low = max(0, at - _REACH)
    if text[at + 4 : at + 5].isalnum() and text[at + 5 : at + 6].isalnum():
        return None
    if text[at - 1 : at] == "[" and text[at + 4 : at + 5] == "]" and text[at + 5 : at + 6] != "(":
        return Date(text[at : at + 4], "year", "published", Span(at - 1, at + 5))
    if text.find("et al", low, at) >= 0:
        for cited in _CITED_YEAR.finditer(text, low, at + 5):
            if cited.start(1) == at:
                span = Span(cited.start(), at + 4)
                return Date(cited.group(1), "year", "published", span)
    for named in _WORDS.finditer(text, low, at + 4):
        made = _named(named)
        if made and named.end() == at + 4:
            return Date(*made, "mentioned", Span(*named.span()))
    return None


def _iso(found: re.Match[str]) -> tuple[str, Precision] | None:
    """Return an ISO date as far as it is written."""
    year, month, day, hour, minute = found.groups()
    if day is None:
        return (f"{year}-{month}", "month") if _iso_parts(year, month, "01") else None
    made = _iso_parts(year, month, day)
    if made and hour is not None:
        try:
            return f"{made[0]}T{time(int(hour), int(minute)):%H:%M}", "minute"
        except ValueError:
            return made
    return made


def _iso_parts(year: str, month: str, day: str) -> tuple[str, Precision] | None:
    try:
        return date(int(year), int(month), int(day)).isoformat(), "day"
    except ValueError:
        return None


def _named(found: re.Match[str]) -> tuple[str, Precision] | None:
    """Return a date with a month's name: `July 23, 2024`, `23 July 2024`, `Dec 2017`."""
    before, name, after, year = found.groups()
    month = next(at for at, one in enumerate(_MONTHS, 1) if one.startswith(name.lower()[:3]))
    day = before or after
    if day is None:
        return f"{year}-{month:02}", "month"
    return _iso_parts(year, f"{month:02}", day)
