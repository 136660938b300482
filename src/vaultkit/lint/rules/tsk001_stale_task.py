"""A task has been open for a long time.

## Why
A list that is never cleared is no longer read. The age comes from the task's own date, else from
the section's or daily note's date, else from the note's properties, else from `git blame`, else
from the file's time; the message says which. A `status` such as `Paused` on the note or section
silences it, and time never fails a commit. Source: https://publish.obsidian.md/tasks

## Example
```md
- [ ] read the paper ➕ 2020-01-02
```
Instead:
```md
- [x] read the paper ➕ 2020-01-02 ✅ 2020-01-03
```

## Fix
None: do it, date it anew, or drop it.
"""

from __future__ import annotations

from vaultkit.lint.age import age_of, is_quiet
from vaultkit.lint.rule import rule
from vaultkit.notes.note import Task

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.lint.finding import Finding
    from vaultkit.lint.scene import Scene


@rule("TSK001", "stale-task", of=Task, severity="warning", by_day=True)
def stale_task(task: Task, scene: Scene) -> Iterator[Finding]:
    """Report an open task without a due date that is older than the settings allow."""
    if not task.is_open or task.kind == "todo" or task.due:
        return
    age = age_of(task, scene)
    if age is None or is_quiet(task, scene):
        return
    days = (scene.today - age.day).days
    if days > scene.config.lint.stale_days:
        yield scene.finding(
            task.span,
            f"open for {days} days ({age.source} {age.day.isoformat()})",
            cause=f"tasks open for over {scene.config.lint.stale_days} days",
            topic=scene.path,
        )
