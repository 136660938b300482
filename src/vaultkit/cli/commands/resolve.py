"""`vaultkit resolve LINK --from NOTE`: what a link reaches, and why."""

from __future__ import annotations

import click

from vaultkit.cli.command import Session, example, pass_session
from vaultkit.cli.listing import chosen_paths
from vaultkit.errors import EXIT_FINDINGS, VaultkitError
from vaultkit.notes.parse import parse_note
from vaultkit.text import NotePath
from vaultkit.vault.explain import explain
from vaultkit.vault.resolve import Ambiguous, External, Found, Hidden, Missing, status


@click.command(
    epilog=example(
        'vaultkit resolve "[[Orca#Training]]" --from Papers/Orca.md --explain',
        "vaultkit resolve Orca --from index.md",
    )
)
@click.argument("link")
@click.option(
    "--from", "source", metavar="NOTE", help="The note the link stands in [default: the root]."
)
@click.option("--explain", "why", is_flag=True, help="Show the candidates and the rule that chose.")
@pass_session
def command(session: Session, link: str, source: str | None, why: bool) -> None:  # noqa: FBT001 (click passes it)
    """Print the file that a link reaches from a note, with the place in it.

    LINK is a link as it stands in a note (`[[Orca]]`, `[text](Orca.md)`) or only its inside
    (`Orca#Training`). Exits 1 where it reaches nothing.
    """
    vault = session.workspace.vault
    start = list(chosen_paths(session, (source,))) if source else [""]
    if len(start) != 1:
        raise VaultkitError("is a folder, not a note", where=source or "")
    found = parse_note(NotePath(start[0]), link).links
    one = found[0] if found else parse_note(NotePath(start[0]), f"[[{link}]]").links[0]
    reached = vault.resolve(start[0], one)
    shown = status(reached)
    if isinstance(reached, Found | Ambiguous | Hidden):
        place = None if isinstance(reached, Hidden) else reached.place
        line = f":{vault.place(reached.path, place.start).line}" if place else ""
        click.echo(f"{reached.path}{line}  {session.style(shown, fg='green')} {reached.rule}")
    elif isinstance(reached, External):
        click.echo(f"{one.target}  {shown} {reached.rule}")
    else:
        click.echo(f"{reached.path or '-'}  {session.style(shown, fg='red')} {reached.rule}")
    if why:
        for text in explain(vault, start[0], one):
            click.echo(text)
    if isinstance(reached, Missing | Hidden):
        session.exit_code = EXIT_FINDINGS
