"""The notes that a note links to, resolved when somebody looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaultkit.notes.own import is_own_value
from vaultkit.notes.parts import Later

if TYPE_CHECKING:
    from vaultkit.notes.note import Note
    from vaultkit.text import NotePath
    from vaultkit.vault.vault import Vault


def targets_of(note: Note, vault: Vault) -> Later[NotePath]:
    """Return the paths that a note links to outside vaultkit's own text (A8.1), sorted.

    Most commands never ask, and resolving all links of a vault costs as much as reading it.
    """
    return Later(lambda: _resolved(note, vault))


def _resolved(note: Note, vault: Vault) -> tuple[NotePath, ...]:
    """Return the notes that a note links to."""
    targets = set()
    own = [one.span for one in note.regions if one.kind == "panel"]
    own += [one.span for one in note.fields if is_own_value(note, one)]
    for link in note.links:
        if any(span.covers(link.span) for span in own):
            continue
        path = getattr(vault.resolve(note.path, link), "path", None)
        if path and path in vault.notes and path != note.path:
            targets.add(path)
    return tuple(sorted(targets))
