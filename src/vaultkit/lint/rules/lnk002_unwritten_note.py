"""A wikilink names a note that is not written yet.

## Why
In Obsidian this is a plan, not a fault: a click makes the note. The notes most asked for stand
first; `vaultkit list wanted` has all of them. Source: https://help.obsidian.md/links

## Example
```md
Trained with [[Muon]].
```
Instead:
```md
Trained with [[Muon]].
=== Muon.md
An optimizer.
```

## Fix
None: only you can write the note.
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


@rule("LNK002", "unwritten-note", of=Link, severity="info", when={"missing-file"})
def unwritten_note(link: Link, scene: Scene) -> Iterator[Finding]:
    """Report a wikilink to a note that nobody has written."""
    if guess(link, scene).kind == "unwritten":
        yield scene.finding(
            link.span,
            f"no note `{link.target}` yet",
            cause="links to notes not written yet",
            topic=link.target,
            hint="`vaultkit list wanted` ranks them",
        )
