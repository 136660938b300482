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
from itertools import chain

from vaultkit import __version__
from vaultkit.vault.walk import Walk, walk

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    Inputs = tuple[Any, ...]

RACY_NS = 2_000_000_000
"""What changed so shortly before the look may change again under the same stamp."""
DIGEST = 16
FORMAT = 2
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
    found: Walk = walk(root, excluded, out)
    beside = [(name, _stamp(f"{root}/{name}")) for name in (*SETTINGS, *watched)]
    skipped = [list(one) for one in found.skipped]
    return (found.files, sorted(found.hidden), skipped, beside, head(root), _code(), _day())


FILES, HIDDEN, SKIPPED, BESIDE, HEAD, CODE, DAY = range(7)
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

    __slots__ = ("_inputs", "answer", "asked", "base", "flat", "over", "question", "rest")

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
        """The hash of what was kept by `keep_base`; empty where nothing was."""
        self.over = over
        """What changed since the base, as plain values."""
        self.asked = asked
        """The options of the run, where they are all there is to know to run it again."""
        self._inputs = inputs
        self.flat: tuple[str, bytes] = ("", b"")
        self.rest: Inputs = ()

    @property
    def inputs(self) -> Inputs:
        """Return what `look` saw before the notes were read."""
        if self._inputs is None:
            names, data = self.flat
            numbers = array("q", data)
            stamps = zip(*(numbers[at::4] for at in range(4)), strict=True)
            files = dict(zip(names.split("\0") if names else (), stamps, strict=True))
            self._inputs = (files, *self.rest)
        return self._inputs

    def is_like(self, inputs: Inputs) -> bool:
        """Tell whether a look saw the same."""
        if self._inputs is None and flat(inputs[0]) == self.flat:
            return self.rest == tuple(inputs[1:])
        return self.inputs == inputs


def flat(files: dict[str, Any]) -> tuple[str, bytes]:
    """Return names and stamps in two pieces: a hundred thousand tuples take time to load."""
    return "\0".join(files), array("q", chain.from_iterable(files.values())).tobytes()


UNTRUSTED = (-1, -1, -1, -1)
"""The stamp of a file that may have changed under the one that was seen."""


def remember(root: str, key: Sequence[str], record: Record, began: int) -> None:
    """Keep a report with what it was made from; nothing where it can not be written.

    Args:
        began: when `look` looked (ns): a file that changed shortly before is not trusted, and
            counts as changed the next time.
    """
    files, *rest = record.inputs
    latest = began - RACY_NS
    trusted = {
        path: stamp if stamp[0] <= latest and stamp[1] <= latest else UNTRUSTED
        for path, stamp in files.items()
    }
    values = (record.question, flat(trusted), tuple(rest), record.answer)
    more = (record.base, record.over, record.asked)
    _write(_file(root, key, "reports"), marshal.dumps((*values, *more)))


def recall(root: str, key: Sequence[str]) -> Record | None:
    """Return what is kept of the same run before; None where that is nothing, or is damaged."""
    body = _read(_file(root, key, "reports"))
    if body is None:
        return None
    try:
        question, (names, numbers), rest, *more = marshal.loads(body)  # noqa: S302 (see `_is_ours`)
        record = Record(question, None, *more)
        record.flat, record.rest = (names, numbers), tuple(rest)
    except (ValueError, EOFError, TypeError):
        return None
    return record


def again(root: str, key: Sequence[str]) -> Inputs | None:
    """Return the answer that was kept under a key, where nothing it was made from has changed."""
    record = recall(root, key)
    if record is None or not record.is_like(look(root, *record.question)):
        return None
    return tuple(record.answer)


def keep_base(root: str, key: Sequence[str], base: dict[str, Any]) -> bytes:
    """Keep what a whole run knew; return its hash, empty where it can not be written."""
    body = marshal.dumps(base)
    return _digest(body) if _write(_file(root, key, "bases"), body) else b""


def load_base(root: str, key: Sequence[str], digest: bytes) -> dict[str, Any] | None:
    """Return what a whole run knew, if it is the one of this hash."""
    body = _read(_file(root, key, "bases"), digest) if digest else None
    try:
        base = marshal.loads(body) if body is not None else None  # noqa: S302 (the same)
    except (ValueError, EOFError, TypeError):
        return None
    return base if isinstance(base, dict) else None


def _write(file: str, body: bytes) -> bool:
    """Write bytes behind their hash, whole or not at all, into a folder for the user alone."""
    folder = os.path.dirname(file)
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        if not _is_ours(folder):
            return False
        spare = f"{file}.{os.getpid()}"
        with open(spare, "wb") as made:
            made.write(_digest(body))
            made.write(body)
        os.replace(spare, file)
    except OSError:
        return False
    return True


def _read(file: str, digest: bytes | None = None) -> bytes | None:
    """Return the bytes behind their hash (or behind this one); None where anything is wrong."""
    try:
        if not _is_ours(os.path.dirname(file)):
            return None
        with open(file, "rb") as made:
            head, body = made.read(DIGEST), made.read()
    except OSError:
        return None
    if head != _digest(body) or (digest is not None and head != digest):
        return None
    return body


def _is_ours(folder: str) -> bool:
    """Tell whether only the user can write in the folder: marshal is not safe on others' data."""
    if not hasattr(os, "geteuid"):
        return os.path.isdir(folder)
    stat = os.stat(folder)
    return stat.st_uid == os.geteuid() and not stat.st_mode & 0o022


def _digest(body: bytes) -> bytes:
    """Return a hash keyed by what made the report."""
    made = f"{FORMAT} {__version__} {sys.implementation.cache_tag} {marshal.version}"
    return _blake2b(body, made.encode()[:64])


def _blake2b(data: bytes, key: bytes) -> bytes:
    try:
        from _blake2 import blake2b  # hashlib alone costs as much as a walk over 300 notes
    except ImportError:  # pragma: no cover (other Pythons)
        from hashlib import blake2b
    return blake2b(data, digest_size=DIGEST, key=key).digest()


def _file(root: str, key: Sequence[str], kind: str) -> str:
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
