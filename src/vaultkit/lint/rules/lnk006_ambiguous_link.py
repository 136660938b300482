"""A link's name fits several files, and which one opens is chance.

## Why
Where files of the same name stand equally near, Obsidian picks one by the order of its index, and
another machine may pick another (B9). Source: https://help.obsidian.md/links

## Example
```md
See [[Llama]].
=== aa/Llama.md
Animal.
=== bb/Llama.md
Model.
```
Instead:
```md
See [[bb/Llama]].
=== aa/Llama.md
Animal.
=== bb/Llama.md
Model.
```

## Fix
None: which file is meant can not be told.
"""

from __future__ import annotations

from vaultkit.lint.rule import rule
from vaultkit.lint.scene import named
from vaultkit.notes.note import Link
from vaultkit.vault.resolve import Ambiguous

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.lint.finding import Finding
    from vaultkit.lint.scene import Scene


@rule("LNK006", "ambiguous-link", of=Link, severity="warning", when={"ambiguous"})
def ambiguous_link(link: Link, scene: Scene) -> Iterator[Finding]:
    """Report a link that several files answer to."""
    reached = scene.reached
    assert isinstance(reached, Ambiguous)
    yield scene.finding(
        link.span,
        f"`{link.target}` may be {named(reached.candidates)}",
        hint=f"Obsidian opens `{reached.path}`; write the path",
        cause="links whose name fits several files",
        topic=link.target,
    )
