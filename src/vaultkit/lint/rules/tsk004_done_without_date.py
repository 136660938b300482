"""A task with dates is done, and does not say when.

## Why
The Tasks plugin writes the day when it ticks a task; one that was ticked by hand is missing from
lists of what was done. Source: https://publish.obsidian.md/tasks

## Example
```md
- [x] read the paper 📅 2026-01-02
```
Instead:
```md
- [x] read the paper 📅 2026-01-02 ✅ 2026-01-01
```

## Fix
None: the day is not known here.
"""

from __future__ import annotations

from vaultkit.lint.rule import rule
from vaultkit.notes.note import Task

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.lint.finding import Finding
    from vaultkit.lint.scene import Scene


@rule("TSK004", "done-without-date", of=Task, severity="info", default=False)
def done_without_date(task: Task, scene: Scene) -> Iterator[Finding]:
    """Report a ticked task that has other dates, but none for when it was done."""
    dated = task.created or task.scheduled or task.start or task.due
    if task.status in {"x", "X"} and dated and not task.done:
        yield scene.finding(
            task.span, "done, but not when", cause="tasks that are done without a day"
        )
