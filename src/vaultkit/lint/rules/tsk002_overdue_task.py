"""A task was due, and is still open.

## Why
What is overdue for long is either done and not ticked, or will never be done. A `status` such as
`Paused` on the note or section silences it, and time never fails a commit.
Source: https://publish.obsidian.md/tasks

## Example
```md
- [ ] read the paper 📅 2020-01-02
```
Instead:
```md
- [x] read the paper 📅 2020-01-02 ✅ 2020-01-02
```

## Fix
None: do it, date it anew, or drop it.
"""

from __future__ import annotations

from vaultkit.lint.age import is_quiet, read_date
from vaultkit.lint.rule import rule
from vaultkit.notes.note import Task

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.lint.finding import Finding
    from vaultkit.lint.scene import Scene


@rule("TSK002", "overdue-task", of=Task, severity="warning", by_day=True)
def overdue_task(task: Task, scene: Scene) -> Iterator[Finding]:
    """Report an open task whose due date is past by more than the settings allow."""
    day = read_date(task.due)
    if day is None or not task.is_open or is_quiet(task, scene):
        return
    days = (scene.today - day).days
    if days > scene.config.lint.overdue_days:
        yield scene.finding(
            task.span,
            f"due {day.isoformat()}, {days} day{'s' if days > 1 else ''} ago",
            cause="tasks that are overdue",
            topic=scene.path,
        )
