"""A model comes from itself.

## Why
Lineage runs one way in time: one of the steps was read from a wrong sentence, or written the wrong
way round. Source: docs/graph.md

## Example
```md
Vicuna is fine-tuned from LLaMA.

LLaMA is fine-tuned from Vicuna.
```
Instead:
```md
Vicuna is fine-tuned from LLaMA.
```

## Fix
None: which step is wrong can not be told.
"""

from __future__ import annotations

from vaultkit.graph.graph import KnowledgeGraph
from vaultkit.lint.known import label, steps
from vaultkit.lint.rule import rule
from vaultkit.lint.waiting import circles

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.graph.facts import Claim
    from vaultkit.lint.finding import Finding
    from vaultkit.lint.scene import Scene


@rule("KNO002", "lineage-cycle", of=KnowledgeGraph, severity="warning")
def lineage_cycle(graph: KnowledgeGraph, scene: Scene) -> Iterator[Finding]:
    """Report one finding a circle, at its least certain step."""
    by_child: dict[str, list[str]] = {}
    found: dict[tuple[str, str], Claim] = {}
    for claim in steps(graph):
        parent = str(claim.object)
        by_child.setdefault(claim.subject, []).append(parent)
        found.setdefault((str(claim.subject), parent), claim)
    for circle in circles(by_child):
        pairs = zip(circle, [*circle[1:], circle[0]], strict=True)
        claims = [found[pair] for pair in pairs]
        least = min(claims, key=lambda one: (one.confidence, one.note, one.line))
        names = " <- ".join(label(one, graph) for one in [*circle, circle[0]])
        yield scene.finding(
            least.span,
            f"a lineage that goes in a circle: {names}",
            cause="lineages that go in a circle",
            path=least.note,
        )
