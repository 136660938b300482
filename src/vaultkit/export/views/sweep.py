"""What many lines at once cross, by numpy: to the last digit what `ground` finds for one."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

from vaultkit.export.views.ground import STEP

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from vaultkit.export.views.ground import Box, Point

WORTH = 150
"""So many lines outside the trees are worth importing numpy for."""
SIDE = 1 / 8
"""Of a cell of the index, as cells in a pixel: hardly one holds two boxes."""


class Sweep:
    """The boxes of a picture as arrays, sorted into cells."""

    def __init__(self, boxes: Sequence[Box], numpy: Any) -> None:
        """Sort boxes into cells; `numpy` is the module."""
        self._np = np = numpy
        self._box = np.array([box[:4] for box in boxes], dtype=float).reshape(len(boxes), 4)
        self._sides = tuple(np.ascontiguousarray(self._box[:, side]) for side in range(4))
        self._cost = np.array([box.cost for box in boxes], dtype=np.int64)
        owners = sorted({box.owner for box in boxes})
        self._owner = {name: at for at, name in enumerate(owners)}
        self._of = np.array([self._owner[box.owner] for box in boxes], dtype=np.int64)
        low = np.floor(self._box[:, :2] * SIDE).astype(np.int64)
        high = np.floor(self._box[:, 2:] * SIDE).astype(np.int64)
        self._left, self._top = (int(one) for one in low.min(axis=0))
        self._columns, self._rows = (int(one) + 1 for one in (high - low.min(axis=0)).max(axis=0))
        self._layers: list[Any] = []
        """For each cell a box that reaches into it, or -1; a further layer for a further box."""
        for at, (first, last) in enumerate(zip(low, high, strict=True)):
            columns = slice(first[0] - self._left, last[0] - self._left + 1)
            rows = slice(first[1] - self._top, last[1] - self._top + 1)
            for layer in self._layers:
                if (layer[rows, columns] < 0).all():
                    break
            else:
                layer = np.full((self._rows, self._columns), -1, dtype=np.int32)
                self._layers.append(layer)
            layer[rows, columns] = at
        self._layers = [layer.ravel() for layer in self._layers]

    def curves(self, curves: Sequence[Sequence[float]], own: Collection[str]) -> list[int]:
        """Return what each cubic curve crosses, as `Ground.crossed` of its `along_curve`."""
        np = self._np
        ends = np.array(curves, dtype=float)
        reach = np.abs(np.diff(ends.reshape(len(curves), 4, 2), axis=1))
        # The same order of sums as for one curve: a float's last digit can tell a step more.
        length = reach[:, 0, 0] + reach[:, 0, 1]
        for piece in (1, 2):
            length = length + reach[:, piece, 0] + reach[:, piece, 1]
        count = np.maximum(12, np.minimum(1500, (length / STEP).astype(np.int64)))
        which, step = self._steps(count - 1)
        t = (step + 1) / count[which]
        u = 1 - t
        k = (u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t)
        x, y = (
            sum((k[at] * ends[which, 2 * at + side] for at in (1, 2, 3)), k[0] * ends[which, side])
            for side in (0, 1)
        )
        return self._crossed(which, x, y, len(curves), own)

    def pieces(self, trials: Sequence[Sequence[Point]], own: Collection[str]) -> list[int]:
        """Return what each row of straight pieces crosses, as `Ground.crossed` of its `along`."""
        np = self._np
        sides = [
            (at, *one, *two)
            for at, corners in enumerate(trials)
            for one, two in itertools.pairwise(corners)
        ]
        table = np.array(sides, dtype=float)
        wide, tall = table[:, 3] - table[:, 1], table[:, 4] - table[:, 2]
        long = np.maximum(np.abs(wide), np.abs(tall))
        count = np.maximum(1, (long / STEP).astype(np.int64))
        piece, step = self._steps(count + 1)
        x = table[piece, 1] + wide[piece] * step / count[piece]
        y = table[piece, 2] + tall[piece] * step / count[piece]
        which = table[:, 0].astype(np.int64)[piece]
        return self._crossed(which, x, y, len(trials), own)

    def clearest(
        self,
        left: float,
        right: float,
        top: float,
        bottom: float,
        own: Collection[str],
        count: int,
    ) -> list[float]:
        """Return the first so many upright lines of `Ground.clearest`."""
        np = self._np
        steps = max(2, int((right - left) / STEP) + 1)
        box = self._box
        near = (box[:, 3] >= top) & (box[:, 1] <= bottom)
        for name in own:
            near &= self._of != self._owner.get(name, -1)
        box, cost = box[near], self._cost[near]
        first = np.maximum(0, ((box[:, 0] - 3 - left) // STEP).astype(np.int64) + 1)
        last = np.minimum(steps - 1, ((box[:, 2] + 3 - left) // STEP).astype(np.int64))
        meets = first <= last
        change = np.zeros(steps + 1, dtype=np.int64)
        np.add.at(change, first[meets], cost[meets])
        np.add.at(change, last[meets] + 1, -cost[meets])
        at = np.arange(steps)
        order = np.lexsort((at, np.abs(at - steps / 2), np.cumsum(change[:-1])))
        return [left + STEP * int(one) for one in order[:count]]

    def _steps(self, count: Any) -> tuple[Any, Any]:
        """Return for each step of each line which line it is of, and its number from 0."""
        np = self._np
        which = np.repeat(np.arange(len(count)), count)
        return which, np.arange(len(which)) - np.repeat(np.cumsum(count) - count, count)

    def _crossed(self, which: Any, x: Any, y: Any, lines: int, own: Collection[str]) -> list[int]:
        """Return the cost of the boxes that the points of each line lie in, each box once."""
        np = self._np
        column = np.floor(x * SIDE).astype(np.int64) - self._left
        row = np.floor(y * SIDE).astype(np.int64) - self._top
        inside = (column >= 0) & (column < self._columns) & (row >= 0) & (row < self._rows)
        inside = np.nonzero(inside)[0]
        cell = row[inside] * self._columns + column[inside]
        hits = np.zeros((lines, len(self._cost)), dtype=bool)
        for layer in self._layers:
            at = layer[cell]
            held = np.nonzero(at >= 0)[0]
            at, points = at[held], inside[held]
            left, top, right, bottom = self._sides
            px, py = x[points], y[points]
            within = (left[at] <= px) & (px <= right[at]) & (top[at] <= py) & (py <= bottom[at])
            hits[which[points[within]], at[within]] = True
        for name in own:
            hits[:, self._of == self._owner.get(name, -1)] = False
        return [int(one) for one in hits @ self._cost]


def sweep(boxes: Sequence[Box], lines: int) -> Sweep | None:
    """Return boxes as arrays where so many lines are worth it and numpy is there."""
    if lines < WORTH or not boxes:
        return None
    try:
        import numpy as np
    except ImportError:
        return None
    return Sweep(boxes, np)
