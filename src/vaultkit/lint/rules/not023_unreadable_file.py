"""A canvas or base can not be read, or a file was left out.

## Why
Links in it are not known, so what they reach looks unused; Obsidian shows an error.
Source: https://jsoncanvas.org/spec/1.0/

## Example
```md
See the wall.
=== Wall.canvas
{"nodes": [
```
Instead:
```md
See the wall.
=== Wall.canvas
{"nodes": []}
```

## Fix
None: what is missing can not be told.
"""

from __future__ import annotations

from vaultkit.lint.rule import Gather, rule
from vaultkit.text import Span
from vaultkit.vault.vault import Vault

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vaultkit.lint.finding import Finding
    from vaultkit.lint.scene import Scene
    from vaultkit.notes.note import Link
    from vaultkit.vault.vault import Source


def _rows(source: Source, links: Sequence[Link]) -> str:
    """Return why a canvas or base can not be read; empty where it can."""
    del links
    return source.problem


PROBLEMS = Gather("problems", _rows, notes=False, others=True)


@rule("NOT023", "unreadable-file", of=Vault, severity="warning", narrow=True, gathers=(PROBLEMS,))
def unreadable_file(vault: Vault, scene: Scene) -> Iterator[Finding]:
    """Report canvases and bases that are none, and files that were not taken in."""
    cause = "files that can not be read"
    for path, problem in scene.gathered(PROBLEMS).items():
        yield scene.finding(Span(0, 0), f"can not be read: {problem}", cause=cause, path=path)
    for path, why in vault.skipped:
        yield scene.finding(Span(0, 0), f"was left out: {why}", cause=cause, path=path)
