"""An attachment is used by no note.

## Why
It takes room in every copy of the vault, and nobody sees it. Source:
https://help.obsidian.md/attachments

## Example
```md
No picture here.
=== figure.png
=== Other.md
Nor here.
```
Instead:
```md
![[figure.png]]
=== figure.png
=== Other.md
Nor here.
```

## Fix
None: lint deletes no file.
"""

from __future__ import annotations

from vaultkit.lint.broken import ATTACHMENTS
from vaultkit.lint.reached import reached_files
from vaultkit.lint.rule import rule
from vaultkit.text import Span
from vaultkit.vault.vault import Vault

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.lint.finding import Finding
    from vaultkit.lint.scene import Scene


@rule("LNK013", "orphan-attachment", of=Vault, severity="info", default=False)
def orphan_attachment(vault: Vault, scene: Scene) -> Iterator[Finding]:
    """Report every picture, sound, film or document that no link reaches."""
    into, _ = reached_files(vault, scene)
    for path in vault.files:
        ending = path.rpartition(".")[2].lower()
        if ending in ATTACHMENTS - {"canvas", "base"} and path not in into:
            yield scene.finding(
                Span(0, 0),
                "no note uses this file",
                cause="attachments that no note uses",
                path=path,
            )
