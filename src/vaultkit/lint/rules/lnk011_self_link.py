"""A note links to itself.

## Why
The link leads nowhere new, and makes the note look connected in the graph. Links to one of its own
headings are fine, and are best written `[[#Heading]]`. Source: https://help.obsidian.md/links

## Example
```md
This is [[Note]].
```
Instead:
```md
This is the note.
```

## Fix
None: what was meant can not be told.
"""

from __future__ import annotations

from vaultkit.lint.rule import rule
from vaultkit.notes.note import Link
from vaultkit.vault.resolve import Ambiguous, Found

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.lint.finding import Finding
    from vaultkit.lint.scene import Scene


@rule("LNK011", "self-link", of=Link, severity="info", default=False, when={"ok", "ambiguous"})
def self_link(link: Link, scene: Scene) -> Iterator[Finding]:
    """Report a link to the note it stands in, unless it names a heading or block there."""
    reached = scene.reached
    assert isinstance(reached, Found | Ambiguous)
    if reached.path == scene.path and link.target and not link.subpath:
        yield scene.finding(
            link.span, "the note links to itself", cause="links of notes to themselves"
        )
