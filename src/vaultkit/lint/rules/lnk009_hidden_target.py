"""A link leads into a folder that Obsidian does not see.

## Why
Files and folders whose name begins with a dot are invisible to Obsidian: the link is dead there,
although the file is on disk (B85). Source: https://help.obsidian.md/links

## Example
```md
See [[.raw/data]].
=== .raw/data.md
Text.
```
Instead:
```md
See [[raw/data]].
=== raw/data.md
Text.
```

## Fix
None: move the file, or take the link away.
"""

from __future__ import annotations

from vaultkit.lint.rule import rule
from vaultkit.notes.note import Link
from vaultkit.vault.resolve import Hidden

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.lint.finding import Finding
    from vaultkit.lint.scene import Scene


@rule("LNK009", "hidden-target", of=Link, severity="warning", when={"hidden"})
def hidden_target(link: Link, scene: Scene) -> Iterator[Finding]:
    """Report a link to a file that only the disk knows."""
    reached = scene.reached
    assert isinstance(reached, Hidden)
    yield scene.finding(
        link.span,
        f"Obsidian does not see `{reached.path}`",
        cause="links into folders that Obsidian does not see",
        topic=reached.path,
    )
