"""A comment turns off a rule that does not exist.

## Why
It silences nothing: the code was mistyped, or the rule has another name.
Source: docs/rules/index.md

## Example
```md
%% vaultkit: off LKN001 %%
```
Instead:
```md
%% vaultkit: off LNK001 %%
```

## Fix
None: which rule was meant can not be told.
"""

from __future__ import annotations

from vaultkit.errors import UnknownName
from vaultkit.lint.rule import rule
from vaultkit.lint.suppress import WORD, find_marks
from vaultkit.notes.note import Note

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.lint.finding import Finding
    from vaultkit.lint.scene import Scene


@rule("SUP001", "unknown-code", of=Note, severity="warning", needs=(WORD,))
def unknown_code(note: Note, scene: Scene) -> Iterator[Finding]:
    """Report codes and names in comments that stand for no rule."""
    from vaultkit.lint.select import matching

    for mark in find_marks(note):
        for code in mark.codes:
            try:
                matching(code)
            except UnknownName as error:
                yield scene.finding(
                    mark.span, error.what, hint=error.hint, cause="comments that silence no rule"
                )
