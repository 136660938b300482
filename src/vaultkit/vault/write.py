"""The only code that writes notes: plan, journal, compare, exchange, verify (design/safety D)."""

from __future__ import annotations

import contextlib
import os
import secrets
import signal
import threading
import time
from pathlib import Path

from vaultkit.values import field, frozen, replace, slotted
from vaultkit.vault import guards
from vaultkit.vault.change import (
    Change,
    Create,
    Move,
    Outcome,
    Refused,
    Remove,
    Report,
    Rewrite,
    WriteFailed,
    brake,
    hash_of,
)
from vaultkit.vault.disk import DISK, Disk
from vaultkit.vault.journal import Journal, Step, open_journal
from vaultkit.vault.lock import WAIT, locked
from vaultkit.vault.places import state_folder
from vaultkit.vault.recover import is_made, recover, take_back
from vaultkit.vault.site import Site, open_site
from vaultkit.vault.splice import splice
from vaultkit.vault.swap import Changed, make, settle

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from vaultkit.text import Edit, NotePath

    Check = Callable[[NotePath, str, str], str | None]

TEXTS = (".md", ".canvas", ".base")
PRUNE_EVERY = 16
"""Runs between two looks for what the journal need not keep any more."""


@frozen
class How:
    """How a run is made; the defaults are those of a command given by hand."""

    atomic: bool = False
    """All or nothing: a change that can not be made takes the others back."""
    total: int | None = None
    """How many notes the vault has: with it, the brake on mass changes is on."""
    max_changes: int | None = None
    """What the user allows the brake to let through."""
    quiet: float = 0.0
    """Notes edited less than so many seconds ago are postponed (watch: 3)."""
    hold: float = 0.0
    """Seconds after which displaced files are looked at again (watch: 2)."""
    undoes: str = ""
    """The run that this one takes back."""
    wait: float = WAIT
    """Seconds to wait for another writer."""
    disk: Disk = field(default=DISK)
    state: Path | None = None
    """Folder of lock and journal; default: the user's state folder."""


def write_edits(
    root: Path,
    edits: Sequence[Edit],
    expected: Mapping[NotePath, str | bytes],
    *,
    label: str,
    check: Check | None = None,
    how: How | None = None,
) -> Report:
    """Make edits of notes, each in the text it was planned on, and nothing else.

    Args:
        root: the vault's folder.
        edits: changes, in any order; those of one note may not overlap.
        expected: the text (or bytes) of each note when the edits were planned. A note that is
            different now is left alone and reported as `changed`.
        label: what the run is called in `vaultkit log`.
        check: called with path, old and new text; returns why the note must not be written.
        how: the way of the run.

    Raises:
        TooMany: the brake; nothing was written.
        VaultBusy: another writer is at work; nothing was written.
    """
    by_note: dict[NotePath, list[Edit]] = {}
    for edit in edits:
        by_note.setdefault(edit.path, []).append(edit)
    changes: list[Change] = []
    refused: list[Outcome] = []
    for path in sorted(by_note):
        text = expected[path]
        before = text.encode("utf-8") if isinstance(text, str) else text
        try:
            after = splice(path, before, by_note[path])
            _check(path, before, after, check)
        except Refused as error:
            refused.append(Outcome(path, "refused", error.what))
            continue
        changes.append(Rewrite(path, before, after))
    how = how or How()
    if refused and how.atomic:
        return Report(outcomes=tuple(refused))
    made = write_changes(root, changes, label=label, how=how)
    outcomes = sorted((*made.outcomes, *refused), key=lambda one: one.path)
    return Report(made.run, tuple(outcomes), made.weak, made.kept)


def _check(path: NotePath, before: bytes, after: bytes, check: Check | None) -> None:
    """Ask the caller's check about a note's new text."""
    if check is None or before == after:
        return
    reason = check(path, before.decode("utf-8"), after.decode("utf-8"))
    if reason:
        raise Refused(reason, where=path)


def create_note(
    root: Path, path: NotePath, text: str, *, label: str, how: How | None = None
) -> Report:
    """Make a new note; one that exists is never overwritten."""
    return write_changes(root, [Create(path, text.encode("utf-8"))], label=label, how=how)


def rename_note(
    root: Path,
    old: str,
    new: str,
    *,
    label: str,
    edits: Sequence[Edit] = (),
    expected: Mapping[NotePath, str | bytes] | None = None,
    how: How | None = None,
) -> Report:
    """Move a note, attachment or folder, after the edits of the notes that link to it.

    All or nothing: what can not be done takes everything back.
    """
    changes: list[Change] = []
    by_note: dict[NotePath, list[Edit]] = {}
    for edit in edits:
        by_note.setdefault(edit.path, []).append(edit)
    for path in sorted(by_note):
        text = (expected or {})[path]
        before = text.encode("utf-8") if isinstance(text, str) else text
        changes.append(Rewrite(path, before, splice(path, before, by_note[path])))
    changes.append(Move(old, new))
    return write_changes(root, changes, label=label, how=replace(how or How(), atomic=True))


@slotted
class _Planned:
    """One step, the change it belongs to, and the bytes on both sides."""

    number: int
    step: Step
    before: bytes = b""
    after: bytes = b""


@slotted
class _Batch:
    """A run while it is planned and made."""

    changes: Sequence[Change]
    how: How
    plan: list[_Planned] = field(default_factory=list)
    outcomes: dict[int, Outcome] = field(default_factory=dict)
    """By position of the change."""
    failures: list[Outcome] = field(default_factory=list)
    """What could not be taken back."""

    def report(self, run: str, site: Site | None) -> Report:
        """Put the outcomes in the order of their changes."""
        default = "another change can not be made"
        made = [
            self.outcomes.get(number) or Outcome(change.path, "undone", default)
            for number, change in enumerate(self.changes)
        ]
        if site is None:
            return Report(run, tuple(made))
        made += self.failures
        return Report(run, tuple(made), site.weak, tuple(sorted(set(site.kept))))


def write_changes(
    root: Path, changes: Sequence[Change], *, label: str, how: How | None = None
) -> Report:
    """Make changes in their order, as one run of the journal.

    Nothing is opened for writing where nothing is to be changed. A run that broke off earlier is
    settled first.

    Raises:
        TooMany, VaultBusy, JournalError: nothing was written.
        WriteFailed: the system refuses; the next run settles what was under way.
    """
    how = how or How()
    root = Path(os.path.realpath(root))
    batch = _planned(root, changes, how)
    refused = any(one.state == "refused" for one in batch.outcomes.values())
    if not batch.plan or (how.atomic and refused):
        return batch.report("", None)
    if how.total is not None:
        rewrites = sum(one.step.kind == "rewrite" for one in batch.plan)
        brake(rewrites, how.total, how.max_changes)
    state = how.state or state_folder(root)
    try:
        with locked(state, how.wait), _finishing() as stopped:
            guards.check_git(root)
            return _journalled(root, open_journal(how.disk, state), label, batch, stopped)
    except OSError as error:
        raise WriteFailed(
            f"the system refuses to write: {error.strerror or error}",
            where=str(error.filename or root),
            hint="no note is torn; the next run that writes settles what was under way",
        ) from error


def _planned(root: Path, changes: Sequence[Change], how: How) -> _Batch:
    """Plan every change, or say why it can not be made."""
    batch = _Batch(changes, how)
    folders: list[str] = []
    for number, change in enumerate(changes):
        try:
            steps = _plan(root, change, number)
        except Refused as error:
            batch.outcomes[number] = Outcome(change.path, "refused", error.what)
            continue
        if not steps:
            batch.outcomes[number] = Outcome(change.path, "unchanged")
        for one in steps:
            if one.step.kind == "mkdir":
                if one.step.path in folders:
                    continue
                folders.append(one.step.path)
            batch.plan.append(one)
    return batch


def _journalled(
    root: Path, journal: Journal, label: str, batch: _Batch, stopped: Callable[[], bool]
) -> Report:
    """Write the plan down, make it, and close the run."""
    how = batch.how
    journal.prepare()
    if journal.has_open():
        recover(root, journal)
    for one in batch.plan:
        if one.step.before:
            journal.store(one.before)
    steps = [one.step for one in batch.plan]
    run = journal.begin(label, steps, atomic=how.atomic, undoes=how.undoes)
    try:
        with open_site(root, journal, how.quiet, how.hold) as site:
            end = _make_all(site, batch, stopped)
        journal.finish(run, end)
    finally:
        journal.let_go()
    if int(run) % PRUNE_EVERY == 0:
        journal.prune(time.time())
    return batch.report(run, site)


def _plan(root: Path, change: Change, number: int) -> list[_Planned]:
    """Return the steps of a change: none where there is nothing to do.

    Raises:
        Refused: a guard says no.
    """
    temp = f"{secrets.token_hex(8)}.tmp"
    parts = guards.safe_parts(root, change.path)
    path = "/".join(parts)
    match change:
        case Rewrite(before=before, after=after):
            if before == after:
                return []
            if not path.lower().endswith(TEXTS):
                raise Refused("is no note, canvas or base")
            guards.check_text(path, before)
            if not change.may_shrink:
                guards.check_shrink(path, before, after)
            step = Step("rewrite", path, before=hash_of(before), after=hash_of(after), temp=temp)
            return [_Planned(number, step, before, after)]
        case Create(after=after):
            step = Step("create", path, after=hash_of(after), temp=temp)
            return [*_folders(root, parts, number), _Planned(number, step, after=after)]
        case Move():
            to = guards.safe_parts(root, change.to)
            if path != change.path:
                raise Refused("is reached by a link")
            step = Step("move", path, to="/".join(to))
            return [*_folders(root, to, number), _Planned(number, step)]
        case Remove(before=before):
            step = Step("remove", path, before=hash_of(before), temp=temp)
            return [_Planned(number, step, before)]
    return [_Planned(number, Step("rmdir", path))]


def _folders(root: Path, parts: tuple[str, ...], number: int) -> list[_Planned]:
    """Return steps for the folders that a new file needs."""
    return [
        _Planned(number, Step("mkdir", "/".join(parts[:depth])))
        for depth in range(1, len(parts))
        if not root.joinpath(*parts[:depth]).exists()
    ]


def _make_all(site: Site, batch: _Batch, stopped: Callable[[], bool]) -> str:
    """Make the steps of a run and note what became of each change; return how it ended."""
    made: list[Step] = []
    outcomes = batch.outcomes
    for position, one in enumerate(batch.plan):
        if one.number in outcomes:
            continue  # its folder could not be made
        outcome = Outcome(one.step.path, "failed", "interrupted") if stopped() else _make(site, one)
        if outcome.state == "done":
            site.journal.mark_done(position)
            made.append(one.step)
            if one.step.kind == "mkdir":
                continue
        outcomes[one.number] = replace(outcome, path=batch.changes[one.number].path)
        if outcome.state != "done" and batch.how.atomic:
            for number, other in outcomes.items():
                if other.state == "done":
                    outcomes[number] = replace(other, state="undone", reason="taken back")
            batch.failures += take_back(site, made)
            return "taken back"
    return "broken off" if stopped() else "done"


def _make(site: Site, one: _Planned) -> Outcome:
    """Make one step; where it fails, bring its file to rest."""
    step = one.step
    try:
        make(site, step, one.after)
    except Changed:
        outcome = Outcome(step.path, "changed", "was edited since it was read")
    except Refused as error:
        outcome = Outcome(step.path, "refused", error.what)
    except OSError as error:
        outcome = Outcome(step.path, "failed", error.strerror or str(error))
    else:
        return Outcome(step.path, "done")
    settle(site, step)
    if outcome.state == "failed" and is_made(site, step):
        return Outcome(step.path, "done")  # what failed came after the exchange
    return outcome


@contextlib.contextmanager
def _finishing() -> Iterator[Callable[[], bool]]:
    """Let a signal stop the run between two steps, not within one."""
    caught: list[int] = []
    if threading.current_thread() is not threading.main_thread():
        yield lambda: False
        return
    names = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
    numbers = [getattr(signal, name) for name in names if hasattr(signal, name)]
    old = {number: signal.signal(number, lambda n, _: caught.append(n)) for number in numbers}
    try:
        yield lambda: bool(caught)
    finally:
        for number, handler in old.items():
            signal.signal(number, handler)
        for number in caught[:1]:
            signal.raise_signal(number)
