"""vaultkit new: a note for a paper, from a bibliography or from its number."""

from __future__ import annotations

from pathlib import Path

import click

from vaultkit.cli.command import Session, example, pass_session
from vaultkit.cli.written import settle_first, show_diff, show_report


@click.command(
    "new",
    short_help="Make a note for a paper, from a bibliography or its number.",
    epilog=example(
        "vaultkit new paper touvron2023llama     the entry of a .bib file in the vault",
        "vaultkit new paper 2307.09288           an arXiv id, DOI or address",
        "vaultkit new paper --bib refs.bib       every entry that has no note yet",
        'vaultkit new paper --arxiv 2307.09288 --title "Llama 2"',
    ),
)
@click.argument("what", type=click.Choice(["paper"]))
@click.argument("papers", nargs=-1, metavar="[KEY|ARXIV|DOI]...")
@click.option(
    "--bib",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="A BibTeX file: its entries, or the ones named.",
)
@click.option("--arxiv", metavar="ID", help="An arXiv id.")
@click.option("--title", default="", metavar="TEXT", help="The title, where it is not known.")
@click.option("--dry-run", is_flag=True, help="Show the notes, and make none.")
@pass_session
def command(
    session: Session,
    what: str,
    papers: tuple[str, ...],
    bib: Path | None,
    arxiv: str | None,
    title: str,
    *,
    dry_run: bool,
) -> None:
    """Make a note for a paper, unless the vault has one.

    What is known comes from the bibliographies of the vault, from FILE, or from the list of names
    that vaultkit ships; nothing is fetched. The note starts from the template that the settings
    name for `paper` ({{title}}, {{authors}}, {{year}}, {{arxiv}}, {{doi}}, {{citekey}}, {{url}}),
    and stands in the folder that `sync.folder` names. `vaultkit undo` takes it back.
    """
    from dataclasses import replace

    from vaultkit.sync.new_paper import find_paper, plan_paper
    from vaultkit.vault.bibliography import read_bibliography
    from vaultkit.vault.write import How, write_changes

    del what
    if not dry_run:
        settle_first(session)
    vault = session.workspace.vault
    asked = [*papers, *([arxiv] if arxiv else [])]
    if bib is not None:
        entries = read_bibliography(bib.read_bytes())
        vault = replace(vault, papers={**vault.papers, **{one.key: one for one in entries}})
        asked = asked or [one.key for one in entries]
    if not asked:
        raise click.UsageError("which paper: a cite key, an arXiv id, a DOI, or --bib FILE")
    if title and len(asked) > 1:
        raise click.UsageError("--title is for one paper")
    changes = {}
    for one in asked:
        plan = plan_paper(vault, find_paper(vault, one), title)
        if plan.made is None:
            session.note(f"{plan.path} is about it already")
        else:
            changes[plan.path] = plan.made
    if dry_run:
        for path, made in changes.items():
            show_diff(path, None, made.after.decode("utf-8"))
        return
    if changes:
        how = How(atomic=True)
        report = write_changes(
            session.workspace.root, list(changes.values()), label="new paper", how=how
        )
        show_report(session, report)
