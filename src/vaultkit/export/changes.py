"""A difference between two graphs as text, and as Markdown for a pull request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaultkit.export.tree import one_line, words
from vaultkit.graph.records import label_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from vaultkit.graph.diff import Difference, Dispute, Fact
    from vaultkit.graph.facts import Claim
    from vaultkit.graph.graph import KnowledgeGraph

PARTS = (
    ("gained", "+", "Facts gained", "green"),
    ("lost", "-", "Facts lost", "red"),
    ("contradicted", "!", "Newly contradicted", "yellow"),
    ("settled", "=", "Settled", "cyan"),
)
"""Attribute, mark, title and colour of each part."""
MOST_IN_MARKDOWN = 100
"""Facts of a part that a comment on a pull request holds."""
MOST_CHARACTERS = 60_000
"""Of a comment: a web site takes 65,536."""


def text(
    found: Difference,
    old: KnowledgeGraph,
    new: KnowledgeGraph,
    style: Callable[..., str] = lambda said, **_: said,
) -> list[str]:
    """Return a difference as lines: each fact with the sentences that say it."""
    out = []
    for name, mark, title, colour in PARTS:
        part: tuple[Fact | Dispute, ...] = getattr(found, name)
        if not part:
            continue
        graph = old if name in {"lost", "settled"} else new
        out.append(style(f"{title} ({len(part)})", bold=True))
        for one in part:
            out.append(style(f"{mark} {headline(one, graph, name)}", fg=colour))
            out += [
                f"    {claim.note}:{claim.line}  “{one_line(claim.quote)}”" for claim in one.claims
            ]
        out.append("")
    return out[:-1] or ["no fact changed"]


def headline(one: Fact | Dispute, graph: KnowledgeGraph, part: str) -> str:
    """Return a fact, or the values of a dispute, in words."""
    subject, verb = label_of(graph, one.subject), words(one.predicate)
    if part in {"gained", "lost"}:
        return f"{subject} {verb} {_value(one.claims[0], graph)}"
    values = dict.fromkeys(
        _value(claim, graph) + (" (the fact)" if claim.status == "accepted" else "")
        for claim in sorted(one.claims, key=lambda claim: claim.status)
    )
    return f"{subject} {verb} {' or '.join(values)}"


def _value(claim: Claim, graph: KnowledgeGraph) -> str:
    """Return what a claim says of its subject."""
    if claim.object is not None:
        return label_of(graph, claim.object)
    return f"{claim.value:,}" if isinstance(claim.value, int) else str(claim.value)


def markdown(found: Difference, old: KnowledgeGraph, new: KnowledgeGraph) -> str:
    """Return a difference as Markdown; words of notes stand in it as code, so they do nothing."""
    if not found:
        return "### Knowledge\n\nNo fact changed.\n"
    counts = ", ".join(
        f"{len(getattr(found, name))} {title.lower()}"
        for name, _, title, _ in PARTS
        if getattr(found, name)
    )
    out = ["### Knowledge", "", counts.capitalize() + ".", ""]
    for name, _, title, _ in PARTS:
        part: tuple[Fact | Dispute, ...] = getattr(found, name)
        if not part:
            continue
        graph = old if name in {"lost", "settled"} else new
        out += [f"#### {title}", ""]
        for one in part[:MOST_IN_MARKDOWN]:
            out.append(f"- {_plain(headline(one, graph, name))}")
            out += [
                f"  - {_code(f'{claim.note}:{claim.line}')} {_code(one_line(claim.quote, 200))}"
                for claim in one.claims[:3]
            ]
        if len(part) > MOST_IN_MARKDOWN:
            out.append(f"- ... and {len(part) - MOST_IN_MARKDOWN} more")
        out.append("")
    kept, size = [], 0
    for line in out:
        size += len(line) + 1
        if size > MOST_CHARACTERS:
            kept.append("- ... and more: `vaultkit diff` shows all")
            break
        kept.append(line)
    return "\n".join(kept)


def _plain(said: str) -> str:
    """Return words that Markdown shows as they are: no link, mention or markup of a stranger's.

    A web site finds mentions, issues and addresses in the text after Markdown, where a backslash
    is gone: a space of no width parts those.
    """
    marks = "\\`*_[]<>#|~@!&"
    shown = "".join(f"\\{char}" if char in marks else char for char in one_line(said, 200))
    for mark in ("@", "#", ":", "www"):
        shown = shown.replace(mark, f"{mark}\u200b")
    return shown


def _code(said: str) -> str:
    """Return words as inline code, whatever back-ticks they hold."""
    longest = run = 0
    for char in said:
        run = run + 1 if char == "`" else 0
        longest = max(longest, run)
    fence = "`" * (longest + 1)
    pad = " " if said.startswith("`") or said.endswith("`") else ""
    return f"{fence}{pad}{said}{pad}{fence}"
