"""The verb: a query over the graph to rows, in a process of its own with limits."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, Any

from vaultkit.errors import QueryError
from vaultkit.graph.terms import Blank, Data, Iri, Term, Triple
from vaultkit.query import scan

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path


OVERFLOWS = {int(signal.SIGSEGV), int(getattr(signal, "SIGBUS", signal.SIGSEGV))}
"""How a process ends whose stack is full: on Linux, on macOS."""
WINDOWS_OVERFLOW = 0xC00000FD


class BrokenStore(QueryError):
    """A store on disk that can not be opened or read."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may take."""

    seconds: float = 5.0
    """Of the clock, from its first to its last row."""
    memory: int = 512 * 1024 * 1024
    """Bytes, besides the store's own."""
    rows: int = 100_000
    bytes: int = 64 * 1024 * 1024
    """Of the answer's text."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query found."""

    sort: str
    """`select`, `ask` or `graph` (CONSTRUCT and DESCRIBE)."""
    variables: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]
    """In the order of the engine; of a graph: subject, predicate, object."""
    cut: str = ""
    """`rows` or `bytes` where a limit cut the answer short."""
    absent: tuple[str, ...] = field(default=())
    """IRIs that the query names and the graph does not have, where nothing was found."""

    @property
    def yes(self) -> bool:
        """Return the answer of an ASK."""
        return bool(self.rows) and self.rows[0][0] == Data(
            "true", "http://www.w3.org/2001/XMLSchema#boolean"
        )

    @property
    def triples(self) -> tuple[Triple, ...]:
        """Return the triples of a CONSTRUCT."""
        found = []
        for subject, predicate, said in self.rows:
            assert subject is not None
            assert said is not None
            found.append(Triple(subject, Iri(str(predicate)), said))  # type: ignore[arg-type]
        return tuple(found)


def run_query(
    source: Path | bytes,
    query: str,
    prefixes: Mapping[str, str],
    *,
    graphs: Collection[str] = (),
    limits: Limits | None = None,
) -> Answer:
    """Answer a SPARQL 1.1 query.

    Args:
        source: the folder of a store, or N-Quads.
        query: SELECT, ASK, CONSTRUCT or DESCRIBE.
        prefixes: those that the query may use without declaring them.
        graphs: IRIs of the named graphs in the store.
        limits: by default five seconds, 512 MB, 100,000 rows.

    Raises:
        QueryError: the query can not be read, is refused, or went over a limit.
    """
    limits = limits or Limits()
    scan.check(query, graphs, dict(prefixes))
    job = {
        "store": None if isinstance(source, bytes) else str(source),
        "query": query,
        "prefixes": dict(prefixes),
        "seconds": limits.seconds,
        "memory": limits.memory,
        "rows": limits.rows,
        "bytes": limits.bytes,
        "names": scan.names_in(query, dict(prefixes))[:50],
    }
    first = json.dumps(job).encode() + b"\n"
    return _ask(first, source if isinstance(source, bytes) else b"", limits)


def _ask(first: bytes, quads: bytes, limits: Limits) -> Answer:
    """Start a worker, give it the job, and read what it says until it ends or time is up."""
    # -P: the folder where the user stands (a stranger's vault, perhaps) is no place for code.
    worker = subprocess.Popen(
        [sys.executable, "-P", "-m", "vaultkit.query.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    late = threading.Event()

    def stop() -> None:
        late.set()
        worker.kill()

    # Reading quads and starting up is not the query's time.
    clock = threading.Timer(limits.seconds + 2 + len(quads) / 5_000_000, stop)
    clock.daemon = True
    assert worker.stdin is not None
    assert worker.stdout is not None
    feeder = threading.Thread(target=_feed, args=(worker.stdin, first, quads), daemon=True)
    clock.start()
    feeder.start()
    try:
        said = [json.loads(line) for line in worker.stdout if line.endswith(b"\n")]
        code = worker.wait()
    finally:
        clock.cancel()
        worker.kill()
        worker.wait()
        feeder.join()
        worker.stdout.close()
    return _answer(said, code, limits, late=late.is_set())


def _feed(pipe: IO[bytes], first: bytes, quads: bytes) -> None:
    """Write the job; a worker that ended early is found out by its exit code."""
    try:
        with pipe:
            pipe.write(first)
            pipe.write(quads)
    except (BrokenPipeError, OSError):
        return


def _answer(said: list[Any], code: int, limits: Limits, *, late: bool) -> Answer:
    """Make an answer of what the worker said, or say why there is none."""
    last = said[-1] if said else None
    if isinstance(last, dict) and "error" in last:
        if last.get("store"):
            raise BrokenStore(f"the store can not be read: {last['error']}")
        if last["syntax"]:
            raise QueryError(f"can not read the query: {last['error']}")
        if "memory" in last["error"].lower():
            raise _too_much(limits)
        raise QueryError(f"the query failed: {last['error']}")
    if not (isinstance(last, dict) and last.get("end")):
        killed = -code if code < 0 else 0
        late = late or bool(isinstance(last, dict) and last.get("late"))
        if late or killed == getattr(signal, "SIGXCPU", -1):
            raise QueryError(
                f"the query took longer than {limits.seconds:g} seconds, so it was stopped",
                hint="ask for less (fewer patterns, a LIMIT), or allow more with --timeout",
            )
        if killed in OVERFLOWS or code == WINDOWS_OVERFLOW:
            raise QueryError("the query nests too deep for the engine, so it was stopped")
        if os.name != "nt" and killed in {signal.SIGABRT, signal.SIGKILL}:
            raise _too_much(limits)
        raise QueryError(f"the query was stopped without an answer (code {code})")
    head = said[0]
    rows = tuple(tuple(_term(cell) for cell in row) for row in said[1:-1])
    return Answer(
        head["sort"], tuple(head["variables"]), rows, last["cut"], tuple(last.get("absent", ()))
    )


def _too_much(limits: Limits) -> QueryError:
    """Return the error of a query that ran out of memory."""
    return QueryError(
        f"the query needed more than {limits.memory // 2**20} MB of memory, so it was stopped",
        hint="ask for less (fewer patterns, a LIMIT), or allow more with --memory",
    )


def _term(cell: list[str] | None) -> Term | None:
    """Return a term from its JSON."""
    if cell is None:
        return None
    if cell[0] == "l":
        return Data(cell[1], cell[2], cell[3])
    return Iri(cell[1]) if cell[0] == "i" else Blank(cell[1])
