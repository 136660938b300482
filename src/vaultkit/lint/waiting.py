"""Tasks that wait for one another (`id`, `depends on`)."""

from __future__ import annotations

from vaultkit.lint.rule import Gather
from vaultkit.text import Span

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import NamedTuple

    from vaultkit.lint.scene import Scene
    from vaultkit.notes.note import Link, Note
else:
    from vaultkit.values import NamedTuple

Row = tuple[str, int, int, tuple[str, ...]]
"""Id, start and end of a task, and the ids it waits for."""


class Placed(NamedTuple):
    """A task with an id, and where it stands."""

    path: str
    span: Span
    depends: tuple[str, ...]


def _rows(note: Note, links: Sequence[Link]) -> list[Row]:
    """Return the tasks of a note that have an id."""
    del links
    return [(one.id, *one.span, one.depends) for one in note.tasks if one.id]


WAITING = Gather("waiting", _rows)


def tasks_by_id(scene: Scene) -> dict[str, list[Placed]]:
    """Return the tasks of each id, in order of path and position."""
    found: dict[str, list[Placed]] = {}
    for path, rows in scene.gathered(WAITING).items():
        for name, start, end, depends in rows:
            found.setdefault(name, []).append(Placed(path, Span(start, end), tuple(depends)))
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
