"""vaultkit watch: keep the graph, and with --write the notes, up while the user edits."""

from __future__ import annotations

import gc
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vaultkit.cli.command import Session, example, pass_session
from vaultkit.cli.syncing import planned
from vaultkit.cli.written import settle_first
from vaultkit.errors import MissingExtra, VaultkitError, VaultNotFound

if TYPE_CHECKING:
    from vaultkit.vault.change import Report
    from vaultkit.workspace import Workspace

QUIET = 3.0
"""Seconds since its last edit before a note is written."""
PATIENCE = 30
"""Calm rounds (of two seconds) after which a note that somebody touches on and on is left."""
BUSY = "is being edited"
ROUNDS = 3
"""So often the same text is written to a note that somebody turns back."""


@click.command(
    "watch",
    short_help="Keep graph and pages up while you edit.",
    epilog=example(
        "vaultkit watch            graph/ and its pages, after each calm moment",
        "vaultkit watch --write    panels and the review note in the vault too",
    ),
)
@click.option("--write", is_flag=True, help="Sync the notes too (never one that is being edited).")
@click.option("--out", type=click.Path(path_type=Path), metavar="DIR", help="Folder of the graph.")
@click.option("--once", is_flag=True, hidden=True, help="One round, for tests.")
@pass_session
def command(session: Session, *, write: bool, out: Path | None, once: bool) -> None:
    """Rebuild the graph when notes change, by content, when the vault has been calm a moment."""
    from vaultkit.cli.commands.build import _pages
    from vaultkit.export.export import out_of_date, texts, write_files
    from vaultkit.serve.watch import changes
    from vaultkit.workspace import open_workspace

    first = session.workspace
    folder = out if out is not None else first.out
    state = _State()
    if write:
        settle_first(session)
    for changed in changes(first.root, waiting=lambda: state.waits):
        if changed or not state.waits:
            state.calm = 0
        try:
            work = open_workspace(str(first.root), use_cache=first.use_cache)
            session.workspace = work
            vault, graph = work.vault, work.graph
            files = texts(graph, work.base) | _pages(session, vault, graph)
            old = out_of_date(folder, files)
            if old:
                write_files(folder, files)
            words = f"{len(changed)} files changed" if changed else "watching"
            if changed or old or not state.waits:
                session.note(f"{words}; {len(old)} outputs written")
            if write:
                _sync(session, work, state)
        except (VaultNotFound, MissingExtra):
            raise
        except VaultkitError as error:
            # A setting half typed: its next change tries again.
            session.note(f"vaultkit: {error}; waiting for the next change")
        except OSError as error:
            # A file that went while it was read, a full disk: the next calm tries again.
            state.waits = state.calm < PATIENCE
            state.calm += 1
            session.note(f"vaultkit: {error}; trying again")
        _let_go()
        if once:
            return


@dataclass(slots=True)
class _State:
    """What the watcher remembers from round to round."""

    written: Counter[tuple[str, str]] = field(default_factory=Counter)
    """How often which text was written to which note."""
    waits: bool = False
    """Something was left for later that no event will announce."""
    calm: int = 0
    """Rounds in a row that only waited."""


def _sync(session: Session, work: Workspace, state: _State) -> Report:
    """Sync the notes as a machine may: in quiet notes only, within the brake.

    A note that another tool turns back each time is left alone after three rounds.
    """
    from vaultkit.vault.change import Create, Report, Rewrite, TooMany, VaultBusy, hash_of
    from vaultkit.vault.write import How, write_changes

    plan = planned(work)
    made = {
        one.path: hash_of(one.after) for one in plan.changes if isinstance(one, Rewrite | Create)
    }
    wanted = [
        one for one in plan.changes if state.written[one.path, made.get(one.path, "")] < ROUNDS
    ]
    how = How(total=len(work.vault.notes), quiet=QUIET, hold=2.0)
    try:
        report = write_changes(work.root, wanted, label="watch", how=how)
    except (TooMany, VaultBusy) as error:
        state.waits = isinstance(error, VaultBusy) and state.calm < PATIENCE
        state.calm += 1
        session.note(f"vaultkit: {error}")
        return Report()
    state.written.update((path, made.get(path, "")) for path in report.written)
    state.waits = any(one.reason == BUSY for one in report.left) and state.calm < PATIENCE
    state.calm += 1
    if report.written:
        session.note(f"{len(report.written)} notes written")
    for one in report.left:
        session.note(f"{one.path}: {one.reason or one.state}; left for later")
    return report


def _let_go() -> None:
    """Free what a round read: reading sets its values apart from what is looked through."""
    gc.unfreeze()
    gc.collect()
