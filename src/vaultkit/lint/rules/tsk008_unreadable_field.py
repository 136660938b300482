"""A field of a task can not be read.

## Why
The Tasks plugin passes over a sign without a date, and a date in another form: the task is in no
list (B77, B78). Source: https://publish.obsidian.md/tasks

## Example
```md
- [ ] read the paper 📅 tomorrow
```
Instead:
```md
- [ ] read the paper 📅 2026-12-01
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


TEMPLATE = ("<%", "{{")
"""What a template plugin fills in later."""


@rule("TSK008", "unreadable-field", of=Task, severity="warning")
def unreadable_field(task: Task, scene: Scene) -> Iterator[Finding]:
    """Report signs and fields without a readable value."""
    assert scene.note is not None
    if any(mark in task.span.of(scene.note.text) for mark in TEMPLATE):
        return
    for problem in task.problems:
        if problem.kind == "unreadable-field":
            yield scene.finding(
                problem.span, problem.message, cause="fields of tasks that can not be read"
            )
