"""Notes give a model two values for what can have one only.

## Why
One of them is wrong, or is about another release; the graph keeps the one with the better evidence
and marks the other as disputed. `vaultkit list contradictions` has all. Source: docs/graph.md

## Example
```md
# Vicuna
Vicuna has a context length of 2048 tokens.
=== Other.md
# Vicuna
Vicuna has a context length of 4096 tokens.
```
Instead:
```md
# Vicuna
Vicuna has a context length of 2048 tokens.
=== Other.md
# Vicuna
Vicuna has a context length of 2048 tokens.
```

## Fix
None: `vaultkit accept` or `vaultkit reject` settles it.
"""

from __future__ import annotations

from vaultkit.graph.graph import KnowledgeGraph
from vaultkit.lint.known import label, said, stated
from vaultkit.lint.rule import rule

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.graph.facts import Claim
    from vaultkit.lint.finding import Finding
    from vaultkit.lint.scene import Scene


@rule("KNO001", "contradicting-values", of=KnowledgeGraph, severity="warning")
def contradicting_values(graph: KnowledgeGraph, scene: Scene) -> Iterator[Finding]:
    """Report the first place of each value but the first, of properties that have one value."""
    from vaultkit.graph.vocab import schema  # read only where the rule runs

    properties = schema().properties
    by: dict[tuple[str, str], dict[str, Claim]] = {}
    for claim in stated(graph):
        prop = properties.get(claim.predicate)
        if prop is not None and prop.functional:
            by.setdefault((claim.subject, claim.predicate), {}).setdefault(
                said(claim, graph), claim
            )
    for (subject, predicate), values in by.items():
        first, *others = values.items()
        for value, claim in others:
            dates = claim.date_precision and first[1].date_precision
            if dates and (value.startswith(first[0]) or first[0].startswith(value)):
                continue  # 2023 and 2023-02 are one date, once more and once less exactly
            where = f"{first[1].note}:{first[1].line}"
            yield scene.finding(
                claim.span,
                f"{label(subject, graph)}: {properties[predicate].label} is {value} here, "
                f"{first[0]} in {where}",
                cause="statements that contradict another one",
                topic=f"{label(subject, graph)}: {properties[predicate].label}",
                path=claim.note,
            )
