"""The models that use the note's technique, or a kind of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaultkit.graph.vocab import knowledge
from vaultkit.sync.panel import PanelKind
from vaultkit.sync.style import table

if TYPE_CHECKING:
    from vaultkit.graph.facts import Claim, EntityId
    from vaultkit.sync.scene import View


def make(view: View) -> str:
    """Return a table: model, by which technique where it is a kind of this one, and where."""
    if view.entity is None:
        return ""
    kinds = _narrower(view.entity)
    rows: dict[tuple[EntityId, EntityId], list[Claim]] = {}
    for claim in view.scene.graph.accepted():
        if claim.predicate == "usesTechnique" and claim.object in kinds:
            rows.setdefault((claim.subject, claim.object), []).append(claim)
    lines = [
        (
            view.name(model),
            "" if technique == view.entity else view.name(technique),
            view.sources(claims),
        )
        for (model, technique), claims in sorted(
            rows.items(), key=lambda one: (view.scene.label(one[0][0]).lower(), one[0])
        )
    ]
    if not any(by for _, by, _ in lines):
        return table(("Model", "Where"), [(one, where) for one, _, where in lines]) if lines else ""
    return table(("Model", "By", "Where"), lines)


def _narrower(technique: EntityId) -> set[EntityId]:
    """Return a technique and every kind of it that the vocabulary names."""
    found = {technique}
    below: dict[EntityId, list[EntityId]] = {}
    for one in knowledge():
        for broader in one.broader:
            below.setdefault(broader, []).append(one.id)
    left = [technique]
    while left:
        for kind in below.get(left.pop(), []):
            if kind not in found:
                found.add(kind)
                left.append(kind)
    return found


panel = PanelKind(
    "models-using", "The models that use the technique", make, frozenset({"technique"})
)
