r"""A block of math is opened and never closed.

## Why
Obsidian typesets everything that follows, or shows the bare source.
Source: https://help.obsidian.md/syntax#Math

## Example
```md
The loss is
$$
L = - \log p

and that is all.
```
Instead:
```md
The loss is
$$
L = - \log p
$$

and that is all.
```

## Fix
None: where the formula ends can not be told.
"""

from __future__ import annotations

from vaultkit.lint.rule import rule
from vaultkit.lint.stretches import is_code
from vaultkit.notes.note import Note
from vaultkit.text import Span

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.lint.finding import Finding
    from vaultkit.lint.scene import Scene


@rule("NOT014", "unclosed-math", of=Note, severity="warning", needs=("$$",))
def unclosed_math(note: Note, scene: Scene) -> Iterator[Finding]:
    """Report the last `$$` of a note where their number is odd."""
    text = note.text
    if "$$" not in text:
        return
    marks: list[int] = []
    at = text.find("$$")
    while at != -1:
        escaped = at > 0 and text[at - 1] == "\\"
        if not escaped and not is_code(note, Span(at, at + 2)):
            marks.append(at)
        at = text.find("$$", at + 2)
    if len(marks) % 2:
        line_start = text.rfind("\n", 0, marks[-1]) + 1
        if not text[line_start : marks[-1]].strip(" \t>-*"):
            span = Span(marks[-1], marks[-1] + 2)
            yield scene.finding(
                span,
                "the block of math is never closed",
                cause="blocks of math that are never closed",
            )
