"""What lines should not cross: the boxes of dots and labels, found quickly by place."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from vaultkit.export.views.sweep import Sweep

WIDE, TALL = 48.0, 16.0
"""Size of a cell of the index, in pixels."""
STEP = 5.0
"""How closely a line is looked at, in pixels: less than half of the smallest dot."""

Point = tuple[float, float]


class Box(NamedTuple):
    """What a line should not cross, whose it is, and how bad it is."""

    left: float
    top: float
    right: float
    bottom: float
    cost: int
    owner: str


class Ground:
    """All boxes of a picture."""

    def __init__(self, boxes: Iterable[Box], sweep: Sweep | None = None) -> None:
        """Sort boxes into cells; `sweep` is the same boxes for many lines at once."""
        self.sweep = sweep
        self._cells: dict[tuple[int, int], list[Box]] = {}
        self._boxes = list(boxes)
        for box in self._boxes:
            for column in range(int(box.left // WIDE), int(box.right // WIDE) + 1):
                for row in range(int(box.top // TALL), int(box.bottom // TALL) + 1):
                    self._cells.setdefault((column, row), []).append(box)

    def crossed(self, points: Iterable[Point], own: frozenset[str], most: float = math.inf) -> int:
        """Return the cost of what points lie in, each once; those of `own` do not count.

        Beyond `most` nobody needs to know how much it is.
        """
        hit: set[Box] = set()
        cost = 0
        for x, y in points:
            for box in self._cells.get((int(x // WIDE), int(y // TALL)), ()):
                if (
                    box.left <= x <= box.right
                    and box.top <= y <= box.bottom
                    and box.owner not in own
                    and box not in hit
                ):
                    hit.add(box)
                    cost += box.cost
            if cost > most:
                break
        return cost

    def clearest(
        self,
        left: float,
        right: float,
        top: float,
        bottom: float,
        own: frozenset[str],
        count: int,
    ) -> list[float]:
        """Return so many upright lines between two heights, those that cross least first."""
        if self.sweep:
            return self.sweep.clearest(left, right, top, bottom, own, count)
        steps = max(2, int((right - left) / STEP) + 1)
        cost = [0.0] * steps
        for box in self._boxes:
            if box.bottom < top or box.top > bottom or box.owner in own:
                continue
            first = max(0, int((box.left - 3 - left) // STEP) + 1)
            last = min(steps - 1, int((box.right + 3 - left) // STEP))
            for at in range(first, last + 1):
                cost[at] += box.cost
        order = sorted(range(steps), key=lambda at: (cost[at], abs(at - steps / 2), at))
        return [left + STEP * at for at in order[:count]]


def along(corners: Sequence[Point]) -> list[Point]:
    """Return points along straight pieces, a step apart."""
    points: list[Point] = []
    for (x0, y0), (x1, y1) in pairwise(corners):
        count = max(1, int(max(abs(x1 - x0), abs(y1 - y0)) / STEP))
        points += [
            (x0 + (x1 - x0) * at / count, y0 + (y1 - y0) * at / count) for at in range(count + 1)
        ]
    return points


def along_curve(curve: Sequence[float]) -> Iterator[Point]:
    """Yield points along a cubic curve (its four points as eight numbers), a step apart."""
    x0, y0, x1, y1, x2, y2, x3, y3 = curve
    length = abs(x1 - x0) + abs(y1 - y0) + abs(x2 - x1) + abs(y2 - y1) + abs(x3 - x2) + abs(y3 - y2)
    count = max(12, min(1500, int(length / STEP)))
    for step in range(1, count):
        t = step / count
        u = 1 - t
        k0, k1, k2, k3 = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
        yield k0 * x0 + k1 * x1 + k2 * x2 + k3 * x3, k0 * y0 + k1 * y1 + k2 * y2 + k3 * y3
