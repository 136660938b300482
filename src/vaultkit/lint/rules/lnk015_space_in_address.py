"""A Markdown link has a blank in its address, so it is no link.

## Why
A raw blank ends the address: the reader sees the brackets, and Obsidian knows of no link (B21).
Source: https://spec.commonmark.org/0.31.2/#link-destination

## Example
```md
See [the paper](My Note.md).
=== My Note.md
Text.
```
Instead:
```md
See [the paper](<My Note.md>).
=== My Note.md
Text.
```

## Fix
Safe: the address is put between angle brackets.
"""

from __future__ import annotations

from vaultkit.lint.rule import rule
from vaultkit.lint.stretches import addresses
from vaultkit.notes.note import Note

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.lint.finding import Finding
    from vaultkit.lint.scene import Scene


ENDINGS = (".md", ".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".pdf", ".canvas")
NOT_PLAIN = ("://", "{{", "{%", "<", '"')


@rule("LNK015", "space-in-address", of=Note, severity="warning", needs=("](",))
def space_in_address(note: Note, scene: Scene) -> Iterator[Finding]:
    """Report `[words](a file.md)`."""
    for span in addresses(note):
        inside = span.of(note.text)
        if " " not in inside.strip() or any(mark in inside for mark in NOT_PLAIN):
            continue
        if inside.partition("#")[0].lower().strip().endswith(ENDINGS):
            yield scene.finding(
                span,
                "a blank ends the address, so this is no link",
                cause="Markdown links with a blank in their address",
                fix=scene.fix((span, f"<{inside.strip()}>")),
            )
