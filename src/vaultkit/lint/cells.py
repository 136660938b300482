"""Bars in the rows of a table that belong to a link, and end its cell all the same."""

from __future__ import annotations

from vaultkit.text import Span

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator


def bare_bars(text: str, row: Span) -> Iterator[tuple[Span, int]]:
    """Yield each wikilink in a row with a bar that has no backslash, and where the bar stands."""
    at = text.find("[[", row.start, row.end)
    while at != -1:
        stop = text.find("]]", at, row.end)
        if stop == -1:
            return
        inner = text.rfind("[[", at, stop)
        bar = text.find("|", inner, stop)
        if bar != -1 and text[bar - 1] != "\\":
            yield Span(inner, stop + 2), bar
        at = text.find("[[", stop, row.end)
