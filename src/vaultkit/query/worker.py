"""The process that runs one query: opens the store, gives up its rights, answers, ends.

Reads one JSON object from stdin (`store` or, where it is null, N-Quads after the first line), and
writes one JSON value a line: the head, the rows, the end. Nothing in a query can then open a file
or a socket, take more memory or time than it was given, or take another process with it.
On systems without these limits (Windows), the text check before and the clock outside remain.
"""

from __future__ import annotations

import json
import sys
import time

TYPE_CHECKING = False  # started for every query: it imports next to nothing
if TYPE_CHECKING:
    from typing import Any


PATIENCE = 0.2
"""Seconds that rows wait at most before they are sent."""


def drop_rights(memory: int, seconds: float) -> None:
    """Give up new files, sockets, file growth, and memory and time beyond these.

    Args:
        memory: bytes that may be taken besides what is taken now.
        seconds: of the processor.
    """
    try:
        import resource
    except ImportError:  # Windows
        return
    try:
        with open("/proc/self/statm", encoding="ascii") as stream:  # noqa: PTH123 (without pathlib)
            pages = int(stream.read().split()[0])
        taken = pages * resource.getpagesize()
    except (OSError, ValueError, IndexError):  # no /proc: macOS
        taken = 0
    wanted = {
        "RLIMIT_CORE": 0,
        "RLIMIT_FSIZE": 0,
        "RLIMIT_CPU": int(seconds) + 1,
        "RLIMIT_AS": taken + memory if taken else None,
        "RLIMIT_NOFILE": 0,
    }
    for name, most in wanted.items():
        if most is None or not hasattr(resource, name):
            continue
        kind = getattr(resource, name)
        hard = resource.getrlimit(kind)[1]
        cap = most if hard == resource.RLIM_INFINITY else min(most, hard)
        # The hard limit of time stands a second later: reaching it looks like lack of memory.
        late = cap + 1 if name == "RLIMIT_CPU" and cap != hard else cap
        try:
            resource.setrlimit(kind, (cap, late))
        except (OSError, ValueError):
            continue


def serve(job: dict[str, Any], quads: Any, say: Any, flush: Any) -> None:
    """Answer one job; `say` takes each JSON value, `flush` sends what was said."""
    from vaultkit.graph.store import ask_store, is_named, make_store, open_store

    try:
        store = open_store(job["store"]) if job["store"] else make_store(None, quads)
    except (OSError, ValueError, RuntimeError) as error:  # such as `Corruption: ...`
        say({"error": str(error), "store": bool(job["store"]), "syntax": False})
        return
    drop_rights(job["memory"], job["seconds"])
    try:
        sort, variables, rows = ask_store(store, job["query"], job["prefixes"])
        say({"sort": sort, "variables": variables})
        count = size = 0
        said = time.monotonic()
        end = said + job["seconds"]
        for row in rows:
            now = time.monotonic()
            if now > end:
                say({"late": True})
                return
            if count >= job["rows"] or size >= job["bytes"]:
                say({"end": True, "cut": "rows" if count >= job["rows"] else "bytes"})
                return
            size += sum(len(cell[1]) for cell in row if cell)
            count += 1
            say(row)
            if now - said > PATIENCE:
                said = now
                flush()
    except SyntaxError as error:
        say({"error": str(error), "syntax": True})
        return
    except OSError as error:
        say({"error": str(error), "store": bool(job["store"]), "syntax": False})
        return
    except (RuntimeError, ValueError, MemoryError) as error:
        say({"error": f"{type(error).__name__}: {error}", "syntax": False})
        return
    absent = []
    if not count or sort == "ask":
        absent = [iri for iri in job["names"] if not is_named(store, iri)]
    say({"end": True, "cut": "", "absent": absent})


def answer(job: dict[str, Any], quads: Any, out: Any) -> None:
    """Answer one job into a stream of bytes: one JSON value a line."""

    def say(value: Any) -> None:
        out.write(json.dumps(value, separators=(",", ":")).encode() + b"\n")

    serve(job, quads, say, out.flush)
    out.flush()


def main() -> None:
    """Answer the job that stands on stdin."""
    job = json.loads(sys.stdin.buffer.readline())
    answer(job, sys.stdin.buffer, sys.stdout.buffer)


if __name__ == "__main__":
    main()
