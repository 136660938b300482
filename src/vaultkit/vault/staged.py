"""The vault as git is about to commit it, and as it was in the last commit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from vaultkit.notes.parse import decode_note
from vaultkit.text import NotePath
from vaultkit.vault.canvas import bib_keys
from vaultkit.vault.git import blobs, names, run_git
from vaultkit.vault.globs import matcher
from vaultkit.vault.vault import Vault, is_hidden, is_note, read_source

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

READ = (".md", ".canvas", ".base", ".bib")
"""Endings of files whose content counts."""
FILE_MODES = ("100644", "100755")


@dataclass(frozen=True, slots=True)
class Staged:
    """Two states of a vault, and what differs."""

    before: Vault
    """As in HEAD; empty before the first commit."""
    after: Vault
    """As in the index: untracked files are not there, and unstaged edits do not count."""
    changed: frozenset[str]
    """Paths added or changed in the index."""
    removed: frozenset[str]


def read_staged(root: Path, vault: Vault) -> Staged:
    """Return the index and HEAD as vaults, given the vault of the working tree.

    Raises:
        VaultkitError: the vault lies in no repository, or git fails.
    """
    index = _index(root)
    rows = names(
        run_git(root, "diff", "--cached", "--name-status", "--no-renames", "-z", "--relative")
    )
    changes = dict(zip(rows[1::2], rows[0::2], strict=True))
    dirty = set(names(run_git(root, "diff", "--name-only", "-z", "--relative")))
    after = _restrict(root, vault, index, dirty)
    changed = {path for path, status in changes.items() if status != "D" and path in after.files}
    removed = {path for path, status in changes.items() if status == "D"}
    old = {path for path, status in changes.items() if status in {"M", "D", "T"}}
    ids = _head(root, old) if old else {}
    added = {path for path, status in changes.items() if status == "A"}
    kept = tuple(path for path in after.files if path not in added)
    excluded = matcher(vault.config.exclude)
    back = [path for path in removed if not is_hidden(path) and not excluded(path)]
    before = with_files(after, sorted({*kept, *back}), _read(root, ids))
    return Staged(before, after, frozenset(changed), frozenset(removed))


def _index(root: Path) -> dict[str, str]:
    """Return the object id of each file in the index, by path from the vault's root."""
    ids: dict[str, str] = {}
    for row in names(run_git(root, "ls-files", "--stage", "-z")):
        head, _, path = row.partition("\t")
        mode, blob, stage = head.split(" ")
        if stage == "0" and mode in FILE_MODES:
            ids[path] = blob
        else:
            ids.setdefault(path, "")
    return ids


def _head(root: Path, paths: Iterable[str]) -> dict[str, str]:
    """Return the object id of files in HEAD."""
    wanted = set(paths)
    ids: dict[str, str] = {}
    for row in names(run_git(root, "ls-tree", "-r", "-z", "HEAD")):
        head, _, path = row.partition("\t")
        if path in wanted:
            ids[path] = head.split(" ")[2]
    return ids


def _read(root: Path, ids: Mapping[str, str]) -> dict[str, bytes]:
    """Return the contents that count of files in git."""
    wanted = {path: one for path, one in ids.items() if one and path.lower().endswith(READ)}
    return blobs(root, wanted)


def _restrict(root: Path, vault: Vault, index: Mapping[str, str], dirty: set[str]) -> Vault:
    """Return the vault with the names and contents of the index."""
    there = set(vault.files)
    excluded = matcher(vault.config.exclude)
    seen = [path for path in index if path in there or not (is_hidden(path) or excluded(path))]
    # What the working tree has not, or has in another state, comes from the index.
    other = {path: index[path] for path in seen if path in dirty or path not in there}
    return with_files(vault, sorted(seen), _read(root, other))


def with_files(vault: Vault, files: Iterable[str], data: Mapping[str, bytes]) -> Vault:
    """Return a vault of these files, with new contents for some of them."""
    paths = tuple(files)
    kept = set(paths)
    notes = {path: note for path, note in vault.notes.items() if path in kept and path not in data}
    others = {path: one for path, one in vault.others.items() if path in kept and path not in data}
    entries = {
        key: path for key, path in vault.entries.items() if path in kept and path not in data
    }
    for path, content in data.items():
        if path not in kept:
            continue
        if is_note(path):
            notes[NotePath(path)] = decode_note(NotePath(path), content)
        elif path.lower().endswith(".bib"):
            entries.update((key, path) for key in bib_keys(content))
        elif made := read_source(path, content):
            others[path] = made
    return replace(
        vault,
        notes=dict(sorted(notes.items())),
        files=paths,
        others=dict(sorted(others.items())),
        entries=entries,
    )
