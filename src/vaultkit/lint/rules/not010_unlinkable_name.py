"""A note has a name that no wikilink can give.

## Why
`#`, `^`, `[`, `]` and `|` have a meaning inside `[[ ]]`: the link breaks off there (B94).
Source: https://help.obsidian.md/links

## Example
```md
See the other note.
=== C# notes.md
Text.
```
Instead:
```md
See the other note.
=== C sharp notes.md
Text.
```

## Fix
None: `vaultkit rename` renames a note with its links.
"""

from __future__ import annotations

from vaultkit.lint.rule import rule
from vaultkit.text import NotePath, Span
from vaultkit.vault.vault import Vault

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.lint.finding import Finding
    from vaultkit.lint.scene import Scene


MARKS = frozenset("#^[]|")


@rule("NOT010", "unlinkable-name", of=Vault, severity="warning", narrow=True)
def unlinkable_name(vault: Vault, scene: Scene) -> Iterator[Finding]:
    """Report notes whose name holds a mark of the link grammar."""
    for path in scene.files:
        if NotePath(path) not in vault.notes:
            continue
        bad = sorted(MARKS.intersection(path.rpartition("/")[2]))
        if bad:
            yield scene.finding(
                Span(0, 0),
                f"the name has `{''.join(bad)}`, which breaks links to it",
                cause="notes with names that no link can give",
                topic=path,
                path=path,
            )
