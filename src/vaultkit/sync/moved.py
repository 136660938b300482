"""Files that were renamed outside, told by their content: in git's last commit, or in the cache."""

from __future__ import annotations

import contextlib
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from vaultkit.errors import VaultkitError
from vaultkit.vault.cache import gone_notes
from vaultkit.vault.git import blobs, is_repository, names, run_git
from vaultkit.vault.sketch import Sketch, shared, sketch

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from vaultkit.vault.vault import Vault

ALIKE = 0.6
"""Share of a note's text that must stand in the new one (git's own default is 0.5)."""
APART = 0.15
"""How much less alike the next best must be: else nobody can tell, and nothing is touched."""
LEAST = 24
"""Bytes of text below which a note is only known by being the same."""
TEXTS = (".md", ".canvas", ".base")
NO_BYTES = "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391"
"""Git's name of an empty file: all of them are the same, and none is known by that."""
MOST_PAIRS = 250_000


@dataclass(slots=True)
class Moved:
    """What was found."""

    to: dict[str, str] = field(default_factory=dict)
    """Old path to new path."""
    unsure: list[str] = field(default_factory=list)
    """What can not be told; each begins with its path."""


def moved_files(root: Path, vault: Vault) -> Moved:
    """Return the files that stand elsewhere than in git's HEAD, or than when they were last read.

    A file counts as renamed where its old path is gone and exactly one new file has its very
    content; or, for a note, most of it by git's judgement and ours, no other being nearly as like.
    """
    found, known = Moved(), frozenset[str]()
    if is_repository(root):
        with contextlib.suppress(VaultkitError):  # no commit yet
            found, known = _since_head(root, vault)
    gone = {path: one for path, one in gone_notes(root).items() if path not in vault.files}
    old = {path: one for path, (one, _) in gone.items() if path not in known}
    came = {path for one in old for path in gone[one][1]} - known - set(found.to.values())
    fresh: dict[str, Sketch] = {
        path: sketch(note.text.encode("utf-8", "replace"))
        for path, note in vault.notes.items()
        if path in came
    }
    if old and fresh:
        more = _alike(old, fresh)
        found.to |= {path: to for path, to in more.to.items() if to in gone[path][1]}
        found.unsure += more.unsure
    return found


def _since_head(root: Path, vault: Vault) -> tuple[Moved, frozenset[str]]:
    """Compare the folder with git's last commit, and return the paths that it has too.

    Nothing of git's own is written.
    """
    old: dict[str, str] = {}
    known = set()
    for entry in names(run_git(root, "ls-tree", "-r", "-z", "HEAD", "--", ".")):
        meta, _, path = entry.partition("\t")
        known.add(path)
        if path not in vault.files and not (root / path).exists():
            digest = meta.split(" ")[2]
            if digest != NO_BYTES:
                old[path] = digest
    fresh = [path for path in vault.files if path not in known]
    if not old or not fresh:
        return Moved(), frozenset(known)
    found = _same(old, _hashes(root, fresh))
    left = {
        path: one
        for path, one in old.items()
        if path not in found.to
        and _is_text(path)
        and not any(path in said for said in found.unsure)
    }
    came = [path for path in fresh if path not in found.to.values() and _is_text(path)]
    if left and came:
        before = {path: sketch(data) for path, data in blobs(root, left).items()}
        after = {path: sketch((root / path).read_bytes()) for path in came}
        ours = _alike(before, after)
        judged = _judged(root, left, came)
        for path, to in ours.to.items():
            if judged.get(path) == to:
                found.to[path] = to
            else:
                ours.unsure.append(f"{to}: is like {path}, which is gone; git does not think so")
        found.unsure += ours.unsure
    return found, frozenset(known)


def _is_text(path: str) -> bool:
    return path.lower().endswith(TEXTS)


def _hashes(root: Path, paths: Iterable[str]) -> dict[str, set[str]]:
    """Return git's hashes of files: as they are, and with the line ends of a repository."""
    found: dict[str, set[str]] = {}
    held = list(paths)
    for how in ((), ("--no-filters",)):
        for path, digest in _hashed(root, held, *how).items():
            found.setdefault(path, set()).add(digest)
    return found


def _hashed(
    root: Path, paths: Iterable[str], *how: str, extra: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Return git's hash of each file."""
    prefix, top = _prefix(root), _line(run_git(root, "rev-parse", "--show-toplevel"))
    held = [path for path in paths if "\n" not in path]
    # Paths on standard input count from the top of the working tree.
    given = "".join(f"{prefix}{path}\n" for path in held).encode("utf-8", "surrogateescape")
    said = run_git(Path(top), "hash-object", *how, "--stdin-paths", given=given, extra=extra)
    return dict(zip(held, said.decode("ascii").split(), strict=True))


def _prefix(root: Path) -> str:
    """Return the vault's path from the top of the working tree: `notes/`, or empty."""
    return _line(run_git(root, "rev-parse", "--show-prefix"))


def _line(said: bytes) -> str:
    return said.decode("utf-8", "surrogateescape").rstrip("\n")


def _same(old: Mapping[str, str], fresh: Mapping[str, set[str]]) -> Moved:
    """Match what has the very content."""
    found = Moved()
    by: dict[str, list[str]] = {}
    for path, digests in fresh.items():
        for digest in digests:
            by.setdefault(digest, []).append(path)
    origins: dict[str, list[str]] = {}
    for path, digest in old.items():
        origins.setdefault(digest, []).append(path)
    for digest, paths in sorted(origins.items(), key=lambda one: one[1]):
        to = sorted(by.get(digest, ()))
        if len(paths) == 1 and len(to) == 1:
            found.to[paths[0]] = to[0]
        elif to:
            found.unsure.append(_which(", ".join(sorted(paths)), to))
    return found


def _alike(old: Mapping[str, Sketch], fresh: Mapping[str, Sketch]) -> Moved:
    """Match notes of which most stands in one new note, and in no other nearly as much."""
    found = Moved()
    if len(old) * len(fresh) > MOST_PAIRS:
        return found
    degree = {
        (path, to): shared(one, two) for path, one in old.items() for to, two in fresh.items()
    }
    for path, one in sorted(old.items()):
        ranked = sorted(((degree[path, to], to) for to in fresh), key=lambda two: (-two[0], two[1]))
        best, to = ranked[0]
        if best < (ALIKE if sum(one.values()) >= LEAST else 1.0):
            continue
        near = [other for other_degree, other in ranked if other_degree > best - APART]
        rivals = [other for other in old if other != path and degree[other, to] > best - APART]
        if len(near) == 1 and not rivals:
            found.to[path] = to
        else:
            found.unsure.append(_which(", ".join(sorted([path, *rivals])), near))
    found.unsure = sorted(set(found.unsure))
    return found


def _which(old: str, new: Iterable[str]) -> str:
    return f"{old}: may have become {' or '.join(sorted(new))}; links are left as they are"


def _judged(root: Path, old: Mapping[str, str], fresh: Iterable[str]) -> dict[str, str]:
    """Return what git itself takes for renamed (`-M`), in an index and a store of their own."""
    with tempfile.TemporaryDirectory(prefix="vaultkit-") as name:
        folder = Path(name)
        (folder / "objects").mkdir()
        store = _line(run_git(root, "rev-parse", "--git-path", "objects"))
        extra = {
            "GIT_INDEX_FILE": str(folder / "index"),
            "GIT_OBJECT_DIRECTORY": str(folder / "objects"),
            "GIT_ALTERNATE_OBJECT_DIRECTORIES": str((root / store).resolve()),
        }
        prefix = _prefix(root)
        run_git(root, "read-tree", "HEAD", extra=extra)
        rows = [f"0 {'0' * 40}\t{prefix}{path}" for path in old]
        made = _hashed(root, fresh, "-w", extra=extra)
        rows += [f"100644 {blob}\t{prefix}{path}" for path, blob in made.items()]
        given = "".join(f"{row}\0" for row in rows).encode("utf-8", "surrogateescape")
        run_git(root, "update-index", "-z", "--index-info", given=given, extra=extra)
        bar = f"-M{round(ALIKE * 100)}%"
        how = ("--cached", bar, "-l0", "--raw", "-z", "--relative")
        said = names(run_git(root, "diff-index", *how, "HEAD", extra=extra))
    found = {}
    at = 0
    while at < len(said):
        renamed = said[at].split(" ")[-1].startswith("R")
        if renamed:
            found[said[at + 1]] = said[at + 2]
        at += 3 if renamed else 2
    return found
