"""A task waits for a task that is nowhere.

## Why
Its id was changed, or the task was deleted: this one looks blocked for ever.
Source: https://publish.obsidian.md/tasks

## Example
```md
- [ ] write ⛔ read1
```
Instead:
```md
- [ ] write ⛔ read1
- [ ] read 🆔 read1
```

## Fix
None: which task was meant can not be told.
"""

from __future__ import annotations

from vaultkit.lint.rule import rule
from vaultkit.lint.scene import named
from vaultkit.lint.waiting import WAITING, tasks_by_id
from vaultkit.notes.note import Task

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.lint.finding import Finding
    from vaultkit.lint.scene import Scene


@rule(
    "TSK011",
    "unknown-dependency",
    of=Task,
    severity="warning",
    gathers=(WAITING,),
    needs=("⛔", "dependsOn"),
)
def unknown_dependency(task: Task, scene: Scene) -> Iterator[Finding]:
    """Report ids after the sign of dependency that no task has."""
    if not task.depends:
        return
    known = scene.once("task ids", lambda: tasks_by_id(scene))
    missing = [name for name in task.depends if name not in known]
    if missing:
        yield scene.finding(
            task.span,
            f"no task has the id {named(missing)}",
            cause="tasks that wait for one that is nowhere",
        )
