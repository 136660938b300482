"""Two files have names that some disks take for one.

## Why
macOS and Windows do not tell `Note.md` from `note.md`, nor two spellings of the same accented
letter: a checkout or sync there loses one of the two.
Source: https://help.obsidian.md/data-storage

## Example
```md
Small.
=== llama.md
Small.
=== Llama.md
Large.
```
Instead:
```md
Small.
=== llama.md
Small.
=== Llama model.md
Large.
```

## Fix
None: `vaultkit rename` renames a note with its links.
"""

from __future__ import annotations

import unicodedata

from vaultkit.lint.rule import rule
from vaultkit.text import Span
from vaultkit.vault.vault import Vault

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.lint.finding import Finding
    from vaultkit.lint.scene import Scene


@rule("NOT011", "name-collision", of=Vault, severity="error", narrow=True)
def name_collision(vault: Vault, scene: Scene) -> Iterator[Finding]:
    """Report the second and later files of the same path but for case and normal form."""
    whole = "\0".join(vault.files)
    if whole.isascii() and len(set(whole.lower().split("\0"))) == len(vault.files):
        return  # nearly always: all at once, as a hook looks at every name
    seen: dict[str, str] = {}
    for path in vault.files:
        key = unicodedata.normalize("NFC", path).lower()
        if key in seen:
            yield scene.finding(
                Span(0, 0),
                f"macOS and Windows take it for `{seen[key]}`",
                cause="files that some disks take for one",
                topic=path,
                path=path,
            )
        else:
            seen[key] = path
