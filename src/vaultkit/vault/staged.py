"""The vault as git is about to commit it, and as it was in the last commit.

Only what a commit needs is read: names come from git's index, notes when they are asked for. A
commit of one note costs little more in a vault of ten thousand than in one of ten.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping

from vaultkit.notes.parse import decode_note
from vaultkit.text import NotePath
from vaultkit.values import frozen, replace
from vaultkit.vault.asked import IndexVault, Notes
from vaultkit.vault.bibliography import Bibliography
from vaultkit.vault.canvas import bib_keys
from vaultkit.vault.files import READ, settings_of
from vaultkit.vault.git import blobs, grep, names, run_git
from vaultkit.vault.index import Index, read_index
from vaultkit.vault.names import name_key
from vaultkit.vault.resolve import Ambiguous, Found
from vaultkit.vault.vault import Source, Vault, is_note, note_aliases, read_source

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from vaultkit.config import Config
    from vaultkit.notes.note import Note

GONE = "0" * 40


class Aliases(Mapping[str, tuple[NotePath, ...]]):
    """The notes of an alias, found by git where somebody asks."""

    def __init__(self, root: Path, notes: Notes) -> None:
        self._root = root
        self._notes = notes

    def __getitem__(self, key: str) -> tuple[NotePath, ...]:
        found = [path for path in grep(self._root, [key], ("*.md",)) if path in self._notes]
        self._notes.fetch(found)
        owners = [
            NotePath(path)
            for path in found
            if any(name_key(one) == key for one in note_aliases(self._notes[NotePath(path)]))
        ]
        if not owners:
            raise KeyError(key)
        return tuple(owners)

    def __iter__(self) -> Iterator[str]:
        for note in self._notes.values():
            yield from map(name_key, note_aliases(note))

    def __len__(self) -> int:
        return sum(1 for _ in self)


@frozen
class Staged:
    """Two states of a vault, and what differs."""

    before: Vault
    """As in HEAD; empty before the first commit."""
    after: Vault
    """As in the index: untracked files are not there, and unstaged edits do not count."""
    changed: frozenset[str]
    """Paths added or changed in the index."""
    removed: frozenset[str]
    others: frozenset[str] = frozenset()
    """Unchanged files that may link to what changed."""


@frozen
class Change:
    """A staged change of one file: the object ids of both sides, empty where there is none."""

    old: str
    new: str


def staged_changes(root: Path) -> dict[str, Change]:
    """Return the files whose index differs from HEAD.

    Raises:
        VaultkitError: the vault lies in no repository, or git fails.
    """
    rows = names(
        run_git(
            root, "diff", "--cached", "--raw", "-z", "--no-renames", "--no-abbrev", "--relative"
        )
    )
    changes = {}
    for head, path in zip(rows[0::2], rows[1::2], strict=True):
        _, _, old, new, status = head.split(" ")
        if status == "U":
            continue  # a merge is under way: git commits nothing before it is settled
        changes[path] = Change(old.replace(GONE, ""), new.replace(GONE, ""))
    return changes


def read_staged(root: Path, config: Config, changes: Mapping[str, Change]) -> Staged:
    """Return the index and HEAD as vaults."""
    index = read_index(root, config)
    new = {path: one.new for path, one in changes.items() if one.new and path in index}
    old = {path: one.old for path, one in changes.items() if one.old and index.sees(path)}
    both = {f"+{path}": one for path, one in new.items()} | {f"-{p}": o for p, o in old.items()}
    data = blobs(root, {key: one for key, one in both.items() if key.lower().endswith(READ)})
    after = _vault(root, config, index, {k[1:]: v for k, v in data.items() if k[0] == "+"})
    then = index.as_before(old, [path for path in new if path not in old])
    before = _vault(root, config, then, {k[1:]: v for k, v in data.items() if k[0] == "-"})
    removed = frozenset(path for path in old if path not in new)
    words = _names_touched(before, after, set(new), removed)
    found = grep(root, words, ("*.md", "*.canvas", "*.base")) if words else []
    others = frozenset(path for path in found if path in index and path not in new)
    for vault in (before, after):
        _fetch(root, vault, index, others)
        _fetch_targets(vault, [*new, *others])
    return Staged(before, after, frozenset(new), removed, others)


def _vault(root: Path, config: Config, ids: Index, data: Mapping[str, bytes]) -> Vault:
    """Return a vault of files in git, some of which are read already."""

    def read(paths: list[str]) -> dict[str, bytes]:
        known = {path: data[path] for path in paths if path in data}
        left = {path: ids[path] for path in paths if path not in known}
        return known | blobs(root, {path: one for path, one in left.items() if one})

    notes = Notes(ids.seen, read)
    sources = {path: one for path, one in data.items() if path in ids and not is_note(path)}
    entries: dict[str, str] = {}
    bibs = ids.ending(".bib")
    for path, content in sorted(read(bibs).items()) if bibs else ():
        entries.update((key, path) for key in bib_keys(content))
    return IndexVault(
        notes,
        ids.files,
        config,
        settings_of(root),
        {path: made for path, one in sources.items() if (made := read_source(path, one))},
        ids.hidden,
        entries,
        by_alias=Aliases(root, notes),
    )


def _names_touched(
    before: Vault, after: Vault, changed: set[str], removed: frozenset[str]
) -> list[str]:
    """Return names that links in other files may no longer reach, or reach in another file."""
    touched = set(removed)
    for path in changed:
        old = before.notes.get(NotePath(path))
        if old is None:
            if len(after.names.same_name(path)) > 1:
                touched.add(path)
            continue
        new = after.notes[NotePath(path)]
        lost = {one.text for one in old.headings} - {one.text for one in new.headings}
        if lost or {one.id for one in old.blocks} - {one.id for one in new.blocks}:
            touched.add(path)
    words: set[str] = set()
    if touched:
        from urllib.parse import quote
    for path in touched:
        last = path.rpartition("/")[2]
        name = last[:-3] if is_note(last) else last
        for written in (unicodedata.normalize("NFC", name), unicodedata.normalize("NFD", name)):
            words |= {written, quote(written), written.replace(" ", "%20")}
    return sorted(words)


def _fetch(root: Path, vault: Vault, index: Index, paths: Iterable[str]) -> None:
    """Read notes, canvases and bases that will be asked for, at once."""
    assert isinstance(vault.notes, Notes)
    assert isinstance(vault.others, dict)
    vault.notes.fetch(path for path in paths if is_note(path))
    rest = {path: index[path] for path in paths if not is_note(path) and path not in vault.others}
    for path, data in blobs(root, {path: one for path, one in rest.items() if one}).items():
        made = read_source(path, data)
        if made:
            vault.others[path] = made


def _fetch_targets(vault: Vault, paths: Iterable[str]) -> None:
    """Read the notes whose headings or blocks some files link to, at once."""
    assert isinstance(vault.notes, Notes)
    wanted: set[str] = set()
    for path in paths:
        note = vault.notes.get(NotePath(path))
        source: Note | Source | None = note or vault.others.get(path)
        for link in source.links if source else ():
            if link.subpath and link.target and link.kind not in {"url", "citation"}:
                reached = vault.reach(path, link.target)
                if isinstance(reached, Found | Ambiguous):
                    wanted.add(reached.path)
    vault.notes.fetch(wanted)


def restrict(root: Path, vault: Vault) -> Vault:
    """Return the vault of the working tree with the names and contents of the index.

    Raises:
        VaultkitError: the vault lies in no repository, or git fails.
    """
    index = read_index(root, vault.config)
    dirty = set(names(run_git(root, "diff", "--name-only", "-z", "--relative")))
    there = set(vault.files)
    seen = index.files
    # What the working tree has not, or has in another state, comes from the index.
    other = {path: index[path] for path in seen if path in dirty or path not in there}
    wanted = {path: one for path, one in other.items() if one and path.lower().endswith(READ)}
    return with_files(vault, seen, blobs(root, wanted))


def with_files(vault: Vault, files: Iterable[str], data: Mapping[str, bytes]) -> Vault:
    """Return a vault of these files, with new contents for some of them."""
    paths = tuple(files)
    kept = set(paths)
    notes = {path: note for path, note in vault.notes.items() if path in kept and path not in data}
    others = {path: one for path, one in vault.others.items() if path in kept and path not in data}
    entries = {
        key: path for key, path in vault.entries.items() if path in kept and path not in data
    }
    papers = vault.papers
    if len(entries) < len(vault.entries) or any(path[-4:].lower() == ".bib" for path in data):
        papers = {key: one for key, one in vault.papers.items() if key in entries}
        fresh = [one for path, one in data.items() if path[-4:].lower() == ".bib" and path in kept]
        papers.update(Bibliography(tuple(fresh)))
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
        papers=papers,
    )
