"""The properties at the top of a note have no closing line.

## Why
Without its second `---` the block is text: Obsidian shows the keys as prose and knows none of them
(B60). Source: https://help.obsidian.md/properties

## Example
```md
---
title: Llama

A model.
```
Instead:
```md
---
title: Llama
---

A model.
```

## Fix
None: where the properties end can not be told.
"""

from __future__ import annotations

from vaultkit.lint.rule import rule
from vaultkit.notes.note import Note

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.lint.finding import Finding
    from vaultkit.lint.scene import Scene


@rule("NOT020", "unclosed-frontmatter", of=Note, severity="error", kinds={"unclosed-frontmatter"})
def unclosed_frontmatter(note: Note, scene: Scene) -> Iterator[Finding]:
    """Report a head that is opened and never closed."""
    for problem in note.problems:
        if problem.kind == "unclosed-frontmatter":
            yield scene.finding(
                problem.span, problem.message, cause="notes whose properties have no closing line"
            )
