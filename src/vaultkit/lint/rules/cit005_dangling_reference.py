"""A number in brackets refers to a list that is not there.

## Why
It came with a sentence pasted from a paper; without the paper's list of references it says nothing.
Source: https://help.obsidian.md/syntax#Footnotes

## Example
```md
Dolly was trained on 15,000 records [22].
```
Instead:
```md
Dolly was trained on 15,000 records [22].

## References
[22] Databricks. Free Dolly.
```

## Fix
None: what the number stands for is not known here.
"""

from __future__ import annotations

from vaultkit.lint.rule import rule
from vaultkit.lint.stretches import in_link, is_prose
from vaultkit.notes.note import Note
from vaultkit.text import Span, pattern

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.lint.finding import Finding
    from vaultkit.lint.scene import Scene


NUMBER = pattern(r"(?<=[a-z0-9)\"'.,] )\[([0-9]{1,3})(?:[,\u2013-] ?[0-9]{1,3}){0,5}\](?![(\[:])")
ENTRY = pattern(r"(?m)^[ \t]{0,8}(?:[-*] )?\[\^?([0-9]{1,3})\]")


@rule("CIT005", "dangling-reference", of=Note, severity="info", default=False)
def dangling_reference(note: Note, scene: Scene) -> Iterator[Finding]:
    """Report `[22]` after a word where no line of the note begins with `[22]`."""
    entries: set[str] | None = None
    for found in NUMBER.finditer(note.text):
        span = Span(*found.span())
        if entries is None:
            entries = {one.group(1) for one in ENTRY.finditer(note.text)}
        if found.group(1) not in entries and not in_link(note, span) and is_prose(note, span):
            yield scene.finding(
                span,
                f"{found.group()} refers to a list that is not in the note",
                cause="numbers in brackets without a list of references",
            )
