"""Parsed notes by path and stamp, in the user's cache folder: they need not be parsed again.

The cache is disposable: whatever is wrong with it, it is made anew, and no note is ever written
because of it (decision 7). It lies in a folder of the user's own (0700), because `marshal` is not
safe on data of strangers; every row stands behind a hash keyed by what made it.
"""

from __future__ import annotations

import contextlib
import json
import marshal
import os
import sqlite3
import sys
import time
from hashlib import blake2b
from pathlib import Path

from vaultkit import __version__
from vaultkit.notes.packing import pack_note, unpack_note
from vaultkit.text import NotePath
from vaultkit.vault.places import cache_folder
from vaultkit.vault.sketch import Sketch, packed, sketch, unpacked

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from vaultkit.notes.note import Note
    from vaultkit.vault.walk import Stamp

FILE = "notes.sqlite"
RACY_NS = 2_000_000_000
"""A note that changed so shortly before it was read may change again under the same stamp."""
DIGEST = 16
BATCH = 4000
"""So many notes wait in memory to be written."""
COLUMNS = "path, mtime, ctime, size, number, seen, blob"
_GONE = "CREATE TABLE IF NOT EXISTS gone (path TEXT PRIMARY KEY, seen INTEGER, blob BLOB)"
_FORGET = (
    "DELETE FROM gone WHERE path NOT IN (SELECT path FROM gone ORDER BY seen DESC, path LIMIT ?)"
)
MOST_GONE = 500
_SELECT = f"SELECT {COLUMNS} FROM notes"  # noqa: S608 (our own constant)


def maker(*rooms: str) -> bytes:
    """Return what a cache was made by: version, Python, and the files of some rooms' code."""
    made = blake2b(f"{__version__} {sys.implementation.cache_tag} {marshal.version}".encode())
    package = Path(__file__).parent.parent
    for room in rooms:
        for folder, inner, names in os.walk(package / room):
            inner.sort()
            for name in sorted(names):
                if name.endswith((".py", ".ttl", ".toml", ".js", ".css", ".html")):
                    stat = Path(folder, name).stat()
                    made.update(f"{name} {stat.st_size} {stat.st_mtime_ns}".encode())
    return made.digest()[:32]


def open_private(file: Path) -> sqlite3.Connection:
    """Open a file of the cache; make it, and its folder for the user alone, where it is not there.

    Raises:
        PermissionError: the folder is another user's.
    """
    folder = file.parent
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if hasattr(os, "geteuid"):
        stat = folder.stat()
        if stat.st_uid != os.geteuid():
            raise PermissionError(folder)
        if stat.st_mode & 0o077:
            folder.chmod(0o700)
    base = sqlite3.connect(file, timeout=0.5, isolation_level="DEFERRED")
    base.execute("PRAGMA synchronous = OFF")
    return base


class NoteCache:
    """An open cache: notes that did not change, and room for those that did.

    No method raises: a cache that can not be read or written is left alone, or thrown away.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._key = maker("notes")
        self._seen = time.time_ns()
        """Before any file was looked at."""
        self._fresh: list[tuple[object, ...]] = []
        self._gone: list[tuple[str]] = []
        self._came: list[str] = []
        self._left: list[tuple[str, int, bytes]] = []
        """Sketches of what is gone: a note that comes back under another name is known by it."""

    def load(self, files: Mapping[str, Stamp]) -> dict[str, Note]:
        """Return the notes whose files have the stamps they were read with (racy-clean rule)."""
        notes: dict[str, Note] = {}
        known: set[str] = set()
        try:
            with contextlib.closing(self._connect()) as base:
                for path, *stamp, seen, blob in base.execute(_SELECT):
                    known.add(path)
                    if path not in files:
                        self._gone.append((path,))
                        note = self._unpack(path, blob)
                        if note is not None:
                            self._leave(note)
                    elif tuple(stamp) == files[path] and max(stamp[:2]) + RACY_NS < seen:
                        note = self._unpack(path, blob)
                        if note is not None:
                            notes[path] = note
        except (OSError, sqlite3.Error, TypeError):
            self._discard()
            return {}
        if self._gone:
            self._came = [path for path in files if path not in known and path.endswith(".md")]
        return notes

    def look(self, files: Mapping[str, Stamp]) -> bool:
        """Take note of what is gone, without reading the rest; tell whether anything is kept."""
        try:
            with contextlib.closing(self._connect()) as base:
                known = {path for (path,) in base.execute("SELECT path FROM notes")}
                for path in sorted(known - files.keys()):
                    self._gone.append((path,))
                    for (blob,) in base.execute("SELECT blob FROM notes WHERE path = ?", (path,)):
                        note = self._unpack(path, blob)
                        if note is not None:
                            self._leave(note)
        except (OSError, sqlite3.Error, TypeError):
            self._discard()
            return False
        if self._gone:
            self._came = [path for path in files if path not in known and path.endswith(".md")]
        return bool(known)

    def load_some(self, paths: Sequence[str], files: Mapping[str, Stamp]) -> dict[str, Note]:
        """Return those of some paths, in order, whose notes are kept and whose files are as then.

        What is wrong with the cache is found by `look`.
        """
        notes: dict[str, Note] = {}
        between = f"{_SELECT} WHERE path BETWEEN ? AND ?"
        with (
            contextlib.suppress(OSError, sqlite3.Error, TypeError),
            contextlib.closing(self._connect()) as base,
        ):
            for path, *stamp, seen, blob in base.execute(between, (paths[0], paths[-1])):
                if tuple(stamp) == files.get(path) and max(stamp[:2]) + RACY_NS < seen:
                    note = self._unpack(path, blob)
                    if note is not None:
                        notes[path] = note
        return notes

    def keep(self, note: Note, stamp: Stamp) -> None:
        """Keep a note that was just parsed from a file with this stamp."""
        self.keep_packed(note.path, marshal.dumps(pack_note(note)), stamp)

    def keep_packed(self, path: str, packed: bytes, stamp: Stamp) -> None:
        """Keep a note that is packed already."""
        blob = self._digest(path, packed) + packed
        self._fresh.append((path, *stamp, self._seen, blob))
        if len(self._fresh) >= BATCH:
            self.save()
            self._fresh.clear()

    def save(self) -> None:
        """Write what is new, and drop what is gone."""
        if not self._fresh and not self._gone:
            return
        marks = ", ".join("?" * COLUMNS.count(",")) + ", ?"
        with (
            contextlib.suppress(OSError, sqlite3.Error),
            contextlib.closing(self._connect()) as base,
            base,
        ):
            base.executemany(f"INSERT OR REPLACE INTO notes VALUES ({marks})", self._fresh)  # noqa: S608 (marks only)
            base.executemany("DELETE FROM notes WHERE path = ?", self._gone)
            if self._left and len(self._came) <= MOST_GONE:
                base.execute(_GONE)
                came = json.dumps(sorted(self._came)).encode() + b"\n"
                rows = [
                    (path, seen, self._digest(path, came + made) + came + made)
                    for path, seen, made in self._left
                ]
                base.executemany("INSERT OR REPLACE INTO gone VALUES (?, ?, ?)", rows)
                base.execute(_FORGET, (MOST_GONE,))

    def gone(self) -> dict[str, tuple[Sketch, list[str]]]:
        """Return the sketches of notes that went since they were read, and what came with that."""
        found: dict[str, tuple[Sketch, list[str]]] = {}
        with (
            contextlib.suppress(OSError, sqlite3.Error, TypeError),
            contextlib.closing(self._connect()) as base,
        ):
            base.execute(_GONE)
            for path, blob in base.execute("SELECT path, blob FROM gone"):
                if isinstance(blob, bytes) and blob[:DIGEST] == self._digest(path, blob[DIGEST:]):
                    came, _, made = blob[DIGEST:].partition(b"\n")
                    found[path] = (unpacked(made), json.loads(came))
        return found

    def _connect(self) -> sqlite3.Connection:
        """Open the file; make it, and its folder for the user alone, where it is not there."""
        base = open_private(self._file)
        base.execute(
            "CREATE TABLE IF NOT EXISTS notes (path TEXT PRIMARY KEY, mtime INTEGER, ctime INTEGER,"
            " size INTEGER, number INTEGER, seen INTEGER, blob BLOB)"
        )
        return base

    def _leave(self, note: Note) -> None:
        """Keep a sketch of a note that is gone."""
        made = packed(sketch(note.text.encode("utf-8", "replace")))
        self._left.append((note.path, self._seen, made))

    def _discard(self) -> None:
        """Throw a broken cache away; it is made anew."""
        for name in (FILE, f"{FILE}-journal"):
            with contextlib.suppress(OSError):
                self._file.with_name(name).unlink()

    def _digest(self, path: str, packed: bytes) -> bytes:
        name = path.encode("utf-8", "surrogatepass") + b"\0"
        return blake2b(name + packed, digest_size=DIGEST, key=self._key).digest()

    def _unpack(self, path: str, blob: object) -> Note | None:
        """Return a note from its row; None where the row is not what was written."""
        if not isinstance(blob, bytes) or blob[:DIGEST] != self._digest(path, blob[DIGEST:]):
            return None
        return unpack_note(NotePath(path), marshal.loads(blob[DIGEST:]))  # noqa: S302 (see above)


def open_cache(root: Path) -> NoteCache:
    """Return the cache of a vault; nothing is touched before it is asked or saved."""
    return NoteCache(cache_folder(root) / FILE)


def gone_notes(root: Path) -> dict[str, tuple[Sketch, list[str]]]:
    """Return the sketches of notes that are gone since they were last read on this machine.

    With each the paths that were new when it was seen to be gone: only they can be what it became.
    """
    return open_cache(root).gone()
