r"""A note is not text in UTF-8.

## Why
Obsidian reads notes as UTF-8; other bytes show as marks of replacement, and saving the note loses
them. vaultkit writes no such note. Source: https://help.obsidian.md/data-storage

## Example
In the example `\xFF` stands for that one byte:
```md
An A with a ring: \xFF
```
Instead:
```md
An A with a ring: å
```

## Fix
None: the encoding it was written in can not be told.
"""

from __future__ import annotations

from vaultkit.lint.rule import rule
from vaultkit.notes.note import Note

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.lint.finding import Finding
    from vaultkit.lint.scene import Scene


KINDS = {"not-utf8", "binary"}


@rule("NOT008", "bad-encoding", of=Note, severity="error", kinds=KINDS)
def bad_encoding(note: Note, scene: Scene) -> Iterator[Finding]:
    """Report bytes that are no UTF-8, or no text at all."""
    cause = "notes that are not text in UTF-8"
    for problem in note.problems:
        if problem.kind in KINDS:
            yield scene.finding(problem.span, problem.message, cause=cause)
