"""Records as tables and CSV for a person's eyes or another program."""

from __future__ import annotations

import sys
import unicodedata

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

WIDE_WITHOUT_TERMINAL = 160
LEAST_COLUMN = 8


def width(text: str) -> int:
    """Return how many cells of a terminal a text takes."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )


def fit(text: str, room: int) -> str:
    """Cut a text to `room` cells, with an ellipsis where something was cut."""
    if width(text) <= room:
        return text
    out, used = [], 0
    for char in text:
        used += width(char)
        if used > room - 1:
            break
        out.append(char)
    return "".join(out) + "…"


def cell(value: Any) -> str:
    """Return a value as one line: lists joined by commas, nothing for None."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ", ".join(cell(one) for one in value)
    if isinstance(value, dict):
        import json

        return json.dumps(value, ensure_ascii=False)
    shown = "".join(" " if unicodedata.category(char)[0] == "C" else char for char in str(value))
    return " ".join(shown.split())


def columns(widest: list[int], room: int) -> list[int]:
    """Share the room of a line out: narrow columns keep their width, wide ones are cut evenly."""
    total = room - 2 * (len(widest) - 1)
    cut = list(widest)
    while sum(cut) > total and max(cut) > LEAST_COLUMN:
        most = max(cut)
        second = max([one for one in cut if one < most], default=LEAST_COLUMN)
        count = cut.count(most)
        down = max(second, most - -(-(sum(cut) - total) // count), LEAST_COLUMN)
        cut = [down if one == most else one for one in cut]
    return cut


def table_text(
    records: Sequence[Mapping[str, Any]], keys: Sequence[str], *, color: bool = False
) -> str:
    """Return records as a table that fits the terminal; empty columns are left out."""
    rows = [[cell(record[key]) for key in keys] for record in records]
    kept = [at for at in range(len(keys)) if any(row[at] for row in rows)]
    if not kept:
        return ""
    head = [keys[at].replace("_", " ") for at in kept]
    body = [[row[at] for at in kept] for row in rows]
    room = _room() if sys.stdout.isatty() else WIDE_WITHOUT_TERMINAL
    sizes = columns([max(map(width, column)) for column in zip(head, *body, strict=True)], room)
    out = []
    for number, line in enumerate([head, *body]):
        parts = [fit(text, size) for text, size in zip(line, sizes, strict=True)]
        padded = [p + " " * (s - width(p)) for p, s in zip(parts, sizes, strict=True)]
        text = "  ".join(padded).rstrip()
        out.append(f"\x1b[1m{text}\x1b[0m" if color and number == 0 else text)
    return "\n".join(out) + "\n"


def _room() -> int:
    """Return the cells of a terminal's line."""
    import shutil

    return shutil.get_terminal_size().columns


def csv_text(records: Iterable[Mapping[str, Any]], keys: Sequence[str]) -> str:
    """Return records as CSV with a head line; lists as JSON."""
    import csv
    import io
    import json

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(keys)
    for record in records:
        values = (record[key] for key in keys)
        writer.writerow(
            json.dumps(value, ensure_ascii=False)
            if isinstance(value, list | tuple | dict | bool)
            else value
            for value in values
        )
    return out.getvalue()
