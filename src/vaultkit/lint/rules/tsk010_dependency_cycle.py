"""Tasks wait for one another in a circle.

## Why
None of them can ever be begun. Source: https://publish.obsidian.md/tasks

## Example
```md
- [ ] write 🆔 w ⛔ r
- [ ] read 🆔 r ⛔ w
```
Instead:
```md
- [ ] write 🆔 w ⛔ r
- [ ] read 🆔 r
```

## Fix
None: which of them comes first is yours to say.
"""

from __future__ import annotations

from vaultkit.lint.rule import rule
from vaultkit.lint.waiting import WAITING, circles, tasks_by_id
from vaultkit.vault.vault import Vault

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.lint.finding import Finding
    from vaultkit.lint.scene import Scene


@rule("TSK010", "dependency-cycle", of=Vault, severity="warning", gathers=(WAITING,))
def dependency_cycle(vault: Vault, scene: Scene) -> Iterator[Finding]:
    """Report one finding a circle, at its first task."""
    del vault  # what it needs is gathered
    tasks = tasks_by_id(scene)
    for circle in circles({name: one[0].depends for name, one in tasks.items()}):
        first = tasks[circle[0]][0]
        yield scene.finding(
            first.span,
            f"waits for itself: {' -> '.join([*circle, circle[0]])}",
            cause="circles of tasks that wait for one another",
            path=first.path,
        )
