"""A footnote is there, and nothing refers to it.

## Why
Obsidian does not show it: the remark can not be read. Source:
https://help.obsidian.md/syntax#Footnotes

## Example
```md
Trained on text.

[^1]: And on code.
```
Instead:
```md
Trained on text.[^1]

[^1]: And on code.
```

## Fix
None: where it belongs can not be told.
"""

from __future__ import annotations

from vaultkit.lint.footnotes import references
from vaultkit.lint.rule import rule
from vaultkit.notes.note import Note

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.lint.finding import Finding
    from vaultkit.lint.scene import Scene


@rule("CIT007", "unused-footnote", of=Note, severity="info", needs=("[^",))
def unused_footnote(note: Note, scene: Scene) -> Iterator[Finding]:
    """Report `[^1]:` where no `[^1]` stands."""
    used, there = references(note)
    labels = {label for _, label in used}
    for label, span in there.items():
        if label not in labels:
            yield scene.finding(
                span,
                f"nothing refers to the footnote `[^{label}]`",
                cause="footnotes that nothing refers to",
            )
