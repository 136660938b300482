"""Tasks that wait for one another (`id`, `depends on`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from vaultkit.notes.note import Task
    from vaultkit.vault.vault import Vault


class Placed(NamedTuple):
    """A task and the note it stands in."""

    path: str
    task: Task


def tasks_by_id(vault: Vault) -> dict[str, list[Placed]]:
    """Return the tasks of each id, in order of path and position."""
    found: dict[str, list[Placed]] = {}
    for path, note in vault.notes.items():
        for task in note.tasks:
            if task.id:
                found.setdefault(task.id, []).append(Placed(path, task))
    return found


def circles(waits: Mapping[str, Sequence[str]]) -> Iterator[list[str]]:
    """Yield each circle once, from its first name; unknown names are passed over."""
    done: set[str] = set()
    for start in sorted(waits):
        trail: list[str] = []
        stack: list[tuple[str, int]] = [(start, 0)] if start not in done else []
        while stack:
            name, at = stack.pop()
            if at == 0:
                trail.append(name)
                done.add(name)
            nexts = [one for one in waits.get(name, ()) if one in waits]
            if at >= len(nexts):
                trail.pop()
                continue
            stack.append((name, at + 1))
            after = nexts[at]
            if after in trail:
                circle = trail[trail.index(after) :]
                least = circle.index(min(circle))
                yield circle[least:] + circle[:least]
            elif after not in done:
                stack.append((after, 0))
