"""The verb: a graph to files; and the one place that writes them."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from vaultkit.errors import VaultkitError
from vaultkit.graph.quads import everything, plain
from vaultkit.graph.records import CLAIM_KEYS, claims_jsonl
from vaultkit.graph.terms import Names
from vaultkit.graph.turtle import turtle

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vaultkit.graph.graph import KnowledgeGraph

MARK = "made by vaultkit"
"""Stands near the top of every file that can hold a comment, and tells that it may be replaced."""
_FACTS = f"The plain facts of a vault, {MARK} build: the sentences behind them are in graph.ttl."
_GRAPH = f"The facts of a vault and the claims that they rest on, {MARK} build."


OUR_FIRST_LINES = (b"id,kind,label,aliases,iri\n", b"source,target,predicate,")
"""How tables begin, which have no room for a mark."""


class ForeignFile(VaultkitError):
    """A file that vaultkit did not make stands where an output should go."""

    def __init__(self, file: Path) -> None:
        super().__init__(
            "this file was not made by vaultkit, so it is not replaced",
            where=file.name,
            hint="move it away, or give another folder or name with --out or -o",
        )


def texts(graph: KnowledgeGraph, base: str) -> dict[str, bytes]:
    """Return the files of data that `build` writes, by name."""
    names = Names(base)
    prefixes = names.prefixes()
    made = {
        "facts.ttl": turtle(plain(graph, names), prefixes, head=_FACTS),
        "graph.ttl": turtle(everything(graph, names), prefixes, head=_GRAPH),
        "claims.jsonl": claims_jsonl(graph),
    }
    return {name: text.encode("utf-8", "replace") for name, text in made.items()}


def is_ours(file: Path) -> bool:
    """Tell whether a file was made by vaultkit, or is empty."""
    try:
        with file.open("rb") as stream:
            head = stream.read(65536)
    except OSError:
        return False
    if not head.strip() or MARK.encode() in head or b'"generator" content="vaultkit' in head:
        return True
    if head.startswith(tuple(OUR_FIRST_LINES)):
        return True
    try:
        first = json.loads(head.split(b"\n", 1)[0])
    except ValueError:
        # A first line longer than what was read is no reason to think it foreign.
        return head.startswith(b'{"id": "') and b'", "note": "' in head[:200]
    return isinstance(first, dict) and tuple(first) == CLAIM_KEYS


def out_of_date(folder: Path, files: Mapping[str, bytes]) -> list[str]:
    """Return the names of files that are missing or differ, sorted."""
    old = []
    for name, data in sorted(files.items()):
        try:
            same = (folder / name).read_bytes() == data
        except OSError:
            same = False
        if not same:
            old.append(name)
    return old


def write_files(folder: Path, files: Mapping[str, bytes]) -> list[str]:
    """Write files into a folder, each whole or not at all; return the names of those that changed.

    Raises:
        ForeignFile: one is there that vaultkit did not make; then none is written.
        VaultkitError: the folder can not be made or written.
    """
    for name in files:
        refuse_foreign(folder / name)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        changed = out_of_date(folder, files)
        for name in changed:
            replace(folder / name, files[name])
    except OSError as error:
        raise VaultkitError(
            f"can not be written: {error.strerror}", where=str(error.filename or folder.name)
        ) from error
    return changed


def refuse_foreign(file: Path) -> None:
    """Refuse a path that is a link, a folder, or a file that vaultkit did not make."""
    if file.is_symlink() or (file.exists() and not (file.is_file() and is_ours(file))):
        raise ForeignFile(file)


def replace(file: Path, data: bytes) -> None:
    """Put a file in place at once: a reader sees the old one or the new one, never a part."""
    handle, temporary = tempfile.mkstemp(dir=file.parent, prefix=".vaultkit-")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        mask = os.umask(0)
        os.umask(mask)
        Path(temporary).chmod(0o666 & ~mask)
        Path(temporary).replace(file)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()
        raise
