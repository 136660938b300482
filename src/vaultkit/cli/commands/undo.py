"""vaultkit undo: take a run back, byte for byte."""

from __future__ import annotations

import click

from vaultkit.cli.command import Session, example, pass_session
from vaultkit.cli.written import move_baseline, settle_first, show_report


@click.command(
    "undo",
    short_help="Take a run back, byte for byte.",
    epilog=example(
        "vaultkit undo        take the last run back",
        "vaultkit undo 12     take run 12 back (see vaultkit log)",
    ),
)
@click.argument("run", required=False)
@pass_session
def command(session: Session, run: str | None) -> None:
    """Take RUN back, or the last run that still stands.

    A file that you edited since stays as it is, and is named; then the exit code is 1. Undoing
    is a run of its own: it can be undone too. Runs are kept for 30 days, on this machine.
    """
    from vaultkit.vault.undo import find_run, runs_of, undo

    root = session.workspace.root
    settle_first(session)
    steps = find_run(runs_of(root), run).steps
    report = undo(root, run)
    done = set(report.written)
    moved = {one.to: one.path for one in steps if one.kind == "move" and one.to in done}
    move_baseline(session, moved)
    show_report(session, report)
