"""A code block is opened and never closed.

## Why
Everything to the end of the note is code: no link, tag or task in it counts.
Source: https://spec.commonmark.org/0.31.2/#fenced-code-blocks

## Example
````md
```python
x = "llama"

See [[Llama]].
````
Instead:
````md
```python
x = "llama"
```

See [[Llama]].
````

## Fix
None: where the code ends can not be told.
"""

from __future__ import annotations

from vaultkit.lint.rule import rule
from vaultkit.notes.note import Note
from vaultkit.text import Span

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.lint.finding import Finding
    from vaultkit.lint.scene import Scene


@rule("NOT013", "unclosed-fence", of=Note, severity="warning", needs=("```", "~~~"))
def unclosed_fence(note: Note, scene: Scene) -> Iterator[Finding]:
    """Report a fence that runs to the end of the note."""
    text = note.text
    if "```" not in text and "~~~" not in text:
        return
    end = len(text.rstrip())
    for block in reversed(list(note.blocks_of("code"))):
        if block.kind != "code" or block.parent >= 0:
            continue
        if block.span.end < end:
            return
        mark = text[block.span.start : block.span.start + 3]
        lines = block.span.of(text).rstrip().split("\n")
        last = lines[-1].strip()
        closed = len(lines) > 1 and last.startswith(mark) and not last.strip(mark[0])
        if mark in {"```", "~~~"} and not closed:
            stop = text.find("\n", block.span.start)
            yield scene.finding(
                Span(block.span.start, stop if stop != -1 else len(text)),
                "the code block is never closed",
                cause="code blocks that are never closed",
            )
        return
