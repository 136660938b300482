"""No link leads to a note, and none leads out of it.

## Why
A note without links is found by search only, and stands alone in the graph.
Source: https://help.obsidian.md/plugins/graph

## Example
```md
Alone.
=== Other.md
See [[Third]].
=== Third.md
Text.
```
Instead:
```md
See [[Other]].
=== Other.md
See [[Third]].
=== Third.md
Text.
```

## Fix
None: `vaultkit link` proposes links.
"""

from __future__ import annotations

from vaultkit.lint.reached import reached_files
from vaultkit.lint.rule import rule
from vaultkit.text import Span
from vaultkit.vault.vault import Vault

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.lint.finding import Finding
    from vaultkit.lint.scene import Scene


@rule("LNK012", "orphan-note", of=Vault, severity="info", default=False)
def orphan_note(vault: Vault, scene: Scene) -> Iterator[Finding]:
    """Report every note that no link touches."""
    into, out_of = reached_files(vault, scene)
    for path in vault.notes:
        if path not in into and path not in out_of:
            yield scene.finding(
                Span(0, 0), "no link leads here or away", cause="notes without links", path=path
            )
