"""What a run of lint knew of each file, so that the next one judges only what changed.

A base, as large as the vault, is written by a run over everything; what later runs judged again
lies over it. Both are plain values that a cache keeps (`vault/replay.py`).
"""

from __future__ import annotations

from array import array
from bisect import bisect_left

from vaultkit.lint.finding import Finding, Fix
from vaultkit.lint.trace import key_of
from vaultkit.text import Edit, NotePath, Place, Span

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import Any, Final

    from vaultkit.lint.broken import Guess
    from vaultkit.lint.trace import Trace
    from vaultkit.vault.bases import Base

    Packed = tuple[Any, ...]
    """A finding as texts and numbers."""
    Whole = tuple[str, Packed, Packed | None]
    """A finding of a rule of the whole vault: its path, as found, and as reported."""
    Kept = tuple[list[Packed], int, tuple[str, ...], dict[str, Any], list[int]]
    """Of a file: findings, flags, keys of aliases, gathered rows by name, keys of its links."""

FINDINGS: Final = 0
FLAGS: Final = 1
ALIASES: Final = 2
ROWS: Final = 3
KEYS: Final = 4
_BITS = 32
BUCKETS = 256
"""So many parts each thing that is known of files is kept in."""
BLOCK = 256
"""So many names of sources stand in one part."""


def pack(one: Finding) -> Packed:
    """Return a finding without its path."""
    fix = one.fix and (one.fix.safe, tuple((e.path, *e.span, e.new) for e in one.fix.edits))
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

    def __init__(self, base: Base, over: dict[str, Any] | None = None) -> None:
        self.base = base
        self.over: dict[str, Any] = over or {"files": {}, "whole": {}}
        self.files: dict[str, Kept | None] = self.over["files"]
        """Files that were judged since; None for one that is gone."""

    def of(self, name: str) -> Any:
        """Return the latest of a thing that belongs to no file."""
        return self.over[name] if name in self.over else self.base[name]

    def whole(self, code: str) -> list[Whole]:
        """Return what a rule of the whole vault found."""
        over: dict[str, list[Whole]] = self.over["whole"]
        rows: list[Whole] = over[code] if code in over else self.base.get(f"whole {code}", [])
        return rows

    def findings(self, path: str) -> list[Packed]:
        """Return what rules of parts of files found in a file, in order."""
        if path in self.files:
            kept = self.files[path]
            return kept[FINDINGS] if kept is not None else []
        rows: list[Packed] = self._part("findings", path).get(path, [])
        return rows

    def aliases_of(self, path: str) -> tuple[str, ...]:
        """Return the keys of a file's aliases."""
        if path in self.files:
            kept = self.files[path]
            return kept[ALIASES] if kept is not None else ()
        keys: tuple[str, ...] = self._part("aliases", path).get(path, ())
        return keys

    def rows_of(self, path: str) -> dict[str, Any]:
        """Return what the gatherers took from a file, by name."""
        if path in self.files:
            kept = self.files[path]
            return kept[ROWS] if kept is not None else {}
        names: list[str] = self.base["gatherers"]
        taken = ((name, self._part(f"rows {name}", path).get(path)) for name in names)
        return {name: rows for name, rows in taken if rows}

    def all_findings(self) -> dict[str, list[Packed]]:
        """Return what was found in all files, by path; of each in order."""
        found = self._all("findings")
        found.update((path, kept[FINDINGS] if kept else []) for path, kept in self.files.items())
        return {path: rows for path, rows in found.items() if rows}

    def flagged(self, bits: int) -> set[str]:
        """Return the files with one of some flags."""
        found: set[str] = set()
        for at in range(bits.bit_length()):
            if bits >> at & 1:
                found.update(self.base.get(f"flag {1 << at}", ()))
        found.difference_update(self.files)
        return found | {path for path, kept in self.files.items() if kept and kept[FLAGS] & bits}

    def linking(self, keys: Iterable[int]) -> set[str]:
        """Return files that have links with one of some keys; some that had them are among them."""
        numbers: set[int] = set()
        wanted = set(keys)
        for key in wanted:
            part = f"index {key % BUCKETS}"
            if part not in self.base:
                continue
            index = memoryview(self.base[part]).cast("Q")
            at = bisect_left(index, key << _BITS)
            while at < len(index) and index[at] >> _BITS == key:
                numbers.add(index[at] & 0xFFFFFFFF)
                at += 1
        found: set[str] = {self.base[f"sources {one // BLOCK}"][one % BLOCK] for one in numbers}
        for path, kept in self.files.items():
            if kept is not None and not wanted.isdisjoint(kept[KEYS]):
                found.add(path)
        return found

    def aliases(self, changed: Mapping[str, Kept | None]) -> dict[str, tuple[NotePath, ...]]:
        """Return the notes of each alias, in order of path."""
        by_path = self._all("aliases")
        for path, kept in (*self.files.items(), *changed.items()):
            by_path[path] = kept[ALIASES] if kept else ()
        found: dict[str, list[NotePath]] = {}
        for path in sorted(by_path):
            for key in by_path[path]:
                found.setdefault(key, []).append(NotePath(path))
        return {key: tuple(dict.fromkeys(paths)) for key, paths in found.items()}

    def rows(self, name: str, changed: Mapping[str, Kept | None]) -> dict[str, Any]:
        """Return what a gatherer took from all files, in order of path."""
        by_path = self._all(f"rows {name}")
        for path, kept in (*self.files.items(), *changed.items()):
            by_path[path] = kept[ROWS].get(name) if kept else None
        return {path: by_path[path] for path in sorted(by_path) if by_path[path]}

    def _part(self, name: str, path: str) -> dict[str, Any]:
        """Return the part of the base in which a file's share of a thing is."""
        part: dict[str, Any] = self.base.get(f"{name} {_bucket(path)}", {})
        return part

    def _all(self, name: str) -> dict[str, Any]:
        """Return all parts of a thing that is known of files."""
        found: dict[str, Any] = {}
        for at in range(BUCKETS):
            found.update(self.base.get(f"{name} {at}", {}))
        return found


def _bucket(path: str) -> int:
    """Return in which part what is known of a file is kept."""
    return key_of(path) % BUCKETS


def _in_buckets(name: str, things: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield what is known of files in parts, so that one can be read without the others."""
    buckets: dict[int, dict[str, Any]] = {}
    for path, thing in things.items():
        buckets.setdefault(_bucket(path), {})[path] = thing
    yield from ((f"{name} {at}", one) for at, one in buckets.items())


def remembered(
    sources: Sequence[str],
    findings: Iterable[Finding],
    whole: Mapping[str, list[Whole]],
    trace: Trace,
    rows: Mapping[str, Mapping[str, Any]],
    guesses: Mapping[Any, Guess],
    gone: Mapping[str, str] | None,
) -> dict[str, Any]:
    """Return the parts of the base that a run over all files leaves."""
    by_path: dict[str, list[Packed]] = {}
    for one in sorted(findings, key=lambda one: one.order):
        by_path.setdefault(one.path, []).append(pack(one))
    index: dict[int, array[int]] = {}
    for number, path in enumerate(sources):
        for key in trace.keys.get(path, ()):
            index.setdefault(key % BUCKETS, array("Q")).append(key << _BITS | number)
    flags: dict[int, list[str]] = {}
    for path, bits in trace.flags.items():
        for at in range(bits.bit_length()):
            if bits >> at & 1:
                flags.setdefault(1 << at, []).append(path)
    blocks = range(0, len(sources), BLOCK)
    parts: dict[str, Any] = {
        "count": len(sources),
        "gatherers": list(rows),
        "guesses": pack_guesses(guesses),
        "gone": None if gone is None else dict(gone),
    }
    parts |= {f"sources {at // BLOCK}": list(sources[at : at + BLOCK]) for at in blocks}
    parts |= {f"index {at}": array("Q", sorted(one)).tobytes() for at, one in index.items()}
    parts |= {f"flag {bit}": paths for bit, paths in flags.items()}
    parts |= {f"whole {code}": some for code, some in whole.items() if some}
    parts |= _in_buckets("findings", by_path)
    parts |= _in_buckets("aliases", trace.aliases)
    for name, some in rows.items():
        parts |= _in_buckets(f"rows {name}", some)
    return parts


class Guesses(dict):  # type: ignore[type-arg] # from keys of links to guesses
    """What links were meant for, as an earlier run guessed: looked up when somebody asks."""

    def __init__(self, load: Callable[[], Mapping[Any, Any]], make: Callable[..., Guess]) -> None:
        super().__init__()
        self._load = load
        self._make = make
        self._rows: Mapping[Any, Any] | None = None

    def __contains__(self, key: object) -> bool:
        if dict.__contains__(self, key):
            return True
        if self._rows is None:
            self._rows = self._load()
        if key not in self._rows:
            return False
        self[key] = self._make(*self._rows[key])
        return True

    def more(self) -> dict[Any, tuple[Any, ...]] | None:
        """Return all as plain values, where some are new; else None."""
        rows = self._rows
        if rows is None or all(key in rows for key in self):
            return None
        return {**rows, **pack_guesses(self)}


def pack_guesses(guesses: Mapping[Any, Guess]) -> dict[Any, tuple[Any, ...]]:
    """Return what links that reach no file were meant for."""
    return {key: (one.kind, one.path, one.near) for key, one in guesses.items()}
