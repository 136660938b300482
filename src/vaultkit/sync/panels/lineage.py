"""Where a model comes from, and what came from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaultkit.graph.vocab import schema
from vaultkit.sync.panel import PanelKind

if TYPE_CHECKING:
    from vaultkit.graph.facts import EntityId
    from vaultkit.graph.lineage import Step
    from vaultkit.sync.scene import View

MODELS = frozenset({"model", "model-series", "model-variant"})
DEEP = 4
"""Generations shown in each direction."""


def make(view: View) -> str:
    """Return the ancestors and descendants of the note's model as two trees."""
    entity = view.entity
    if entity is None:
        return ""
    lines: list[str] = []
    up = _tree(view, entity, 0, {entity}, up=True)
    down = _tree(view, entity, 0, {entity}, up=False)
    if up:
        lines += ["**Comes from**", "", *up]
    if down:
        lines += [""] * bool(lines) + ["**Led to**", "", *down]
    return "\n".join(lines)


def _tree(view: View, entity: EntityId, depth: int, seen: set[EntityId], *, up: bool) -> list[str]:
    lineage = view.scene.lineage
    steps = lineage.up.get(entity, ()) if up else lineage.down.get(entity, ())
    lines: list[str] = []
    ends: dict[EntityId, list[Step]] = {}
    for step in steps:
        ends.setdefault(step.parent if up else step.child, []).append(step)
    for end in sorted(ends, key=lambda one: (view.scene.label(one).lower(), one)):
        if end in seen:
            continue
        seen.add(end)
        kinds = sorted({_words(step.kind) for step in ends[end]})
        claims = [claim for step in ends[end] for claim in step.claims]
        said = f" ({view.sources(claims)})" if claims else ""
        lines.append(f"{'    ' * depth}- {view.name(end)}: {', '.join(kinds)}{said}")
        if depth + 1 < DEEP:
            lines += _tree(view, end, depth + 1, seen, up=up)
    return lines


def _words(predicate: str) -> str:
    """Return a predicate in words."""
    known = schema().properties.get(predicate)
    return known.label if known else predicate


panel = PanelKind("lineage", "Where the model comes from, and what came from it", make, MODELS)
