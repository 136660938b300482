"""A run that broke off: its files brought to rest, and what was half done taken back."""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path

from vaultkit.values import replace
from vaultkit.vault.change import Outcome, Refused
from vaultkit.vault.disk import DISK, Disk, opened
from vaultkit.vault.journal import Journal, Run, Step, StepKind, open_journal
from vaultkit.vault.lock import WAIT, locked
from vaultkit.vault.places import state_folder
from vaultkit.vault.site import Site, open_site
from vaultkit.vault.swap import GONE, Changed, make, settle

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Sequence

_BACK: dict[StepKind, StepKind] = {
    "rewrite": "rewrite",
    "create": "remove",
    "remove": "create",
    "move": "move",
    "mkdir": "rmdir",
    "rmdir": "mkdir",
}


def recover_vault(
    root: Path, *, disk: Disk = DISK, state: Path | None = None, wait: float = WAIT
) -> tuple[Outcome, ...]:
    """Settle every run that broke off in a vault; do nothing where there is none."""
    root = Path(os.path.realpath(root))
    state = state or state_folder(root)
    if not open_journal(disk, state).has_open():
        return ()
    with locked(state, wait):
        return recover(root, open_journal(disk, state))


def recover(root: Path, journal: Journal) -> tuple[Outcome, ...]:
    """Settle every run that broke off; the caller holds the lock. It may be called again.

    A run of independent changes keeps what it made; a run that is all or nothing (a rename) is
    taken back unless its last step was made.
    """
    left: list[Outcome] = []
    for run in reversed(journal.runs()):
        if not run.end:
            left += _recover_run(root, journal, run)
    journal.forget_unreadable()
    return tuple(left)


def _recover_run(root: Path, journal: Journal, run: Run) -> list[Outcome]:
    left: list[Outcome] = []
    journal.resume(run.id)
    try:
        with open_site(root, journal) as site:
            for step in reversed(run.steps):
                try:
                    settle(site, step)
                except (Refused, FileNotFoundError, NotADirectoryError) as error:
                    left.append(Outcome(step.path, "changed", str(error)))
            planned = [step for step in run.steps if not step.reverts]
            how = "broken off"
            if not run.atomic:
                _mark(site, run)
            elif planned and is_made(site, planned[-1]):
                _mark(site, run)
                how = "done"
            else:
                left += take_back(site, planned)
                how = "taken back"
        journal.finish(run.id, how)
    finally:
        journal.let_go()
    return left


def _mark(site: Site, run: Run) -> None:
    """Write down which steps were made, for undo."""
    for position, step in enumerate(run.steps):
        if position not in run.done and not step.reverts and is_made(site, step):
            site.journal.mark_done(position)


def is_made(site: Site, step: Step) -> bool:
    """Tell from the files whether a step was made."""
    here = _look(site, step.path)
    match step.kind:
        case "rewrite" | "create":
            return here == step.after
        case "remove" | "rmdir":
            return not _exists(site, step.path)
        case "move":
            return not _exists(site, step.path) and _exists(site, step.to)
    return _exists(site, step.path)


def take_back(site: Site, steps: Sequence[Step]) -> list[Outcome]:
    """Take steps back, the last one first; return what could not be taken back.

    A file that was edited since stays as it is.
    """
    left: list[Outcome] = []
    for step in reversed(steps):
        if not is_made(site, step):
            continue
        back = reverse(step)
        try:
            data = site.journal.load(step.before) if step.before else b""
            site.journal.add_step(back)
            make(site, back, data)
        except (Changed, Refused) as error:
            left.append(Outcome(step.path, "changed", str(error) or "was edited since"))
            with contextlib.suppress(FileNotFoundError):
                settle(site, back)
    return left


def reverse(step: Step) -> Step:
    """Return the step that takes a step back."""
    kind: StepKind = _BACK[step.kind]
    temp = f"{secrets.token_hex(8)}.tmp"
    back = replace(step, kind=kind, before=step.after, after=step.before, temp=temp, reverts=True)
    return replace(back, path=step.to, to=step.path) if step.kind == "move" else back


def _look(site: Site, path: str) -> str:
    """Return the hash of a file by its path; empty where there is none."""
    parts = tuple(path.split("/"))
    try:
        with opened(site.disk, site.root, parts[:-1]) as folder:
            return site.look(folder, parts[-1])
    except OSError as error:
        if error.errno not in GONE:
            raise
        return ""


def _exists(site: Site, path: str) -> bool:
    """Tell whether there is a file or folder of this path."""
    parts = tuple(path.split("/"))
    try:
        with opened(site.disk, site.root, parts[:-1]) as folder:
            site.disk.stat(folder, parts[-1])
    except OSError as error:
        if error.errno not in GONE:
            raise
        return False
    return True
