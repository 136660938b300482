"""A link reaches no file, although it was meant for one.

## Why
A path, an embed, a Markdown link, a name that differs from a file's only by its writing, and a
name that git once had are all meant for a file: Obsidian shows nothing there, or makes an empty
note on a click. Any other wikilink to nothing is a note not written yet (`unwritten-note`).
Source: https://help.obsidian.md/links

## Example
```md
Built on [[deep learning]].
=== Deep-Learning.md
A field.
```
Instead:
```md
Built on [[Deep-Learning|deep learning]].
=== Deep-Learning.md
A field.
```

## Fix
Safe where exactly one file's name differs only in case, blanks, hyphens or other marks: the link
gets that name, and shows the words it had. Unsafe where one name differs by a single letter, where
the one file of that name stands in another folder, or where git says under which name the note
lives now. None where two names are close.
"""

from __future__ import annotations

from vaultkit.lint.broken import Guess, guess, retarget
from vaultkit.lint.rule import rule
from vaultkit.notes.note import Link

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.lint.finding import Finding
    from vaultkit.lint.scene import Scene

CAUSES = {
    "marks": "links differ from a file name only in case, blanks or hyphens",
    "alias": "",
    "elsewhere": "links with a path to a folder that does not hold the file",
    "slip": "links differ from a file name by one letter",
    "moved": "links name a note that was renamed or deleted (git has its name)",
    "embed": "embeds of files that are not there",
    "path": "wikilinks with a path to a file that is not there",
    "markdown": "Markdown links to files that are not there",
}


@rule("LNK001", "broken-link", of=Link, severity="error", when={"missing-file"})
def broken_link(link: Link, scene: Scene) -> Iterator[Finding]:
    """Report a link that was meant for a file that is there no more, or never was."""
    found = guess(link, scene)
    if found.kind not in CAUSES or found.kind == "alias":
        return
    yield scene.finding(
        link.span,
        f"no file `{link.target}`",
        hint=_hint(found),
        cause=CAUSES[found.kind],
        topic=link.target,
        fix=retarget(link, scene, found.path, safe=found.kind == "marks") if found.path else None,
    )


def _hint(found: Guess) -> str:
    """Say what may be meant."""
    if not found.near:
        return "write it, mend the name, or take the link away"
    names = " or ".join(f"`{one}`" for one in found.near[:2])
    return f"is now {names}" if found.kind == "moved" else f"is {names} meant?"
