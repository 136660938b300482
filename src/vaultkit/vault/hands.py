"""Notes that are read and parsed by several hands: by whatever `Executor` is given.

What comes back is as compact as what the cache keeps, so that a process can send it.
"""

from __future__ import annotations

import marshal
import os

from vaultkit.notes.packing import pack_note
from vaultkit.notes.parse import decode_note
from vaultkit.text import NotePath

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from concurrent.futures import Executor

CHUNK = 256
"""Notes that are handed over at once."""
LEAST = 2000
"""Of fewer notes, starting the processes costs more than they save."""


def processes() -> Executor | None:
    """Return a pool of processes, one for each processor; None where there is but one."""
    free = getattr(os, "sched_getaffinity", None)
    count = len(free(0)) if free else os.cpu_count() or 1
    if count < 2:  # noqa: PLR2004 (more than one)
        return None
    from concurrent.futures import ProcessPoolExecutor

    return ProcessPoolExecutor(count)


def parse_all(base: str, paths: Sequence[str], executor: Executor) -> Iterator[tuple[str, bytes]]:
    """Yield each note's path and its parts as `marshal` bytes; of a file that can not be read none.

    Args:
        base: the vault's folder.
    """
    chunks = [(base, paths[at : at + CHUNK]) for at in range(0, len(paths), CHUNK)]
    for data in executor.map(_parse, chunks):
        yield from marshal.loads(data)  # noqa: S302 (made by this program a moment ago)


def _parse(given: tuple[str, Sequence[str]]) -> bytes:
    """Read and parse one chunk of notes; runs where the executor says."""
    from vaultkit.vault.contents import read_bytes

    base, paths = given
    made: list[tuple[str, bytes]] = []
    for path in paths:
        try:
            data = read_bytes(f"{base}/{path}")
        except OSError:
            continue  # the reader of the vault tries again, and says why
        made.append((path, marshal.dumps(pack_note(decode_note(NotePath(path), data)))))
    return marshal.dumps(made)
