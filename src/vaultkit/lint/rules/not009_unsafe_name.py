r"""A file has a name that other systems can not hold.

## Why
Windows and Android know no `* " \ : < > | ?` in names, no names such as `CON`, and none that ends
in a dot or a blank: there the note can not be synced or checked out (B94).
Source: https://learn.microsoft.com/windows/win32/fileio/naming-a-file

## Example
```md
See the other note.
=== what is a llama?.md
Text.
```
Instead:
```md
See the other note.
=== what is a llama.md
Text.
```

## Fix
None: `vaultkit rename` renames a note with its links.
"""

from __future__ import annotations

from vaultkit.lint.rule import rule
from vaultkit.text import Span
from vaultkit.vault.vault import Vault

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.lint.finding import Finding
    from vaultkit.lint.scene import Scene


BAD = frozenset('*"\\:<>|?')
DEVICES = frozenset(
    ["con", "prn", "aux", "nul", *(f"{one}{n}" for one in ("com", "lpt") for n in range(1, 10))]
)


@rule("NOT009", "unsafe-name", of=Vault, severity="warning", narrow=True)
def unsafe_name(vault: Vault, scene: Scene) -> Iterator[Finding]:
    """Report names that Windows refuses."""
    del vault  # only the names that are reported on matter
    for path in scene.files:
        why = _why(path)
        if why:
            yield scene.finding(
                Span(0, 0),
                why,
                hint="vaultkit rename mends its links too",
                cause="files with names that other systems can not hold",
                topic=path,
                path=path,
            )


def _why(path: str) -> str:
    """Say what is wrong with a path; empty where nothing is."""
    for part in path.split("/"):
        bad = sorted(BAD.intersection(part))
        if bad:
            return f"the name has `{''.join(bad)}`, which Windows and Android can not hold"
        if part.endswith((".", " ")) or part.removesuffix(".md").endswith(" "):
            return "the name ends in a dot or a blank, which Windows takes away"
        if part.partition(".")[0].lower() in DEVICES:
            return f"Windows keeps the name `{part.partition('.')[0]}` for a device"
    return ""
