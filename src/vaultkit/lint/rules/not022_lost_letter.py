"""A letter was lost when the text was converted.

## Why
Some program could not read a letter, and put U+FFFD in its place: the word is damaged, and is found
by no search. Source: https://www.unicode.org/faq/unsup_char.html

## Example
```md
An A with a ring: �
```
Instead:
```md
An A with a ring: å
```

## Fix
None: which letter it was can not be told.
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


LOST = "\N{REPLACEMENT CHARACTER}"
READ_BADLY = {"not-utf8", "binary"}


@rule("NOT022", "lost-letter", of=Note, severity="info", needs=(LOST,))
def lost_letter(note: Note, scene: Scene) -> Iterator[Finding]:
    """Report the first mark of a lost letter in a note."""
    at = note.text.find(LOST)
    if at != -1 and not any(one.kind in READ_BADLY for one in note.problems):
        count = note.text.count(LOST)
        yield scene.finding(
            Span(at, at + 1),
            "a letter was lost here" + (f", and {count - 1} more below" if count > 1 else ""),
            cause="notes in which letters were lost",
        )
