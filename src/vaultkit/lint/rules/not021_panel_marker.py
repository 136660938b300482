"""The markers around a part that vaultkit keeps are damaged.

## Why
`vaultkit sync` touches only what stands between a pair of whole markers; with a damaged one the
panel is left as it is, and grows old. Source: docs/sync.md

## Example
```md
%% vaultkit:begin lineage v1 sha=0123456789ab %%
Old.
```
Instead:
```md
Old.
```

## Fix
None: `vaultkit sync --add` writes a panel anew.
"""

from __future__ import annotations

from vaultkit.lint.rule import rule
from vaultkit.notes.note import Note

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.lint.finding import Finding
    from vaultkit.lint.scene import Scene


@rule("NOT021", "panel-marker", of=Note, severity="warning", kinds={"panel-marker"})
def panel_marker(note: Note, scene: Scene) -> Iterator[Finding]:
    """Report panels whose markers can not be read."""
    for problem in note.problems:
        if problem.kind == "panel-marker":
            yield scene.finding(problem.span, problem.message, cause="damaged markers of panels")
