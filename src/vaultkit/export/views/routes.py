"""The path of a line: square with round corners in a tree, else a curve round the others."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from vaultkit.export.views.escape import number
from vaultkit.export.views.lanes import ARC, NEAR

if TYPE_CHECKING:
    from collections.abc import Sequence

CORNER = 9.0
SAMPLES = 22


class Box(NamedTuple):
    """What a curve should not cross, and how bad it is."""

    left: float
    top: float
    right: float
    bottom: float
    cost: int


Place = tuple[float, float, float]
"""x, y and radius of a node."""


def route(
    start: Place, end: Place, boxes: Sequence[Box], *, tree: bool, arc: bool, bend: int = 0
) -> str:
    """Return the SVG path from a parent to a child; it ends 3 pixels before the arrow's tip.

    `bend` is how many curves join the two already: this one swings wider.
    """
    px, py, pr = start
    cx, cy, cr = end
    if not tree:
        return _curve(start, end, boxes, bend)
    stop = cx - cr - 1.5
    if abs(py - cy) < 1:
        return f"M{_n(px + pr, py)}H{number(stop - 3)}"
    if arc:
        left = px - ARC
        return (
            f"M{_n(px, py)}C{_n(left, py + 3)} {_n(left, py + 6)} {_n(left, py + 15)}"
            f"V{number(cy - CORNER)}Q{_n(left, cy)} {_n(left + CORNER, cy)}H{number(stop - 3)}"
        )
    if cx - px < NEAR:
        top = cy - cr - 1.5
        return f"M{_n(px, py + pr)}C{_n(px, cy - 14)} {_n(cx, cy - 18)} {_n(cx, top - 3)}"
    turn = min(CORNER, stop - 3 - px)
    return (
        f"M{_n(px, py + pr)}V{number(cy - CORNER)}Q{_n(px, cy)} {_n(px + turn, cy)}"
        f"H{number(stop - 3)}"
    )


def _n(x: float, y: float) -> str:
    return f"{number(x)},{number(y)}"


def _curve(start: Place, end: Place, boxes: Sequence[Box], bend: int) -> str:
    """Try some curves, and return the one that crosses least."""
    px, py, _ = start
    cx, cy, cr = end
    dx, dy = cx - px, cy - py
    reach = max(abs(dx), 50.0) * (1 if dx >= 0 else -1)
    near = [
        box
        for box in boxes
        if box.right > min(px, cx) - 60
        and box.left < max(px, cx) + 60
        and box.bottom > min(py, cy) - 30
        and box.top < max(py, cy) + 30
        and not _holds(box, px, py)
        and not _holds(box, cx, cy)
    ]
    best: tuple[float, tuple[float, ...]] | None = None
    for a in (0.0, 0.2, 0.45):
        for b in (0.35, 0.7, 1.0):
            for c in (0.12, 0.3, 0.6):
                swing = 30.0 * bend
                turns = (
                    px + a * reach + swing,
                    py + b * dy,
                    cx - c * reach - swing,
                    cy - 0.12 * dy + swing / 2,
                )
                effort = 0.2 * (a + abs(b - 0.7) + c)
                most = best[0] - effort + 1e-6 if best else math.inf
                cost = _crossings((px, py, *turns, cx, cy), near, most) + effort
                if best is None or cost < best[0]:
                    best = (cost, turns)
    assert best is not None
    x1, y1, x2, y2 = best[1]
    length = max(((cx - x2) ** 2 + (cy - y2) ** 2) ** 0.5, 1e-6)
    ux, uy = (cx - x2) / length, (cy - y2) / length
    tip_x, tip_y = cx - ux * (cr + 1.5), cy - uy * (cr + 1.5)
    return f"M{_n(px, py)}C{_n(x1, y1)} {_n(x2, y2)} {_n(tip_x - ux * 3, tip_y - uy * 3)}"


def _holds(box: Box, x: float, y: float) -> bool:
    """Tell whether a box is the one around a node at (x, y)."""
    return box.left <= x <= box.right and box.top <= y <= box.bottom


def _crossings(curve: tuple[float, ...], near: Sequence[Box], most: float = math.inf) -> float:
    """Count what a cubic curve crosses, at samples along it; no further than past `most`."""
    x0, y0, x1, y1, x2, y2, x3, y3 = curve
    cost = 0.0
    for step in range(1, SAMPLES):
        t = step / SAMPLES
        u = 1 - t
        k0, k1, k2, k3 = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
        x = k0 * x0 + k1 * x1 + k2 * x2 + k3 * x3
        y = k0 * y0 + k1 * y1 + k2 * y2 + k3 * y3
        for box in near:
            if box.left <= x <= box.right and box.top <= y <= box.bottom:
                cost += box.cost
        if cost > most:
            break
    return cost
