"""A link differs from its file's name in case only.

## Why
Obsidian opens it, but a web server, GitHub and most programs on Linux do not (B10).
Source: https://help.obsidian.md/links

## Example
```md
See [[llama]].
=== Llama.md
Text.
```
Instead:
```md
See [[Llama|llama]].
=== Llama.md
Text.
```

## Fix
Safe: the link gets the file's own spelling, and shows the words it had.
"""

from __future__ import annotations

from vaultkit.lint.broken import retarget
from vaultkit.lint.rule import rule
from vaultkit.notes.note import Link
from vaultkit.vault.resolve import Ambiguous, Found

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.lint.finding import Finding
    from vaultkit.lint.scene import Scene


@rule("LNK010", "case-difference", of=Link, severity="info", default=False, when={"ok"})
def case_difference(link: Link, scene: Scene) -> Iterator[Finding]:
    """Report a link that only Obsidian's blindness to case makes right."""
    reached = scene.reached
    assert isinstance(reached, Found | Ambiguous)
    written = link.target.lstrip("./").removesuffix(".md").removesuffix(".MD")
    path = reached.path.removesuffix(".md")
    if not written or path.endswith(written) or not path.lower().endswith(written.lower()):
        return
    yield scene.finding(
        link.span,
        f"`{link.target}` is written `{path[-len(written) :]}`",
        cause="links that differ from the file's name in case only",
        topic=reached.path,
        fix=retarget(link, scene, reached.path, safe=True),
    )
