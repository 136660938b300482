"""A note has the same heading twice, and links can reach the first only.

## Why
Of equal headings Obsidian takes the first (B29): a link to the second is not possible, unless their
parents differ and the link names them. Source: https://help.obsidian.md/links

## Example
```md
## Training
Data.

## Training
Steps.
```
Instead:
```md
## Training data
Data.

## Training steps
Steps.
```

## Fix
None: which words tell the two apart is yours to say.
"""

from __future__ import annotations

from vaultkit.lint.close import fold
from vaultkit.lint.rule import rule
from vaultkit.notes.note import Note

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.lint.finding import Finding
    from vaultkit.lint.scene import Scene


@rule("NOT012", "duplicate-heading", of=Note, severity="info", default=False)
def duplicate_heading(note: Note, scene: Scene) -> Iterator[Finding]:
    """Report headings whose words, but for case and marks, stood in the note before."""
    seen: dict[str, int] = {}
    for heading in note.headings:
        key = fold(heading.text)
        if not key:
            continue
        if key in seen:
            yield scene.finding(
                heading.text_span,
                f"the heading `{heading.text}` stands already in line {seen[key]}",
                cause="headings that stand twice in a note",
            )
        else:
            seen[key] = note.place(heading.span.start).line
