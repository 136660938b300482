"""What a command that wrote tells the user: each file, and what was left alone and why."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

import click

from vaultkit.errors import EXIT_FINDINGS
from vaultkit.text import apply_edits

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from vaultkit.cli.command import Session
    from vaultkit.text import Edit, NotePath
    from vaultkit.vault.change import Change, Report
    from vaultkit.vault.vault import Vault


def show_edits(vault: Vault, texts: Mapping[str, str], edits: Iterable[Edit]) -> None:
    """Print edits as a unified diff that `git apply` takes."""
    by_path: dict[NotePath, list[Edit]] = {}
    for edit in edits:
        by_path.setdefault(edit.path, []).append(edit)
    for path in sorted(by_path):
        note = vault.notes.get(path)
        before = note.text if note else texts[path]
        show_diff(path, before, apply_edits(before, by_path[path]))


def show_diff(path: str, before: str | None, after: str) -> None:
    """Print one file's change as a unified diff; `before` is None where the file is new."""
    old = (before or "").split("\n")
    new = after.split("\n")
    lines = difflib.unified_diff(
        _lines(old), _lines(new), f"a/{path}" if before is not None else "/dev/null", f"b/{path}"
    )
    for line in lines:
        click.echo(line, nl=False)
        if not line.endswith("\n"):
            click.echo("\n\\ No newline at end of file")


def _lines(parts: list[str]) -> list[str]:
    """Return lines with their ends; the last part has none."""
    whole = [f"{part}\n" for part in parts[:-1]]
    return [*whole, parts[-1]] if parts[-1] else whole


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


def write_decision(
    session: Session, *, accepted: tuple[str, ...] = (), rejected: tuple[str, ...] = ()
) -> None:
    """Write down which claims the user confirms or refuses."""
    from vaultkit.sync.decide import decide
    from vaultkit.vault.write import write_changes

    workspace = session.workspace
    vault, graph = workspace.vault, workspace.graph
    changes = decide(vault, workspace.config, graph, accepted=accepted, rejected=rejected)
    label = f"accept {' '.join(accepted)}" if accepted else f"reject {' '.join(rejected)}"
    show_report(session, write_changes(workspace.root, changes, label=label))


def show_changes(changes: Iterable[Change], *, diff: bool) -> None:
    """Print what would change: the paths, or a unified diff."""
    for change in changes:
        if not diff:
            click.echo(change.path)
            continue
        after = getattr(change, "after", b"").decode("utf-8")
        before = getattr(change, "before", None)
        show_diff(change.path, before.decode("utf-8") if before is not None else None, after)


def move_baseline(session: Session, moved: Mapping[str, str]) -> None:
    """Let the entries of lint's baseline follow files, and what is in folders, to other names."""
    from vaultkit.lint.baseline import Baseline

    file = session.workspace.root / session.workspace.config.lint.baseline
    inside = file.resolve().is_relative_to(session.workspace.root.resolve())
    if not moved or not inside or not file.is_file():
        return
    old = file.read_text(encoding="utf-8")
    counts = {}
    for path, found in Baseline.read(old, file.name).counts.items():
        to = next((one for one in moved if path == one or path.startswith(f"{one}/")), None)
        counts[moved[to] + path[len(to) :] if to is not None else path] = found
    new = Baseline(counts).text()
    if new != old:
        file.write_text(new, encoding="utf-8", newline="\n")


def settle_first(session: Session) -> None:
    """Settle a run that broke off, before the vault is read for the next one."""
    from vaultkit.vault.recover import recover_vault

    for one in recover_vault(session.workspace.root):
        session.note(f"{one.path}: {one.reason}; left as it is (a run had broken off)")
