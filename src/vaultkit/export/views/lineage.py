"""The lineage page: models over time, and for each line the sentence that proves it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaultkit.export.views.cards import card
from vaultkit.export.views.escape import esc, place, words
from vaultkit.export.views.evidence import Source, opener
from vaultkit.export.views.layout import Picture, picture
from vaultkit.export.views.more import Places, more
from vaultkit.export.views.page import Page, render
from vaultkit.export.views.relations import GROUPS, words_down, words_up
from vaultkit.export.views.scene import Scene, scene
from vaultkit.export.views.share import public
from vaultkit.export.views.svg import OPENNESS_WORDS, draw

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from vaultkit.export.views.dating import Placed
    from vaultkit.export.views.tie import Tie
    from vaultkit.graph.facts import EntityId
    from vaultkit.graph.graph import KnowledgeGraph
    from vaultkit.graph.known import Known


SCRIPTS = ("common.js", "lineage.js", "lineage_time.js", "lineage_tools.js")
KEYS = (
    "<h3>Keys</h3><dl class=keys><dt>/<dd>find<dt>← →<dd>parent, child<dt>↑ ↓<dd>neighbours"
    "<dt>Enter<dd>choose<dt>Shift Enter<dd>the way to another<dt>+ - 0<dd>larger, smaller, all"
    "<dt>Esc<dd>back to this</dl>"
)


def lineage_page(
    graph: KnowledgeGraph,
    *,
    vault_name: str,
    known: Iterable[Known] = (),
    share: bool = False,
    obsidian_links: bool = True,
) -> str:
    """Return the page as one HTML file that needs neither network nor script to be read.

    `known` is the shipped list, used for dates and openness that the notes do not state.
    `share` leaves out quotes, paths, the vault's name and private notes.
    """
    known = tuple(known)
    if share:
        graph = public(graph, known)
    source = Source("" if share else vault_name, share, obsidian_links)
    what = scene(graph, known, source)
    drawn = picture(what)
    name = "" if share else vault_name
    title = f"Model lineage · {name}" if name else "Model lineage"
    body = _body(what, drawn, title, name, source)
    return render(Page(title, body, _data(what, drawn, source), SCRIPTS))


def _body(what: Scene, drawn: Picture, title: str, name: str, source: Source) -> str:
    """Return everything between the body's tags."""
    sure = [line for line in drawn.lines if line.tie.sure]
    of = f" in <b>{esc(name, 80)}</b>" if name else ""
    count = f"{_count(len(what.models), 'model')} and {_count(len(sure), 'relation')}{of}"
    proof = "" if source.share or not sure else ", each with the sentence that says it"
    if not what.models:
        stage = (
            '<div class="empty"><h2>No model yet</h2><p>These notes name no language model that '
            "vaultkit knows or can recognise. Write a note about one, or see "
            "<code>vaultkit list unknown</code>.</p></div>"
        )
    else:
        stage = f'<div class="scroll" id="scroll">{draw(drawn, title, spoken=False)}</div>'
    return (
        f'<header class="top"><div class="title"><h1>Model lineage</h1><p>{count}{proof}</p></div>'
        f"{_legend(drawn)}</header>\n"
        '<noscript><p class="bar">Filters and search need JavaScript; the picture, the cards and '
        "the table do not.</p></noscript>\n"
        f'<main><section class="stage" aria-label="Picture">{stage}</section>'
        f'<aside class="side" aria-label="Card" aria-live="polite">{_intro(what, drawn)}'
        f"{''.join(_cards(what, drawn, source))}</aside></main>\n{_table(what, drawn)}"
    )


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def _legend(drawn: Picture) -> str:
    """Return the key to lines and dots, for the relations that are there."""
    used = {line.tie.group.key for line in drawn.lines}
    lines = [
        f"<li class=rel-key><i class={key}></i>{esc(group.words)}</li>"
        for key, group in GROUPS.items()
        if key in used
    ]
    kinds = {dot.model.openness for dot in drawn.dots}
    dots = [
        f'<li><span class="mark {key or "unknown"}"></span>{OPENNESS_WORDS[key]}</li>'
        for key in ("open", "gated", "closed", "")
        if key in kinds
    ]
    return f'<ul class="legend">{"".join(lines + dots)}</ul>'


def _intro(what: Scene, drawn: Picture) -> str:
    """Return what stands in the side before a model is chosen."""
    remarks = "".join(f"<li>{esc(one, 300)}</li>" for one in what.remarks)
    out = [
        '<div class="intro"><h2>Read it like this</h2>',
        (
            "<p>Time runs to the right; busy months are wider. A dot is a model with its size "
            "variants. Each line was read from a sentence in the notes: choose a model to see it."
        ),
    ]
    sources = {dot.when.source for dot in drawn.dots if dot.when is not None}
    if sources & {"paper", "list"}:
        out.append(
            "<p>Ticks under the years say where a date is from: "
            '<span class="key stated">stated</span> in the notes, '
            '<span class="key paper">month of the paper</span>, or '
            '<span class="key list">vaultkit\'s list</span>.</p>'
        )
    if drawn.dots:
        out.append(KEYS)
    if remarks:
        out.append(f'<h3>To look at</h3><ul class="notes">{remarks}</ul>')
    return "".join([*out, "</div>"])


def _sides(ties: Iterable[Tie]) -> tuple[dict[EntityId, list[Tie]], dict[EntityId, list[Tie]]]:
    up: dict[EntityId, list[Tie]] = {}
    down: dict[EntityId, list[Tie]] = {}
    for tie in ties:
        up.setdefault(tie.child, []).append(tie)
        down.setdefault(tie.parent, []).append(tie)
    return up, down


def _cards(what: Scene, drawn: Picture, source: Source) -> Iterable[str]:
    """Return a card for every model."""
    up, _ = _sides(what.ties)
    labels = {key: model.label for key, model in what.models.items()}
    dots = {dot.model.id: dot for dot in drawn.dots}
    for key, model in what.models.items():
        dot = dots.get(key)
        ups = sorted(up.get(key, ()), key=lambda tie: (not tie.sure, tie.group.rank, tie.parent))
        when = dot.when if dot else model.placed
        yield card(model, when, dot.colour if dot else 0, ups, labels, source)


def _when(what: Scene, drawn: Picture) -> Mapping[EntityId, Placed | None]:
    placed: dict[EntityId, Placed | None] = {key: one.placed for key, one in what.models.items()}
    placed.update({dot.model.id: dot.when for dot in drawn.dots})
    return placed


def _table(what: Scene, drawn: Picture) -> str:
    """Return the same models as a table: the picture's twin."""
    up, down = _sides(tie for tie in what.ties if tie.sure)
    labels = {key: model.label for key, model in what.models.items()}
    when = _when(what, drawn)
    rows = []
    order = sorted(
        what.models, key=lambda key: (placed.month if (placed := when[key]) else 0.0, key)
    )
    for key in order:
        model, placed = what.models[key], when[key]
        date = placed.words if placed and placed.source != "relatives" else ""
        why = f" class={placed.source}" if date and placed else ""
        parents = ", ".join(
            f"{words_up(tie.predicate)} {words(labels[tie.parent], 80)}" for tie in up.get(key, ())
        )
        rows.append(
            f'<tr><th><a href="#n={place(key)}">{words(model.label, 120)}</a>'
            f"<td>{esc(', '.join(model.organizations[:2]), 80)}"
            f"<td{why}>{date}<td>{esc(model.openness)}"
            f"<td>{parents}<td>{len(down.get(key, ())) or ''}"
        )
    heads = ("Model", "Organisation", "Date", "Weights", "Derived from", "Led to")
    head = "".join(f'<th scope="col">{one}</th>' for one in heads)
    out = len(drawn.left_out)
    extra = f"; {out} without a date or a relation stand only here" if out else ""
    return (
        f'<details class="twin" id="twin"><summary>All {_count(len(rows), "model")} as a table'
        f'{extra}</summary><div class="wide"><table><thead><tr>{head}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table></div></details>"
    )


def _data(what: Scene, drawn: Picture, source: Source) -> dict[str, object]:
    """Return what the script needs; words stand in the page itself."""
    months = _when(what, drawn)
    order = list(what.models)
    index = {key: number for number, key in enumerate(order)}
    makers = sorted({name for model in what.models.values() for name in model.organizations})
    layers = sorted({one.layer for line in drawn.lines for one in line.tie.evidence})
    down = sorted({words_down(line.tie.predicate) for line in drawn.lines})
    axis = drawn.axis
    up, _ = _sides(what.ties)
    places = Places()
    cards = [more(model, up.get(key, ()), places) for key, model in what.models.items()]
    return {
        "opener": opener(source),
        "more": cards,
        "places": places.table,
        "groups": [[group.key, group.words] for group in GROUPS.values()],
        "makers": makers,
        "layers": layers,
        "down": down,
        # In the order of the cards, which hold ids and names.
        "nodes": [
            [
                [makers.index(name) for name in model.organizations],
                placed.low if (placed := months[key]) and placed.source != "relatives" else None,
                [folded for folded, _ in model.folded],
            ]
            for key, model in what.models.items()
        ],
        "ties": [
            [
                index[line.tie.parent],
                index[line.tie.child],
                list(GROUPS).index(line.tie.group.key),
                round(100 * line.tie.confidence),
                sorted({layers.index(one.layer) for one in line.tie.evidence}),
                int(line.tie.sure) + 2 * int(line.tree),
                down.index(words_down(line.tie.predicate)),
            ]
            for line in drawn.lines
        ],
        "axis": [round(drawn.axis_left, 1), *(round(edge, 1) for edge in axis.edges)]
        if axis
        else [],
    }
