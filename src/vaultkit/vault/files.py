"""Which files of a folder belong to the vault, and reading them."""

from __future__ import annotations

import contextlib
import gc
import marshal
import os
from pathlib import Path

from vaultkit.errors import VaultNotFound
from vaultkit.notes.packing import unpack_note
from vaultkit.notes.parse import decode_note
from vaultkit.text import NotePath
from vaultkit.vault.bibliography import Bibliography
from vaultkit.vault.canvas import bib_keys
from vaultkit.vault.contents import read_bytes
from vaultkit.vault.globs import matcher
from vaultkit.vault.settings import read_settings
from vaultkit.vault.vault import Vault, read_source
from vaultkit.vault.walk import Walk, walk

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Executor

    from vaultkit.config import Config
    from vaultkit.notes.note import Note
    from vaultkit.vault.cache import NoteCache
    from vaultkit.vault.settings import Settings
    from vaultkit.vault.vault import Source

READ = (".md", ".canvas", ".base", ".bib")
"""Endings of files whose content counts."""
SIZE_LIMIT = 50_000_000
"""A note of more bytes is not read."""


def list_files(base: str, config: Config) -> Walk:
    """Return the names and stamps of a vault's files."""
    excluded = matcher(config.exclude) if config.exclude else None
    return walk(base, excluded, config.build.out.strip("/"))


def open_vault(
    root: Path,
    config: Config,
    *,
    use_cache: bool = True,
    found: Walk | None = None,
    hands: Callable[[], Executor | None] | None = None,
) -> Vault:
    """Read the vault at `root`; notes that did not change come parsed from the user's cache.

    Args:
        found: what a walk over it has found a moment ago.
        hands: gives what parses many notes at once; asked only where there are many.

    Raises:
        VaultNotFound: there is no such folder.
    """
    base = os.fspath(root)
    if not os.path.isdir(base):
        raise VaultNotFound("there is no such folder", where=base)
    cache = None
    if use_cache:
        from vaultkit.vault.cache import open_cache

        cache = open_cache(root)
    found = found or list_files(base, config)
    with lasting():
        vault = read_vault(base, config, found, cache, hands)
        if cache:
            cache.save()
    return vault


@contextlib.contextmanager
def lasting() -> Iterator[None]:
    """Make many values that live on: looking for garbage among them costs a third.

    It costs that now and in all that follows, so they are set apart.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.freeze()
            gc.enable()


def read_vault(  # noqa: PLR0912 (one branch a kind of file)
    base: str,
    config: Config,
    found: Walk,
    cache: NoteCache | None = None,
    hands: Callable[[], Executor | None] | None = None,
) -> Vault:
    """Read the files that a walk found."""
    notes: dict[NotePath, Note] = {}
    others: dict[str, Source] = {}
    entries: dict[str, str] = {}
    bibs: list[bytes] = []
    skipped = list(found.skipped)
    files = sorted(found.files)
    named = set(found.named)
    kept = cache.load(found.files) if cache else {}
    packed: dict[str, bytes] = {}
    if hands is not None:
        fresh = [
            path
            for path in files
            if path not in kept
            and path[-3:].lower() == ".md"
            and path not in named
            and found.files[path][2] <= SIZE_LIMIT
        ]
        packed = _by_many(base, fresh, hands)
    for path in files:
        if path in kept:
            notes[NotePath(path)] = kept[path]
            continue
        if path in packed:
            rows = packed.pop(path)
            note = unpack_note(NotePath(path), marshal.loads(rows))  # noqa: S302 (made a moment ago)
            notes[note.path] = note
            if cache:
                cache.keep_packed(path, rows, found.files[path])
            continue
        lower = path[-7:].lower()
        if path in named or not lower.endswith(READ):
            continue
        stamp = found.files[path]
        if stamp[2] > SIZE_LIMIT:
            skipped.append((path, f"is larger than {SIZE_LIMIT:,} bytes"))
            continue
        try:
            data = read_bytes(f"{base}/{path}")
        except OSError as error:
            skipped.append((path, error.strerror or "can not be read"))
            continue
        if lower.endswith(".md"):
            note = decode_note(NotePath(path), data)
            notes[note.path] = note
            if cache:
                cache.keep(note, stamp)
        elif lower.endswith(".bib"):
            entries.update((key, path) for key in bib_keys(data))
            bibs.append(data)
        else:
            source = read_source(path, data)
            if source:
                others[path] = source
    return Vault(
        notes,
        tuple(files),
        config,
        settings_of(Path(base)),
        others,
        frozenset(found.hidden),
        entries,
        tuple(sorted(skipped)),
        Bibliography(tuple(bibs)),
    )


def _by_many(base: str, paths: list[str], hands: Callable[[], Executor | None]) -> dict[str, bytes]:
    """Return notes as rows, parsed by several hands where that pays."""
    from vaultkit.vault.hands import LEAST, parse_all

    executor = hands() if len(paths) >= LEAST else None
    if executor is None:
        return {}
    with executor:
        return dict(parse_all(base, paths, executor))


def settings_of(root: Path) -> Settings:
    """Return what Obsidian's own settings in the vault say."""
    base = os.fspath(root)
    return read_settings(_loader(base), is_obsidian=os.path.isdir(f"{base}/.obsidian"))


def _loader(base: str) -> Callable[[str], bytes | None]:
    """Return a reader of the files in `.obsidian/`."""

    def load(name: str) -> bytes | None:
        try:
            return read_bytes(f"{base}/.obsidian/{name}")
        except OSError:
            return None

    return load
