"""What was made of each note, kept by path and content in the user's cache folder.

As disposable as the cache of parsed notes: whatever is wrong with it, it is made anew.
"""

from __future__ import annotations

import contextlib
import sqlite3
from hashlib import blake2b

from vaultkit.vault.cache import DIGEST, maker, open_private
from vaultkit.vault.places import cache_folder

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


class Shelf:
    """One kind of thing, made of the content of notes by code of some rooms.

    No method raises: a shelf that can not be read or written is left alone, or thrown away.
    """

    def __init__(self, file: Path, rooms: tuple[str, ...]) -> None:
        self._file = file
        self._key = maker(*rooms)

    def load(self, stamps: dict[str, bytes]) -> dict[str, bytes]:
        """Return what is kept for the paths whose content has these stamps."""
        kept: dict[str, bytes] = {}
        try:
            with contextlib.closing(self._connect()) as base:
                for path, stamp, blob in base.execute("SELECT path, stamp, blob FROM kept"):
                    if stamps.get(path) != stamp or not isinstance(blob, bytes):
                        continue
                    if blob[:DIGEST] == self._digest(path, stamp, blob[DIGEST:]):
                        kept[path] = blob[DIGEST:]
        except (OSError, sqlite3.Error, TypeError):
            with contextlib.suppress(OSError):
                self._file.unlink()
            return {}
        return kept

    def keep(self, fresh: Iterable[tuple[str, bytes, bytes]], paths: Iterable[str]) -> None:
        """Keep path, stamp and bytes of what was made; drop what belongs to no path of `paths`."""
        rows = [
            (path, stamp, self._digest(path, stamp, blob) + blob) for path, stamp, blob in fresh
        ]
        held = set(paths)
        with (
            contextlib.suppress(OSError, sqlite3.Error),
            contextlib.closing(self._connect()) as base,
            base,
        ):
            gone = [one for one in base.execute("SELECT path FROM kept") if one[0] not in held]
            base.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", rows)
            base.executemany("DELETE FROM kept WHERE path = ?", gone)

    def _connect(self) -> sqlite3.Connection:
        base = open_private(self._file)
        base.execute(
            "CREATE TABLE IF NOT EXISTS kept (path TEXT PRIMARY KEY, stamp BLOB, blob BLOB)"
        )
        return base

    def _digest(self, path: str, stamp: bytes, blob: bytes) -> bytes:
        name = path.encode("utf-8", "surrogatepass") + b"\0" + stamp + b"\0"
        return blake2b(name + blob, digest_size=DIGEST, key=self._key).digest()


def open_shelf(root: Path, name: str, *rooms: str) -> Shelf:
    """Return the shelf of a vault for things made by the code of some rooms."""
    return Shelf(cache_folder(root) / f"{name}.sqlite", rooms)
