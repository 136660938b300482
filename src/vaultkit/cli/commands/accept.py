"""vaultkit accept: confirm a claim that was read from a note."""

from __future__ import annotations

import click

from vaultkit.cli.command import Session, example, pass_session
from vaultkit.cli.written import write_decision


@click.command(
    "accept",
    short_help="Confirm a claim that was read.",
    epilog=example(
        "vaultkit list claims                 claims with their ids",
        "vaultkit accept 1a2b3c4d5e6f         it becomes a fact, whatever its confidence",
    ),
)
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@pass_session
def command(session: Session, ids: tuple[str, ...]) -> None:
    """Confirm claims. The decision is kept in the vault, in the note `vaultkit.md`."""
    write_decision(session, accepted=ids)
