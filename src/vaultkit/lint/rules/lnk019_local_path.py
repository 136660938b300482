"""A link names a path of one machine.

## Why
`file:///...` and drive letters work on the machine they were written on, and tell others how its
folders are called. Source: https://help.obsidian.md/links

## Example
```md
[scan](file:///C:/Users/ann/scan.pdf)
```
Instead:
```md
[scan](scan.pdf)
=== scan.pdf
```

## Fix
None: put the file into the vault, and link it there.
"""

from __future__ import annotations

from vaultkit.lint.rule import rule
from vaultkit.notes.note import Link

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.lint.finding import Finding
    from vaultkit.lint.scene import Scene


DRIVE = 2
"""Letters of `C:`."""


def _may(_kind: str, target: str, _words: str | None) -> bool:
    """Tell whether a target may be a path of one machine."""
    return target[1:DRIVE] == ":" or target[:5].lower() == "file:"


@rule("LNK019", "local-path", of=Link, severity="warning", glance=_may)
def local_path(link: Link, scene: Scene) -> Iterator[Finding]:
    """Report links to `file:` addresses and drives."""
    target = link.target
    drive = target[1:DRIVE] == ":" and target[:1].isalpha() and target[DRIVE : DRIVE + 1] in "/\\"
    if target[:5].lower() == "file:" or (drive and len(target) > DRIVE):
        yield scene.finding(
            link.span,
            f"`{target}` is a path of one machine",
            cause="links to paths of one machine",
        )
