"""vaultkit sync: bring what the graph knows back into the notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from vaultkit.cli.command import Session, example, pass_session
from vaultkit.cli.syncing import forget_unmade, other_texts, planned
from vaultkit.cli.written import move_baseline, settle_first, show_changes, show_report
from vaultkit.errors import EXIT_FINDINGS

if TYPE_CHECKING:
    from vaultkit.vault.change import Change


@click.command(
    "sync",
    short_help="Keep panels, review note and properties up with the graph.",
    epilog=example(
        "vaultkit sync --add lineage Orca     a panel in the note, kept up from then on",
        "vaultkit sync --dry-run              what would change, as a diff",
        "vaultkit sync                        keep everything up",
        "vaultkit sync --check                exit 1 if something is out of date (CI, pre-commit)",
    ),
)
@click.option("--add", nargs=2, multiple=True, metavar="PANEL NOTE", help="Put a panel in a note.")
@click.option("--create", is_flag=True, help="Make notes for entities that have none.")
@click.option("--links", is_flag=True, help="Mend links to notes that were renamed outside.")
@click.option("--reset", multiple=True, metavar="NOTE", help="Write panels anew that you edited.")
@click.option("--adopt", multiple=True, metavar="NOTE", help="Make panels that you edited yours.")
@click.option("--dry-run", is_flag=True, help="Show the changes as a diff, and make none.")
@click.option("--check", is_flag=True, help="Make no change; exit 1 if there is one to make.")
@click.option("--yes", "-y", is_flag=True, help="However many notes change.")
@click.option("--max-changes", type=int, metavar="N", help="The most notes that may change.")
@pass_session
def command(  # noqa: PLR0913 (one for each option)
    session: Session,
    *,
    add: tuple[tuple[str, str], ...],
    create: bool,
    links: bool,
    reset: tuple[str, ...],
    adopt: tuple[str, ...],
    dry_run: bool,
    check: bool,
    yes: bool,
    max_changes: int | None,
) -> None:
    """Keep the vault up with its graph: panels, the review note, properties, views.

    Only parts that vaultkit owns are written; a panel that you edited stays as you left it. The
    first sync of a vault, where you ask for nothing in particular, is a dry run.
    Boxes ticked in the review note are decisions. `vaultkit undo` takes a run back.
    """
    from vaultkit.sync.renamed import plan_links
    from vaultkit.sync.sync import Asked, is_first
    from vaultkit.vault.write import How, write_changes

    if not (dry_run or check):
        settle_first(session)
    workspace = session.workspace
    vault = workspace.vault
    changes: list[Change]
    moved: dict[str, str] = {}
    if links:
        changes, reports, moved = plan_links(workspace.root, vault, other_texts(workspace))
    else:
        asked = Asked(add, create, reset, adopt, review=not check)
        plan = planned(workspace, asked)
        changes, reports = plan.changes, plan.reports
    for one in reports:
        session.note(one)
    asks = add or create or reset or adopt or links or yes or max_changes is not None
    shy = bool(changes) and not (asks or check or dry_run) and is_first(vault)
    if dry_run or check or shy:
        show_changes(changes, diff=not check)
        if check and changes:
            session.exit_code = EXIT_FINDINGS
        if shy:
            session.note(
                "the first sync of a vault only shows what it would do; "
                "`vaultkit sync --yes` does it"
            )
        return
    most = len(vault.notes) if yes else max_changes
    how = How(total=len(vault.notes), max_changes=most)
    report = write_changes(workspace.root, changes, label="sync", how=how)
    forget_unmade(session, report)
    move_baseline(session, moved)
    show_report(session, report)
