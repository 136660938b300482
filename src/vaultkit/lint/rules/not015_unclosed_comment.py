"""A comment is opened and never closed.

## Why
Obsidian hides everything from `%%` to the end of the note (B48).
Source: https://help.obsidian.md/syntax#Comments

## Example
```md
Shown.

%% to do
Hidden to the end.
```
Instead:
```md
Shown.

%% to do %%
Shown again.
```

## Fix
None: where the comment ends can not be told.
"""

from __future__ import annotations

from vaultkit.lint.rule import rule
from vaultkit.notes.note import Note

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.lint.finding import Finding
    from vaultkit.lint.scene import Scene


KINDS = {"unclosed-comment"}


@rule("NOT015", "unclosed-comment", of=Note, severity="warning", kinds=KINDS)
def unclosed_comment(note: Note, scene: Scene) -> Iterator[Finding]:
    """Report a `%%` without its end."""
    for problem in note.problems:
        if problem.kind in KINDS:
            yield scene.finding(
                problem.span, problem.message, cause="comments that are never closed"
            )
