"""The path of a line: square with round corners in a tree, else round the others."""

from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING

from vaultkit.export.views.escape import number
from vaultkit.export.views.ground import along, along_curve
from vaultkit.export.views.lanes import ARC, NEAR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vaultkit.export.views.ground import Ground, Point

CORNER = 9.0
UNDER, OVER = 9.5, 20.5
"""From a dot down to the gap between its row and the next, and up to the one above its label."""
EFFORT = ((8, 60.0, 1), (32, 240.0, 6))
"""How many upright lines are looked at closely, how far past both ends, and for what cost: only
where the first round crosses a dot, the second looks further."""

ALONG = 0.9
"""How bad it is to run along another line, against crossing a label."""

TURNS = sorted(
    (0.2 * (a + abs(b - 0.7) + c), a, b, c)
    for a in (0.0, 0.2, 0.45)
    for b in (0.35, 0.7, 1.0)
    for c in (0.12, 0.3, 0.6)
)
"""Where a curve may bend, the plainest first: how bad that is, and shares of width and height."""

Place = tuple[float, float, float]
"""x, y and radius of a node."""


def in_tree(start: Place, end: Place, *, arc: bool) -> str:
    """Return the SVG path from a parent to a child; it ends 3 pixels before the arrow's tip."""
    px, py, pr = start
    cx, cy, cr = end
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


def across(
    start: Place,
    end: Place,
    ground: Ground,
    own: frozenset[str],
    bend: int = 0,
    *,
    led: bool = False,
) -> str:
    """Return the path of a line outside the tree: a curve where one is free, else square.

    `own` are the names of both ends. `bend` is how many lines join the two already: this one
    swings wider. `led`: the tree's line comes to the child along its row, so this one should not.
    """
    cost, path = _curve(start, end, ground, own, bend)
    for tries, aside, least in EFFORT:
        if cost < least:
            break
        other, square = _square(
            start, end, ground, own, bend=bend, led=led, tries=tries, aside=aside
        )
        if other < cost:
            cost, path = other, square
    return path


def _n(x: float, y: float) -> str:
    return f"{number(x)},{number(y)}"


def _curve(
    start: Place, end: Place, ground: Ground, own: frozenset[str], bend: int
) -> tuple[float, str]:
    """Try some curves, and return the one that crosses least, with what it crosses."""
    px, py, _ = start
    cx, cy, cr = end
    dx, dy = cx - px, cy - py
    reach = max(abs(dx), 50.0) * (1 if dx >= 0 else -1)
    best: tuple[float, int, tuple[float, ...]] | None = None
    swing = 30.0 * bend
    ways = [
        (
            px + a * reach + swing,
            py + b * dy,
            cx - c * reach - swing,
            cy - 0.12 * dy + swing / 2,
        )
        for _, a, b, c in TURNS
    ]
    whole = [(px, py, *turns, cx, cy) for turns in ways]
    told = ground.sweep.curves(whole, own) if ground.sweep else None
    for at, (turns, (effort, *_)) in enumerate(zip(ways, TURNS, strict=True)):
        most = best[0] - effort if best else math.inf
        crossed = ground.crossed(along_curve(whole[at]), own, most) if told is None else told[at]
        if best is None or crossed + effort < best[0]:
            best = (crossed + effort, crossed, turns)
        if not crossed:
            break
    assert best is not None
    x1, y1, x2, y2 = best[2]
    length = max(((cx - x2) ** 2 + (cy - y2) ** 2) ** 0.5, 1e-6)
    ux, uy = (cx - x2) / length, (cy - y2) / length
    tip_x, tip_y = cx - ux * (cr + 4.5), cy - uy * (cr + 4.5)
    return best[1], f"M{_n(px, py)}C{_n(x1, y1)} {_n(x2, y2)} {_n(tip_x, tip_y)}"


def _square(  # noqa: PLR0913 (two ends, what is between, and how hard to look)
    start: Place,
    end: Place,
    ground: Ground,
    own: frozenset[str],
    *,
    bend: int,
    led: bool,
    tries: int,
    aside: float,
) -> tuple[float, str]:
    """Go through the gaps between rows and one upright line between the two."""
    px, py, pr = start
    cx, cy, cr = end
    down = cy >= py
    out = py + UNDER if down else py - OVER
    back = cy - OVER if down else cy + UNDER
    top, bottom = sorted((out, back))
    left, right = min(px, cx) - aside, max(px, cx) + aside
    lines = ground.clearest(left, right, top, bottom, own, tries + bend)
    above = (cx, cy - cr - 4.5) if down else (cx, cy + cr + 4.5)
    trials: list[list[Point]] = []
    for v in [*lines[bend:], px, cx]:
        trials.append([(px, py), (px, out), (v, out), (v, back), (cx, back), above])
        if v < cx - cr - CORNER:
            trials.append([(px, py), (px, out), (v, out), (v, cy), (cx - cr - 4.5, cy)])
            if v > px + pr:
                trials.append([(px, py), (v, py), (v, cy), (cx - cr - 4.5, cy)])
    told = ground.sweep.pieces(trials, own) if ground.sweep else None
    best: tuple[float, list[Point]] | None = None
    for at, corners in enumerate(trials):
        length = sum(abs(b[0] - a[0]) + abs(b[1] - a[1]) for a, b in itertools.pairwise(corners))
        effort = length / 20_000 + 0.02 * len(corners)
        if led and corners[-1][1] == cy:
            effort += ALONG
        most = best[0] - effort if best else math.inf
        crossed = told[at] if told else ground.crossed(along(corners), own, most)
        if best is None or crossed + effort < best[0]:
            best = (crossed + effort, corners)
    assert best is not None
    return best[0], _rounded(best[1])


def _rounded(corners: Sequence[Point]) -> str:
    """Return straight pieces with round corners as a path."""
    kept = [corners[0]]
    for point in corners[1:]:
        if abs(point[0] - kept[-1][0]) + abs(point[1] - kept[-1][1]) > 1:
            kept.append(point)
    out = [f"M{_n(*kept[0])}"]
    for before, here, after in zip(kept, kept[1:], kept[2:], strict=False):
        room = min(_far(before, here) / 2, _far(here, after) / 2, CORNER)
        out.append(
            f"L{_n(*_toward(here, before, room))}Q{_n(*here)} {_n(*_toward(here, after, room))}"
        )
    return f"{''.join(out)}L{_n(*kept[-1])}"


def _far(a: Point, b: Point) -> float:
    return abs(b[0] - a[0]) + abs(b[1] - a[1])


def _toward(start: Point, goal: Point, far: float) -> Point:
    """Return the point `far` pixels from `start` on the way to `goal`."""
    whole = max(_far(start, goal), 1e-6)
    return (
        start[0] + (goal[0] - start[0]) * far / whole,
        start[1] + (goal[1] - start[1]) * far / whole,
    )
