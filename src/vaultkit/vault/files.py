"""Which files of a folder belong to the vault, and reading them."""

from __future__ import annotations

import fnmatch
import os
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vaultkit.errors import VaultNotFound
from vaultkit.notes.parse import decode_note
from vaultkit.text import NotePath
from vaultkit.vault.canvas import bib_keys
from vaultkit.vault.settings import read_settings
from vaultkit.vault.vault import Vault, is_note, read_source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from vaultkit.config import Config
    from vaultkit.notes.note import Note
    from vaultkit.vault.vault import Source

CHUNK = 1 << 14
SIZE_LIMIT = 50_000_000
"""A note of more bytes is not read."""
_UNLISTED = frozenset({".git", ".hg", ".svn", ".vaultkit"})
_HIDDEN_LIMIT = 50_000
_MADE = ("facts.ttl", "graph.ttl")


@dataclass
class Listing:
    """The names found by a walk."""

    files: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Modification time (ns) and size of each visible file, by path from the root."""
    named: set[str] = field(default_factory=set)
    """Symbolic links: their names count, what they lead to is not read."""
    hidden: list[str] = field(default_factory=list)
    skipped: list[tuple[str, str]] = field(default_factory=list)


def list_files(root: str, config: Config) -> Listing:
    """Walk a vault: visible files with their stamps, hidden ones by name only (B85, B95).

    Symbolic links are not followed: a target inside the vault is found by its own name, and one
    outside is never read. FIFOs, sockets and devices are left out.
    """
    found = Listing()
    excluded = matcher(config.exclude)
    stack = [("", False)]
    while stack:
        folder, dark = stack.pop()
        path = f"{root}/{folder}" if folder else root
        try:
            entries = list(os.scandir(path))
        except OSError as error:
            found.skipped.append((folder or ".", error.strerror or "can not be read"))
            continue
        prefix = f"{folder}/" if folder else ""
        for entry in entries:
            name = entry.name
            rel = prefix + name
            if not name.isascii() and not _is_utf8(name):
                shown = rel.encode("utf-8", "backslashreplace").decode("utf-8")
                found.skipped.append((shown, "its name is no UTF-8"))
                continue
            is_dark = dark or name.startswith(".")
            try:
                if entry.is_symlink():
                    _symlink(found, entry, rel, dark=is_dark)
                elif entry.is_dir(follow_symlinks=False):
                    if is_dark:
                        if name not in _UNLISTED and len(found.hidden) < _HIDDEN_LIMIT:
                            stack.append((rel, True))
                    elif not excluded(rel + "/") and not _is_output(path, rel, name, config):
                        stack.append((rel, False))
                elif entry.is_file(follow_symlinks=False):
                    if is_dark:
                        found.hidden.append(rel)
                    elif not excluded(rel):
                        stat = entry.stat(follow_symlinks=False)
                        found.files[rel] = (stat.st_mtime_ns, stat.st_size)
                elif is_note(rel):
                    found.skipped.append((rel, "is no regular file"))
            except OSError as error:
                found.skipped.append((rel, error.strerror or "can not be read"))
    return found


def _symlink(found: Listing, entry: os.DirEntry[str], rel: str, *, dark: bool) -> None:
    """Take a symbolic link by its name."""
    if dark:
        found.hidden.append(rel)
    elif entry.is_dir():
        found.skipped.append((rel, "is a symbolic link to a folder"))
    else:
        found.files[rel] = (0, 0)
        found.named.add(rel)


def _is_utf8(name: str) -> bool:
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _is_output(parent: str, rel: str, name: str, config: Config) -> bool:
    """Tell whether a folder holds what `build` wrote: it is never scanned."""
    if rel != config.build.out.strip("/"):
        return False
    return any(os.path.exists(f"{parent}/{name}/{one}") for one in _MADE)


def matcher(globs: Iterable[str]) -> Callable[[str], bool]:
    """Return a test whether a path matches one of some globs (`**` over folders).

    A glob without `/` matches a name at any depth; one that names a folder matches all in it.
    """
    patterns = [glob_pattern(one) for one in globs]
    if not patterns:
        return lambda _path: False
    whole = re.compile("|".join(patterns))
    return lambda path: whole.match(path) is not None


def glob_pattern(glob: str) -> str:
    """Return a glob as an anchored pattern."""
    text = glob.strip()
    anchored = "/" in text.rstrip("/")
    text = text.strip("/")
    parts = []
    for part in text.split("/"):
        if part == "**":
            parts.append("(?:[^/]+/)*")
        else:
            inner = fnmatch.translate(part).removeprefix("(?s:").removesuffix(")\\Z")
            parts.append(inner.replace(".*", "[^/]*").replace("(?>", "(?:") + "/")
    body = "".join(parts).removesuffix("/")
    if text.endswith("**"):
        return f"(?:{'' if anchored else '(?:[^/]+/)*'}{body}.*)"
    return f"(?:{'' if anchored else '(?:[^/]+/)*'}{body}(?:/.*)?\\Z)"


def read_bytes(path: str) -> bytes:
    """Return a file's bytes; small reads first, as most notes are small."""
    fd = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    try:
        first = os.read(fd, CHUNK)
        if len(first) < CHUNK:
            return first
        parts = [first]
        while part := os.read(fd, 1 << 20):
            parts.append(part)
        return b"".join(parts)
    finally:
        os.close(fd)


def open_vault(root: Path, config: Config, *, use_cache: bool = True) -> Vault:
    """Read the vault at `root`.

    Raises:
        VaultNotFound: there is no such folder.
    """
    base = os.fspath(root)
    if not os.path.isdir(base):
        raise VaultNotFound("there is no such folder", where=base)
    listing = list_files(base, config)
    return read_vault(base, config, listing)


def read_vault(base: str, config: Config, listing: Listing) -> Vault:
    """Read the files that a walk found."""
    notes: dict[NotePath, Note] = {}
    others: dict[str, Source] = {}
    entries: dict[str, str] = {}
    skipped = list(listing.skipped)
    files = sorted(listing.files)
    for path in files:
        if path in listing.named:
            continue
        lower = path[-7:].lower()
        if not lower.endswith((".md", ".canvas", ".base", ".bib")):
            continue
        if listing.files[path][1] > SIZE_LIMIT:
            skipped.append((path, f"is larger than {SIZE_LIMIT:,} bytes"))
            continue
        try:
            data = read_bytes(f"{base}/{path}")
        except OSError as error:
            skipped.append((path, error.strerror or "can not be read"))
            continue
        if lower.endswith(".md"):
            notes[NotePath(path)] = decode_note(NotePath(path), data)
        elif lower.endswith(".bib"):
            entries.update((key, path) for key in bib_keys(data))
        else:
            source = read_source(path, data)
            if source:
                others[path] = source
    return Vault(
        notes,
        tuple(files),
        config,
        read_settings(_loader(base), is_obsidian=os.path.isdir(f"{base}/.obsidian")),
        others,
        frozenset(listing.hidden),
        entries,
        tuple(sorted(skipped)),
    )


def _loader(base: str) -> Callable[[str], bytes | None]:
    """Return a reader of the files in `.obsidian/`."""

    def load(name: str) -> bytes | None:
        try:
            return read_bytes(f"{base}/.obsidian/{name}")
        except OSError:
            return None

    return load
