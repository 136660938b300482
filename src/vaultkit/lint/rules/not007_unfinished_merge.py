"""A note holds both sides of a merge.

## Why
Git, or a sync program, left its marks in the text: the note says two things at once, and lists and
properties around them are not read. Source: https://git-scm.com/docs/git-merge

## Example
```md
<<<<<<< HEAD
Trained on 1T tokens.
=======
Trained on 1.4T tokens.
>>>>>>> other
```
Instead:
```md
Trained on 1.4T tokens.
```

## Fix
None: which side holds can not be told.
"""

from __future__ import annotations

from vaultkit.lint.rule import rule
from vaultkit.lint.stretches import is_code
from vaultkit.notes.note import Note

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.lint.finding import Finding
    from vaultkit.lint.scene import Scene


KINDS = {"merge-conflict"}


@rule("NOT007", "unfinished-merge", of=Note, severity="error", kinds=KINDS)
def unfinished_merge(note: Note, scene: Scene) -> Iterator[Finding]:
    """Report the marks of a merge."""
    for problem in note.problems:
        # A page on git shows the marks in a code block.
        if problem.kind in KINDS and not is_code(note, problem.span):
            yield scene.finding(problem.span, problem.message, cause="unfinished merges")
