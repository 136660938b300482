"""A footnote is referred to, and is not there.

## Why
Obsidian shows the bare mark, and the remark is lost. Source: https://help.obsidian.md/syntax#Footnotes

## Example
```md
Trained on text.[^1]
```
Instead:
```md
Trained on text.[^1]

[^1]: And on code.
```

## Fix
None: what the footnote said is not known here.
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


@rule("CIT006", "dangling-footnote", of=Note, severity="warning", needs=("[^",))
def dangling_footnote(note: Note, scene: Scene) -> Iterator[Finding]:
    """Report `[^1]` where no `[^1]:` stands."""
    used, there = references(note)
    for span, label in used:
        if label not in there:
            yield scene.finding(
                span,
                f"there is no footnote `[^{label}]:`",
                cause="marks of footnotes that are not there",
            )
