"""Where the nodes of a large graph stand: communities as discs, springs inside each."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from vaultkit.errors import MissingExtra

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    Place = tuple[float, float]
    Numbers = NDArray[np.float64] | NDArray[np.int64]

GOLDEN = math.pi * (3 - math.sqrt(5))
SPACE = 9.0
"""Radius of a disc of one node; it grows with the square root of their number."""
GAP = SPACE * 2
"""Between two discs."""
ANGLES = 24
NEIGHBOURS = 40
"""How a disc looks for its place: at so many angles round so many others."""
ROUNDS = 48
SIDE = 10_000
"""Positions are whole numbers from 0 to this."""
KEEP_FROM = 0.7
"""With so many of the nodes placed before, they stay, and only the new ones are placed."""


def positions(
    groups: Sequence[int],
    edges: Sequence[tuple[int, int, float]],
    before: Mapping[int, Place] | None = None,
) -> list[Place]:
    """Return a place for each node, from 0 to `SIDE` both ways.

    Args:
        groups: the community of each node; -1 for nodes without a link.
        edges: pairs of nodes with their weight.
        before: places of an earlier layout, by node.
    """
    if not groups:
        return []
    if before and len(before) >= KEEP_FROM * len(groups):
        return _keep(len(groups), edges, before)
    members: dict[int, list[int]] = {}
    for node, group in enumerate(groups):
        members.setdefault(group, []).append(node)
    loose = members.pop(-1, [])
    inner: dict[int, list[tuple[int, int, float]]] = {group: [] for group in members}
    outer: dict[tuple[int, int], float] = {}
    slot = {node: at for those in members.values() for at, node in enumerate(those)}
    for a, b, weight in edges:
        if groups[a] == groups[b]:
            inner[groups[a]].append((slot[a], slot[b], weight))
        else:
            pair = (min(groups[a], groups[b]), max(groups[a], groups[b]))
            outer[pair] = outer.get(pair, 0.0) + weight
    radius = {group: SPACE * math.sqrt(len(those)) + 4 for group, those in members.items()}
    middle = _pack(radius, outer)
    place: list[Place] = [(0.0, 0.0)] * len(groups)
    for group, those in members.items():
        for node, (x, y) in zip(those, _springs(len(those), inner[group]), strict=True):
            hub = middle[group]
            place[node] = (hub[0] + x * radius[group], hub[1] + y * radius[group])
    left = min((middle[g][0] - radius[g] for g in members), default=-60.0)
    right = max((middle[g][0] + radius[g] for g in members), default=60.0)
    under = max((middle[g][1] + radius[g] for g in members), default=0.0) + 30
    room = max(6, int((right - left) / 16))
    for at, node in enumerate(loose):
        # Nodes without a link stand in rows under all others.
        place[node] = (left + (at % room + 0.5) * (right - left) / room, under + at // room * 14)
    return _fit(place)


def _fit(place: Sequence[Place]) -> list[Place]:
    """Move and scale places to the square from 0 to `SIDE`, as whole numbers."""
    left, top = min(x for x, _ in place), min(y for _, y in place)
    span = max(max(x for x, _ in place) - left, max(y for _, y in place) - top, 1e-9)
    wide = max(x for x, _ in place) - left
    tall = max(y for _, y in place) - top
    dx, dy = (span - wide) / 2, (span - tall) / 2
    return [
        (round((x - left + dx) / span * SIDE), round((y - top + dy) / span * SIDE))
        for x, y in place
    ]


def _keep(
    count: int, edges: Sequence[tuple[int, int, float]], before: Mapping[int, Place]
) -> list[Place]:
    """Leave nodes where they were, and put new ones beside those they are linked to."""
    near: dict[int, list[int]] = {}
    for a, b, _ in edges:
        for one, other in ((a, b), (b, a)):
            if one not in before and other in before:
                near.setdefault(one, []).append(other)
    out: list[Place] = []
    lost = 0
    for node in range(count):
        if node in before:
            out.append(before[node])
            continue
        those = [before[other] for other in near.get(node, ())]
        if those:
            x = sum(p[0] for p in those) / len(those)
            y = sum(p[1] for p in those) / len(those)
            x += 60 * math.cos(node * GOLDEN)
            y += 60 * math.sin(node * GOLDEN)
        else:
            x, y = 40.0 + lost * 90 % SIDE, SIDE - 40.0
            lost += 1
        out.append((round(min(max(x, 0), SIDE)), round(min(max(y, 0), SIDE))))
    return out


def _pack(radius: Mapping[int, float], outer: Mapping[tuple[int, int], float]) -> dict[int, Place]:
    """Return the middle of each disc: the largest first, each near those it has links to."""
    pull: dict[int, dict[int, float]] = {}
    for (a, b), weight in outer.items():
        pull.setdefault(a, {})[b] = weight
        pull.setdefault(b, {})[a] = weight
    done: dict[int, Place] = {}
    cell = 2 * max(radius.values(), default=1.0) + GAP
    cells: dict[tuple[int, int], list[tuple[float, float, float]]] = {}

    def free(x: float, y: float, own: float) -> bool:
        column, row = int(x // cell), int(y // cell)
        for i in (column - 1, column, column + 1):
            for j in (row - 1, row, row + 1):
                for left, top, far in cells.get((i, j), ()):
                    if (x - left) ** 2 + (y - top) ** 2 < (own + far + GAP - 0.01) ** 2:
                        return False
        return True

    # What was no free place for a disc of some size never becomes one: it is tried once.
    spots: dict[int, list[Place]] = {}
    size = -1.0
    for group in sorted(radius, key=lambda one: (-radius[one], one)):
        if radius[group] != size:
            size = radius[group]
            spots = {}
        links = {g: w for g, w in pull.get(group, {}).items() if g in done}
        total = sum(links.values())
        x = sum(done[g][0] * w for g, w in links.items()) / total if total else 0.0
        y = sum(done[g][1] * w for g, w in links.items()) / total if total else 0.0
        place = (x, y)
        if not free(x, y, radius[group]):
            place = _beside(done, radius, free, spots, group, (x, y))
        done[group] = place
        here = (int(place[0] // cell), int(place[1] // cell))
        cells.setdefault(here, []).append((*place, radius[group]))
    return done


def _beside(
    done: Mapping[int, Place],
    radius: Mapping[int, float],
    free: Callable[[float, float, float], bool],
    spots: dict[int, list[Place]],
    group: int,
    goal: Place,
) -> Place:
    """Return the free place nearest to a goal that touches a disc which is there already.

    `spots` holds the places round each disc that were not yet found taken by one of this size.
    """
    near = sorted(done, key=lambda g: (math.dist(done[g], goal) - radius[g], g))
    for first in range(0, len(near), NEIGHBOURS):
        best: tuple[float, Place] | None = None
        for other in near[first : first + NEIGHBOURS]:
            if other not in spots:
                spots[other] = _round(done[other], radius[other] + radius[group] + GAP)
            taken = []
            for place in spots[other]:
                away = math.dist(place, goal)
                if best is None or away < best[0] - 1e-9:
                    if free(*place, radius[group]):
                        best = (away, place)
                    else:
                        taken.append(place)
            if taken:
                spots[other] = [place for place in spots[other] if place not in taken]
        if best is not None:
            return best[1]
    return goal


def _round(middle: Place, far: float) -> list[Place]:
    """Return the places so far from a middle, at all angles."""
    turns = (2 * math.pi * step / ANGLES for step in range(ANGLES))
    return [(middle[0] + far * math.cos(one), middle[1] + far * math.sin(one)) for one in turns]


def _springs(count: int, edges: Sequence[tuple[int, int, float]]) -> list[Place]:
    """Lay one community out in the unit disc: linked nodes pull, all nodes push.

    Only sums whose order is fixed are used, so that every machine gets the same places.
    """
    degree = [0.0] * count
    for one, other, weight in edges:
        degree[one] += weight
        degree[other] += weight
    order = sorted(range(count), key=lambda node: (-degree[node], node))
    rank = {node: at for at, node in enumerate(order)}
    spiral = [
        (
            math.sqrt((rank[node] + 0.5) / count) * math.cos(rank[node] * GOLDEN),
            math.sqrt((rank[node] + 0.5) / count) * math.sin(rank[node] * GOLDEN),
        )
        for node in range(count)
    ]
    if count < 3 or not edges:  # noqa: PLR2004 (two nodes have one layout)
        return spiral
    try:
        import numpy as np
    except ImportError as error:
        raise MissingExtra("views", "laying out a large graph") from error

    x = np.array([p[0] for p in spiral])
    y = np.array([p[1] for p in spiral])
    a = np.array([edge[0] for edge in edges])
    b = np.array([edge[1] for edge in edges])
    pull = np.array([min(edge[2], 3.0) for edge in edges])
    ideal = 1.6 / math.sqrt(count)
    for turn in range(ROUNDS):
        heat = 0.22 * (1 - turn / ROUNDS) ** 1.4 + 0.004
        dx = x[:, None] - x[None, :]
        dy = y[:, None] - y[None, :]
        far = dx * dx + dy * dy + 1e-4
        force = (ideal * ideal) / far
        # Summing down the rows adds them one after another: the same order everywhere.
        push_x = -np.add.reduce(dx * force, axis=0)
        push_y = -np.add.reduce(dy * force, axis=0)
        along_x, along_y = x[b] - x[a], y[b] - y[a]
        reach = np.sqrt(along_x * along_x + along_y * along_y) / ideal * pull * 0.5
        push_x += _gather(a, along_x * reach, count) - _gather(b, along_x * reach, count)
        push_y += _gather(a, along_y * reach, count) - _gather(b, along_y * reach, count)
        push_x -= x * 0.35
        push_y -= y * 0.35
        size = np.sqrt(push_x * push_x + push_y * push_y) + 1e-9
        limit = np.minimum(size * 0.12, heat) / size
        x = x + push_x * limit
        y = y + push_y * limit
    reach = np.sqrt(x * x + y * y)
    edge = float(np.sort(reach)[int(0.96 * (count - 1))]) or 1.0
    squeeze = np.minimum(1.0, 1.0 / np.maximum(reach / edge, 1e-9))
    return [
        (float(px), float(py))
        for px, py in zip(x / edge * squeeze, y / edge * squeeze, strict=True)
    ]


def _gather(at: Numbers, values: Numbers, count: int) -> Numbers:
    """Add values up by node, one after another."""
    import numpy as np

    return np.bincount(at, weights=values, minlength=count)
