"""The properties at the top of a note can not be read.

## Why
Obsidian shows the block in red and knows none of the note's properties, aliases and tags; nothing
in it reaches the graph. Source: https://help.obsidian.md/properties

## Example
```md
---
title: [unclosed
---
Text.
```
Instead:
```md
---
title: closed
---
Text.
```

## Fix
None: what was meant can not be told.
"""

from __future__ import annotations

from vaultkit.lint.rule import rule
from vaultkit.notes.note import Note

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.lint.finding import Finding
    from vaultkit.lint.scene import Scene


KINDS = {"invalid-yaml", "frontmatter-too-large", "too-deep", "too-many-aliases"}


@rule("NOT001", "invalid-frontmatter", of=Note, severity="error", kinds=KINDS)
def invalid_frontmatter(note: Note, scene: Scene) -> Iterator[Finding]:
    """Report a YAML head that no parser reads."""
    for problem in note.problems:
        if problem.kind in KINDS:
            yield scene.finding(
                problem.span,
                f"properties can not be read: {problem.message}",
                cause="notes whose properties can not be read",
            )
