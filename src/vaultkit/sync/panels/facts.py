"""What the notes say about the note's entity, each value with the places that say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaultkit.graph.vocab import schema
from vaultkit.sync.panel import PanelKind
from vaultkit.sync.style import table

if TYPE_CHECKING:
    from vaultkit.graph.facts import Claim
    from vaultkit.sync.scene import View


def make(view: View) -> str:
    """Return a table: what is said, its value, and where."""
    if view.entity is None:
        return ""
    known = schema().properties
    rows: dict[tuple[str, str], list[Claim]] = {}
    for claim in view.scene.graph.about(view.entity):
        if claim.status == "accepted" and claim.modality == "asserted":
            said = claim.object or str(claim.value)
            rows.setdefault((claim.predicate, said), []).append(claim)
    lines = []
    for (predicate, _), claims in sorted(
        rows.items(), key=lambda one: (_label(one[0][0], known), one[0])
    ):
        best = max(claims, key=lambda one: (one.confidence, one.note, one.line))
        lines.append((_label(predicate, known), view.value(best), view.sources(claims)))
    return table(("What", "Value", "Where"), lines) if lines else ""


def _label(predicate: str, known: object) -> str:
    """Return a predicate in words."""
    found = known.get(predicate) if isinstance(known, dict) else None
    return found.label if found else predicate


panel = PanelKind("facts", "What the notes say about the entity, and where", make)
