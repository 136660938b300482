"""The system calls that swap two files, or move one without overwriting: Linux, macOS, Windows."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from functools import cache

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from typing import Any

NOREPLACE = 1
EXCHANGE = 2
_MAC_FLAG = {NOREPLACE: 4, EXCHANGE: 2}
_UNSUPPORTED = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP}
_WRITE_THROUGH = 1


class NotSupported(OSError):
    """The system or this file system has no such call."""


@cache
def _call() -> Any:
    """Return renameat2 (Linux) or renameatx_np (macOS); None where there is neither."""
    name = {"linux": "renameat2", "darwin": "renameatx_np"}.get(sys.platform)
    if name is None:
        return None
    function = getattr(ctypes.CDLL(None, use_errno=True), name, None)
    if function is not None:
        path, number = ctypes.c_char_p, ctypes.c_int
        function.argtypes = [number, path, number, path, ctypes.c_uint]
        function.restype = ctypes.c_int
    return function


def rename_with(flag: int, old_fd: int, old: str, new_fd: int, new: str) -> None:
    """Call rename with a flag; both names are relative to open folders.

    Raises:
        NotSupported: there is no such call here.
        OSError: the call failed.
    """
    call = _call()
    if call is None:
        raise NotSupported(errno.ENOSYS, "no such call")
    if sys.platform == "darwin":
        flag = _MAC_FLAG[flag]
    ctypes.set_errno(0)
    if call(old_fd, os.fsencode(old), new_fd, os.fsencode(new), flag) != 0:
        number = ctypes.get_errno()
        kind = NotSupported if number in _UNSUPPORTED else OSError
        raise kind(number, os.strerror(number), new)


def replace_keeping(target: str, replacement: str, backup: str) -> None:
    """Call ReplaceFileW: `target` gets the replacement's content, its old one goes to `backup`.

    Windows keeps the target's access list, creation date and streams.
    """
    if sys.platform != "win32":
        raise NotSupported(errno.ENOSYS, "no such call")
    kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    if not kernel.ReplaceFileW(
        ctypes.c_wchar_p(target),
        ctypes.c_wchar_p(replacement),
        ctypes.c_wchar_p(backup),
        ctypes.c_uint(_WRITE_THROUGH),
        None,
        None,
    ):
        raise ctypes.WinError(ctypes.get_last_error())
