"""One writer at a time: a lock for each vault, which the system lets go when its holder dies."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import time

from vaultkit.vault.change import VaultBusy

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WAIT = 10.0
"""Seconds to wait for another run to end."""
_PAUSE = 0.05
_BUSY = {errno.EAGAIN, errno.EACCES, errno.EDEADLK}


@contextlib.contextmanager
def locked(state: Path, wait: float = WAIT) -> Iterator[None]:
    """Hold the vault's lock, which stands in the folder `state`.

    The lock is the system's own (flock, or a locked range on Windows): a dead holder has none,
    so there is no stale lock to judge. The process id in the file is for people only.

    Raises:
        VaultBusy: another vaultkit held it all the time.
    """
    state.mkdir(parents=True, exist_ok=True, mode=0o700)
    fd = os.open(state / "lock", os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
    try:
        until = time.monotonic() + wait
        while not _try(fd):
            if time.monotonic() >= until:
                holder = os.pread(fd, 20, 1).decode("ascii", "replace").strip() if _POSIX else ""
                raise VaultBusy(
                    "another vaultkit is writing in this vault",
                    where=f"process {holder}" if holder else "",
                    hint="try again when it has ended",
                )
            time.sleep(_PAUSE)
        os.ftruncate(fd, 0)
        os.lseek(fd, 0, os.SEEK_SET)
        os.write(fd, f" {os.getpid()}\n".encode())
        yield
    finally:
        os.close(fd)


_POSIX = hasattr(os, "pread")


def _try(fd: int) -> bool:
    """Take the lock if it is free."""
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(fd, 0, os.SEEK_SET)
            msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in _BUSY:
            return False
        raise
    return True
