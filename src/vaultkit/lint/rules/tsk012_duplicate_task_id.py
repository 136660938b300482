"""Two tasks have the same id.

## Why
A task that waits for it waits for either, and programs choose one by chance.
Source: https://publish.obsidian.md/tasks

## Example
```md
- [ ] write 🆔 a
- [ ] read 🆔 a
```
Instead:
```md
- [ ] write 🆔 a
- [ ] read 🆔 b
```

## Fix
None: other tasks may name the id.
"""

from __future__ import annotations

from vaultkit.lint.rule import rule
from vaultkit.lint.waiting import WAITING, tasks_by_id
from vaultkit.vault.vault import Vault

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.lint.finding import Finding
    from vaultkit.lint.scene import Scene


@rule("TSK012", "duplicate-task-id", of=Vault, severity="warning", gathers=(WAITING,))
def duplicate_task_id(vault: Vault, scene: Scene) -> Iterator[Finding]:
    """Report the second and later tasks with an id."""
    del vault  # what it needs is gathered
    for name, some in tasks_by_id(scene).items():
        for one in some[1:]:
            yield scene.finding(
                one.span,
                f"the id `{name}` is taken by a task in `{some[0].path}`",
                cause="tasks with an id that another one has",
                path=one.path,
            )
