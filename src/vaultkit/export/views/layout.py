"""Places models and ties: time from left to right, families from top to bottom."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from vaultkit.export.views.axis import Axis, warped
from vaultkit.export.views.bands import order_bands
from vaultkit.export.views.dating import Placed
from vaultkit.export.views.escape import text_width
from vaultkit.export.views.ground import Box, Ground
from vaultkit.export.views.lanes import NEAR, Block, Extent, lay_tree, stack_blocks
from vaultkit.export.views.routes import across as path_across
from vaultkit.export.views.routes import in_tree
from vaultkit.export.views.sweep import sweep
from vaultkit.export.views.workings import worked
from vaultkit.graph.facts import EntityId

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from vaultkit.export.views.routes import Place
    from vaultkit.export.views.scene import Model, Scene
    from vaultkit.export.views.tie import Tie

ROW = 30.0
BASE = 20.0
"""From the top of a row down to its dots."""
LEFT = 132.0
"""Room for the names of families."""
TOP = 46.0
"""Room for the axis."""
BAND_PAD = 12.0
FONT = 12.5
LABEL_CUT = 34
COLOURS = 8
GENERATION = 150.0
"""Pixels between generations of models without any date."""
MOST_DRAWN = 400
FEW = 40
OWN_BAND = 2
"""A family larger than this, or with a model that more than this many came from, has a band."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A model at its place."""

    model: Model
    x: float
    y: float
    radius: float
    label: str
    label_x: float
    label_width: float
    colour: int
    """1 to 8 for the largest families, 0 for the others."""
    when: Placed | None
    whisker: tuple[float, float] | None
    """Where its date is a bare year: the year's ends."""


@dataclass(frozen=True, slots=True)
class Line:
    """A tie as a path."""

    tie: Tie
    path: str
    colour: int
    tree: bool
    """It holds the tree together; others are thin curves across it."""
    backwards: bool
    """Its dates contradict: the parent is younger than the child."""


@dataclass(frozen=True, slots=True)
class Band:
    """A family's strip."""

    name: str
    top: float
    bottom: float
    colour: int
    count: int


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything that is drawn."""

    width: float
    height: float
    dots: tuple[Dot, ...]
    lines: tuple[Line, ...]
    bands: tuple[Band, ...]
    axis: Axis | None
    axis_left: float
    left_out: tuple[Model, ...]
    """Models with neither a date nor a tie: they stand in the table only."""


def picture(scene: Scene) -> Picture:
    """Lay a scene out."""
    times, waves = place_in_time(scene)
    tied = {end for tie in scene.ties if tie.sure for end in (tie.parent, tie.child)}
    drawn = [k for k in scene.models if (k in times or k in waves) and k not in scene.minor]
    if len(drawn) > MOST_DRAWN:
        drawn = [key for key in drawn if key in tied]
    here = set(drawn)
    months = [placed.month for key, placed in times.items() if key in here]
    strip = GENERATION * (max((waves[key] for key in drawn if key in waves), default=-1) + 1)
    axis = warped(months, min(max(840.0, 460 + 9.5 * len(months)), 4200)) if months else None
    axis_left = LEFT + strip

    def across(key: EntityId) -> float:
        if key in waves:
            return LEFT + 24 + waves[key] * GENERATION
        assert axis is not None
        return axis_left + axis.x(times[key].month)

    parents = {
        child: tie
        for child, tie in scene.parents.items()
        if child in here and tie.parent in here and across(tie.parent) <= across(child) + 0.5
    }
    extents: dict[str, Extent] = {}
    shown: dict[EntityId, tuple[str, float]] = {}
    for key in drawn:
        model = scene.models[key]
        label = _label(model)
        width = text_width(label, FONT)
        shown[key] = (label, width)
        extents[key] = Extent(across(key), across(key) - 9, across(key) + 9 + width)
    rows, brackets, bands, colour, height = _rows(scene, drawn, parents, extents)
    weight = _descendants(parents)
    dots = {
        key: Dot(
            model=scene.models[key],
            x=across(key),
            y=rows[key],
            radius=5.0 + min(4.0, 1.1 * (weight.get(key, 0) ** 0.5)),
            label=shown[key][0],
            label_x=across(key) + 7,
            label_width=shown[key][1],
            colour=colour[key],
            when=times.get(key),
            whisker=_whisker(times.get(key), axis, axis_left),
        )
        for key in drawn
    }
    lines = _lines(scene, dots, parents, brackets)
    right = max((dot.label_x + dot.label_width for dot in dots.values()), default=0.0) + 24
    width = max(axis_left + (axis.width if axis else 0), right, 640.0)
    left_out = tuple(model for key, model in scene.models.items() if key not in dots)
    return Picture(width, height, tuple(dots.values()), lines, bands, axis, axis_left, left_out)


def _label(model: Model) -> str:
    """Return the words beside a dot: the name, cut, and how many variants it stands for."""
    name = model.label if len(model.label) <= LABEL_CUT else model.label[: LABEL_CUT - 1] + "…"
    return f"{name} +{len(model.folded)}" if model.folded else name


def _whisker(when: Placed | None, axis: Axis | None, left: float) -> tuple[float, float] | None:
    if when is None or axis is None or when.low == when.high or when.point is not None:
        return None
    return (left + axis.x(when.low), left + axis.x(when.high))


def place_in_time(scene: Scene) -> tuple[dict[EntityId, Placed], dict[EntityId, int]]:
    """Return a month for each model that has or can be given one, and a generation for the rest.

    Without a date a model stands after its latest parent, else before its first child; where no
    relative has a date either, it stands by its generation in a strip of its own.
    """
    times = {key: one.placed for key, one in scene.models.items() if one.placed is not None}
    ties = [tie for tie in scene.ties if tie.sure and not tie.breaks_cycle]
    up: dict[EntityId, list[EntityId]] = {}
    down: dict[EntityId, list[EntityId]] = {}
    for tie in ties:
        up.setdefault(tie.child, []).append(tie.parent)
        down.setdefault(tie.parent, []).append(tie.child)
    order = _from_the_oldest(scene.models, up)
    for key in order:
        _tighten(times, key, up.get(key, ()), down.get(key, ()))
    for _ in range(2):
        for key in order:
            above = [times[one].high for one in up.get(key, ()) if one in times]
            below = [times[one].low for one in down.get(key, ()) if one in times]
            if key not in times and above:
                month = max(*above, min([max(above) + 2, *below]))
                times[key] = Placed(month, month, "relatives")
        for key in reversed(order):
            below = [times[one].low for one in down.get(key, ()) if one in times]
            if key not in times and below:
                month = min(below) - 2
                times[key] = Placed(month, month, "relatives")
    waves: dict[EntityId, int] = {}
    for key in order:
        if key not in times and (key in up or key in down):
            waves[key] = max((waves[p] + 1 for p in up.get(key, ()) if p in waves), default=0)
    return times, waves


def _tighten(
    times: dict[EntityId, Placed],
    key: EntityId,
    parents: Sequence[EntityId],
    children: Sequence[EntityId],
) -> None:
    """Move a date known to the year between its parents and children, where the year allows."""
    placed = times.get(key)
    if placed is None or placed.low == placed.high or placed.point is not None:
        return
    low = max([placed.low, *(times[p].low for p in parents if p in times)])
    high = min([placed.high, *(times[c].high for c in children if c in times)])
    if low <= placed.high and high >= placed.low and low <= high:
        times[key] = replace(placed, low=low, high=high)


def _from_the_oldest(
    models: Iterable[EntityId], up: Mapping[EntityId, Sequence[EntityId]]
) -> list[EntityId]:
    """Return models with every parent before its children (ties have no cycle here)."""
    done: dict[EntityId, None] = {}
    for start in models:
        stack = [(start, False)]
        while stack:
            key, ready = stack.pop()
            if key in done:
                continue
            if ready:
                done[key] = None
            else:
                stack.append((key, True))
                stack.extend((p, False) for p in sorted(up.get(key, ())) if p not in done)
    return list(done)


def _descendants(parents: Mapping[EntityId, Tie]) -> dict[EntityId, int]:
    """Count what hangs on each model."""
    count: dict[EntityId, int] = {}
    for child in parents:
        at = child
        while at in parents:
            at = parents[at].parent
            count[at] = count.get(at, 0) + 1
    return count


def _rows(
    scene: Scene,
    drawn: Sequence[EntityId],
    parents: Mapping[EntityId, Tie],
    extents: Mapping[str, Extent],
) -> tuple[dict[EntityId, float], set[str], tuple[Band, ...], dict[EntityId, int], float]:
    """Lay every family's trees out, one band under another."""
    members: dict[EntityId, list[EntityId]] = {}
    for key in drawn:
        members.setdefault(scene.models[key].family, []).append(key)
    teachers: dict[EntityId, int] = {}
    for tie in scene.ties:
        if tie.sure:
            teachers[tie.parent] = teachers.get(tie.parent, 0) + 1
    least = OWN_BAND if len(drawn) > FEW else 1
    large = [
        family
        for family, those in members.items()
        if len(those) > least or max(teachers.get(key, 0) for key in those) > OWN_BAND
    ]
    ranked = sorted(large, key=lambda family: (-len(members[family]), family))
    colour_of = {family: at + 1 for at, family in enumerate(ranked[:COLOURS])}
    ties = [
        (scene.models[tie.parent].family, scene.models[tie.child].family)
        for tie in scene.ties
        if tie.parent in extents and tie.child in extents
    ]
    firsts = {family: min(extents[key].x for key in members[family]) for family in large}
    groups = [(family, members[family]) for family in order_bands(firsts, members, ties)]
    alone = [key for family, those in members.items() if family not in large for key in those]
    if alone:
        groups.append((EntityId(""), alone))
    rows: dict[EntityId, float] = {}
    brackets: set[str] = set()
    bands: list[Band] = []
    colour: dict[EntityId, int] = {}
    at = TOP + 6
    for family, those in groups:
        block = _family_block(those, parents, extents)
        brackets |= block.bracket
        for key in those:
            rows[key] = at + BAND_PAD + ROW * block.place[key] + BASE
            colour[key] = colour_of.get(family, 0) if family else 0
        bottom = at + 2 * BAND_PAD + ROW * block.depth
        name = scene.family_names.get(family, "") if family else "Others" if large else ""
        bands.append(Band(name, at, bottom, colour_of.get(family, 0) if family else 0, len(those)))
        at = bottom + 6
    return rows, brackets, tuple(bands), colour, max(at + 10, 160.0)


def _family_block(
    those: Sequence[EntityId], parents: Mapping[EntityId, Tie], extents: Mapping[str, Extent]
) -> Block:
    """Lay one family's trees out, the largest first."""
    here = set(those)
    children: dict[EntityId, list[EntityId]] = {}
    for key in those:
        if key in parents and parents[key].parent in here:
            children.setdefault(parents[key].parent, []).append(key)
    roots = [key for key in those if key not in parents or parents[key].parent not in here]
    heirs = {name: _heir(name, kids, parents, extents) for name, kids in children.items()}
    heir = {name: kid for name, kid in heirs.items() if kid}
    blocks = {root: lay_tree(root, children, extents, heir) for root in roots}
    order = sorted(roots, key=lambda root: (-len(blocks[root].place), extents[root].x, root))
    return stack_blocks([blocks[root] for root in order])


def _heir(
    name: str,
    kids: Sequence[EntityId],
    parents: Mapping[EntityId, Tie],
    extents: Mapping[str, Extent],
) -> EntityId | None:
    """Return the child that goes on in its parent's row: its first successor, or an only child."""
    fits = [kid for kid in kids if extents[kid].left > extents[name].right + 10]
    nexts = [kid for kid in fits if parents[kid].group.key == "next"]
    pool = nexts or (fits if len(kids) == 1 else [])
    return min(pool, key=lambda kid: (extents[kid].x, kid), default=None)


def _lines(
    scene: Scene,
    dots: Mapping[EntityId, Dot],
    parents: Mapping[EntityId, Tie],
    brackets: set[str],
) -> tuple[Line, ...]:
    """Draw the tree's lines, then the others around nodes and labels."""
    boxes = []
    for key, d in dots.items():
        aside, tall = d.radius + 4, min(d.radius + 2, 9.2)
        boxes.append(Box(d.x - aside, d.y - tall, d.x + aside, d.y + tall, 6, key))
    boxes += [
        Box(d.label_x - 1, d.y - 20, d.label_x + d.label_width, d.y - 7, 1, key)
        for key, d in dots.items()
    ]
    # With so many models families start folded: nobody could follow a line through them all.
    boxes = boxes if len(dots) <= MOST_DRAWN else []
    led = {
        child
        for child, tie in parents.items()
        if child in dots and tie.parent in dots and dots[child].x - dots[tie.parent].x > NEAR
    }
    drawn: list[tuple[Tie, str]] = []
    others: list[Across] = []
    curves: dict[tuple[EntityId, EntityId], int] = {}
    for tie in scene.ties:
        if tie.parent not in dots or tie.child not in dots:
            continue
        a, b = dots[tie.parent], dots[tie.child]
        tree = parents.get(tie.child) is tie
        pair = (min(tie.parent, tie.child), max(tie.parent, tie.child))
        bend = curves.get(pair, 0)
        curves[pair] = bend + (not tree)
        start, end = (a.x, a.y, a.radius), (b.x, b.y, b.radius)
        if tree:
            drawn.append((tie, in_tree(start, end, arc=tie.child in brackets)))
        else:
            drawn.append((tie, ""))
            others.append((start, end, pair, bend, tie.child in led))
    across = iter(
        worked("across", ([tuple(box) for box in boxes], others), lambda: _across(boxes, others))
    )
    return tuple(
        Line(
            tie,
            path or next(across),
            dots[tie.parent].colour,
            bool(path),
            dots[tie.parent].x > dots[tie.child].x + 0.5,
        )
        for tie, path in drawn
    )


Across = tuple["Place", "Place", tuple[EntityId, EntityId], int, bool]
"""A line outside the trees: both ends, whose they are, how wide it swings, whether a tree's line
comes to its end already."""


def _across(boxes: Sequence[Box], lines: Sequence[Across]) -> list[str]:
    """Return the paths of lines outside the trees."""
    ground = Ground(boxes, sweep(boxes, len(lines)))
    return [
        path_across(start, end, ground, frozenset(pair), bend, led=led)
        for start, end, pair, bend, led in lines
    ]
