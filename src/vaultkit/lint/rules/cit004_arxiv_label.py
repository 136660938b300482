"""A link's words give another arXiv id than its address.

## Why
The reader notes one paper, and the link opens another: it was copied, and one half was changed.
Source: https://info.arxiv.org/help/arxiv_identifier.html

## Example
```md
[arXiv:2302.13971](https://arxiv.org/abs/2307.09288)
```
Instead:
```md
[arXiv:2307.09288](https://arxiv.org/abs/2307.09288)
```

## Fix
None: which of the two is meant can not be told.
"""

from __future__ import annotations

from vaultkit.lint.arxiv import arxiv_id, ids_in, may_be_arxiv
from vaultkit.lint.rule import rule
from vaultkit.notes.note import Link

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.lint.finding import Finding
    from vaultkit.lint.scene import Scene


@rule(
    "CIT004",
    "arxiv-label",
    of=Link,
    severity="warning",
    when={"external"},
    glance=may_be_arxiv,
)
def arxiv_label(link: Link, scene: Scene) -> Iterator[Finding]:
    """Report words with one arXiv id that is not the address's."""
    name = arxiv_id(link.target)
    shown = ids_in(link.display or "")
    if name is not None and len(shown) == 1 and shown[0] != name.partition("v")[0]:
        yield scene.finding(
            link.span,
            f"shows {shown[0]}, and opens {name}",
            cause="links to arXiv that show another id",
        )
