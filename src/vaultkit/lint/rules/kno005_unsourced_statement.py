"""A section states facts, and names no source.

## Why
A fact is worth what its source is worth; next year nobody will know where the number came from. A
link to the web, a citation, or a link to a note of a paper is a source: in the section, in the
note's section `Sources` or `References`, or in its properties. Source: docs/graph.md

## Example
```md
# Vicuna
Vicuna has a context length of 2048 tokens.
```
Instead:
```md
# Vicuna
Vicuna has a context length of 2048 tokens ([post](https://lmsys.org/blog/2023-03-30-vicuna/)).
```

## Fix
None: the source is not known here.
"""

from __future__ import annotations

from bisect import bisect_right

from vaultkit.graph.graph import KnowledgeGraph
from vaultkit.lint.known import is_sourced, stated
from vaultkit.lint.rule import rule
from vaultkit.text import NotePath

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.lint.finding import Finding
    from vaultkit.lint.scene import Scene


@rule("KNO005", "unsourced-statement", of=KnowledgeGraph, severity="info")
def unsourced_statement(graph: KnowledgeGraph, scene: Scene) -> Iterator[Finding]:
    """Report the first statement of each section without a source."""
    seen: dict[tuple[str, int], int] = {}
    firsts = {}
    for claim in stated(graph):
        note = scene.vault.notes.get(NotePath(claim.note))
        if note is None:
            continue
        starts = [one.span.start for one in note.headings]
        section = bisect_right(starts, claim.span.start) - 1
        key = (str(claim.note), section)
        if key not in seen:
            end = starts[section + 1] if section + 1 < len(starts) else len(note.text)
            start = starts[section] if section >= 0 else 0
            if is_sourced(note, start, end, graph, scene):
                seen[key] = -1
                continue
            seen[key] = 0
            firsts[key] = claim
        if seen[key] >= 0:
            seen[key] += 1
    for key, claim in firsts.items():
        count = seen[key]
        words = "a statement" if count == 1 else f"{count} statements"
        yield scene.finding(
            claim.span,
            f"{words} without a source in this section",
            cause="sections that state facts and name no source",
            topic=claim.note,
            path=claim.note,
        )
