"""A measure over time as SVG: a logarithmic axis, a dot for each number, names where they fit."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from vaultkit.export.views.escape import esc, number, text_width
from vaultkit.export.views.measures import Point, frontier, short

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Scale = Callable[[float], float]

WIDE = 980.0
TALL = 340.0
LEFT = 62.0
RIGHT = 40.0
TOP = 18.0
BOTTOM = 34.0
FONT = 11.5
MOST_NAMES = 26


def plot(
    name: str,
    those: Sequence[Point],
    months: tuple[int, int],
    family: Mapping[str, int],
    maker: Mapping[str, int],
) -> str:
    """Return one measure's picture over the given months."""
    first, last = months
    low = math.floor(math.log10(min(one.value for one in those)))
    high = math.ceil(math.log10(max(one.value for one in those)) + 1e-9)
    high = max(high, low + 1)

    def across(month: float) -> float:
        return LEFT + (month - first + 0.5) / max(last - first + 1, 1) * (WIDE - LEFT - RIGHT)

    def down(value: float) -> float:
        return TOP + (high - math.log10(value)) / (high - low) * (TALL - TOP - BOTTOM)

    out = [
        (
            f'<svg class="plot" viewBox="0 0 {WIDE:g} {TALL:g}" width="{WIDE:g}" '
            f'height="{TALL:g}" role="group" aria-label="{esc(name)}">'
        ),
        *_grid(first, last, low, high, across, down),
        _steps(those, across, down),
    ]
    taken: list[tuple[float, float, float, float]] = [
        (across(one.placed.month) - 6, down(one.value) - 6, 0.0, 0.0) for one in those
    ]
    taken = [(x, y, x + 12, y + 12) for x, y, _, _ in taken]
    best = {one.key for one in frontier(those)}
    order = sorted(those, key=lambda one: (one.key not in best, -one.value, one.label))
    named: dict[str, str] = {}
    for one in order:
        if len(named) < MOST_NAMES:
            words = _name(one, across(one.placed.month), down(one.value), taken)
            if words:
                named[one.key] = words
    for one in those:
        x, y = number(across(one.placed.month)), number(down(one.value))
        kind = one.model.openness or "unknown"
        say = f"{one.label}, {short(one.value)}, {one.placed.words}, {one.organization}"
        out.append(
            f'<a class="n p f{family.get(one.family, 0)} {kind}" href="#p={esc(one.key)}" '
            f'data-f="{family.get(one.family, 0)}" data-o="{maker.get(one.organization, 0)}" '
            f'transform="translate({x},{y})" aria-label="{esc(say.rstrip(", "))}">'
            f'<circle class="hit" r="12"/><circle class="c" r="4.5"/>{named.get(one.key, "")}</a>'
        )
    return "".join([*out, "</svg>"])


def _grid(first: int, last: int, low: int, high: int, across: Scale, down: Scale) -> list[str]:
    """Draw the decades and the years."""
    out = ['<g class="grids">']
    for power in range(low, high + 1):
        y = number(down(10.0**power))
        out.append(f'<path class="grid" d="M{LEFT:g},{y}H{WIDE - RIGHT:g}"/>')
        out.append(
            f'<text class="year y1" x="{LEFT - 8:g}" y="{y}" dy="4" text-anchor="end">'
            f"{short(10.0**power)}</text>"
        )
    step = 1 if last - first < 12 * 14 else 2
    for year in range(first // 12, last // 12 + 1):
        x = across(year * 12 - 0.5)
        if x >= LEFT - 1:
            out.append(f'<path class="grid" d="M{number(x)},{TOP:g}V{TALL - BOTTOM:g}"/>')
        middle = across(year * 12 + 5.5)
        if year % step == 0 and LEFT < middle < WIDE - RIGHT / 2:
            out.append(
                f'<text class="year y1" x="{number(middle)}" y="{TALL - 12:g}" '
                f'text-anchor="middle">{year}</text>'
            )
    return [*out, "</g>"]


def _steps(those: Sequence[Point], across: Scale, down: Scale) -> str:
    """Draw the largest so far as a staircase."""
    best = frontier(those)
    if len(best) < 2:  # noqa: PLR2004 (one step is none)
        return ""
    path = f"M{number(across(best[0].placed.month))},{number(down(best[0].value))}"
    for one in best[1:]:
        path += f"H{number(across(one.placed.month))}V{number(down(one.value))}"
    return f'<path class="steps" d="{path}H{WIDE - RIGHT:g}"/>'


def _name(one: Point, x: float, y: float, taken: list[tuple[float, float, float, float]]) -> str:
    """Return a label where one fits beside, above or under its dot; nothing else."""
    label = one.label if len(one.label) <= 26 else one.label[:25] + "…"  # noqa: PLR2004 (a label)
    wide = text_width(label, FONT)
    for dx, dy, anchor in ((8, 4, "start"), (0, -9, "middle"), (-8, 4, "end"), (0, 17, "middle")):
        left = x + dx - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
        box = (left, y + dy - 10, left + wide, y + dy + 3)
        inside = box[0] > LEFT and box[2] < WIDE and box[1] > 2  # noqa: PLR2004 (a margin)
        if inside and not any(_meets(box, other) for other in taken):
            taken.append(box)
            turn = "" if anchor == "start" else f' text-anchor="{anchor}"'
            return f'<text x="{dx}" y="{dy}"{turn}>{esc(label)}</text>'
    return ""


def _meets(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    own = abs((b[0] + b[2]) / 2 - a[0]) < 1
    return not own and a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
