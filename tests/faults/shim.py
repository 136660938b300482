"""A disk that counts its calls and fails, tears or dies at a chosen one; and what must hold after."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING, Any

from vaultkit.vault.disk import Disk, Folder
from vaultkit.vault.exchange import NotSupported

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class Killed(BaseException):
    """The process would be dead here: nothing may run after it but what frees memory."""


class FaultyDisk(Disk):
    """The real disk; before call number `at` (from 1), `fault` happens."""

    def __init__(
        self, at: int = 0, fault: Callable[[str], None] | None = None, *, sticky: bool = False
    ) -> None:
        self.count = 0
        self.at = at
        self.fault = fault
        self.sticky = sticky
        self.short = False
        self.log: list[str] = []

    def __getattribute__(self, name: str) -> Any:
        value = super().__getattribute__(name)
        if name.startswith("_") or not callable(value) or name in {"step", "fault"}:
            return value

        def call(*args: Any, **kwargs: Any) -> Any:
            self.step(name)
            return value(*args, **kwargs)

        return call

    def fsync(self, fd: int) -> None:
        """Count it only: a killed process loses nothing that it wrote, and fsync takes its time."""

    def step(self, name: str) -> None:
        self.count += 1
        self.log.append(name)
        hit = self.count >= self.at if self.sticky else self.count == self.at
        if self.fault is not None and self.at and hit:
            self.fault(name)


class ShortDisk(Disk):
    """A disk that writes three bytes at a time, and reads seven."""

    def write(self, fd: int, data: bytes) -> int:
        return os.write(fd, data[:3])

    def read(self, fd: int) -> bytes:
        return os.read(fd, 7)


class NoExchange(Disk):
    """A file system without the exchange call (FUSE, exFAT, NFS)."""

    def exchange(self, one: Folder, name: str, two: Folder, other: str) -> None:
        del one, name, two, other
        raise NotSupported(errno.EINVAL, "not here")


def kill(_name: str) -> None:
    raise Killed


def error(number: int) -> Callable[[str], None]:
    def fail(_name: str) -> None:
        raise OSError(number, os.strerror(number))

    return fail


def contents(root: Path) -> dict[str, bytes]:
    """Return every file of a vault with its bytes."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and not path.is_symlink()
    }


def make_vault(root: Path, files: dict[str, bytes]) -> Path:
    """Write files into a new folder."""
    for name, data in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return root
