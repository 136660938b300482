"""A note is about a paper, and gives no address or id of it.

## Why
Without an arXiv id, a DOI or a link the paper can not be found again, and two notes on it can
not be told to be one. Source: docs/graph.md

## Example
```md
---
type: paper
---
# A paper on llamas
It is about llamas.
```
Instead:
```md
---
type: paper
arxiv: 2302.13971
---
# A paper on llamas
It is about llamas.
```

## Fix
None: the id is not known here.
"""

from __future__ import annotations

from vaultkit.graph.graph import KnowledgeGraph
from vaultkit.lint.rule import rule

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.lint.finding import Finding
    from vaultkit.lint.scene import Scene


IDS = frozenset(("arxiv", "arxiv_id", "doi", "url", "link", "paper", "isbn", "source", "acl"))


@rule("KNO006", "paper-without-id", of=KnowledgeGraph, severity="info")
def paper_without_id(graph: KnowledgeGraph, scene: Scene) -> Iterator[Finding]:
    """Report notes of type paper without an id among their properties and links."""
    for path, note in scene.vault.notes.items():
        kind = note.field("type")
        if kind is None or kind.value not in {"paper", "article"} or path not in graph.notes:
            continue
        keys = {one.key.lower().replace("-", "_") for one in note.fields if one.value}
        if not keys & IDS and not any(one.kind in {"url", "citation"} for one in note.links):
            yield scene.finding(
                kind.span,
                "no arXiv id, DOI or address of the paper",
                cause="notes of papers without an id",
                path=path,
            )
