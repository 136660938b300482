"""Every call to the file system that a write makes, one method a call, so that tests fail each."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys

from vaultkit.values import frozen
from vaultkit.vault import exchange

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_HAS_DIR_FD = os.open in os.supports_dir_fd and hasattr(os, "O_DIRECTORY")
_CLOEXEC = getattr(os, "O_CLOEXEC", 0)
_NOFOLLOW = getattr(os, "O_NOFOLLOW", 0)
_BINARY = getattr(os, "O_BINARY", 0)
_MAC_DATALESS = 0x40000000
_WINDOWS_RECALL = 0x00400000 | 0x1000
READ_AT_ONCE = 1 << 20


@frozen
class Folder:
    """An open folder: names below it are looked up in it, whatever became of its path since."""

    path: Path
    fd: int | None
    """None on systems that can not look up a name in an open folder (Windows)."""

    def at(self, name: str) -> str:
        """Return what to pass to a call: the bare name, or the path where there is no fd."""
        return name if self.fd is not None else str(self.path / name)


class Disk:
    """The real file system. Each public method is one step that a test can make fail or kill."""

    def open_root(self, path: Path) -> Folder:
        """Open a folder by its path."""
        if not _HAS_DIR_FD:
            return Folder(path, None)
        return Folder(path, os.open(path, os.O_RDONLY | os.O_DIRECTORY | _CLOEXEC))

    def open_folder(self, parent: Folder, name: str) -> Folder:
        """Open a folder in a folder; a symbolic link is an error."""
        path = parent.path / name
        if parent.fd is None:
            if os.path.realpath(path) != os.path.join(os.path.realpath(parent.path), name):  # noqa: PTH118 (plain texts)
                raise OSError(errno.ELOOP, "is a link", str(path))
            if not path.is_dir():
                raise NotADirectoryError(errno.ENOTDIR, "is no folder", str(path))
            return Folder(path, None)
        flags = os.O_RDONLY | os.O_DIRECTORY | _CLOEXEC | _NOFOLLOW
        return Folder(path, os.open(name, flags, dir_fd=parent.fd))

    def make_folder(self, parent: Folder, name: str) -> None:
        """Make a folder."""
        os.mkdir(parent.at(name), 0o777, dir_fd=parent.fd)

    def remove_folder(self, parent: Folder, name: str) -> None:
        """Remove an empty folder."""
        os.rmdir(parent.at(name), dir_fd=parent.fd)

    def close(self, fd: int) -> None:
        """Close a file or folder."""
        os.close(fd)

    def open_read(self, folder: Folder, name: str) -> int:
        """Open a file for reading; a link is an error, a pipe does not hang."""
        flags = os.O_RDONLY | _CLOEXEC | _NOFOLLOW | _BINARY | getattr(os, "O_NONBLOCK", 0)
        return os.open(folder.at(name), flags, dir_fd=folder.fd)

    def open_new(self, folder: Folder, name: str) -> int:
        """Make a file that nobody else has, and open it for writing."""
        flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | _CLOEXEC | _NOFOLLOW | _BINARY
        return os.open(folder.at(name), flags, 0o600, dir_fd=folder.fd)

    def open_append(self, folder: Folder, name: str) -> int:
        """Open a file of the journal to add to it."""
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | _CLOEXEC | _NOFOLLOW | _BINARY
        return os.open(folder.at(name), flags, 0o600, dir_fd=folder.fd)

    def stat_open(self, fd: int) -> os.stat_result:
        """Return what the system knows of an open file."""
        return os.fstat(fd)

    def stat(self, folder: Folder, name: str) -> os.stat_result:
        """Return what the system knows of a name, without following a link."""
        return os.stat(folder.at(name), dir_fd=folder.fd, follow_symlinks=False)

    def read(self, fd: int) -> bytes:
        """Read on; empty at the end."""
        return os.read(fd, READ_AT_ONCE)

    def write(self, fd: int, data: bytes) -> int:
        """Write, perhaps only a part; return how many bytes."""
        return os.write(fd, data)

    def fsync(self, fd: int) -> None:
        """Make a file or folder survive a power cut."""
        if sys.platform == "darwin":
            import fcntl

            with contextlib.suppress(OSError):
                fcntl.fcntl(fd, fcntl.F_FULLFSYNC)
                return
        os.fsync(fd)

    def copy_marks(self, source: int, target: int, made: os.stat_result) -> None:
        """Give a new file the owner, mode, access list and extended attributes of another.

        Raises:
            OSError: one of them can not be copied.
        """
        if sys.platform == "win32":
            return  # ReplaceFileW keeps them
        mine = os.fstat(target)
        if (made.st_uid, made.st_gid) != (mine.st_uid, mine.st_gid):
            os.fchown(target, made.st_uid, made.st_gid)
        if sys.platform == "darwin":
            _mac_copy(source, target)
        elif hasattr(os, "listxattr"):
            _linux_copy(source, target)
        os.fchmod(target, stat.S_IMODE(made.st_mode))

    def exchange(self, one: Folder, name: str, two: Folder, other: str) -> None:
        """Swap two files in one step.

        Raises:
            NotSupported: this file system can not.
        """
        if one.fd is None or two.fd is None:
            raise exchange.NotSupported(errno.ENOSYS, "no such call")
        exchange.rename_with(exchange.EXCHANGE, one.fd, name, two.fd, other)

    def replace_keeping(self, target: Folder, name: str, new: Folder, temp: str, was: str) -> None:
        """Put `temp` in the target's place, keeping what stood there as `was` (Windows)."""
        exchange.replace_keeping(str(target.path / name), str(new.path / temp), str(new.path / was))

    def move_new(self, old: Folder, name: str, new: Folder, to: str) -> None:
        """Move a file or folder to a name that must be free.

        Raises:
            FileExistsError: it is not.
        """
        try:
            if old.fd is None or new.fd is None:
                os.rename(old.path / name, new.path / to)  # noqa: PTH104 (Windows: never overwrites)
                return
            exchange.rename_with(exchange.NOREPLACE, old.fd, name, new.fd, to)
        except exchange.NotSupported:
            if stat.S_ISDIR(self.stat(old, name).st_mode):
                with contextlib.suppress(FileNotFoundError):
                    self.stat(new, to)
                    raise FileExistsError(errno.EEXIST, "exists", to) from None
                self.replace(old, name, new, to)
            else:
                self.link(old, name, new, to)
                self.remove(old, name)

    def replace(self, old: Folder, name: str, new: Folder, to: str) -> None:
        """Move a file over another (the weak way, and files of vaultkit's own)."""
        os.replace(old.at(name), new.at(to), src_dir_fd=old.fd, dst_dir_fd=new.fd)

    def link(self, old: Folder, name: str, new: Folder, to: str) -> None:
        """Give a file a second name, which must be free."""
        os.link(
            old.at(name),
            new.at(to),
            src_dir_fd=old.fd,
            dst_dir_fd=new.fd,
            follow_symlinks=os.name == "nt",
        )

    def remove(self, folder: Folder, name: str) -> None:
        """Remove a file."""
        os.unlink(folder.at(name), dir_fd=folder.fd)

    def names(self, folder: Folder) -> list[str]:
        """Return the sorted names in a folder."""
        return sorted(os.listdir(folder.path if folder.fd is None else folder.fd))  # noqa: PTH208 (an open folder)

    def is_held(self, fd: int) -> bool | None:
        """Tell whether another program has this file open for writing; None: can not be told."""
        if sys.platform != "linux":
            return None
        import fcntl
        import signal

        try:
            # A read lease is refused while anybody has the file open for writing.
            fcntl.fcntl(fd, fcntl.F_SETSIG, signal.SIGURG)
            fcntl.fcntl(fd, fcntl.F_SETLEASE, fcntl.F_RDLCK)
            fcntl.fcntl(fd, fcntl.F_SETLEASE, fcntl.F_UNLCK)
        except OSError as error:
            return True if error.errno == errno.EAGAIN else None
        return False


DISK = Disk()


def _linux_copy(source: int, target: int) -> None:
    """Copy extended attributes, the access list among them."""
    try:
        names = os.listxattr(source)
    except OSError as error:
        if error.errno in {errno.ENOTSUP, errno.EOPNOTSUPP}:
            return
        raise
    for name in names:
        value = os.getxattr(source, name)
        try:
            os.setxattr(target, name, value)
        except OSError:
            # What the system sets by itself (security.selinux) need not be copied.
            if name.startswith(("user.", "system.posix_acl")):
                raise


def _mac_copy(source: int, target: int) -> None:
    """Copy access list and extended attributes (Finder tags) by fcopyfile(3)."""
    import ctypes

    acl_and_attributes = 1 | 4
    copy = ctypes.CDLL(None, use_errno=True).fcopyfile
    if copy(source, target, None, ctypes.c_uint32(acl_and_attributes)) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


def is_dataless(made: os.stat_result, fd: int) -> bool:
    """Tell whether a file's content is not on this machine (evicted by a cloud client)."""
    if getattr(made, "st_flags", 0) & _MAC_DATALESS:
        return True
    if getattr(made, "st_file_attributes", 0) & _WINDOWS_RECALL:
        return True
    if made.st_size == 0 or getattr(made, "st_blocks", 1) != 0 or not hasattr(os, "SEEK_DATA"):
        return False
    try:
        os.lseek(fd, 0, os.SEEK_DATA)
    except OSError as error:
        return error.errno == errno.ENXIO
    os.lseek(fd, 0, os.SEEK_SET)
    return False


@contextlib.contextmanager
def opened(disk: Disk, root: Path, parts: tuple[str, ...]) -> Iterator[Folder]:
    """Open the folder `parts` below `root`, following no link on the way."""
    folder = disk.open_root(root)
    try:
        for part in parts:
            inner = disk.open_folder(folder, part)
            if folder.fd is not None:
                disk.close(folder.fd)
            folder = inner
        yield folder
    finally:
        if folder.fd is not None:
            os.close(folder.fd)


def read_all(disk: Disk, fd: int) -> bytes:
    """Read an open file to its end."""
    parts = []
    while part := disk.read(fd):
        parts.append(part)
    return b"".join(parts)


def write_all(disk: Disk, fd: int, data: bytes) -> None:
    """Write everything, however short each write is."""
    view = data
    while view:
        done = disk.write(fd, view)
        if done <= 0:
            raise OSError(errno.EIO, "nothing was written")
        view = view[done:]
