"""A second editor, as a program of its own: adds numbered lines to a note, as fast as it can.

Run as: python editor.py HOW NOTE COUNT PAUSE; HOW is `atomic` (a new file renamed over the note)
or `in-place` (opened, truncated and written, as simple editors do).
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path


def main(how: str, note: Path, count: int, pause: float) -> None:
    for number in range(count):
        line = f"edit {number}\n".encode()
        while True:
            try:
                text = note.read_bytes()
            except FileNotFoundError:
                continue
            break
        if how == "atomic":
            temp = note.with_name(f".{note.name}.swp")
            temp.write_bytes(text + line)
            temp.replace(note)
        else:
            fd = os.open(note, os.O_WRONLY | os.O_APPEND)
            os.write(fd, line)
            os.close(fd)
        time.sleep(pause)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4]))
