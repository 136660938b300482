"""A line asks for work, and is no task.

## Why
`TODO` and `FIXME` in prose stand in no list of tasks, and are forgotten.
Source: https://publish.obsidian.md/tasks

## Example
```md
TODO: what is the context length?
```
Instead:
```md
- [ ] what is the context length?
```

## Fix
Unsafe: the line becomes a task in a list.
"""

from __future__ import annotations

from vaultkit.lint.rule import rule
from vaultkit.notes.note import Task

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.lint.finding import Finding
    from vaultkit.lint.scene import Scene


@rule("TSK009", "todo-prose", of=Task, severity="info", default=False)
def todo_prose(task: Task, scene: Scene) -> Iterator[Finding]:
    """Report lines that begin with TODO or FIXME."""
    note = scene.note
    if task.kind != "todo" or note is None:
        return
    start = note.lines[note.place(task.span.start).line - 1]
    fix = None
    if start == task.span.start and task.text:
        fix = scene.fix((task.span, f"- [ ] {task.text}"), safe=False)
    yield scene.finding(
        task.span, f"asks for work: {task.text or 'nothing said'}", cause="TODOs in prose", fix=fix
    )
