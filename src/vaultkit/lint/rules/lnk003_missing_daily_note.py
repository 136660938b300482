"""A link names a day that has no daily note.

## Why
Days are often linked for their date alone, so this is no fault; Obsidian makes the note on a
click. Source: https://help.obsidian.md/plugins/daily-notes

## Example
```md
Read on [[2024-07-23]].
```
Instead:
```md
Read on [[2024-07-23]].
=== 2024-07-23.md
A quiet day.
```

## Fix
None: the note may never be wanted.
"""

from __future__ import annotations

from vaultkit.lint.broken import guess
from vaultkit.lint.rule import rule
from vaultkit.notes.note import Link

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.lint.finding import Finding
    from vaultkit.lint.scene import Scene


@rule("LNK003", "missing-daily-note", of=Link, severity="info", when={"missing-file"})
def missing_daily_note(link: Link, scene: Scene) -> Iterator[Finding]:
    """Report a link to a day without a note."""
    if guess(link, scene).kind == "daily":
        yield scene.finding(
            link.span,
            f"no daily note `{link.target}`",
            cause="links to days without a daily note",
            topic=link.target,
        )
