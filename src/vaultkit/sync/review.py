"""Review inside Obsidian: questions with boxes, and what the ticked boxes decide."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from vaultkit.graph.vocab import schema
from vaultkit.sync.panels.contradictions import lines_of
from vaultkit.sync.style import quoted
from vaultkit.text import NotePath
from vaultkit.vault.resolve import Missing

if TYPE_CHECKING:
    from vaultkit.notes.note import Note
    from vaultkit.sync.scene import View

NOTHING_WAITS = "Nothing waits for you."
MOST = 30
"""Questions of one kind: a phone's screen is small, and the next sync brings more."""
LEAST_SURE = 0.3
LONGEST_QUOTE = 240
_TICK = re.compile(r"^[ \t]{0,20}[-*+] \[[xX]\] (accept|reject) `([0-9a-f]{12})`", re.MULTILINE)


def make_review(view: View) -> str:
    """Return the questions that wait for the user."""
    parts = [_claims(view), _contradictions(view), _unknown(view), _wanted(view)]
    return "\n\n".join(part for part in parts if part) or NOTHING_WAITS


def ticked(note: Note) -> tuple[frozenset[str], frozenset[str]]:
    """Return the ids of claims that the user ticked to accept, and to reject.

    A claim with both boxes ticked is left for another time.
    """
    yes: set[str] = set()
    no: set[str] = set()
    for panel in note.panels:
        if panel.name != "review":
            continue
        for found in _TICK.finditer(note.text, panel.content.start, panel.content.end):
            (yes if found.group(1) == "accept" else no).add(found.group(2))
    return frozenset(yes - no), frozenset(no - yes)


def _claims(view: View) -> str:
    """Return the claims that are not sure enough to be facts, the surest first."""
    graph = view.scene.graph
    held: dict[str, str] = {}
    waiting = [
        claim
        for claim in graph.claims
        if claim.status == "candidate"
        and claim.modality != "negated"
        and claim.confidence >= LEAST_SURE
    ]
    for claim in sorted(
        waiting,
        key=lambda one: (
            one.modality != "asserted",
            -one.confidence,
            one.note,
            one.line,
            one.predicate,
            one.id,
        ),
    ):
        if claim.id in held or len(held) == MOST:
            continue
        known = schema().properties.get(claim.predicate)
        words = known.label if known else claim.predicate
        words += f" ({claim.modality})" if claim.modality != "asserted" else ""
        quote = claim.quote[:LONGEST_QUOTE] + ("…" if len(claim.quote) > LONGEST_QUOTE else "")
        held[claim.id] = (
            f"- {view.name(claim.subject)}, {words}: {view.value(claim)} ({view.place(claim)})\n"
            f"    - {quoted(quote)}\n"
            f"    - [ ] accept `{claim.id}`\n"
            f"    - [ ] reject `{claim.id}`"
        )
    return "\n".join(["### Claims to confirm", "", *held.values()]) if held else ""


def _contradictions(view: View) -> str:
    found = view.scene.contradictions[:MOST]
    lines = [line for one in found for line in lines_of(view, one)]
    return "\n".join(["### Contradictions", "", *lines]) if lines else ""


def _unknown(view: View) -> str:
    """Return the names that look like a model's and that no list has, by count."""
    counts = Counter(text for text, _, _ in view.scene.graph.unknown)
    first: dict[str, str] = {}
    for text, path, _ in view.scene.graph.unknown:
        first.setdefault(text, path)
    ranked = sorted(counts, key=lambda text: (-counts[text], text))[:MOST]
    lines = [
        f"- {quoted(text)} ({counts[text]}): {view.style.link(first[text])}" for text in ranked
    ]
    return "\n".join(["### Names not known", "", *lines]) if lines else ""


def _wanted(view: View) -> str:
    """Return the links to notes that are not written yet, by count."""
    vault = view.scene.vault
    counts: Counter[str] = Counter()
    for source, links in vault.sources():
        note = vault.notes.get(NotePath(source))
        own = [panel.span for panel in note.panels] if note else []
        for link in links:
            if link.kind not in {"wikilink", "property"} or any(p.covers(link.span) for p in own):
                continue
            reached = vault.resolve(source, link)
            if isinstance(reached, Missing) and reached.what == "file":
                counts[link.target] += 1
    ranked = sorted(counts, key=lambda text: (-counts[text], text))[:MOST]
    lines = [f"- {quoted(text)} ({counts[text]})" for text in ranked]
    return "\n".join(["### Notes not written yet", "", *lines]) if lines else ""
