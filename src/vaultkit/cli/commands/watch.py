"""vaultkit watch: keep the graph, and with --write the notes, up while the user edits."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vaultkit.cli.command import Session, example, pass_session
from vaultkit.cli.syncing import planned

if TYPE_CHECKING:
    from vaultkit.vault.change import Report
    from vaultkit.workspace import Workspace

QUIET = 3.0
"""Seconds since its last edit before a note is written."""
PATIENCE = 3
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
    written: Counter[tuple[str, str]] = Counter()
    for changed in changes(first.root):
        work = open_workspace(str(first.root), use_cache=first.use_cache)
        vault, graph = work.vault, work.graph
        files = texts(graph, work.base) | _pages(session, vault, graph)
        old = out_of_date(folder, files)
        if old:
            write_files(folder, files)
        words = f"{len(changed)} files changed" if changed else "watching"
        session.note(f"{words}; {len(old)} outputs written")
        if write:
            report = _sync(work, written)
            for _ in range(PATIENCE):
                if not any(one.reason == "is being edited" for one in report.left):
                    break
                time.sleep(QUIET)
                report = _sync(open_workspace(str(first.root), use_cache=first.use_cache), written)
            session.note(f"{len(report.written)} notes written")
            for one in report.left:
                session.note(f"{one.path}: {one.reason or one.state}; left for later")
        if once:
            return


def _sync(work: Workspace, written: Counter[tuple[str, str]]) -> Report:
    """Sync the notes as a machine may: in quiet notes only, within the brake.

    A note that another tool turns back each time is left alone after three rounds.
    """
    from vaultkit.vault.change import Create, Report, Rewrite, TooMany, VaultBusy, hash_of
    from vaultkit.vault.write import How, write_changes

    plan = planned(work)
    made = {
        one.path: hash_of(one.after) for one in plan.changes if isinstance(one, Rewrite | Create)
    }
    wanted = [one for one in plan.changes if written[one.path, made.get(one.path, "")] < ROUNDS]
    how = How(total=len(work.vault.notes), quiet=QUIET, hold=2.0)
    try:
        report = write_changes(work.root, wanted, label="watch", how=how)
    except (TooMany, VaultBusy) as error:
        click.echo(f"vaultkit: {error}", err=True)
        return Report()
    written.update((path, made.get(path, "")) for path in report.written)
    return report
