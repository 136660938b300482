"""Findings counted by rule and cause, as the grouped report shows them: put in and taken out.

A run that judges one note again takes out what was found in it before, and puts in what is found
now; of a hundred thousand findings no other one is looked at.
"""

from __future__ import annotations

from bisect import insort

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from vaultkit.lint.finding import Severity

    Packed = tuple[Any, ...]
    Key = tuple[Severity, str, str]

HEAD = 24
"""So many of a group's findings are kept, the first ones in order; a report shows fewer."""
SHOWN = 5
"""So many of them a report may show."""
COUNT, SAFE, UNSAFE, TOPICS, FIRST = range(5)
"""Of a group: findings, those with a fix of each sort, how often each topic, the first ones."""
_START, _END, _CODE, _LEVEL, _MESSAGE, _CAUSE, _TOPIC, _FIX = 0, 1, 2, 4, 5, 11, 12, 14
"""Places in a packed finding (`lint/memory.py`)."""


def order(row: Packed) -> tuple[Any, ...]:
    """Return the key by which packed findings of one file are sorted."""
    return (row[_START], row[_END], row[_CODE], row[_MESSAGE])


def _order(one: tuple[str, Packed]) -> tuple[Any, ...]:
    return (one[0], *order(one[1]))


class Tally:
    """Counts of findings by level, code and cause."""

    def __init__(self, groups: dict[Key, list[Any]] | None = None, files: int = 0) -> None:
        self.groups = groups if groups is not None else {}
        self.files = files
        """Files with findings."""

    @classmethod
    def of(cls, plain: Sequence[Any]) -> Tally:
        """Return the tally of plain values; they are not changed by what it is told."""
        groups, files = plain
        return cls(
            {key: [*one[:TOPICS], dict(one[TOPICS]), [*one[FIRST]]] for key, one in groups.items()},
            files,
        )

    def plain(self) -> tuple[Any, ...]:
        """Return it as plain values."""
        return (self.groups, self.files)

    def put(self, path: str, rows: Sequence[Packed]) -> None:
        """Put in all that is found in a file."""
        self.files += bool(rows)
        for row in rows:
            key = (row[_LEVEL], row[_CODE], row[_CAUSE])
            group = self.groups.get(key)
            if group is None:
                group = self.groups[key] = [0, 0, 0, {}, []]
            first = group[FIRST]
            if len(first) == group[COUNT] or _order((path, row)) < _order(first[-1]):
                insort(first, (path, row), key=_order)
                del first[HEAD:]
            self._count(group, row, 1)

    def take(self, path: str, rows: Sequence[Packed]) -> None:
        """Take out all that was found in a file."""
        self.files -= bool(rows)
        for row in rows:
            key = (row[_LEVEL], row[_CODE], row[_CAUSE])
            group = self.groups[key]
            self._count(group, row, -1)
            if not group[COUNT]:
                del self.groups[key]
        for key in {(row[_LEVEL], row[_CODE], row[_CAUSE]) for row in rows} & self.groups.keys():
            group = self.groups[key]
            group[FIRST] = [one for one in group[FIRST] if one[0] != path]

    def _count(self, group: list[Any], row: Packed, step: int) -> None:
        group[COUNT] += step
        fix, topic = row[_FIX], row[_TOPIC]
        if fix is not None:
            group[SAFE if fix[0] else UNSAFE] += step
        if topic:
            topics = group[TOPICS]
            left = topics.get(topic, 0) + step
            if left:
                topics[topic] = left
            else:
                del topics[topic]

    @property
    def total(self) -> int:
        """Return how many findings there are."""
        return sum(one[COUNT] for one in self.groups.values())

    @property
    def can_show(self) -> bool:
        """Tell whether of each group as many are at hand as a report shows."""
        return all(len(one[FIRST]) >= min(one[COUNT], SHOWN) for one in self.groups.values())


def tally(found: Iterable[tuple[str, Packed]]) -> Tally:
    """Count findings."""
    by_path: dict[str, list[Packed]] = {}
    for path, row in found:
        by_path.setdefault(path, []).append(row)
    made = Tally()
    for path, rows in by_path.items():
        made.put(path, rows)
    return made
