"""A run taken back, byte for byte, file by file: what was edited since stays."""

from __future__ import annotations

import os
from pathlib import Path

from vaultkit.errors import UnknownName, VaultkitError
from vaultkit.values import field, replace, slotted
from vaultkit.vault.change import (
    Change,
    Create,
    Move,
    Outcome,
    Refused,
    Remove,
    RemoveFolder,
    Report,
    Rewrite,
    hash_of,
)
from vaultkit.vault.disk import DISK
from vaultkit.vault.guards import safe_parts
from vaultkit.vault.journal import open_journal
from vaultkit.vault.places import state_folder
from vaultkit.vault.recover import recover_vault
from vaultkit.vault.write import How, write_changes

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Sequence

    from vaultkit.vault.journal import Journal, Run, Step


class NothingToUndo(VaultkitError):
    """The journal holds no run that could be taken back."""


def runs_of(root: Path, *, state: Path | None = None) -> tuple[Run, ...]:
    """Return the runs of a vault's journal, oldest first."""
    return open_journal(DISK, state or state_folder(root)).runs()


def find_run(runs: Sequence[Run], given: str | None) -> Run:
    """Return the run of a number, or the last one that changed something and still stands.

    Raises:
        NothingToUndo: there is none.
        UnknownName: there is no run of this number.
    """
    if given is None:
        for run in reversed(runs):
            if run.done and not run.undone and not run.undoes and run.end != "taken back":
                return run
        raise NothingToUndo("there is no run to undo", hint="see vaultkit log")
    for run in runs:
        if given.isdigit() and int(run.id) == int(given):
            return run
    numbers = [str(int(run.id)) for run in runs]
    raise UnknownName("run", given, numbers, hint="see vaultkit log")


def undo(root: Path, given: str | None = None, *, how: How | None = None) -> Report:
    """Take a run back, as a run of its own (which can be undone too).

    A file that was edited since stays as it is, and is reported; one that was deleted since comes
    back unless its content stands elsewhere in the vault.
    """
    how = how or How()
    root = Path(os.path.realpath(root))
    state = how.state or state_folder(root)
    recover_vault(root, disk=how.disk, state=state, wait=how.wait)
    journal = open_journal(how.disk, state)
    run = find_run(journal.runs(), given)
    back = _Back(root, journal)
    for position in sorted(run.done, reverse=True):
        if position < len(run.steps) and not run.steps[position].reverts:
            step = run.steps[position]
            try:
                back.add(step)
            except Refused as error:
                back.left.append(Outcome(step.path, "refused", error.what))
    made = write_changes(
        root, back.changes, label=f"undo {int(run.id)}", how=replace(how, undoes=run.id)
    )
    return Report(made.run, (*made.outcomes, *back.left), made.weak, made.kept)


@slotted
class _Back:
    """The changes that take steps back, in the order in which they are made."""

    root: Path
    journal: Journal
    changes: list[Change] = field(default_factory=list)
    left: list[Outcome] = field(default_factory=list)
    moves: list[tuple[str, str]] = field(default_factory=list)
    """Where a thing goes back to, and where it is now."""

    def add(self, step: Step) -> None:
        """Plan to take one step back.

        Raises:
            Refused: the file was edited since, or the journal no longer has its bytes.
        """
        match step.kind:
            case "rewrite":
                self._rewrite(step)
            case "create":
                self._uncreate(step)
            case "remove":
                if self._bytes(step.path) is None:
                    self.changes.append(Create(step.path, self.journal.load(step.before)))
            case "move":
                self._move(step)
            case "mkdir":
                self.changes.append(RemoveFolder(step.path))
            case "rmdir":
                pass  # made again by what is put in it

    def _rewrite(self, step: Step) -> None:
        now = self._bytes(step.path)
        before = self.journal.load(step.before)
        if now is None:
            elsewhere = self._elsewhere(step.after)
            if elsewhere:
                raise Refused(f"was moved since, to {elsewhere}", where=step.path)
            self.changes.append(Create(step.path, before))
        elif hash_of(now) == step.after:
            self.changes.append(Rewrite(step.path, now, before, may_shrink=True))
        elif now != before:
            raise Refused("was edited since", where=step.path)

    def _uncreate(self, step: Step) -> None:
        now = self._bytes(step.path)
        if now is None:
            return
        if hash_of(now) != step.after:
            raise Refused("was edited since", where=step.path)
        self.changes.append(Remove(step.path, now))

    def _move(self, step: Step) -> None:
        if not self._real(step.to).exists():
            raise Refused("is not there any more", where=step.to)
        self.changes.append(Move(step.to, step.path))
        self.moves.append((step.path, step.to))

    def _bytes(self, path: str) -> bytes | None:
        """Return a file's bytes as they are now; None where there is none."""
        place = self._real(path)
        try:
            return place.read_bytes() if place.is_file() else None
        except OSError as error:
            raise Refused(f"can not be read: {error.strerror}", where=path) from error

    def _real(self, path: str) -> Path:
        """Return where a path of the restored vault is at this moment."""
        for back, now in reversed(self.moves):
            if path == back or path.startswith(f"{back}/"):
                path = now + path[len(back) :]
        return self.root.joinpath(*safe_parts(self.root, path))

    def _elsewhere(self, digest: str) -> str:
        """Return the path of a note with this content, or empty."""
        for folder, names, files in os.walk(self.root):
            names[:] = sorted(name for name in names if not name.startswith("."))
            for name in sorted(files):
                place = Path(folder) / name
                if place.suffix.lower() == ".md" and place.is_file():
                    try:
                        data = place.read_bytes()
                    except OSError:
                        continue
                    if hash_of(data) == digest:
                        return place.relative_to(self.root).as_posix()
        return ""
