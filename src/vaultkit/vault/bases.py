"""What a whole run of lint knew, in parts of which the next run reads those that it needs."""

from __future__ import annotations

import marshal

from vaultkit.vault import replay

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

_SIZE = 8
"""Bytes of the length of the table."""


class Damaged(ValueError):
    """A part is not what was written: everything is to be judged anew."""


def keep(root: str, key: Sequence[str], parts: Mapping[str, Any]) -> bytes:
    """Keep parts by name; return the hash of all, empty where they can not be written."""
    table: dict[str, tuple[int, int, bytes]] = {}
    bodies: list[bytes] = []
    at = 0
    for name, part in parts.items():
        body = marshal.dumps(part)
        table[name] = (at, len(body), replay.digest_of(body))
        bodies.append(body)
        at += len(body)
    listed = marshal.dumps(table)
    size = len(listed).to_bytes(_SIZE, "big")
    file = replay.place_of(root, key, "bases")
    head = replay.digest_of(size + listed)
    return head if replay.write(file, b"".join([size, listed, *bodies]), head) else b""


class Base:
    """The parts that were kept under a hash, each read when it is asked for."""

    def __init__(self, file: str, table: dict[str, tuple[int, int, bytes]], at: int) -> None:
        self._file = file
        self._table = table
        self._at = at
        self._held: dict[str, Any] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._table

    def __getitem__(self, name: str) -> Any:
        """Return a part.

        Raises:
            Damaged: it is not what was kept.
        """
        if name not in self._held:
            self._held[name] = marshal.loads(self._read(name))  # noqa: S302 (the cache's own)
        return self._held[name]

    def get(self, name: str, default: Any) -> Any:
        """Return a part; the default where there is none of that name."""
        return self[name] if name in self._table else default

    def all(self) -> dict[str, Any]:
        """Return all parts.

        Raises:
            Damaged: one is not what was kept.
        """
        return {name: self[name] for name in self._table}

    def _read(self, name: str) -> bytes:
        at, size, digest = self._table[name]
        try:
            with open(self._file, "rb") as file:  # noqa: PTH123 (pathlib costs too much)
                file.seek(self._at + at)
                body = file.read(size)
        except OSError as error:
            raise Damaged(name) from error
        if replay.digest_of(body) != digest:
            raise Damaged(name)
        return body


def load(root: str, key: Sequence[str], digest: bytes) -> Base | None:
    """Return what was kept under a hash; None where that is not there any more."""
    place = replay.place_of(root, key, "bases")
    file = replay.open_ours(place) if digest else None
    if file is None:
        return None
    try:
        with file:
            head, size = file.read(replay.DIGEST), file.read(_SIZE)
            length = int.from_bytes(size, "big")
            listed = file.read(length) if length < replay.LARGEST else b""
        if head != digest or replay.digest_of(size + listed) != digest:
            return None
        table = marshal.loads(listed)  # noqa: S302 (behind its hash)
    except (OSError, ValueError, EOFError, TypeError):
        return None
    return Base(place, table, replay.DIGEST + _SIZE + length)
