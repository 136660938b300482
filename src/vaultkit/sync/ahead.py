"""The vault as it will be: after edits and moves of a rename, after the changes of a sync."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from vaultkit.notes.parse import decode_note, parse_note
from vaultkit.text import Edit, NotePath, apply_edits
from vaultkit.vault.change import Change, Create, Rewrite
from vaultkit.vault.vault import Vault, read_source

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from vaultkit.notes.note import Note


def after_edits(
    vault: Vault,
    texts: Mapping[str, str],
    edits: tuple[Edit, ...],
    moved: Mapping[str, str] | None = None,
) -> Vault:
    """Return the vault as it will be after edits and moves: only what changes is read anew."""
    moved = moved or {}
    by_path: dict[str, list[Edit]] = {}
    for edit in edits:
        by_path.setdefault(edit.path, []).append(edit)
    notes: dict[NotePath, Note] = {}
    for path, note in vault.notes.items():
        to = NotePath(moved.get(path, path))
        if path in by_path:
            notes[to] = parse_note(to, apply_edits(note.text, by_path[path]))
        else:
            notes[to] = note if to == path else replace(note, path=to)
    others = {}
    for name, source in vault.others.items():
        made = source
        if name in by_path:
            data = apply_edits(texts[name], by_path[name]).encode("utf-8")
            made = read_source(moved.get(name, name), data) or source
        others[moved.get(name, name)] = made
    return Vault(
        {path: notes[path] for path in sorted(notes)},
        tuple(sorted(moved.get(path, path) for path in vault.files)),
        vault.config,
        vault.settings,
        {path: others[path] for path in sorted(others)},
        vault.hidden,
        {key: moved.get(path, path) for key, path in vault.entries.items()},
        vault.skipped,
        vault.papers,
    )


def vault_after(vault: Vault, changes: Sequence[Change]) -> Vault:
    """Return the vault as it will be after changes of notes."""
    notes = dict(vault.notes)
    for change in changes:
        if isinstance(change, Rewrite | Create):
            path = NotePath(change.path)
            notes[path] = decode_note(path, change.after)
    files = {*vault.files, *notes}
    return replace(
        vault, notes={path: notes[path] for path in sorted(notes)}, files=tuple(sorted(files))
    )
