"""A report that is shown again: nothing that it was made from has changed.

Imported before anything else, so it imports next to nothing: with the stamps of 6,000 notes equal,
a second `vaultkit lint` costs little more than looking at those stamps.
"""

from __future__ import annotations

import marshal
import os
import sys
import time
from array import array

from vaultkit import __version__
from vaultkit.vault.walk import Walk, stamps, walk

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any, BinaryIO

    Inputs = tuple[Any, ...]
    Difference = tuple[frozenset[str], frozenset[str], frozenset[str]]

RACY_NS = 2_000_000_000
"""What changed so shortly before the look may change again under the same stamp."""
DIGEST = 16
FORMAT = 3
"""Of what is kept; raised where it changes, so that nothing of another form is read."""
SETTINGS = (
    "vaultkit.toml",
    "pyproject.toml",
    ".obsidian/app.json",
    ".obsidian/daily-notes.json",
    ".obsidian/core-plugins.json",
    ".vaultkit-baseline.json",
)
"""Files that decide over a report besides the visible ones."""


def look(root: str, excludes: Sequence[str], out: str, watched: Sequence[str]) -> Inputs:
    """Return everything that a report on a vault depends on, as plain values.

    Args:
        excludes: the setting `exclude`.
        out: the folder that `build` writes, from the root.
        watched: further files, from the root, such as a baseline.
    """
    excluded: Callable[[str], bool] | None = None
    if excludes:
        from vaultkit.vault.globs import matcher

        excluded = matcher(excludes)
    found = walk(root, excluded, out)
    beside = [(name, _stamp(f"{root}/{name}")) for name in (*SETTINGS, *watched)]
    skipped = [list(one) for one in found.skipped]
    return (found, sorted(found.hidden), skipped, beside, head(root), _code(), _day())


WALK, HIDDEN, SKIPPED, BESIDE, HEAD, CODE, DAY = range(7)
"""What stands where in what `look` returns."""


def _day() -> str:
    """Return the day on the wall, where nobody says which day it is."""
    return "" if os.environ.get("VAULTKIT_TODAY") else time.strftime("%Y-%m-%d")


def _stamp(path: str) -> tuple[int, int, int] | None:
    """Return time, size and number of a file; None where it is not there."""
    try:
        stat = os.stat(path)
    except OSError:
        return None
    return (stat.st_mtime_ns, stat.st_size, stat.st_ino)


def head(root: str) -> str:
    """Return the commit that the vault's repository is at, or empty: blame and log depend on it."""
    folder = root
    while not os.path.exists(f"{folder}/.git"):
        above = os.path.dirname(folder)
        if above == folder:
            return ""
        folder = above
    words = _line(f"{folder}/.git/HEAD")
    if words.startswith("ref: "):
        words = (
            f"{words} {_line(f'{folder}/.git/{words[5:]}')} {_stamp(f'{folder}/.git/packed-refs')}"
        )
    return words or str(_stamp(f"{folder}/.git"))


def _line(path: str) -> str:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.readline().strip()
    except OSError:
        return ""


def _code() -> list[Any]:
    """Return the stamps of vaultkit's own files: another version makes another report."""
    package = os.path.dirname(os.path.dirname(__file__))
    made: list[Any] = [__version__, sys.implementation.cache_tag]
    stack = [package]
    while stack:
        with os.scandir(stack.pop()) as entries:
            for entry in sorted(entries, key=lambda one: one.name):
                if entry.is_dir():
                    if entry.name != "__pycache__":
                        stack.append(entry.path)
                elif entry.name.endswith((".py", ".ttl", ".rq")):
                    stat = entry.stat()
                    made.append((entry.name, stat.st_mtime_ns, stat.st_size))
    return made


class Record:
    """A report that was kept, and what it was made from."""

    __slots__ = (
        "_seen",
        "answer",
        "asked",
        "base",
        "heap",
        "names",
        "numbers",
        "over",
        "question",
        "rest",
    )

    def __init__(
        self,
        question: Inputs,
        inputs: Inputs | None,
        answer: Inputs,
        base: bytes = b"",
        over: Any = None,
        asked: dict[str, Any] | None = None,
    ) -> None:
        self.question = question
        """What `look` was asked: excludes, out, watched."""
        self.answer = answer
        """The exit code and the bytes of stdout and stderr."""
        self.base = base
        """The hash of what was kept by `bases.keep`; empty where nothing was."""
        self.over = over
        """What changed since the base, as plain values."""
        self.asked = asked
        """The options of the run, where they are all there is to know to run it again."""
        self.names = "\0".join(inputs[WALK].names) if inputs else ""
        """The files that `look` saw before the notes were read."""
        self.numbers: bytes = inputs[WALK].numbers.tobytes() if inputs else b""
        """Their stamps: a hundred thousand tuples take time to load."""
        self.rest: Inputs = tuple(inputs[1:]) if inputs else ()
        """What else it saw."""
        self._seen: tuple[Walk, Difference] | None = None
        self.heap: tuple[bytes, bytes] = (b"", b"")
        """The stamps as they lie on disk, on which a later record lays those that changed."""

    def is_like(self, inputs: Inputs) -> bool:
        """Tell whether a look saw the same."""
        return self.rest == tuple(inputs[1:]) and not any(self.difference(inputs[WALK]))

    def difference(self, found: Walk) -> Difference:
        """Return the files that a walk finds changed or new, those gone, and those new or gone."""
        if self._seen is None or self._seen[0] is not found:
            self._seen = (found, self._difference(found))
        return self._seen[1]

    def _difference(self, found: Walk) -> Difference:
        numbers = found.numbers.tobytes()
        if "\0".join(found.names) == self.names:
            names = found.names
            moved = frozenset(names[one] for one in differing(self.numbers, numbers))
            return moved, frozenset(), frozenset()
        before, now = stamps(self.paths(), array("q", self.numbers)), found.files
        return (
            frozenset(path for path, stamp in now.items() if before.get(path) != stamp),
            frozenset(before.keys() - now.keys()),
            frozenset(before.keys() ^ now.keys()),
        )

    def paths(self) -> list[str]:
        """Return the names of the files."""
        return self.names.split("\0") if self.names else []


LARGEST = 1 << 28
"""Bytes of a table of parts, at most."""
STAMP = 32
"""Bytes of the numbers of one file."""
APART = 64
"""So many files are compared at once, where one of them differs."""
PATCHES = 400
"""So many stamps are laid over those on disk before all are written again."""


def differing(one: bytes, other: bytes) -> list[int]:
    """Return which stamps differ, of two rows of as many."""
    if one == other:
        return []
    found: list[int] = []
    parts = [(0, len(one))]
    first, second = memoryview(one), memoryview(other)
    while parts:
        start, end = parts.pop()
        if first[start:end] == second[start:end]:
            continue
        if end - start > STAMP * APART:
            half = (start + end) // (2 * STAMP) * STAMP
            parts += [(half, end), (start, half)]
        else:
            found += [
                at // STAMP
                for at in range(start, end, STAMP)
                if first[at : at + STAMP] != second[at : at + STAMP]
            ]
    return found


UNTRUSTED = array("q", (-1, -1, -1, -1)).tobytes()
"""The stamp of a file that may have changed under the one that was seen."""


def remember(
    root: str, key: Sequence[str], record: Record, began: int, before: Record | None = None
) -> None:
    """Keep a report with what it was made from; nothing where it can not be written.

    Args:
        began: when `look` looked (ns): a file that changed shortly before is not trusted, and
            counts as changed the next time.
        before: what was recalled; where the same files are there, only stamps that changed since
            are written.
    """
    numbers = _trusted(record.numbers, began - RACY_NS)
    heap = b""
    patches: list[tuple[int, bytes]] = []
    if before is not None and before.heap[0] and before.names == record.names:
        heap, old = before.heap
        moved = differing(old, numbers)
        patches = [(at, numbers[at * STAMP : (at + 1) * STAMP]) for at in moved]
    if not heap or len(patches) > PATCHES:
        body = marshal.dumps((record.names, numbers))
        if not write(place_of(root, key, "stamps"), body):
            return
        heap, patches = digest_of(body), []
    values = (record.question, heap, patches, record.rest, record.answer)
    more = (record.base, record.over, record.asked)
    write(place_of(root, key, "reports"), marshal.dumps((*values, *more)))


def _trusted(numbers: bytes, latest: int) -> bytes:
    """Return stamps without those of files that changed after a moment."""
    made = array("q", numbers)
    late: list[int] = []
    for side in (made[0::4], made[1::4]):
        if side and max(side) > latest:
            late += [at for at, one in enumerate(side) if one > latest]
    if not late:
        return numbers
    trusted = bytearray(numbers)
    for at in late:
        trusted[at * STAMP : (at + 1) * STAMP] = UNTRUSTED
    return bytes(trusted)


def recall(root: str, key: Sequence[str]) -> Record | None:
    """Return what is kept of the same run before; None where that is nothing, or is damaged."""
    body = read(place_of(root, key, "reports"))
    if body is None:
        return None
    try:
        question, heap, patches, rest, *more = marshal.loads(body)  # noqa: S302 (see `_is_ours`)
        record = Record(question, None, *more)
        laid = read(place_of(root, key, "stamps"), heap)
        if laid is None:
            return None
        record.names, numbers = marshal.loads(laid)  # noqa: S302 (the same)
        record.heap, record.rest = (heap, numbers), tuple(rest)
        if patches:
            made = bytearray(numbers)
            for at, stamp in patches:
                made[at * STAMP : (at + 1) * STAMP] = stamp
            numbers = bytes(made)
        record.numbers = numbers
    except (ValueError, EOFError, TypeError):
        return None
    return record


def again(root: str, key: Sequence[str]) -> Inputs | None:
    """Return the answer that was kept under a key, where nothing it was made from has changed."""
    record = recall(root, key)
    if record is None or not record.is_like(look(root, *record.question)):
        return None
    return tuple(record.answer)


def write(file: str, body: bytes, digest: bytes = b"") -> bool:
    """Write bytes behind their hash, whole or not at all, into a folder for the user alone.

    Args:
        digest: a hash to put before them instead.
    """
    folder = os.path.dirname(file)
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        if not _is_ours(folder):
            return False
        spare = f"{file}.{os.getpid()}"
        with open(spare, "wb") as made:  # in the user's cache folder, never in a vault
            made.write(digest or digest_of(body))
            made.write(body)
        os.replace(spare, file)
    except OSError:
        return False
    return True


def read(file: str, digest: bytes | None = None) -> bytes | None:
    """Return the bytes behind their hash (or behind this one); None where anything is wrong."""
    made = open_ours(file)
    if made is None:
        return None
    try:
        with made:
            head, body = made.read(DIGEST), made.read()
    except OSError:
        return None
    if head != digest_of(body) or (digest is not None and head != digest):
        return None
    return body


def open_ours(file: str) -> BinaryIO | None:
    """Open a file of a folder in which only the user can write; None where there is none."""
    try:
        return open(file, "rb") if _is_ours(os.path.dirname(file)) else None
    except OSError:
        return None


def _is_ours(folder: str) -> bool:
    """Tell whether only the user can write in the folder: marshal is not safe on others' data."""
    if not hasattr(os, "geteuid"):
        return os.path.isdir(folder)
    stat = os.stat(folder)
    return stat.st_uid == os.geteuid() and not stat.st_mode & 0o022


def digest_of(body: bytes) -> bytes:
    """Return a hash keyed by what made the report."""
    made = f"{FORMAT} {__version__} {sys.implementation.cache_tag} {marshal.version}"
    return _blake2b(body, made.encode()[:64])


def _blake2b(data: bytes, key: bytes) -> bytes:
    try:
        from _blake2 import blake2b  # hashlib alone costs as much as a walk over 300 notes
    except ImportError:  # pragma: no cover (other Pythons)
        from hashlib import blake2b
    return blake2b(data, digest_size=DIGEST, key=key).digest()


def place_of(root: str, key: Sequence[str], kind: str) -> str:
    """Return where a thing is kept: named by the vault and by how the report was asked for."""
    name = _blake2b("\0".join([os.path.realpath(root), *key]).encode("utf-8", "replace"), b"report")
    return f"{cache_base()}/{kind}/{name.hex()}"


def cache_base() -> str:
    """Return vaultkit's cache folder as `places` has it, without its cost where we can."""
    if sys.platform == "linux" and "ANDROID_DATA" not in os.environ:
        given = os.environ.get("XDG_CACHE_HOME", "").strip()
        return f"{given or os.path.expanduser('~/.cache')}/vaultkit"
    from vaultkit.vault.places import cache_home

    return str(cache_home())


def now() -> int:
    """Return the time (ns) to hand to `remember` as `began`."""
    return time.time_ns()
