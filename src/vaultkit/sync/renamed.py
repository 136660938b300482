"""Notes renamed outside Obsidian: found by their content in git, and their links mended."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

from vaultkit.sync.decide import decisions_change
from vaultkit.sync.rename import RenameRefused, plan_rename
from vaultkit.text import Edit, NotePath
from vaultkit.vault.change import Change, Rewrite
from vaultkit.vault.decisions import read_decisions
from vaultkit.vault.splice import splice

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from vaultkit.vault.vault import Vault


def plan_links(
    root: Path, vault: Vault, texts: Mapping[str, bytes]
) -> tuple[list[Change], list[str], dict[str, str]]:
    """Return the changes that let links follow notes which were renamed since the last commit.

    Besides the changes: reports, and where each file went.

    A rename is taken for one where git's HEAD has the old path, the folder has not, and exactly
    one new file has the very content (or most of it, as git itself judges).
    """
    edits: dict[NotePath, list[Edit]] = {}
    reports: list[str] = []
    moved = moved_since_head(root, vault)
    for old, new in sorted(moved.items()):
        before = _as_before(vault, old, new)
        decoded = {path: data.decode("utf-8", "replace") for path, data in texts.items()}
        try:
            plan = plan_rename(before, decoded, old, new)
        except RenameRefused as error:
            reports.append(f"{new}: was {old}; {error}")
            continue
        for edit in plan.edits:
            path = NotePath(new) if edit.path == old else edit.path
            edits.setdefault(path, []).append(Edit(path, edit.span, edit.new))
        reports.append(f"{new}: was {old}; {len(plan.edits)} links follow")
    changes: list[Change] = []
    for path in sorted(edits):
        note = vault.notes.get(path)
        data = note.text.encode("utf-8") if note else texts[path]
        changes.append(Rewrite(path, data, splice(path, data, edits[path])))
    if vault.config.decisions_note not in edits:
        decisions = read_decisions(vault, vault.config).moved(moved)
        changes += decisions_change(vault, vault.config, decisions)
    return changes, reports, moved


def _as_before(vault: Vault, old: str, new: str) -> Vault:
    """Return the vault as if the note still had its old name."""
    from vaultkit.sync.ahead import after_edits

    return after_edits(vault, {}, (), {new: old})


def moved_since_head(root: Path, vault: Vault) -> dict[str, str]:
    """Return the notes and files that git sees renamed between HEAD and the folder."""
    try:
        # An index of its own: the user's is never touched.
        listing = _git(root, "ls-tree", "-r", "-z", "HEAD", "--", ".")
    except (OSError, subprocess.CalledProcessError):
        return {}
    old: dict[str, list[str]] = {}
    known = set()
    for entry in listing.split("\0"):
        meta, _, path = entry.partition("\t")
        if path:
            known.add(path)
            if path not in vault.files:
                old.setdefault(meta.split(" ")[2], []).append(path)
    fresh = [path for path in vault.files if path not in known]
    if not old or not fresh:
        return {}
    found: dict[str, str] = {}
    hashes = _git(root, "hash-object", "--no-filters", "--", *fresh).split("\n")
    by_hash: dict[str, list[str]] = {}
    for path, digest in zip(fresh, hashes, strict=False):
        by_hash.setdefault(digest, []).append(path)
    for digest, paths in old.items():
        news = by_hash.get(digest, [])
        if len(paths) == 1 and len(news) == 1:
            found[paths[0]] = news[0]
    return found


def _git(root: Path, *arguments: str) -> str:
    """Run git, which only reads here."""
    done = subprocess.run(  # noqa: S603 (fixed words and paths after `--`)
        ["git", "-C", str(root), "--no-optional-locks", *arguments],  # noqa: S607 (the user's git)
        capture_output=True,
        check=True,
        timeout=60,
    )
    return done.stdout.decode("utf-8", "surrogateescape")
