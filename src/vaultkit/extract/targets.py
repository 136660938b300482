"""The notes that a note links to, resolved when somebody looks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, overload

from vaultkit.notes.own import is_own_value

if TYPE_CHECKING:
    from vaultkit.notes.note import Note
    from vaultkit.text import NotePath
    from vaultkit.vault.vault import Vault


class Targets(Sequence["NotePath"]):
    """The paths that a note links to outside vaultkit's own text (A8.1), sorted.

    Most commands never ask, and resolving all links of a vault costs as much as reading it.
    Equal to any sequence of the same paths.
    """

    __slots__ = ("_made", "_note", "_vault")

    def __init__(self, note: Note, vault: Vault) -> None:
        self._note = note
        self._vault = vault
        self._made: tuple[NotePath, ...] | None = None

    def all(self) -> tuple[NotePath, ...]:
        """Return all paths."""
        if self._made is None:
            self._made = _resolved(self._note, self._vault)
        return self._made

    def __len__(self) -> int:
        return len(self.all())

    @overload
    def __getitem__(self, index: int) -> NotePath: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[NotePath]: ...
    def __getitem__(self, index: int | slice) -> NotePath | Sequence[NotePath]:
        return self.all()[index]

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Targets):
            return self.all() == other.all()
        return self.all() == other if isinstance(other, tuple) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.all())

    def __repr__(self) -> str:
        return repr(self.all())


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
