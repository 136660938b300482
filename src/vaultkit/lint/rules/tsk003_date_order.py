"""The dates of a task are in an order that can not be.

## Why
A task that is scheduled after it is due, or done before it was made, was dated by mistake, and
stands in the wrong place of every list. Source: https://publish.obsidian.md/tasks

## Example
```md
- [ ] read the paper ⏳ 2026-12-24 📅 2026-12-01
```
Instead:
```md
- [ ] read the paper ⏳ 2026-11-24 📅 2026-12-01
```

## Fix
None: which date is wrong can not be told.
"""

from __future__ import annotations

from vaultkit.lint.rule import rule
from vaultkit.notes.note import Task

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.lint.finding import Finding
    from vaultkit.lint.scene import Scene


ORDERS = (
    ("scheduled", "due"),
    ("start", "due"),
    ("start", "scheduled"),
    ("created", "due"),
    ("created", "done"),
    ("created", "cancelled"),
)


@rule("TSK003", "date-order", of=Task, severity="warning")
def date_order(task: Task, scene: Scene) -> Iterator[Finding]:
    """Report the first pair of dates that stand in the wrong order."""
    for before, after in ORDERS:
        first, second = getattr(task, before), getattr(task, after)
        if first and second and first > second:
            yield scene.finding(
                task.span,
                f"{before} {first} is after {after} {second}",
                cause="tasks whose dates are in the wrong order",
            )
            return
