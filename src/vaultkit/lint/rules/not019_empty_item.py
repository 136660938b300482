"""A list item is empty.

## Why
It was begun and left, or lost its text; readers stop at it.
Source: https://spec.commonmark.org/0.31.2/#list-items

## Example
```md
- Llama
-
- Mistral
```
Instead:
```md
- Llama
- Mistral
```

## Fix
None: what belonged there can not be told.
"""

from __future__ import annotations

from vaultkit.lint.rule import rule
from vaultkit.notes.note import Note

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.lint.finding import Finding
    from vaultkit.lint.scene import Scene


@rule("NOT019", "empty-item", of=Note, severity="info", default=False)
def empty_item(note: Note, scene: Scene) -> Iterator[Finding]:
    """Report items without a word and without children."""
    for block in note.blocks_of("item"):
        if block.kind == "item" and not block.span.of(note.text).strip(" \t\r\n-*+.)0123456789"):
            yield scene.finding(block.span, "the item is empty", cause="list items without a word")
