"""A text holds blanks that look like others and are not.

## Why
No-break and zero-width blanks come with text pasted from the web. A search for two words does not
find them, and a link or tag that holds one is another link or tag.
Source: https://www.unicode.org/reports/tr44/

## Example
```md
Trained on text.
```
Instead:
```md
Trained on text.
```

## Fix
Unsafe: no-break blanks become blanks, zero-width ones are taken away (but not inside emoji).
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


BLANKS = {
    "\N{NO-BREAK SPACE}": " ",
    "\N{NARROW NO-BREAK SPACE}": " ",
    "\N{ZERO WIDTH SPACE}": "",
    "\N{WORD JOINER}": "",
}


@rule("NOT017", "invisible-whitespace", of=Note, severity="info", default=False)
def invisible_whitespace(note: Note, scene: Scene) -> Iterator[Finding]:
    """Report a line's first such blank; the fix mends all of the line."""
    if note.text.isascii() or not any(char in note.text for char in BLANKS):
        return
    for number, start in enumerate(note.lines, 1):
        line = note.line(number)
        if line.isascii():
            continue
        spots = [
            Span(start + at, start + at + 1)
            for at, char in enumerate(line)
            if char in BLANKS and not is_code(note, Span(start + at, start + at + 1))
        ]
        if spots:
            text = note.text
            yield scene.finding(
                spots[0],
                "a blank that is not the usual one",
                cause="lines with blanks that are not the usual ones",
                fix=scene.fix(*((one, BLANKS[one.of(text)]) for one in spots), safe=False),
                text=line,
            )
