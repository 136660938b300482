"""Tables for a notebook: every text escaped."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_ROWS_SHOWN = 60


def table_html(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Return rows as an HTML table for a notebook; every text is escaped."""
    top = "".join(f"<th>{escape(name)}</th>" for name in head)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in row) + "</tr>"
        for row in rows[:MOST_ROWS_SHOWN]
    )
    more = len(rows) - MOST_ROWS_SHOWN
    rest = f"<p>... and {more} more</p>" if more > 0 else ""
    return f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>{rest}"
