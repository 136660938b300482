"""The time axis: months made wide where many models came out, and its marks."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

LEAST_MONTH = 2.0
MOST_MONTH = 84.0
YEAR = 12


@dataclass(frozen=True, slots=True)
class Mark:
    """A line of the grid with its words."""

    x: float
    words: str
    level: int
    """0 for a year, 1 for a quarter, 2 for a month."""


@dataclass(frozen=True, slots=True)
class Axis:
    """Where each month begins, in pixels from the left end of the axis."""

    first: int
    """The first month (years * 12 + months)."""
    edges: tuple[float, ...]
    """Left edge of each month, and the right edge of the last."""

    @property
    def width(self) -> float:
        """Return the width of the whole axis."""
        return self.edges[-1]

    def x(self, month: float) -> float:
        """Return the middle of a month; halves lie between two."""
        at = month - self.first + 0.5
        whole = max(0, min(int(at), len(self.edges) - 2))
        return self.edges[whole] + (at - whole) * (self.edges[whole + 1] - self.edges[whole])

    def marks(self) -> tuple[Mark, ...]:
        """Return years, and quarters and months where there is room for their words."""
        marks = []
        for at in range(len(self.edges) - 1):
            month = self.first + at
            x = self.edges[at]
            if month % YEAR == 0 or at == 0:
                marks.append(Mark(x, str(month // YEAR), 0))
            elif month % 3 == 0 and self._room(at, 3) > 44 and self._room(at - 3, 3) > 44:  # noqa: PLR2004 (pixels)
                marks.append(Mark(x, f"Q{month % YEAR // 3 + 1}", 1))
        return tuple(_apart(marks))

    def _room(self, at: int, months: int) -> float:
        end = min(at + months, len(self.edges) - 1)
        return self.edges[end] - self.edges[max(at, 0)]


def _apart(marks: list[Mark]) -> list[Mark]:
    """Drop the words of a year that stands too close to the next one (a short first year)."""
    kept: list[Mark] = []
    for mark in marks:
        if kept and mark.x - kept[-1].x < 40:  # noqa: PLR2004 (pixels of a year's words)
            if mark.level == 0 and kept[-1].level:
                kept[-1] = mark
            elif mark.level == 0:
                kept[-1] = Mark(kept[-1].x, "", 0)
                kept.append(mark)
            continue
        kept.append(mark)
    return kept


def warped(months: Sequence[float], target: float) -> Axis:
    """Return an axis about `target` pixels wide on which busy months are wide.

    A month is as wide as a base plus a share of what came out in and next to it, so that the width
    changes smoothly; the order in time is kept.
    """
    if not months:
        return Axis(0, (0.0, target))
    first, last = int(min(months)) - 1, int(max(months)) + 2
    span = last - first
    load = [0.0] * span
    for month in months:
        for near, share in ((-2, 0.08), (-1, 0.2), (0, 0.44), (1, 0.2), (2, 0.08)):
            at = int(month) - first + near
            if 0 <= at < span:
                load[at] += share
    base = max(LEAST_MONTH, 0.14 * target / span)
    share = max(0.0, target - base * span) / max(sum(load), 1.0)
    widths = [min(base + share * one, MOST_MONTH) for one in load]
    return Axis(first, tuple(accumulate(widths, initial=0.0)))
