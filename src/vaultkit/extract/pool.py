"""Reading many notes at once, through any `concurrent.futures.Executor`: the same bytes as one by one."""

from __future__ import annotations

import marshal
import os
import threading
from dataclasses import fields
from hashlib import blake2b
from itertools import islice
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from vaultkit.extract.gazetteer import Gazetteer
from vaultkit.extract.lexicon import Entry, Lexicon
from vaultkit.extract.nlp import matcher
from vaultkit.extract.packing import pack_reading
from vaultkit.extract.reading import read_note
from vaultkit.notes.packing import pack_note, unpack_note

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from concurrent.futures import Executor

    from vaultkit.notes.note import Note

    Pool = Callable[[int], "Executor | None"]
    """Given how many notes there are to read, the executor to read them with; None: one by one."""

FROM = 2000
"""Fewer notes are read sooner by one process than others are started."""
CHUNK = 100
"""Notes that are handed over at once."""
VARIABLE = "VAULTKIT_PROCESSES"
_ENTRY = attrgetter(*(one.name for one in fields(Entry)))


def read_all(
    notes: Sequence[Note],
    lexicon: Lexicon,
    property_map: Mapping[str, str],
    executor: Executor | None,
) -> Iterator[bytes]:
    """Yield the packed reading of each note, in their order, whoever reads them."""
    if executor is None:
        gazetteer = Gazetteer(lexicon)
        for note in notes:
            yield pack_reading(read_note(note, gazetteer, property_map))
        return
    names = pack_lexicon(lexicon)
    key = blake2b(names).digest()
    keys = dict(property_map)
    chunks = [
        marshal.dumps(
            (names, keys, [(str(one.path), pack_note(one)) for one in notes[at : at + CHUNK]])
        )
        for at in range(0, len(notes), CHUNK)
    ]
    memory = matcher().memory
    for *made, learnt in executor.map(read_chunk, [key] * len(chunks), chunks):
        memory.update(marshal.loads(learnt))  # noqa: S302 (of this run)
        yield from made


def read_chunk(key: bytes, packed: bytes) -> list[bytes]:
    """Read the notes of a chunk, in whatever process or thread this is.

    Behind the readings stands what was found in sentences that were new here.

    Args:
        key: hash of the names, so that one process takes them in once.
        packed: names, property keys and notes, as `read_all` packs them.
    """
    # What comes here was packed by this very run, and went through the executor alone.
    names, property_map, notes = marshal.loads(packed)  # noqa: S302
    if getattr(_HELD, "key", None) != key:
        _HELD.gazetteer = Gazetteer(unpack_lexicon(names))
        _HELD.key = key
    memory = matcher().memory
    known = len(memory)
    made = [
        pack_reading(read_note(unpack_note(path, rows), _HELD.gazetteer, property_map))
        for path, rows in notes
    ]
    # What is new stands last in a dictionary; another thread may have put in more, which is no harm.
    learnt = dict(islice([*memory.items()], known, None))
    return [*made, marshal.dumps(learnt)]


_HELD = threading.local()
"""The names that this thread reads with: what one note makes of them is no other thread's."""


def pack_lexicon(lexicon: Lexicon) -> bytes:
    """Return a lexicon as bytes that only `unpack_lexicon` is meant for."""
    introduced = {paper: [one.id for one in models] for paper, models in lexicon.introduced.items()}
    entries = [_ENTRY(one) for one in lexicon.entries.values()]
    return marshal.dumps((entries, dict(lexicon.forms), lexicon.sized, introduced))


def unpack_lexicon(packed: bytes) -> Lexicon:
    """Return the lexicon that `pack_lexicon` packed."""
    rows, forms, sized, introduced = marshal.loads(packed)  # noqa: S302 (of this run)
    entries: dict[Any, Entry] = {row[0]: Entry(*row) for row in rows}
    models = {paper: tuple(entries[one] for one in those) for paper, those in introduced.items()}
    return Lexicon(entries, forms, sized, models)


def processes(count: int) -> Executor | None:
    """Return an executor of as many processes as pay for so many notes; None where none does.

    `VAULTKIT_PROCESSES` says how many instead; 1 is none besides this one.
    """
    wanted = os.environ.get(VARIABLE, "")
    several = int(wanted) if wanted.isdigit() else min(_cpus(), count // (FROM // 2))
    if several < 2 or count < FROM:
        return None
    import multiprocessing
    import sys
    from concurrent.futures import ProcessPoolExecutor

    # A fork has all modules at hand; no thread was started so far that it could cut in two.
    how = "fork" if sys.platform == "linux" and threading.active_count() == 1 else "spawn"
    try:
        return ProcessPoolExecutor(several, multiprocessing.get_context(how))
    except (OSError, NotImplementedError, ImportError):
        return None  # a system without semaphores


def _cpus() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
