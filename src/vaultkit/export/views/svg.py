"""A lineage picture as SVG: grid, bands, lines, dots and labels, each with its class."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaultkit.export.views.escape import esc, number, place
from vaultkit.export.views.layout import COLOURS, LEFT, TOP, Dot, Line, Picture

if TYPE_CHECKING:
    from collections.abc import Iterable

COLUMN = 124
"""Width of the families' names, which stay while the picture is scrolled under them."""

OPENNESS_WORDS = {
    "open": "open weights",
    "gated": "gated weights",
    "closed": "closed weights",
    "": "weights unknown",
}


def draw(picture: Picture, title: str, *, spoken: bool = True) -> str:
    """Return the whole picture as one SVG element, styled by the page's style sheet.

    `spoken` gives each dot its sentence for those who hear it; a page's script makes it itself.
    """
    width, height = number(picture.width), number(picture.height)
    parts = [
        (
            f'<svg id="plot" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
            f'width="{width}" height="{height}" role="group" aria-label="{esc(title)}">'
        ),
        _arrows(),
        *_bands(picture),
        *_axis(picture),
        '<g class="ties">',
        *(_line(line) for line in picture.lines),
        '</g><g class="dots">',
        *(_dot(dot, spoken=spoken) for dot in _by_time(picture.dots)),
        "</g>",
        *_names(picture),
        "</svg>",
    ]
    return "".join(parts)


def _arrows() -> str:
    """Return an arrowhead for each colour."""
    heads = "".join(
        f'<marker id="a{at}" class="f{at}" viewBox="0 0 6 6" refX="3" refY="3" markerWidth="6" '
        'markerHeight="6" markerUnits="userSpaceOnUse" orient="auto">'
        '<path class="h" d="M0,0L6,3 0,6z"/></marker>'
        for at in range(COLOURS + 1)
    )
    return f"<defs>{heads}</defs>"


def _by_time(dots: Iterable[Dot]) -> list[Dot]:
    """Return dots from left to right, which is the order of the tab key and of readers."""
    return sorted(dots, key=lambda dot: (dot.x, dot.y, dot.model.id))


def _bands(picture: Picture) -> list[str]:
    """Draw a strip for each family."""
    out = ['<g class="bands">']
    for band in picture.bands:
        top, tall = number(band.top), number(band.bottom - band.top)
        wide = number(picture.width - 8)
        out.append(
            f'<rect class="band f{band.colour}" x="4" y="{top}" width="{wide}" height="{tall}" '
            'rx="8"/>'
        )
    return [*out, "</g>"]


def _names(picture: Picture) -> list[str]:
    """Write the families' names at the left, where they stay while the picture is scrolled."""
    tall = number(picture.height - TOP)
    names = [f'<g class="names"><rect class="veil" y="{TOP:g}" width="{COLUMN}" height="{tall}"/>']
    for band in picture.bands:
        top, bottom = number(band.top), number(band.bottom - band.top)
        names.append(
            f'<g class="fam f{band.colour}"><rect class="tint band" y="{top}" width="{COLUMN}" '
            f'height="{bottom}"/>'
        )
        if band.name:
            name = band.name if len(band.name) <= 16 else band.name[:15] + "…"  # noqa: PLR2004 (fits the margin)
            names.append(
                f'<text class="family" x="18" y="{number(band.top + 25)}">'
                f'{esc(name)}</text><text class="count" x="18" y="{number(band.top + 40)}">'
                f"{band.count} model{'' if band.count == 1 else 's'}</text>"
            )
        names.append("</g>")
    return [*names, "</g>"]


def _axis(picture: Picture) -> list[str]:
    """Draw years and quarters, and a tick for each release."""
    undated = picture.axis_left - LEFT
    unknown = ""
    if undated:
        why = "no dates known: by generation" if picture.axis is None else "date unknown"
        unknown = f'<text class="year y1" x="{LEFT:g}" y="25" dx="18">{why}</text>'
    head = f'<rect class="sky" x="0" y="0" width="{number(picture.width)}" height="{TOP:g}"/>'
    if picture.axis is None:
        return [f'<g class="axis">{head}{unknown}</g>']
    bottom = number(picture.height - 10)
    lines, words = [], []
    for mark in picture.axis.marks():
        x = number(picture.axis_left + mark.x)
        if mark.level or mark.words:
            lines.append(f'<path class="grid g{mark.level}" d="M{x},{TOP:g}V{bottom}"/>')
        if mark.words:
            y = 26 if mark.level == 0 else 25
            words.append(
                f'<text class="year y{mark.level}" x="{x}" y="{y}" dx="4">{mark.words}</text>'
            )
    ticks = []
    for dot in _by_time(picture.dots):
        if dot.when is not None and dot.when.source in {"stated", "paper", "list"}:
            x = number(dot.x)
            ticks.append(f'<path class="tick {dot.when.source}" d="M{x},36V43"/>')
    return [
        '<g class="grids">',
        *lines,
        '</g><g class="axis">',
        head,
        unknown,
        *words,
        *ticks,
        "</g>",
    ]


def _line(line: Line) -> str:
    """Draw a tie."""
    classes = ["e", line.tie.group.key, f"f{line.colour}"]
    if not line.tree:
        classes.append("thin")
    if not line.tie.sure:
        classes.append("unsure")
    if line.backwards or line.tie.breaks_cycle:
        classes.append("odd")
    return f'<path class="{" ".join(classes)}" d="{line.path}"/>'


def _dot(dot: Dot, *, spoken: bool) -> str:
    """Draw a model: a link to its card, which works without a script."""
    model = dot.model
    r = number(dot.radius)
    glyph = f'<circle class="c" r="{r}"/>'
    if model.openness == "gated":
        glyph += '<circle class="core" r="2"/>'
    elif not model.openness:
        a, c = number(dot.radius * 0.62), number(dot.radius * 1.24)
        glyph += f'<path class="x" d="M-{a},-{a}l{c},{c}m-{c},0l{c},-{c}"/>'
    if dot.when is None or dot.when.source == "relatives":
        glyph += f'<circle class="guess" r="{number(dot.radius + 3)}"/>'
    if dot.whisker:
        a, b = number(dot.whisker[0] - dot.x), number(dot.whisker[1] - dot.x)
        glyph += f'<path class="w" d="M{a},11H{b}"/>'
    kind = model.openness or "unknown"
    name, fold = dot.label, ""
    if model.folded:
        name, _, fold = dot.label.rpartition(" ")
        fold = f'<tspan class="fold" dx="4">{esc(fold)}</tspan>'
    said = f' aria-label="{esc(sentence(dot))}"' if spoken else ""
    return (
        f'<a class="n f{dot.colour} {kind}" href="#n={place(model.id)}" '
        f'transform="translate({number(dot.x)},{number(dot.y)})"{said}>{glyph}'
        f'<text x="7" y="-8">{esc(name)}{fold}</text></a>'
    )


def sentence(dot: Dot) -> str:
    """Say a dot in a sentence, for those who hear it."""
    model = dot.model
    parts = [dot.label, *model.organizations[:1]]
    parts.append(dot.when.words if dot.when and dot.when.source != "relatives" else "date unknown")
    parts.append(OPENNESS_WORDS[model.openness])
    return ", ".join(parts)
