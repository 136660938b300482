"""A query's process: started or forked, fed, listened to, and ended when its time is up."""

from __future__ import annotations

import json
import os
import sys
import time

TYPE_CHECKING = False  # a stored graph that is asked again has no time for more imports
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import IO, Any

SPARE = 2.0
"""Seconds besides the query's own: for starting, and for opening a store."""
PIECE = 1 << 16
"""Bytes read from a worker at a time."""
FORKS = hasattr(os, "fork") and sys.platform == "linux"
"""A fork is a start for nothing; elsewhere system libraries may not survive one."""


class Ended:
    """How a worker ended."""

    __slots__ = ("code", "late")

    def __init__(self, code: int, *, late: bool) -> None:
        self.code = code
        """Exit code; negative: the signal that killed it."""
        self.late = late
        """It was killed because its time was up."""


def spawned(job: dict[str, Any], quads: bytes, seconds: float) -> Iterator[Any]:
    """Start a worker, and yield each JSON value that it says; last comes an `Ended`.

    Args:
        job: see `worker`.
        quads: N-Quads, where the job names no store.
        seconds: of the clock, for the query alone.
    """
    import subprocess
    import threading

    # -I -S: neither the folder where the user stands (a stranger's vault, perhaps) nor the user's
    # own start files are a place for code; and they take time.
    worker = subprocess.Popen(  # noqa: S603 (our own program, told where our own packages lie)
        [sys.executable, "-I", "-S", "-c", _code()],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    late = threading.Event()

    def stop() -> None:
        late.set()
        worker.kill()

    # Reading quads and starting up is not the query's time.
    clock = threading.Timer(seconds + SPARE + len(quads) / 5_000_000, stop)
    clock.daemon = True
    assert worker.stdin is not None
    assert worker.stdout is not None
    first = json.dumps(job).encode() + b"\n"
    feeder = threading.Thread(target=_feed, args=(worker.stdin, first, quads), daemon=True)
    clock.start()
    feeder.start()
    try:
        for line in worker.stdout:
            if line.endswith(b"\n"):
                yield json.loads(line)
        code = worker.wait()
        yield Ended(code, late=late.is_set())
    finally:
        clock.cancel()
        worker.kill()
        worker.wait()
        feeder.join()
        worker.stdout.close()


def _code() -> str:
    """Return the program of a worker: where its two packages lie is all that it needs to know."""
    from importlib.util import find_spec

    engine = find_spec("pyoxigraph")
    files = [os.path.dirname(__file__), *([engine.origin] if engine and engine.origin else [])]  # noqa: PTH120 (pathlib costs too much)
    places = [os.path.dirname(os.path.dirname(one)) for one in files]  # noqa: PTH120 (the same)
    return f"import sys; sys.path += {places!r}; from vaultkit.query.worker import main; main()"


def _feed(pipe: IO[bytes], first: bytes, quads: bytes) -> None:
    """Write the job; a worker that ended early is found out by its exit code."""
    try:
        with pipe:
            pipe.write(first)
            pipe.write(quads)
    except (BrokenPipeError, OSError):
        return


def forked(job: dict[str, Any], seconds: float) -> Iterator[Any]:
    """Answer a job on a store in a copy of this process; else as `spawned`.

    Only for a process that has no threads, such as a command's: a copy holds none of them.
    """
    import select
    import signal

    ear, mouth = os.pipe()
    child = os.fork()
    if child == 0:
        _in_child(job, ear, mouth)
    os.close(mouth)
    late, status, rest = False, None, b""
    end = time.monotonic() + seconds + SPARE
    poll = select.poll()
    poll.register(ear, select.POLLIN | select.POLLHUP)
    try:
        while True:
            left = end - time.monotonic()
            late = late or left <= 0 or not poll.poll(left * 1000)
            data = b"" if late else os.read(ear, PIECE)
            if not data:
                break
            *lines, rest = (rest + data).split(b"\n")
            for line in lines:
                yield json.loads(line)
        if late:
            os.kill(child, signal.SIGKILL)
        status = os.waitpid(child, 0)[1]
        yield Ended(os.waitstatus_to_exitcode(status), late=late)
    finally:
        os.close(ear)
        if status is None:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)


def _in_child(job: dict[str, Any], ear: int, mouth: int) -> None:
    """Answer a job into a pipe and end, whatever happens; nothing of the parent's is flushed."""
    code = 1
    try:
        os.close(ear)
        nothing = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nothing, stream)
        os.close(nothing)
        from vaultkit.query import worker

        with os.fdopen(mouth, "wb") as out:  # a pipe to the parent, no file
            worker.answer(job, None, out)
        code = 0
    finally:
        os._exit(code)
