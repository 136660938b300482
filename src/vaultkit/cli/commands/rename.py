"""vaultkit rename: another name for a note, attachment, folder or heading, and for its links."""

from __future__ import annotations

import click

from vaultkit.cli.command import Session, example, pass_session
from vaultkit.cli.written import move_baseline, settle_first, show_edits, show_report


@click.command(
    "rename",
    short_help="Rename a note, attachment, folder or heading with every link to it.",
    epilog=example(
        'vaultkit rename Orca "Orca 1"                a note: the name stays in its folder',
        "vaultkit rename Orca Models/                 into a folder",
        "vaultkit rename img/a.png img/b.png          an attachment",
        'vaultkit rename "Orca#Training" "Orca#Data"  a heading',
    ),
)
@click.argument("old")
@click.argument("new")
@click.option("--dry-run", is_flag=True, help="Show the changes as a diff, and make none.")
@click.option("--yes", "-y", is_flag=True, help="However many notes change.")
@pass_session
def command(session: Session, old: str, new: str, *, dry_run: bool, yes: bool) -> None:
    """Rename OLD to NEW, with every link, embed, property, canvas and base that points to it.

    Each link keeps its style, alias, size and encoding. A rename that would change what another
    link reaches is refused. All or nothing; `vaultkit undo` takes it back.
    """
    from vaultkit.sync.decide import moved_decisions
    from vaultkit.sync.rename import plan_rename
    from vaultkit.sync.rename_heading import plan_heading
    from vaultkit.sync.rename_words import edits_by_path, rename_label, resolve_new, resolve_old
    from vaultkit.vault.change import Change, Move, Rewrite
    from vaultkit.vault.splice import splice
    from vaultkit.vault.write import How, write_changes

    if not dry_run:
        settle_first(session)
    workspace = session.workspace
    vault = workspace.vault
    texts = {path: (workspace.root / path).read_bytes() for path in vault.others}
    decoded = {path: data.decode("utf-8", "replace") for path, data in texts.items()}
    if "#" in old:
        plan = plan_heading(vault, decoded, old, new)
    else:
        path, folder = resolve_old(vault, old)
        to = resolve_new(vault, path, new, folder=folder)
        plan = plan_rename(vault, decoded, path, to, folder=folder)
    if dry_run:
        show_edits(vault, decoded, plan.edits)
        if plan.old:
            click.echo(f"{plan.old} -> {plan.new}")
        return
    changes: list[Change] = []
    for name, edits in edits_by_path(plan.edits):
        note = vault.notes.get(name)
        before = note.text.encode("utf-8") if note else texts[name]
        changes.append(Rewrite(name, before, splice(name, before, edits)))
    if plan.old:
        changes += moved_decisions(vault, workspace.config, plan, {one.path for one in changes})
        changes.append(Move(plan.old, plan.new))
    how = How(atomic=True, total=len(vault.notes), max_changes=len(vault.files) if yes else None)
    report = write_changes(workspace.root, changes, label=rename_label(old, new), how=how)
    if plan.old and not report.left:
        move_baseline(session, {plan.old: plan.new})
    if plan.now_found:
        session.note(f"{plan.now_found} links that reached nothing now reach the new name")
    show_report(session, report)
