"""The card of each model: what is known of it, and the sentences that prove where it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaultkit.export.views.escape import esc, place, words
from vaultkit.export.views.relations import words_up
from vaultkit.export.views.svg import OPENNESS_WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from vaultkit.export.views.dating import Placed
    from vaultkit.export.views.evidence import Evidence, Source
    from vaultkit.export.views.scene import Model
    from vaultkit.export.views.tie import Tie
    from vaultkit.graph.facts import EntityId

MOST_QUOTES = 4


def card(
    model: Model,
    when: Placed | None,
    colour: int,
    up: Sequence[Tie],
    labels: Mapping[EntityId, str],
    source: Source,
) -> str:
    """Return a model's card as an article whose id is its place in the address.

    It holds what proves the lineage; the page's script adds what it led to, and `more`.
    """
    out = [
        (
            f'<article class="card f{colour}" id="n={place(model.id)}" tabindex=-1>'
            f"<h2>{words(model.label, 200)}</h2><p class=meta>{_meta(model, when)}"
        )
    ]
    if up:
        out.append("<h3>Derived from</h3>")
        out += [_up(tie, labels, source) for tie in up]
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
        f'<p class="rel {tie.group.key}">{words_up(tie.predicate)} '
        f'<a href="#n={place(tie.parent)}">{words(labels[tie.parent], 120)}</a>{unsure}{odd}'
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
    heading = f" · {words(one.heading, 160)}" if one.heading else ""
    where = f"{words(one.note, 200)}{heading}, line {one.line}"
    if one.link:
        where = f'<a href="{esc(one.link)}">{where}</a>'
    marks = [one.modality] if one.modality != "asserted" else []
    marks += [one.status] if one.status != "accepted" else []
    marks += ["your own"] if one.layer == "curated" else []
    marks += ["inferred"] if one.layer == "inferred" else []
    tags = "".join(f" <span class=tag>{esc(mark)}</span>" for mark in marks)
    return (
        f'<blockquote data-c="{esc(one.claim)} {one.confidence:.2f}">{words(one.quote, 600)}'
        f"</blockquote><p class=where>{where}{tags}"
    )
