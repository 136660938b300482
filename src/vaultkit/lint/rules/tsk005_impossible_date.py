"""A task has a date that the calendar does not have.

## Why
No program can sort or find the task by it: it is never due (B80).
Source: https://publish.obsidian.md/tasks

## Example
```md
- [ ] read the paper 📅 2026-02-30
```
Instead:
```md
- [ ] read the paper 📅 2026-02-28
```

## Fix
None: which day was meant can not be told.
"""

from __future__ import annotations

from vaultkit.lint.rule import rule
from vaultkit.notes.note import Task

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.lint.finding import Finding
    from vaultkit.lint.scene import Scene


@rule("TSK005", "impossible-date", of=Task, severity="error")
def impossible_date(task: Task, scene: Scene) -> Iterator[Finding]:
    """Report days that do not exist."""
    for problem in task.problems:
        if problem.kind == "impossible-date":
            yield scene.finding(
                problem.span, problem.message, cause="tasks with days that do not exist"
            )
