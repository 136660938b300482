"""A note says that it is under way, and nothing has moved for a long time.

## Why
A status of `in progress` or `paused` with open tasks is a promise; an old one misleads. The age is
the note's own latest date, and time never fails a commit. Source: docs/rules/tsk001.md

## Example
```md
---
status: in progress
updated: 2020-01-06
---
- [ ] read the paper
```
Instead:
```md
---
status: archived
updated: 2020-01-06
---
- [ ] read the paper
```

## Fix
None: go on with it, or say that it is over.
"""

from __future__ import annotations

from vaultkit.lint.age import dated, statuses
from vaultkit.lint.rule import rule
from vaultkit.notes.note import Note
from vaultkit.values import frozen

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.lint.finding import Finding
    from vaultkit.lint.scene import Scene


@frozen
class Options:
    """Which statuses promise something."""

    under_way: tuple[str, ...] = (
        "in progress",
        "in-progress",
        "wip",
        "active",
        "paused",
        "reading",
    )
    """Words of a status, in lower case."""


@rule("TSK013", "stale-status", of=Note, severity="warning", options=Options(), by_day=True)
def stale_status(note: Note, scene: Scene) -> Iterator[Finding]:
    """Report a status whose note has open tasks and an old date."""
    if not note.tasks or not any(task.is_open for task in note.tasks):
        return
    age = dated(note)
    if age is None:
        return
    days = (scene.today - age.day).days
    if days <= scene.config.lint.stale_days:
        return
    for span, word in statuses(note):
        if word in scene.options.under_way:
            yield scene.finding(
                span,
                f"`{word}` since {age.day.isoformat()} ({age.source}), with open tasks",
                cause="notes that say they are under way, and are not",
            )
            return
