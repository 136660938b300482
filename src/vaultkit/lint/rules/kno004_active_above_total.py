"""A model is said to have more active parameters than parameters.

## Why
The active ones are those of the experts that a token passes, a part of all: one of the two numbers
is wrong, or belongs to another model. Source: docs/graph.md

## Example
```md
---
type: model
parameters: 47B
active_parameters: 60B
---
```
Instead:
```md
---
type: model
parameters: 47B
active_parameters: 13B
---
```

## Fix
None: which number is wrong can not be told.
"""

from __future__ import annotations

from vaultkit.graph.graph import KnowledgeGraph
from vaultkit.lint.known import label, stated
from vaultkit.lint.rule import rule

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.lint.finding import Finding
    from vaultkit.lint.scene import Scene


@rule("KNO004", "active-above-total", of=KnowledgeGraph, severity="warning")
def active_above_total(graph: KnowledgeGraph, scene: Scene) -> Iterator[Finding]:
    """Report each number of active parameters that is above every number of parameters."""
    most: dict[str, float] = {}
    active = []
    for claim in stated(graph):
        if not isinstance(claim.value, int | float):
            continue
        if claim.predicate in {"parameterCount", "parameterCountMax"}:
            most[claim.subject] = max(most.get(claim.subject, 0), claim.value)
        elif claim.predicate in {"activeParameterCount", "activeParameterCountMin"}:
            active.append((claim, claim.value))
    for claim, value in active:
        total = most.get(claim.subject)
        if total is not None and value > total:
            yield scene.finding(
                claim.span,
                f"{label(claim.subject, graph)}: {value:,} active parameters of {total:,}",
                cause="models with more active parameters than parameters",
                path=claim.note,
            )
