"""Notes renamed outside Obsidian: their links, decisions and baseline follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaultkit.sync.ahead import after_edits
from vaultkit.sync.decide import decisions_change
from vaultkit.sync.moved import moved_files
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

    Where there is no git: since the notes were last read on this machine. Besides the changes:
    reports, and where each file went.
    """
    edits: dict[NotePath, list[Edit]] = {}
    reports: list[str] = []
    found = moved_files(root, vault)
    moved = found.to
    reports += found.unsure
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
    return after_edits(vault, {}, (), {new: old})
