"""The time page: sizes, context and tokens over release dates, and the spread of techniques."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from vaultkit.export.views.cards import quote
from vaultkit.export.views.dating import SAID_BY
from vaultkit.export.views.escape import esc
from vaultkit.export.views.evidence import Source
from vaultkit.export.views.measures import MEASURES, Measure, Point, Spread, points, short, spread
from vaultkit.export.views.page import Page, render
from vaultkit.export.views.plots import plot
from vaultkit.export.views.scene import scene
from vaultkit.export.views.share import public

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from vaultkit.graph.graph import KnowledgeGraph
    from vaultkit.graph.known import Known

COLOURS = 8
MOST_TECHNIQUES = 60
STYLES = ("page.css", "time.css")


def time_page(
    graph: KnowledgeGraph,
    *,
    vault_name: str,
    known: Iterable[Known] = (),
    share: bool = False,
    obsidian_links: bool = True,
) -> str:
    """Return the page as one HTML file; see `lineage_page` for the arguments."""
    known = tuple(known)
    if share:
        graph = public(graph, known)
    source = Source("" if share else vault_name, share, obsidian_links)
    what = scene(graph, known, source)
    those = points(graph, what, source)
    techniques = spread(graph, what, source)
    every = [one for measure in those.values() for one in measure]
    family = _ranked(one.family for one in every)
    maker = _ranked(one.organization for one in every)
    name = "" if share else vault_name
    body = _body(those, techniques, family, maker, name, source)
    data = {
        "families": [[name, rank] for name, rank in family.items()],
        "makers": [[name, rank] for name, rank in maker.items()],
    }
    title = f"Over time · {name}" if name else "Over time"
    return render(Page(title, body, data, ("common.js", "time.js"), STYLES))


def _ranked(names: Iterable[str]) -> dict[str, int]:
    """Return a colour for each of the most frequent names; the others have none (0)."""
    count = Counter(filter(None, names))
    order = sorted(count, key=lambda one: (-count[one], one))
    return {name: at + 1 if at < COLOURS else 0 for at, name in enumerate(order)}


def _body(
    those: Mapping[str, Sequence[Point]],
    techniques: Sequence[Spread],
    family: Mapping[str, int],
    maker: Mapping[str, int],
    name: str,
    source: Source,
) -> str:
    of = f" in <b>{esc(name, 80)}</b>" if name else ""
    every = [one for measure in those.values() for one in measure]
    proof = "" if source.share or not every else ", each with the sentence that says it"
    count = f"{len(every):,} number{'' if len(every) == 1 else 's'}"
    models = len({one.model.id for one in every})
    sheet = []
    if every:
        months = (
            min(one.placed.low for one in every) - 2,
            max(one.placed.high for one in every) + 3,
        )
        sheet = [
            _figure(measure, those[measure.predicate], months, family, maker)
            for measure in MEASURES
            if those[measure.predicate]
        ]
    if techniques:
        sheet.append(_techniques(techniques, source))
    if not sheet:
        sheet.append(
            '<div class="empty"><h2>Nothing to plot yet</h2><p>These notes say no size, context '
            "length or number of training tokens of a model whose date is known.</p></div>"
        )
    keys = "".join(
        f"<li><span class='chip f{rank}'></span>{esc(one, 60)}</li>"
        for one, rank in family.items()
        if rank
    )
    return (
        '<header class="top"><div class="title"><h1>Over time</h1><p>'
        f"{count} of {models} model{'' if models == 1 else 's'}{of}{proof}</p></div>"
        f'<ul class="legend" id="key">{keys}</ul></header>\n'
        "<noscript><p class=bar>Filters need JavaScript; the pictures, cards and tables do not.</p>"
        f'</noscript>\n<main><section class="stage sheets">{"".join(sheet)}</section>'
        '<aside class="side" aria-label="Card" aria-live="polite"><div class="intro"><h2>Read it '
        "like this</h2><p>A dot is a number that a note says of a model, at the model's release. "
        "The staircase is the largest so far. Choose a dot to see the sentence.</p></div>"
        f"{''.join(_card(one, m, family) for m in MEASURES for one in those[m.predicate])}"
        "</aside></main>"
    )


def _figure(
    measure: Measure,
    those: Sequence[Point],
    months: tuple[int, int],
    family: Mapping[str, int],
    maker: Mapping[str, int],
) -> str:
    name = f"{measure.words} by release date"
    rows = "".join(
        f'<tr><td>{one.placed.words}<th scope=row><a href="#p={esc(one.key)}">{esc(one.label, 80)}'
        f"</a><td data-v={one.value:.0f}>{short(one.value)}<td>{esc(one.family, 60)}"
        f"<td>{esc(one.organization, 60)}"
        for one in those
    )
    heads = "".join(
        f"<th scope=col>{one}" for one in ("Date", "Model", measure.words, "Family", "Organisation")
    )
    return (
        f'<figure class="sheet-fig" id="{measure.predicate}"><h2>{measure.words} '
        f"<small>{len(those)}, logarithmic</small></h2>"
        f'<div class="wide">{plot(name, those, months, family, maker)}</div>'
        f"<details class=twin><summary>As a table</summary><div class=wide><table><thead><tr>"
        f"{heads}</thead><tbody>{rows}</tbody></table></div></details></figure>"
    )


def _card(one: Point, measure: Measure, family: Mapping[str, int]) -> str:
    """Return a number's card."""
    said = quote(one.evidence) if one.evidence.quote else "<p class=where>said in the notes"
    why = "" if one.placed.source == "stated" else f" ({SAID_BY[one.placed.source]})"
    maker = f"{esc(one.organization, 80)} · " if one.organization else ""
    return (
        f'<article class="card f{family.get(one.family, 0)}" id="p={esc(one.key)}" tabindex=-1>'
        f"<h2>{esc(one.label, 120)}</h2><p class=meta>{maker}<time>{one.placed.words}</time>{why}"
        f"<p class=big>{short(one.value)} <small>{measure.words.lower()}</small>{said}</article>\n"
    )


def _techniques(those: Sequence[Spread], source: Source) -> str:
    """Return the matrix of techniques and years."""
    years = range(min(min(one.years) for one in those), max(max(one.years) for one in those) + 1)
    most = max(count for one in those for count in one.years.values())
    shown = sorted(those, key=lambda one: -len(one.models))[:MOST_TECHNIQUES]
    rows = []
    for one in those:
        if one not in shown:
            continue
        cells = "".join(_cell(one.years.get(year, 0), most, year) for year in years)
        first = esc(one.first.label, 60)
        where = one.first_evidence
        if where.link and not source.share:
            first = f'<a href="{esc(where.link)}" title="{esc(where.quote, 300)}">{first}</a>'
        names = esc(", ".join(one.models), 600)
        rows.append(
            f'<tr><th scope=row title="{names}">{esc(one.label, 60)}<td class=first>{first}'
            f"<td class=sum>{len(one.models)}{cells}"
        )
    head = "".join(f"<th scope=col>{year}" for year in years)
    return (
        '<figure class="sheet-fig" id="techniques"><h2>Techniques <small>models that came out in '
        f"a year and use it</small></h2><div class=wide><table class=heat><thead><tr>"
        f"<th scope=col>Technique<th scope=col>First<th scope=col>Models{head}</thead>"
        f"<tbody>{''.join(rows)}</tbody></table></div></figure>"
    )


def _cell(count: int, most: int, year: int) -> str:
    if not count:
        return f'<td class=h0 title="{year}: none">'
    level = 1 + min(4, int(4 * (count - 1) / max(most - 1, 1) + 0.5))
    return f"<td class=h{level}>{count}"
