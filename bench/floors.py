"""What can not be undercut: walking a vault, and stat-ing or reading every note."""

from __future__ import annotations

import os
import sys


def walk(top: str, *, read: bool) -> int:
    """Walk folders whose names have no leading dot; stat or read every note; return a count of bytes."""
    total = 0
    stack = [top]
    while stack:
        with os.scandir(stack.pop()) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    stack.append(entry.path)
                elif entry.name.endswith(".md"):
                    if read:
                        descriptor = os.open(entry.path, os.O_RDONLY)
                        while block := os.read(descriptor, 16384):
                            total += len(block)
                        os.close(descriptor)
                    else:
                        total += entry.stat().st_size
    return total


if __name__ == "__main__":
    walk(sys.argv[2], read=sys.argv[1] == "read")
