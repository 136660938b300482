"""A vault whose notes are parsed as they pass, one by one, and let go: memory for any number.

What links from other notes can name stays: headings as rows, and aliases. A note that is asked for
after it passed is read again; some that will be are held.
"""

from __future__ import annotations

import marshal
import os
from collections.abc import Mapping
from functools import cached_property

from vaultkit.notes.note import Heading, Note
from vaultkit.notes.parse import decode_note
from vaultkit.notes.parts import Parts
from vaultkit.text import NotePath, Span
from vaultkit.values import keeping
from vaultkit.vault.bibliography import Bibliography
from vaultkit.vault.canvas import bib_keys
from vaultkit.vault.contents import read_bytes
from vaultkit.vault.files import READ, SIZE_LIMIT, list_files, settings_of
from vaultkit.vault.names import name_key
from vaultkit.vault.vault import Source, Vault, is_note, note_aliases, read_source

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from vaultkit.config import Config
    from vaultkit.vault.cache import NoteCache
    from vaultkit.vault.walk import Stamp, Walk

HELD = 2_000_000
"""Code points of the notes that are held in memory."""
CHUNK = 500
"""So many notes come from the cache at a time."""
RECENT = 64
"""Notes that were read again and are kept for a while."""


class PassingNotes(Mapping["NotePath", Note]):
    """Notes by path, in order of path, parsed when they pass and again when asked for."""

    def __init__(
        self,
        paths: Iterable[NotePath],
        load: Callable[[NotePath], Note],
        pour: Callable[[], Iterable[Note]],
    ) -> None:
        """Take the paths, what reads one note, and what reads all in order of path.

        Both raise OSError where a file can not be read.
        """
        self._paths = dict.fromkeys(paths)
        self._load = load
        self._pour = pour
        self._now: Note | None = None
        self._held: dict[NotePath, Note] = {}
        self._recent: dict[NotePath, Note] = {}
        self._room = HELD
        self._outlines: dict[str, bytes] = {}
        self.by_alias: dict[str, list[NotePath]] = {}
        """The notes of each alias that passed."""

    def passing(self) -> Iterator[Note]:
        """Yield all notes in order of path, once."""
        for note in self._pour():
            self._now = note
            headings = note.headings
            if isinstance(headings, Parts) and headings.rows:
                words = [note.text[row[3] : row[4]] for row in headings.rows]
                self._outlines[note.path] = marshal.dumps((words, list(headings.rows)))
            for alias in note_aliases(note):
                self.by_alias.setdefault(name_key(alias), []).append(note.path)
            yield note
        self._now = None

    def hold(self, note: Note) -> None:
        """Hold a note that will be asked for again, while there is room."""
        if self._room > 0 and note.path not in self._held:
            self._room -= len(note.text)
            self._held[note.path] = note

    def outline(self, path: NotePath) -> Note | None:
        """Return a note with nothing but its headings; None where there is no such note."""
        if path not in self._paths:
            return None
        if path not in self._outlines:
            return Note(path, "", (0,))
        words, rows = marshal.loads(self._outlines[path])  # noqa: S302 (made a moment ago)
        headings = [
            Heading(level, text, Span(a, b), Span(c, d), nested)
            for text, (level, a, b, c, d, nested) in zip(words, rows, strict=True)
        ]
        return Note(path, "", (0,), headings=headings)

    def __getitem__(self, path: NotePath) -> Note:
        if self._now is not None and self._now.path == path:
            return self._now
        if path in self._held:
            return self._held[path]
        if path not in self._paths:
            raise KeyError(path)
        if path not in self._recent:
            if len(self._recent) >= RECENT:
                del self._recent[next(iter(self._recent))]
            self._recent[path] = self._load(path)
        return self._recent[path]

    def __contains__(self, path: object) -> bool:
        return path in self._paths

    def __iter__(self) -> Iterator[NotePath]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)


@keeping
class PassingVault(Vault):
    """A vault whose notes pass."""

    @cached_property
    def aliases(self) -> Mapping[str, tuple[NotePath, ...]]:
        """Return the notes that carry an alias; to be asked when all have passed."""
        assert isinstance(self.notes, PassingNotes)
        return {key: tuple(dict.fromkeys(some)) for key, some in self.notes.by_alias.items()}

    def outline(self, path: str, subpath: str) -> Note | None:
        """Return a note as far as a subpath looks at it."""
        assert isinstance(self.notes, PassingNotes)
        if subpath.startswith(("#^", "#[^")):
            return self.notes.get(NotePath(path))
        return self.notes.outline(NotePath(path))


def open_passing(
    root: Path, config: Config, *, use_cache: bool, found: Walk | None = None
) -> PassingVault:
    """Open the vault at `root` so that its notes pass; no note is read yet.

    Args:
        found: what a walk over it has found a moment ago.

    Raises:
        OSError: a file besides notes can not be read.
    """
    base = os.fspath(root)
    cache = None
    if use_cache:
        from vaultkit.vault.cache import open_cache

        cache = open_cache(root)
    found = found or list_files(base, config)
    files = sorted(found.files)
    skipped = list(found.skipped)
    named = set(found.named)
    others: dict[str, Source] = {}
    entries: dict[str, str] = {}
    bibs: list[bytes] = []
    notes: list[NotePath] = []
    for path in files:
        if path in named or not path[-7:].lower().endswith(READ):
            continue
        if found.files[path][2] > SIZE_LIMIT:
            skipped.append((path, f"is larger than {SIZE_LIMIT:,} bytes"))
        elif is_note(path):
            notes.append(NotePath(path))
        elif path[-4:].lower() == ".bib":
            data = read_bytes(f"{base}/{path}")
            entries.update((key, path) for key in bib_keys(data))
            bibs.append(data)
        else:
            source = read_source(path, read_bytes(f"{base}/{path}"))
            if source:
                others[path] = source

    stamps = found.files if cache is not None else {}

    def load(path: NotePath) -> Note:
        return decode_note(path, read_bytes(f"{base}/{path}"))

    def pour() -> Iterator[Note]:
        if cache is None:
            return map(load, notes)
        return _pour(notes, load, cache, stamps)

    return PassingVault(
        PassingNotes(notes, load, pour),
        tuple(files),
        config,
        settings_of(root),
        others,
        frozenset(found.hidden),
        entries,
        tuple(sorted(skipped)),
        Bibliography(tuple(bibs)),
    )


def _pour(
    paths: list[NotePath],
    load: Callable[[NotePath], Note],
    cache: NoteCache,
    stamps: Mapping[str, Stamp],
) -> Iterator[Note]:
    """Yield all notes, of the cache where it has them, and keep the others in it."""
    known = cache.look(stamps)
    for at in range(0, len(paths), CHUNK):
        some = paths[at : at + CHUNK]
        kept = cache.load_some(some, stamps) if known else {}
        for path in some:
            note = kept.get(path)
            if note is None:
                note = load(path)
                cache.keep(note, stamps[path])
            yield note
    cache.save()
