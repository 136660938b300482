"""The models of the note's organisation, with their dates and sizes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaultkit.sync.panel import PanelKind
from vaultkit.sync.style import one_line, table

if TYPE_CHECKING:
    from vaultkit.graph.facts import Claim, EntityId
    from vaultkit.sync.scene import View


def make(view: View) -> str:
    """Return a table: model, release, parameters and where its maker is named."""
    if view.entity is None:
        return ""
    made: dict[EntityId, list[Claim]] = {}
    for claim in view.scene.graph.accepted():
        # datasets and programs have makers, too
        is_model = claim.subject.startswith("model/")
        if is_model and claim.predicate == "developedBy" and claim.object == view.entity:
            made.setdefault(claim.subject, []).append(claim)
    rows = [(_said(view, one, "releaseDate"), view.scene.label(one).lower(), one) for one in made]
    lines = [
        (view.name(one), released, _said(view, one, "parameterCount"), view.sources(made[one]))
        for released, _, one in sorted(rows)
    ]
    return table(("Model", "Released", "Parameters", "Where"), lines) if lines else ""


def _said(view: View, entity: EntityId, predicate: str) -> str:
    """Return the accepted value of a functional property; dates in their ISO form."""
    claims = [
        claim
        for claim in view.scene.graph.about(entity)
        if claim.predicate == predicate and claim.status == "accepted"
    ]
    if not claims:
        return ""
    best = max(claims, key=lambda one: (one.confidence, one.note, one.line))
    said = best.value if predicate == "releaseDate" or not best.raw else best.raw
    return one_line(str(said))


panel = PanelKind(
    "models-of", "The models of the organisation", make, frozenset({"organization", "person"})
)
