"""The card of each model: what is known of it, and the sentences that prove where it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaultkit.export.views.escape import esc
from vaultkit.export.views.evidence import Evidence, Source, obsidian_link, public_address
from vaultkit.export.views.relations import words_down, words_up
from vaultkit.export.views.svg import OPENNESS_WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from vaultkit.export.views.dating import Placed
    from vaultkit.export.views.scene import Model, Tie
    from vaultkit.graph.facts import EntityId

MOST_QUOTES = 4
MOST_NOTES = 4


def card(
    model: Model,
    when: Placed | None,
    colour: int,
    up: Sequence[Tie],
    down: Sequence[Tie],
    labels: Mapping[EntityId, str],
    source: Source,
) -> str:
    """Return a model's card as an article whose id is its place in the address."""
    out = [
        (
            f'<article class="card f{colour}" id="n={esc(model.id, 400)}" tabindex=-1>'
            f"<h2>{esc(model.label, 200)}</h2><p class=meta>{_meta(model, when)}"
        )
    ]
    if up:
        out.append("<h3>Derived from</h3>")
        out += [_up(tie, labels, source) for tie in up]
    if down:
        out.append("<h3>Led to</h3><ul class=links>")
        out += [_down(tie, labels) for tie in down]
        out.append("</ul>")
    out += _facts(model)
    if model.folded:
        names = ", ".join(esc(label, 120) for _, label in model.folded)
        out.append(f"<h3>Stands for</h3><p class=small>{names}")
    if model.aliases:
        names = ", ".join(esc(name, 120) for name in model.aliases[:12])
        out.append(f"<h3>Also written</h3><p class=small>{names}")
    address = public_address(model.paper) if model.paper else ""
    if address:
        out.append(
            f'<h3>Paper</h3><p class=small><a href="{esc(address)}" rel=noreferrer>'
            f"{esc(address.removeprefix('https://'))}</a>"
        )
    read = {one.note for tie in up for one in tie.evidence}
    notes = [note for note in model.notes if note not in read][:MOST_NOTES]
    if notes:
        out.append(
            "<h3>Other notes</h3><ul class=notes>" if read else "<h3>Notes</h3><ul class=notes>"
        )
        out += [f"<li>{_note(note, source)}" for note in notes]
        out.append("</ul>")
    out.append("</article>\n")
    return "".join(out)


def _meta(model: Model, when: Placed | None) -> str:
    """Return organisation, date with its reason, and openness; the style sheet adds reasons."""
    parts = [esc(name, 80) for name in model.organizations[:2]]
    if when is not None and when.source in {"stated", "paper", "list"}:
        parts.append(f"<time class={when.source}>{when.words}</time>")
    else:
        parts.append("<em>date unknown</em>")
    weights = OPENNESS_WORDS[model.openness]
    parts.append(f"<span class=list>{weights}</span>" if model.openness_listed else weights)
    return " · ".join(parts)


def _up(tie: Tie, labels: Mapping[EntityId, str], source: Source) -> str:
    """Return a relation to a parent with its sentences."""
    unsure = "" if tie.sure else ' <span class=doubt title="low confidence">?</span>'
    odd = " <span class=doubt>closes a cycle</span>" if tie.breaks_cycle else ""
    head = (
        f"<p class=rel><i class={tie.group.key}></i>{words_up(tie.predicate)} "
        f'<a href="#n={esc(tie.parent, 400)}">{esc(labels[tie.parent], 120)}</a>{unsure}{odd}'
    )
    if source.share:
        count = len(tie.evidence)
        said = "said once" if count == 1 else f"said {count} times"
        return f"{head}<p class=where>{said} in the notes"
    quotes = "".join(quote(one) for one in tie.evidence[:MOST_QUOTES])
    more = len(tie.evidence) - MOST_QUOTES
    tail = f"<p class=where>and {more} more" if more > 0 else ""
    none = "" if tie.evidence else "<p class=where>no evidence"
    return f"{head}{quotes}{tail}{none}"


def quote(one: Evidence) -> str:
    """Return a claim's sentence with its place, which opens it; the script adds `reject`."""
    heading = f" · {esc(one.heading, 160)}" if one.heading else ""
    place = f"{esc(one.note, 200)}{heading}, line {one.line}"
    if one.link:
        place = f'<a href="{esc(one.link)}">{place}</a>'
    marks = [one.modality] if one.modality != "asserted" else []
    marks += [one.status] if one.status != "accepted" else []
    marks += ["your own"] if one.layer == "curated" else []
    marks += ["inferred"] if one.layer == "inferred" else []
    tags = "".join(f" <span class=tag>{esc(mark)}</span>" for mark in marks)
    return (
        f'<blockquote data-c="{esc(one.claim)} {one.confidence:.2f}">{esc(one.quote, 600)}'
        f"</blockquote><p class=where>{place}{tags}"
    )


def _down(tie: Tie, labels: Mapping[EntityId, str]) -> str:
    return (
        f"<li><i class={tie.group.key}></i>{words_down(tie.predicate)} "
        f'<a href="#n={esc(tie.child, 400)}">{esc(labels[tie.child], 120)}</a>'
    )


def _facts(model: Model) -> list[str]:
    """Return sizes and the like, each with where it was read."""
    if not model.facts:
        return []
    out = ["<h3>Facts</h3><dl>"]
    for name, value, where in model.facts:
        place = ""
        if where is not None and where.note:
            words = f"{esc(where.note, 120)}:{where.line}"
            place = (
                f' <a class=src href="{esc(where.link)}" title="{esc(where.quote)}">{words}</a>'
                if where.link
                else f' <span class=src title="{esc(where.quote, 300)}">{words}</span>'
            )
        out.append(f"<dt>{esc(name)}<dd>{esc(value, 120)}{place}")
    return [*out, "</dl>"]


def _note(note: str, source: Source) -> str:
    link = obsidian_link(source, note)
    return f'<a href="{esc(link)}">{esc(note, 160)}</a>' if link else esc(note, 160)
