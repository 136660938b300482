"""The verb: a query over the graph to rows, in a process of its own with limits."""

from __future__ import annotations

import os
import signal

from vaultkit.errors import QueryError
from vaultkit.graph.terms import Blank, Data, Iri, Term, Triple
from vaultkit.query import apart, scan

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path
    from typing import Any, NamedTuple
else:
    from vaultkit.values import NamedTuple


OVERFLOWS = {int(signal.SIGSEGV), int(getattr(signal, "SIGBUS", signal.SIGSEGV))}
"""How a process ends whose stack is full: on Linux, on macOS."""
MOST_EXPECTED = 8
"""Words that a message lists of those that a parser would take."""
WINDOWS_OVERFLOW = 0xC00000FD


class BrokenStore(QueryError):
    """A store on disk that can not be opened or read."""


class Limits(NamedTuple):
    """What one query may take."""

    seconds: float = 5.0
    """Of the clock, from its first to its last row."""
    memory: int = 512 * 1024 * 1024
    """Bytes, besides the store's own."""
    rows: int = 100_000
    bytes: int = 64 * 1024 * 1024
    """Of the answer's text."""


class Answer(NamedTuple):
    """What a query found."""

    sort: str
    """`select`, `ask` or `graph` (CONSTRUCT and DESCRIBE)."""
    variables: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]
    """In the order of the engine; of a graph: subject, predicate, object."""
    cut: str = ""
    """`rows` or `bytes` where a limit cut the answer short."""
    absent: tuple[str, ...] = ()
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


class Coming:
    """An answer whose rows are read as the engine finds them; can be gone through once."""

    def __init__(self, values: Iterator[Any], limits: Limits) -> None:
        """Wait for the head of the answer.

        Raises:
            QueryError: there is none: the query can not be read, or went over a limit.
        """
        self._values = values
        self._limits = limits
        head = next(values)
        if not (isinstance(head, dict) and "sort" in head):
            self._end(head)
        self.sort: str = head["sort"]
        """As of `Answer`."""
        self.variables: tuple[str, ...] = tuple(head["variables"])
        self.count = 0
        """Rows that came so far."""
        self.cut = ""
        """As of `Answer`; known after the last row."""
        self.absent: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[tuple[Term | None, ...]]:
        """Yield the rows.

        Raises:
            QueryError: time, memory or the engine ended them.
        """
        for value in self._values:
            if not isinstance(value, list):
                self._end(value)
                return
            self.count += 1
            yield tuple(_term(cell) for cell in value)

    def _end(self, value: Any) -> None:
        """Read what came after the last row, or say what went wrong."""
        last = next(self._values, None)
        ended = value if isinstance(value, apart.Ended) else last
        self._values.close()  # type: ignore[attr-defined] # a generator of `apart`
        said = value if isinstance(value, dict) else {}
        if "error" in said or not said.get("end"):
            raise _wrong(said, ended, self._limits)
        self.cut, self.absent = said["cut"], tuple(said.get("absent", ()))

    def close(self) -> None:
        """End the query's process, where nobody wants its other rows."""
        self._values.close()  # type: ignore[attr-defined] # a generator of `apart`

    def collected(self) -> Answer:
        """Return the whole answer."""
        rows = tuple(self)
        return Answer(self.sort, self.variables, rows, self.cut, self.absent)


def run_query(
    source: Path | bytes,
    query: str,
    prefixes: Mapping[str, str],
    *,
    graphs: Collection[str] = (),
    limits: Limits | None = None,
) -> Answer:
    """Answer a SPARQL 1.1 query (see `start_query`), all rows at once."""
    return start_query(source, query, prefixes, graphs=graphs, limits=limits).collected()


def start_query(
    source: Path | str | bytes,
    query: str,
    prefixes: Mapping[str, str],
    *,
    graphs: Collection[str] = (),
    limits: Limits | None = None,
    fork: bool = False,
) -> Coming:
    """Answer a SPARQL 1.1 query, row by row.

    Args:
        source: the folder of a store, or N-Quads.
        query: SELECT, ASK, CONSTRUCT or DESCRIBE.
        prefixes: those that the query may use without declaring them.
        graphs: IRIs of the named graphs in the store.
        limits: by default five seconds, 512 MB, 100,000 rows.
        fork: this process has no threads, so that a copy of it may answer (where there is fork).

    Raises:
        QueryError: the query can not be read, is refused, or went over a limit.
    """
    limits = limits or Limits()
    scan.check(query, graphs, dict(prefixes))
    in_memory = isinstance(source, bytes)
    job = {
        "store": None if in_memory else str(source),
        "query": query,
        "prefixes": dict(prefixes),
        "seconds": limits.seconds,
        "memory": limits.memory,
        "rows": limits.rows,
        "bytes": limits.bytes,
        "names": scan.names_in(query, dict(prefixes))[:50],
    }
    if fork and apart.FORKS and not in_memory:
        return Coming(apart.forked(job, limits.seconds), limits)
    quads = source if isinstance(source, bytes) else b""
    return Coming(apart.spawned(job, quads, limits.seconds), limits)


def _wrong(last: Mapping[str, Any], ended: Any, limits: Limits) -> QueryError:
    """Return the error of a query without an answer, from what its process said last."""
    if "error" in last:
        if last.get("store"):
            return BrokenStore(f"the store can not be read: {last['error']}")
        if last["syntax"]:
            place, what = _syntax(last["error"])
            return QueryError(f"can not read the query: {what}", where=place)
        if "memory" in last["error"].lower():
            return _too_much(limits)
        return QueryError(f"the query failed: {last['error']}")
    code = ended.code if isinstance(ended, apart.Ended) else 0
    killed = -code if code < 0 else 0
    late = last.get("late") or (isinstance(ended, apart.Ended) and ended.late)
    if late or killed == getattr(signal, "SIGXCPU", -1):
        return QueryError(
            f"the query took longer than {limits.seconds:g} seconds, so it was stopped",
            hint="ask for less (fewer patterns, a LIMIT), or allow more with --timeout",
        )
    if killed in OVERFLOWS or code == WINDOWS_OVERFLOW:
        return QueryError("the query nests too deep for the engine, so it was stopped")
    if os.name != "nt" and killed in {signal.SIGABRT, signal.SIGKILL}:
        return _too_much(limits)
    return QueryError(f"the query was stopped without an answer (code {code})")


def _syntax(said: str) -> tuple[str, str]:
    """Return place and words of what a parser said, without its classes of characters."""
    head, _, rest = " ".join(said.split()).partition(": ")
    if not head.startswith("error at ") or not rest:
        return "", said
    place = f"query:{head.removeprefix('error at ')}"
    mark = "expected one of "
    if not rest.startswith(mark):
        return place, rest
    pieces = [one for one in rest.removeprefix(mark).split(", ") if one and one[0] not in "['|"]
    told = [one for one in pieces if " " in one and one[0].isalpha() and not one.isupper()]
    if told:
        return place, told[0]
    kept = pieces[:MOST_EXPECTED]
    more = " or more" if len(pieces) > len(kept) else ""
    return place, f"{mark}{', '.join(kept)}{more}" if kept else "something else is expected here"


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
