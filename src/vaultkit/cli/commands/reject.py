"""vaultkit reject: refuse a claim that was read from a note."""

from __future__ import annotations

import click

from vaultkit.cli.command import Session, example, pass_session
from vaultkit.cli.written import write_decision


@click.command(
    "reject",
    short_help="Refuse a claim that was read.",
    epilog=example(
        "vaultkit list claims                 claims with their ids",
        "vaultkit reject 1a2b3c4d5e6f         it is no fact any more, nor what rests on it",
    ),
)
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@pass_session
def command(session: Session, ids: tuple[str, ...]) -> None:
    """Refuse claims. The decision is kept in the vault, in the note `vaultkit.md`."""
    write_decision(session, rejected=ids)
