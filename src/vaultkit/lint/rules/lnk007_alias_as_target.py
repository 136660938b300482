"""A link uses an alias as if it were the note's name.

## Why
Obsidian finds notes by file name only: a link to an alias opens a new, empty note beside the one
that is meant (B67). Source: https://help.obsidian.md/aliases

## Example
```md
Built on [[LLaMA 2]].
=== Llama 2.md
---
aliases: [LLaMA 2 model, LLaMA-2 herd]
---
See [[LLaMA-2 herd]].
```
Instead:
```md
Built on [[LLaMA 2]].
=== Llama 2.md
---
aliases: [LLaMA 2 model, LLaMA-2 herd]
---
See [[Llama 2|LLaMA-2 herd]].
```

## Fix
Safe where one note has the alias: the link gets the note's name and shows the alias. None where
two notes have it.
"""

from __future__ import annotations

from vaultkit.lint.broken import guess, retarget
from vaultkit.lint.rule import rule
from vaultkit.lint.scene import named
from vaultkit.notes.note import Link

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.lint.finding import Finding
    from vaultkit.lint.scene import Scene


@rule("LNK007", "alias-as-target", of=Link, severity="error", when={"missing-file"})
def alias_as_target(link: Link, scene: Scene) -> Iterator[Finding]:
    """Report a link whose target is an alias of a note."""
    found = guess(link, scene)
    if found.kind == "alias":
        yield scene.finding(
            link.span,
            f"`{link.target}` is an alias of {named(found.near)}, which no link can name",
            cause="links to aliases, which Obsidian does not follow",
            topic=link.target,
            fix=retarget(link, scene, found.path, safe=True) if found.path else None,
        )
