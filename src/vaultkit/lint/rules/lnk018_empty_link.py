"""A link has no target.

## Why
It looks like a link and leads nowhere. Source: https://help.obsidian.md/links

## Example
```md
See [the paper]().
```
Instead:
```md
See [the paper](https://arxiv.org/abs/2302.13971).
```

## Fix
None: the target is not known here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaultkit.lint.rule import rule
from vaultkit.notes.note import Link

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.lint.finding import Finding
    from vaultkit.lint.scene import Scene


@rule("LNK018", "empty-link", of=Link, severity="warning")
def empty_link(link: Link, scene: Scene) -> Iterator[Finding]:
    """Report `[words]()`, `[[|words]]` and `[[#]]`."""
    target = link.target.strip("| ")
    if target or link.subpath.strip("# ^") or link.kind in {"citation", "canvas", "base"}:
        return
    yield scene.finding(link.span, "the link has no target", cause="links without a target")
