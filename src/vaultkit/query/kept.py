"""Stores on disk, in the user's cache: made anew when the vault changed, else opened read-only.

A store's name comes from all that it was made of: the files' stamps, the settings, vaultkit's own
code and names. Whatever is wrong with one, it is thrown away and made again.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import time
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vaultkit import __version__
from vaultkit.graph.terms import Iri, Names
from vaultkit.query import reopen
from vaultkit.query.lexicon import Lexicon, Named
from vaultkit.query.stored import Stored, of_graph
from vaultkit.vault.places import cache_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from vaultkit.config import Config
    from vaultkit.graph.facts import Layer
    from vaultkit.graph.graph import KnowledgeGraph

STORES, STORE, NAMES = "stores", "store", "names.json"
RACY_NS = 2_000_000_000
"""A file that changed so shortly before it was listed may change again under the same stamp."""
MOST_KEPT = 4
"""Stores of one vault: one for each choice of layers that was asked lately."""
SETTINGS = ("app.json", "daily-notes.json")


def kept(
    root: Path,
    config: Config,
    base: str,
    layers: Sequence[Layer],
    graph: Callable[[], KnowledgeGraph],
) -> Stored:
    """Return a vault's graph ready to be asked: from disk where nothing changed, else made.

    Args:
        root: the vault's folder.
        config: its settings.
        base: start of the IRIs of names that only this vault knows.
        layers: those of the default graph.
        graph: reads the notes; called only where it must be. What it returns must not have been
            read before this call: it is kept under the stamps that the files have now.
    """
    began = time.time_ns()
    seen = reopen.looked(os.fspath(root), config)
    key = key_of(root, config, base, layers, seen[1])
    if key is None:
        return of_graph(graph(), base, layers)
    found = open_kept(root, key, base) or keep(root, key, of_graph(graph(), base, layers))
    reopen.remember(os.fspath(root), layers, seen, began, found, base)

    def again() -> Stored:
        discard(root, key)
        return of_graph(graph(), base, layers)

    return found._replace(renew=again)


def for_now(ready: Stored) -> Stored:
    """Put a store that is in memory into a folder that goes when nobody holds it any more.

    Worth it where it is asked more than once: each query opens it instead of reading it anew.
    """
    import shutil
    import tempfile
    import weakref

    from vaultkit.graph.store import make_store

    if not isinstance(ready.source, bytes):
        return ready
    try:
        folder = Path(tempfile.mkdtemp(prefix="vaultkit-"))
        holder = _Holder()
        weakref.finalize(holder, shutil.rmtree, folder, ignore_errors=True)
        make_store(folder / STORE, ready.source)
    except OSError:
        return ready
    return ready._replace(source=folder / STORE, holder=holder)


class _Holder:
    """Held by a store whose folder goes with it."""


def key_of(
    root: Path,
    config: Config,
    base: str,
    layers: Iterable[Layer],
    seen: Sequence[Any] | None = None,
) -> str | None:
    """Return the name of a vault's store; None where a file may still be changing.

    Args:
        seen: what `reopen.looked` saw there; by default looked at now.
    """
    now = time.time_ns()
    said = f"{__version__}\0{config!r}\0{base}\0{','.join(layers)}"
    made = blake2b(said.encode(), digest_size=20)
    _code(made)
    files = (seen or reopen.looked(os.fspath(root), config)[1])[0].files
    for path, stamp in sorted(files.items()):
        if max(stamp[:2]) + RACY_NS > now:
            return None
        made.update(f"{path}\0{tuple(stamp)}\n".encode("utf-8", "surrogatepass"))
    for name in SETTINGS:
        with contextlib.suppress(OSError):
            made.update((root / ".obsidian" / name).read_bytes())
    made.update(_head(root))
    return made.hexdigest()


def _code(made: Any) -> None:
    """Add vaultkit's own files: another version, or names that grew, give another graph."""
    package = Path(__file__).resolve().parents[1]
    for room in ("notes", "vault", "graph", "extract", "extract/patterns", "extract/attributes",
                 "knowledge", "query"):  # fmt: skip
        with contextlib.suppress(OSError), os.scandir(package / room) as entries:
            for entry in sorted(entries, key=lambda one: one.name):
                if entry.name.endswith((".py", ".ttl")):
                    stat = entry.stat()
                    made.update(f"{entry.name} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    made.update(sys.implementation.cache_tag.encode() if sys.implementation.cache_tag else b"")


def _head(root: Path) -> bytes:
    """Return what git's HEAD is: dates of notes may come from its history."""
    for folder in (root, *root.parents):
        with contextlib.suppress(OSError):
            head = (folder / ".git" / "HEAD").read_bytes()
            with contextlib.suppress(OSError):
                reference = head.removeprefix(b"ref: ").strip().decode("utf-8", "replace")
                head += (folder / ".git" / reference).read_bytes()
            return head
    return b""


def open_kept(root: Path, key: str, base: str) -> Stored | None:
    """Return a store that was kept under a key, None where there is none that can be read."""
    folder = cache_folder(root) / STORES / key
    try:
        data = (folder / NAMES).read_bytes()
        rows = _checked(data)
        things = {
            Iri(iri): Named(Iri(iri), kind, label, tuple(names)) for iri, kind, label, names in rows
        }
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError):
        discard(root, key)
        return None
    if not (folder / STORE / "CURRENT").is_file():
        discard(root, key)
        return None
    with contextlib.suppress(OSError):
        os.utime(folder)
    return Stored(folder / STORE, Lexicon(things), Names(base).prefixes())


def _checked(data: bytes) -> list[Any]:
    """Return the rows of a file of names.

    Raises:
        ValueError: its hash is not that of its content.
    """
    digest, _, body = data.partition(b"\n")
    if digest != blake2b(body, digest_size=16).hexdigest().encode():
        raise ValueError(NAMES)
    return list(json.loads(body))


def keep(root: Path, key: str, ready: Stored) -> Stored:
    """Write a store that is in memory to disk under a key; return it, or the one in memory."""
    import shutil
    import tempfile

    from vaultkit.graph.store import make_store

    if not isinstance(ready.source, bytes):
        return ready
    folder = cache_folder(root) / STORES
    try:
        _own(cache_folder(root))
        _own(folder)
        temporary = Path(tempfile.mkdtemp(dir=folder, prefix="new-"))
    except OSError:
        return ready
    try:
        make_store(temporary / STORE, ready.source)
        rows = [[one.iri, one.kind, one.label, one.names] for one in ready.lexicon.things.values()]
        body = json.dumps(rows, ensure_ascii=False).encode("utf-8", "surrogatepass")
        digest = blake2b(body, digest_size=16).hexdigest().encode()
        # In the user's cache folder, never in a vault.
        (temporary / NAMES).write_bytes(digest + b"\n" + body)
        temporary.rename(folder / key)
    except OSError:
        shutil.rmtree(temporary, ignore_errors=True)
        return ready
    _sweep(folder, key)
    return Stored(folder / key / STORE, ready.lexicon, ready.prefixes)


def _own(folder: Path) -> None:
    """Make a folder that is the user's alone.

    Raises:
        PermissionError: it belongs to somebody else.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if hasattr(os, "geteuid"):
        stat = folder.stat()
        if stat.st_uid != os.geteuid():
            raise PermissionError(folder)
        if stat.st_mode & 0o077:
            folder.chmod(0o700)


def discard(root: Path, key: str) -> None:
    """Throw a store away."""
    import shutil

    shutil.rmtree(cache_folder(root) / STORES / key, ignore_errors=True)


def _sweep(folder: Path, key: str) -> None:
    """Throw stores away that were not asked lately, and halves that a killed process left."""
    import shutil

    with contextlib.suppress(OSError):
        others = sorted(
            (one for one in folder.iterdir() if one.name != key),
            key=lambda one: one.stat().st_mtime,
            reverse=True,
        )
        old = [one for one in others if one.name.startswith("new-")]
        whole = [one for one in others if one not in old]
        now = time.time()
        for one in (*whole[MOST_KEPT - 1 :], *(o for o in old if now - o.stat().st_mtime > 3600)):  # noqa: PLR2004 (an hour)
            shutil.rmtree(one, ignore_errors=True)
