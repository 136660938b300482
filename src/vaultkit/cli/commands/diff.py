"""`diff`: what a vault says differently between two states in git."""

from __future__ import annotations

import json

import click

from vaultkit.cli.command import Session, example, pass_session


@click.command(
    epilog=example(
        "vaultkit diff HEAD~1                      the last commit and what is not committed",
        "vaultkit diff v1 v2                       between two revisions",
        "vaultkit diff main HEAD --format markdown > comment.md",
    )
)
@click.argument("old", metavar="REV")
@click.argument("new", metavar="[REV]", required=False)
@click.option("--format", "form", type=click.Choice(["text", "json", "markdown"]), default="text",
              show_default=True, help="How to print it.")  # fmt: skip
@pass_session
def command(session: Session, old: str, new: str | None, form: str) -> None:
    """Show facts gained, lost, contradicted or settled since a revision, each with its sentence.

    Without a second REV, the working tree is the newer state. Both are read with today's
    settings, so that what differs is what the notes say.
    """
    from vaultkit.export import changes
    from vaultkit.extract.extract import extract
    from vaultkit.graph.diff import as_record, difference
    from vaultkit.vault.past import commit_of, vault_at

    work = session.workspace
    commit_of(work.root, old)
    if new is not None:
        commit_of(work.root, new)
    before = extract(vault_at(work.root, old, work.vault), work.config)
    after = (
        work.graph if new is None else extract(vault_at(work.root, new, work.vault), work.config)
    )
    found = difference(before, after)
    if form == "json":
        click.echo(json.dumps(as_record(found, before, after), ensure_ascii=False, indent=1))
    elif form == "markdown":
        click.echo(changes.markdown(found, before, after), nl=False)
    else:
        for line in changes.text(found, before, after, session.style):
            click.echo(line)
