"""vaultkit link: mentions that could be links."""

from __future__ import annotations

import click

from vaultkit.cli.command import (
    Session,
    example,
    format_option,
    pass_session,
    write_records,
)
from vaultkit.cli.written import settle_first, show_edits, show_report

KEYS = ("note", "line", "column", "text", "target")


@click.command(
    "link",
    short_help="Mentions of entities that could be links to their notes.",
    epilog=example(
        "vaultkit link                   what could be a link",
        "vaultkit link --fix --dry-run   the changes, as a diff",
        "vaultkit link --fix             the first clear mention in each note becomes a link",
    ),
)
@click.argument("paths", nargs=-1)
@click.option("--fix", is_flag=True, help="Turn them into links.")
@click.option("--dry-run", is_flag=True, help="Show the changes as a diff, and make none.")
@click.option("--yes", "-y", is_flag=True, help="However many notes change.")
@format_option()
@pass_session
def command(
    session: Session, *, paths: tuple[str, ...], fix: bool, dry_run: bool, yes: bool, form: str
) -> None:
    """List the first clear mention of each entity in each note that does not link to it.

    Never in code, headings, links or comments; in quotes only by the setting `sync.link_quotes`.
    """
    from vaultkit.cli.listing import chosen_paths
    from vaultkit.sync.mentions import find_linkable
    from vaultkit.vault.write import How, write_edits

    if fix and not dry_run:
        settle_first(session)
    workspace = session.workspace
    vault = workspace.vault
    chosen = set(chosen_paths(session, paths)) if paths else None
    found = find_linkable(vault, workspace.graph, workspace.config, chosen)
    if not fix:
        rows = [
            {
                "note": one.edit.path,
                "line": one.mention.line,
                "column": one.mention.column,
                "text": one.mention.text,
                "target": one.target,
            }
            for one in found
        ]
        write_records(rows, KEYS, form, session)
        return
    edits = [one.edit for one in found]
    if dry_run:
        show_edits(vault, {}, edits)
        return
    expected = {edit.path: vault.notes[edit.path].text for edit in edits}
    how = How(total=len(vault.notes), max_changes=len(vault.notes) if yes else None)
    report = write_edits(workspace.root, edits, expected, label="link", how=how)
    show_report(session, report)
