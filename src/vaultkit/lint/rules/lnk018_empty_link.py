"""A link has no target.

## Why
It looks like a link and leads nowhere. Source: https://help.obsidian.md/links

## Example
```md
See [the paper]().
```
Instead:
```md
See [the paper](https://arxiv.org/abs/2302.13971).
```

## Fix
None: the target is not known here.
"""

from __future__ import annotations

from vaultkit.lint.rule import rule
from vaultkit.lint.stretches import is_prose
from vaultkit.notes import rows
from vaultkit.notes.note import Note
from vaultkit.text import Span

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.lint.finding import Finding
    from vaultkit.lint.scene import Scene

NO_NOTES = {"citation", "url"}
LONGEST = 500
"""Code points of the words of a link that are looked at."""


@rule("LNK018", "empty-link", of=Note, severity="warning")
def empty_link(note: Note, scene: Scene) -> Iterator[Finding]:
    """Report `[words]()`, `[[|words]]` and `[[#]]`."""
    spans = {
        Span(row[rows.START], row[rows.END])
        for row in rows.of_links(note.links)
        if not row[rows.TARGET].strip("| ")
        and not row[rows.SUBPATH].strip("# ^")
        and row[rows.KIND] not in NO_NOTES
    }
    at = note.text.find("]()")
    while at != -1:
        start = note.text.rfind("[", max(0, at - LONGEST), at)
        span = Span(start, at + 3)
        if start != -1 and "\n" not in span.of(note.text) and is_prose(note, span):
            spans.add(span)
        at = note.text.find("]()", at + 3)
    for span in sorted(spans):
        yield scene.finding(span, "the link has no target", cause="links without a target")
