"""Numbers of models over time, and the spread of techniques: what the time page plots."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vaultkit.export.views.evidence import Evidence, Source, evidence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from vaultkit.export.views.dating import Placed
    from vaultkit.export.views.scene import Model, Scene
    from vaultkit.graph.facts import EntityId
    from vaultkit.graph.graph import KnowledgeGraph


@dataclass(frozen=True, slots=True)
class Measure:
    """A number that is plotted."""

    predicate: str
    words: str
    unit: str


MEASURES = (
    Measure("parameterCount", "Parameters", ""),
    Measure("contextLength", "Context length", "tokens"),
    Measure("trainingTokens", "Training tokens", "tokens"),
)


@dataclass(frozen=True, slots=True)
class Point:
    """One number of one model, with the sentence that says it."""

    key: str
    """Its place in the address."""
    label: str
    """The model or variant that it was said of."""
    model: Model
    family: str
    organization: str
    value: float
    raw: str
    placed: Placed
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Spread:
    """Who used a technique, and when first."""

    technique: str
    label: str
    first: Model
    first_evidence: Evidence
    years: Mapping[int, int]
    """Number of models that came out in a year and use it."""
    models: tuple[str, ...]
    """Their names, oldest first."""


def points(graph: KnowledgeGraph, what: Scene, source: Source) -> dict[str, list[Point]]:
    """Return the points of each measure, the oldest first; models without a date have none."""
    found: dict[str, list[Point]] = {one.predicate: [] for one in MEASURES}
    seen: set[tuple[str, str, float]] = set()
    number = 0
    for claim in graph.claims:
        value = claim.value
        if (
            claim.predicate not in found
            or claim.status != "accepted"
            or isinstance(value, str | None)
            or value <= 0
        ):
            continue
        base = what.fold_of.get(claim.subject)
        model = what.models.get(base) if base is not None else None
        same = (claim.subject, claim.predicate, float(value))
        if model is None or model.placed is None or same in seen:
            continue
        seen.add(same)
        number += 1
        entity = graph.entities[claim.subject]
        found[claim.predicate].append(
            Point(
                key=claim.id if not source.share else str(number),
                label=entity.label,
                model=model,
                family=what.family_names.get(model.family, ""),
                organization=model.organizations[0] if model.organizations else "",
                value=float(value),
                raw=claim.raw or f"{value:g}",
                placed=model.placed,
                evidence=evidence(claim, source),
            )
        )
    for those in found.values():
        those.sort(key=lambda one: (one.placed.month, one.value, one.label, one.key))
    return found


def spread(graph: KnowledgeGraph, what: Scene, source: Source) -> tuple[Spread, ...]:
    """Return techniques with their first use and the number of models by year."""
    users: dict[EntityId, dict[EntityId, Evidence]] = {}
    for claim in graph.accepted():
        base = what.fold_of.get(claim.subject)
        if claim.predicate == "usesTechnique" and claim.object in graph.entities and base:
            assert claim.object is not None
            users.setdefault(claim.object, {}).setdefault(base, evidence(claim, source))
    found = []
    for technique, those in users.items():
        dated = [
            (model.placed, model)
            for key in those
            if (model := what.models.get(key)) is not None and model.placed is not None
        ]
        if not dated:
            continue
        dated.sort(key=lambda pair: (pair[0].month, pair[1].label))
        first = dated[0][1]
        found.append(
            Spread(
                technique=technique,
                label=graph.entities[technique].label,
                first=first,
                first_evidence=those[first.id],
                years=Counter(placed.low // 12 for placed, _ in dated),
                models=tuple(model.label for _, model in dated),
            )
        )
    return tuple(sorted(found, key=lambda one: (min(one.years), -len(one.models), one.label)))


def frontier(those: Sequence[Point]) -> list[Point]:
    """Return the points that were the largest so far when they came out."""
    best: list[Point] = []
    for point in those:
        if not best or point.value > best[-1].value:
            if best and best[-1].placed.month == point.placed.month:
                best.pop()
            best.append(point)
    return best


def short(value: float) -> str:
    """Return a number as people write it: 70B, 1.4T, 128k."""
    for size, unit in ((1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "k")):
        if value >= size * 0.9995:
            return f"{value / size:.3g}{unit}"
    return f"{value:.3g}"
