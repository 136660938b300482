"""Slow disks, and bad ways of writing, which the tests of this folder must notice."""

from __future__ import annotations

import os
import time

from vaultkit.vault.disk import Disk, Folder

WINDOW = 0.003


class NoSync(Disk):
    """The real disk without the wait for the platter: a process that lives on needs none."""

    def fsync(self, fd: int) -> None:
        """Do nothing."""


class SlowDisk(NoSync):
    """A disk that takes its time before an exchange, so that edits do slip in."""

    def exchange(self, one: Folder, name: str, two: Folder, other: str) -> None:
        time.sleep(WINDOW)
        super().exchange(one, name, two, other)


class NaiveDisk(SlowDisk):
    """Compares, then replaces: what slips in between is gone, and nobody looks."""

    def __init__(self) -> None:
        self.planned = b""

    def read(self, fd: int) -> bytes:
        data = super().read(fd)
        self.planned = data or self.planned
        return data

    def exchange(self, one: Folder, name: str, two: Folder, other: str) -> None:
        time.sleep(WINDOW)
        os.replace(name, other, src_dir_fd=one.fd, dst_dir_fd=two.fd)
        fd = os.open(name, os.O_WRONLY | os.O_CREAT, 0o600, dir_fd=one.fd)
        os.write(fd, self.planned)
        os.close(fd)
