"""Reads the bytes of a file of the vault."""

from __future__ import annotations

import os

# Windows has O_BINARY, without which it changes line ends; the others have the rest.
_HOW = os.O_RDONLY
for _name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY"):
    _HOW |= getattr(os, _name, 0)
CHUNK = 1 << 14


def read_bytes(path: str) -> bytes:
    """Return a file's bytes; small reads first, as most notes are small."""
    fd = os.open(path, _HOW)
    try:
        first = os.read(fd, CHUNK)
        if len(first) < CHUNK:
            return first
        parts = [first]
        while part := os.read(fd, 1 << 20):
            parts.append(part)
        return b"".join(parts)
    finally:
        os.close(fd)
