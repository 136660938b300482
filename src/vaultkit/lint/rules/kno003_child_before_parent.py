"""A model is said to come from one that was released after it.

## Why
A child can not be older than its parent: the step was read the wrong way round, or one of the dates
is wrong. Where no note gives a date, that of vaultkit's own list is used. Source: docs/graph.md

## Example
```md
LLaMA is fine-tuned from Vicuna.
```
Instead:
```md
Vicuna is fine-tuned from LLaMA.
```

## Fix
None: whether step or date is wrong can not be told.
"""

from __future__ import annotations

from vaultkit.graph.graph import KnowledgeGraph
from vaultkit.lint.known import label, released, steps
from vaultkit.lint.rule import rule

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.lint.finding import Finding
    from vaultkit.lint.scene import Scene


@rule("KNO003", "child-before-parent", of=KnowledgeGraph, severity="warning")
def child_before_parent(graph: KnowledgeGraph, scene: Scene) -> Iterator[Finding]:
    """Report steps of lineage whose child is older than its parent, by the parts of both dates."""
    days = released(graph)
    for claim in steps(graph):
        child, parent = days.get(claim.subject), days.get(str(claim.object))
        if child is None or parent is None:
            continue
        exact = min(len(child), len(parent))
        if child[:exact] < parent[:exact]:
            yield scene.finding(
                claim.span,
                f"{label(claim.subject, graph)} ({child}) is older than "
                f"{label(str(claim.object), graph)} ({parent})",
                cause="models that are older than what they come from",
                path=claim.note,
            )
