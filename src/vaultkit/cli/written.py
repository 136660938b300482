"""What a command that wrote tells the user: each file, and what was left alone and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from vaultkit.errors import EXIT_FINDINGS

if TYPE_CHECKING:
    from vaultkit.cli.command import Session
    from vaultkit.vault.change import Report


def show_report(session: Session, report: Report) -> None:
    """Print what was written; exit 1 where something was left alone."""
    for path in sorted(set(report.written)):
        click.echo(path)
    for one in report.left:
        session.note(f"{one.path}: {one.reason or one.state}; left as it is")
    for path in report.kept:
        session.note(f"{path}: an edit came in between; its bytes are kept (vaultkit log)")
    if report.weak:
        session.note("this disk has no exchange call: the weaker way of writing was used")
    if report.left:
        session.exit_code = EXIT_FINDINGS
    if report.run:
        count = len(set(report.written))
        session.note(f"{count} written; take it back with: vaultkit undo {int(report.run)}")
    elif not report.left:
        session.note("nothing to do")
