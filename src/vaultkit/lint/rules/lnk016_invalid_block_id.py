"""A block id has letters that Obsidian does not allow.

## Why
Ids use Latin letters, digits and hyphens; with others the mark is plain text, and no link reaches
the block (B34, B36). Source: https://help.obsidian.md/links

## Example
```md
Trained on 1.4T tokens. ^train_data
```
Instead:
```md
Trained on 1.4T tokens. ^train-data
```

## Fix
None: links to the id would have to change with it.
"""

from __future__ import annotations

from vaultkit.lint.rule import rule
from vaultkit.notes.note import Note

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.lint.finding import Finding
    from vaultkit.lint.scene import Scene


KINDS = {
    "invalid-block-id": "block ids with letters that Obsidian does not allow",
    "id-without-blank": "block ids without a blank before them",
}


@rule("LNK016", "invalid-block-id", of=Note, severity="warning", kinds={"invalid-block-id"})
def invalid_block_id(note: Note, scene: Scene) -> Iterator[Finding]:
    """Report the marks that look like block ids and are none."""
    for problem in note.problems:
        if problem.kind == "invalid-block-id":
            yield scene.finding(problem.span, problem.message, cause=KINDS[problem.kind])
