"""A property stands twice in a note.

## Why
Obsidian keeps one of the two and says nothing of the other (B65): a fact is lost.
Source: https://help.obsidian.md/properties

## Example
```md
---
year: 2023
year: 2024
---
```
Instead:
```md
---
year: 2024
---
```

## Fix
None: which value holds can not be told.
"""

from __future__ import annotations

from vaultkit.lint.rule import rule
from vaultkit.notes.note import Note

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.lint.finding import Finding
    from vaultkit.lint.scene import Scene


KINDS = {"duplicate-key"}


@rule("NOT002", "duplicate-key", of=Note, severity="error", kinds=KINDS)
def duplicate_key(note: Note, scene: Scene) -> Iterator[Finding]:
    """Report the second and later places of a property."""
    for problem in note.problems:
        if problem.kind in KINDS:
            yield scene.finding(problem.span, problem.message, cause="properties that stand twice")
