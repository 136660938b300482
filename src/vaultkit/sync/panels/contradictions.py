"""Where notes contradict one another about the note's entity, or in the whole vault."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaultkit.graph.vocab import schema
from vaultkit.sync.panel import PanelKind

if TYPE_CHECKING:
    from vaultkit.graph.settle import Contradiction
    from vaultkit.sync.scene import View


def make(view: View) -> str:
    """Return a list: what is disputed, and below it each value with its places."""
    lines: list[str] = []
    for one in view.scene.contradictions:
        if view.entity in {None, one.subject}:
            lines += lines_of(view, one)
    return "\n".join(lines)


def lines_of(view: View, one: Contradiction) -> list[str]:
    """Return one contradiction: the value that counts as the fact comes first."""
    known = schema().properties.get(one.predicate)
    words = known.label if known else one.predicate
    lines = [f"- {view.name(one.subject)}, {words}"]
    for number, claims in enumerate(one.values):
        best = max(claims, key=lambda claim: (claim.confidence, claim.note, claim.line))
        denied = "not " if best.predicate == "lacksTechnique" else ""
        taken = " (taken as the fact)" if number == 0 and one.settled else ""
        lines.append(f"    - {denied}{view.value(best)}: {view.sources(claims)}{taken}")
    return lines


panel = PanelKind("contradictions", "Where notes contradict one another", make, anywhere=True)
