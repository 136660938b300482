"""Where the steps of a run are made: the vault, its folder for temporary files, the journal."""

from __future__ import annotations

import contextlib
import os
import stat

from vaultkit.values import field, slotted
from vaultkit.vault.change import Refused, hash_of
from vaultkit.vault.disk import Folder, read_all, write_all

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from vaultkit.vault.disk import Disk
    from vaultkit.vault.journal import Journal

OWN = ".vaultkit"
TMP = "tmp"
IGNORE = ".gitignore"
IGNORE_ALL = b"*\n"
PART = ".part"
"""Ending of a temporary file that is not whole yet."""


@slotted
class Site:
    """A vault while a run is under way."""

    disk: Disk
    root: Path
    tmp: Folder
    journal: Journal
    quiet: float = 0.0
    """Seconds since a note's last edit before it is touched."""
    hold: float = 0.0
    """Seconds after which a displaced file is looked at again, where the system can not tell
    whether somebody holds it."""
    weak: bool = False
    kept: list[str] = field(default_factory=list)

    def read(self, folder: Folder, name: str) -> bytes:
        """Return a file's bytes."""
        fd = self.disk.open_read(folder, name)
        try:
            return read_all(self.disk, fd)
        finally:
            os.close(fd)

    def look(self, folder: Folder, name: str) -> str:
        """Return the hash of a file's bytes; empty where there is no such plain file."""
        try:
            if not stat.S_ISREG(self.disk.stat(folder, name).st_mode):
                return ""
            return hash_of(self.read(folder, name))
        except FileNotFoundError:
            return ""

    def keep(self, path: str, data: bytes) -> None:
        """Keep displaced content that is neither vaultkit's nor what was planned on."""
        self.journal.keep(path, data)
        self.kept.append(path)

    def drop(self, name: str) -> None:
        """Remove a temporary file of a step, if it is there."""
        with contextlib.suppress(FileNotFoundError):
            self.disk.remove(self.tmp, name)

    def sync(self, *folders: Folder) -> None:
        """Make moves in folders survive a power cut."""
        for folder in folders:
            if folder.fd is not None:
                self.disk.fsync(folder.fd)

    def write_temp(self, name: str, data: bytes, like: int, made: os.stat_result | None) -> None:
        """Write a new file beside the vault's own, with the marks of an existing one.

        It gets its name when it is whole: a torn one is never taken for somebody's edit.
        """
        fd = self.disk.open_new(self.tmp, name + PART)
        try:
            write_all(self.disk, fd, data)
            if made is not None:
                self.disk.copy_marks(like, fd, made)
            elif hasattr(os, "fchmod"):
                os.fchmod(fd, 0o666 & ~_umask())
            self.disk.fsync(fd)
        finally:
            os.close(fd)
        self.disk.replace(self.tmp, name + PART, self.tmp, name)


@contextlib.contextmanager
def open_site(
    root: Path, journal: Journal, quiet: float = 0.0, hold: float = 0.0
) -> Iterator[Site]:
    """Make `.vaultkit/tmp/` in the vault, and take it away again where nothing is left in it.

    Raises:
        Refused: one of the two folders is a link or no folder.
    """
    disk = journal.disk
    with contextlib.ExitStack() as open_folders:
        top = _close_later(open_folders, disk.open_root(root))
        try:
            own = _close_later(open_folders, _inner(disk, top, OWN))
            tmp = _close_later(open_folders, _inner(disk, own, TMP))
        except (NotADirectoryError, OSError) as error:
            raise Refused(
                f"can not use the folder {OWN}/{TMP}: {error.strerror}", where=str(root)
            ) from error
        try:
            fd = disk.open_new(tmp, IGNORE)
        except FileExistsError:
            pass
        else:
            try:
                write_all(disk, fd, IGNORE_ALL)
            finally:
                os.close(fd)
        yield Site(disk, root, tmp, journal, quiet, hold)
        with contextlib.suppress(OSError):  # what is not vaultkit's own stays
            if disk.names(tmp) == [IGNORE]:
                disk.remove(tmp, IGNORE)
                disk.remove_folder(own, TMP)
                disk.remove_folder(top, OWN)


def _inner(disk: Disk, parent: Folder, name: str) -> Folder:
    """Open a folder, making it where it is missing."""
    try:
        return disk.open_folder(parent, name)
    except FileNotFoundError:
        with contextlib.suppress(FileExistsError):
            disk.make_folder(parent, name)
        return disk.open_folder(parent, name)


def _close_later(stack: contextlib.ExitStack, folder: Folder) -> Folder:
    """Close an open folder when the run ends."""
    if folder.fd is not None:
        stack.callback(os.close, folder.fd)
    return folder


def _umask() -> int:
    """Return the mask of modes for new files."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
