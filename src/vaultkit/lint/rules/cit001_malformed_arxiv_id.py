"""An arXiv address has an id that arXiv does not give.

## Why
The link is dead. Ids are `YYMM.NNNNN` (four digits after the dot before 2015), or, before April
2007, an archive and seven digits. Source: https://info.arxiv.org/help/arxiv_identifier.html

## Example
```md
See [LLaMA](https://arxiv.org/abs/2313.13971).
```
Instead:
```md
See [LLaMA](https://arxiv.org/abs/2302.13971).
```

## Fix
None: the right id is not known here.
"""

from __future__ import annotations

from vaultkit.lint.arxiv import arxiv_id, is_possible, may_be_arxiv
from vaultkit.lint.rule import rule
from vaultkit.notes.note import Link

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.lint.finding import Finding
    from vaultkit.lint.scene import Scene


@rule(
    "CIT001",
    "malformed-arxiv-id",
    of=Link,
    severity="warning",
    when={"external"},
    glance=may_be_arxiv,
)
def malformed_arxiv_id(link: Link, scene: Scene) -> Iterator[Finding]:
    """Report addresses of papers whose id can not be."""
    name = arxiv_id(link.target)
    if name is not None and not is_possible(name):
        yield scene.finding(
            link.span,
            f"`{name}` is no id of arXiv",
            cause="arXiv addresses with an impossible id",
        )
