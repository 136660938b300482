"""What a run of lint knew of each file, so that the next one judges only what changed.

A base, as large as the vault, is written by a run over everything; what later runs judged again
lies over it. Both are plain values that a cache keeps (`vault/replay.py`).
"""

from __future__ import annotations

import marshal
from array import array
from bisect import bisect_left

from vaultkit.lint.finding import Finding, Fix
from vaultkit.lint.trace import key_of
from vaultkit.text import Edit, NotePath, Place, Span

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any, Final

    from vaultkit.lint.broken import Guess
    from vaultkit.lint.trace import Trace

    Packed = tuple[Any, ...]
    """A finding as texts and numbers."""
    Kept = tuple[list[Packed], int, tuple[str, ...], dict[str, Any], list[int]]
    """Of a file: findings, flags, keys of aliases, gathered rows by name, keys of its links."""

FINDINGS: Final = 0
FLAGS: Final = 1
ALIASES: Final = 2
ROWS: Final = 3
KEYS: Final = 4
_BITS = 32
BUCKETS = 64
"""So many parts the rows of a gatherer are kept in."""


def pack(one: Finding) -> Packed:
    """Return a finding without its path."""
    fix = one.fix and (one.fix.safe, [(e.path, *e.span, e.new) for e in one.fix.edits])
    return (
        *one.span, one.code, one.name, one.severity, one.message, *one.place, *one.end, one.hint,
        one.cause, one.topic, one.text, fix,
    )  # fmt: skip


def unpack(path: str, row: Packed) -> Finding:
    """Return the finding that was packed."""
    start, end, code, name, level, said, line, column, last, stop, hint, cause, topic, text, fix = (
        row
    )
    mended = None
    if fix is not None:
        safe, edits = fix
        mended = Fix(tuple(Edit(NotePath(p), Span(a, b), new) for p, a, b, new in edits), safe)
    return Finding(
        path, Span(start, end), code, name, level, said, Place(line, column), Place(last, stop),
        hint, cause, topic, text, mended,
    )  # fmt: skip


class Memory:
    """A base, and what was judged since."""

    def __init__(self, base: dict[str, Any], over: dict[str, Any] | None = None) -> None:
        self.base = base
        self.over: dict[str, Any] = over or {"files": {}}
        self.files: dict[str, Kept | None] = self.over["files"]
        """Files that were judged since; None for one that is gone."""
        self._rows: dict[tuple[str, int], dict[str, Any]] = {}

    def of(self, name: str) -> Any:
        """Return the latest of a thing that belongs to no file."""
        return self.over[name] if name in self.over else self.base[name]

    def get(self, path: str) -> Kept:
        """Return what is known of a file; nothing of one that was not there."""
        if path in self.files:
            return self.files[path] or ([], 0, (), {}, [])
        base = self.base
        at = _bucket(path)
        rows = {name: one for name in base["rows"] if (one := self._bucket(name, at).get(path))}
        return (
            base["findings"].get(path, []),
            base["flags"].get(path, 0),
            base["aliases"].get(path, ()),
            rows,
            [],
        )

    def findings(self, without: Iterable[str]) -> dict[str, list[Packed]]:
        """Return what was found in all files but some, by path; of each in order."""
        found: dict[str, list[Packed]] = dict(self.base["findings"])
        for path, kept in self.files.items():
            found[path] = kept[FINDINGS] if kept is not None else []
        for path in without:
            found.pop(path, None)
        return found

    def flagged(self, bits: int) -> set[str]:
        """Return the files with one of some flags."""
        found = {path for path, flags in self.base["flags"].items() if flags & bits}
        found.difference_update(self.files)
        return found | {path for path, kept in self.files.items() if kept and kept[FLAGS] & bits}

    def linking(self, keys: Iterable[int]) -> set[str]:
        """Return files that have links with one of some keys; some that had them are among them."""
        index: memoryview = memoryview(self.base["index"]).cast("Q")
        numbers: set[int] = set()
        wanted = set(keys)
        for key in wanted:
            at = bisect_left(index, key << _BITS)
            while at < len(index) and index[at] >> _BITS == key:
                numbers.add(index[at] & 0xFFFFFFFF)
                at += 1
        found: set[str] = set()
        if numbers:
            sources: list[str] = marshal.loads(self.base["sources"])  # noqa: S302 (the cache's own)
            found = {sources[number] for number in numbers}
        for path, kept in self.files.items():
            if kept is not None and not wanted.isdisjoint(kept[KEYS]):
                found.add(path)
        return found

    def aliases(self, changed: Mapping[str, Kept | None]) -> dict[str, tuple[NotePath, ...]]:
        """Return the notes of each alias, in order of path."""
        by_path: dict[str, Any] = dict(self.base["aliases"])
        for path, kept in (*self.files.items(), *changed.items()):
            by_path[path] = kept[ALIASES] if kept else ()
        found: dict[str, list[NotePath]] = {}
        for path in sorted(by_path):
            for key in by_path[path]:
                found.setdefault(key, []).append(NotePath(path))
        return {key: tuple(dict.fromkeys(paths)) for key, paths in found.items()}

    def rows(self, name: str, changed: Mapping[str, Kept | None]) -> dict[str, Any]:
        """Return what a gatherer took from all files, in order of path."""
        by_path: dict[str, Any] = {}
        for at in range(len(self.base["rows"][name])):
            by_path.update(self._bucket(name, at))
        for path, kept in (*self.files.items(), *changed.items()):
            by_path[path] = kept[ROWS].get(name) if kept else None
        return {path: by_path[path] for path in sorted(by_path) if by_path[path]}

    def _bucket(self, name: str, at: int) -> dict[str, Any]:
        """Return one bucket of the base's rows, read when it is asked for."""
        key = (name, at)
        if key not in self._rows:
            self._rows[key] = marshal.loads(self.base["rows"][name][at])  # noqa: S302 (the cache's own)
        return self._rows[key]


def _bucket(path: str) -> int:
    """Return where the rows of a file are kept."""
    return key_of(path) % BUCKETS


def _in_buckets(rows: Mapping[str, Any]) -> list[bytes]:
    """Return rows so that those of one file can be read without the others."""
    buckets: list[dict[str, Any]] = [{} for _ in range(BUCKETS)]
    for path, some in rows.items():
        buckets[_bucket(path)][path] = some
    return [marshal.dumps(one) for one in buckets]


def remembered(
    sources: Sequence[str],
    findings: Iterable[Finding],
    whole: Mapping[str, Sequence[Finding]],
    trace: Trace,
    rows: Mapping[str, Mapping[str, Any]],
    guesses: Mapping[Any, Guess],
    gone: Mapping[str, str] | None,
) -> dict[str, Any]:
    """Return the base that a run over all files leaves."""
    by_path: dict[str, list[Packed]] = {}
    for one in sorted(findings, key=lambda one: one.order):
        by_path.setdefault(one.path, []).append(pack(one))
    index = array("Q")
    for number, path in enumerate(sources):
        index.extend([key << _BITS | number for key in trace.keys.get(path, ())])
    return {
        "findings": by_path,
        "flags": trace.flags,
        "aliases": trace.aliases,
        "rows": {name: _in_buckets(some) for name, some in rows.items()},
        "count": len(sources),
        "sources": marshal.dumps(list(sources)),
        "index": array("Q", sorted(index)).tobytes(),
        "whole": pack_whole(whole),
        "guesses": pack_guesses(guesses),
        "gone": None if gone is None else dict(gone),
    }


def pack_whole(whole: Mapping[str, Sequence[Finding]]) -> dict[str, list[tuple[str, Packed]]]:
    """Return what rules of the whole vault found, before anything was silenced."""
    return {code: [(one.path, pack(one)) for one in some] for code, some in whole.items()}


def pack_guesses(guesses: Mapping[Any, Guess]) -> dict[Any, tuple[Any, ...]]:
    """Return what links that reach no file were meant for."""
    return {key: (one.kind, one.path, one.near) for key, one in guesses.items()}
