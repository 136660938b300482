"""Fixes of lint on their way to the disk: made in memory until none is left, then written once."""

from __future__ import annotations

import difflib
import sys
from typing import TYPE_CHECKING

import click

from vaultkit.errors import EXIT_FINDINGS, VaultkitError
from vaultkit.text import Edit, NotePath, Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vaultkit.cli.command import Session
    from vaultkit.cli.wish import Task, Wish
    from vaultkit.lint.baseline import Baseline
    from vaultkit.lint.finding import Finding


def mend(
    session: Session, wish: Wish, task: Task, base: Baseline | None
) -> tuple[Finding, ...] | None:
    """Make the fixes; return what is left, or None where a diff or text was printed instead."""
    from vaultkit.lint.fix import settle
    from vaultkit.lint.lint import lint

    config = session.workspace.config
    if wish.staged or wish.from_ref or wish.to_ref:
        raise VaultkitError(
            "fixes are made in the working tree, not in what is staged",
            where="lint --staged --fix",
            hint="run `vaultkit lint --fix`, then stage the notes",
        )
    skip: list[Finding] = []
    if base is not None:
        now = lint(
            task.vault, None, [one for one in task.rules if not one.needs_graph], config,
            task.today, outside=task.outside, only=task.only,
        )  # fmt: skip
        skip = base.split(now, set(task.vault.files))[1]
    done = settle(
        task.vault,
        task.rules,
        config,
        task.today,
        unsafe=wish.unsafe_fixes,
        outside=task.outside,
        only=task.only,
        skip=skip,
    )
    if done.circle:
        raise VaultkitError(
            f"the fixes of {', '.join(done.circle)} undo each other; nothing was written",
            hint="leave one out with --ignore",
        )
    if wish.paths == ("-",) and not wish.diff:
        text = done.texts.get(NotePath("-"), task.vault.notes[NotePath("-")].text)
        sys.stdout.buffer.write(text.encode("utf-8"))
        return None
    if wish.diff:
        click.echo(diff(task, done.texts), nl=False)
        if done.texts and not wish.exit_zero:
            session.exit_code = EXIT_FINDINGS
        return None
    if done.texts:
        _write(session, task, done.texts, len(done.made))
    return done.left


def _write(session: Session, task: Task, texts: Mapping[NotePath, str], count: int) -> None:
    """Write the notes that changed, each as one edit, and say what could not be written."""
    from vaultkit.vault.write import write_edits

    edits = [small_edit(path, task.vault.notes[path].text, text) for path, text in texts.items()]
    expected = {path: task.vault.notes[path].text for path in texts}
    report = write_edits(session.workspace.root, edits, expected, label="lint --fix")
    for one in report.left:
        session.note(f"{one.path}: not written: {one.reason}")
    if report.left:
        session.exit_code = EXIT_FINDINGS
    notes = "1 note" if len(report.written) == 1 else f"{len(report.written)} notes"
    session.note(f"{count} mended in {notes}; `vaultkit undo` takes it back")


def small_edit(path: NotePath, old: str, new: str) -> Edit:
    """Return the edit that makes one text of another, without what both begin and end with."""
    most = min(len(old), len(new))
    start = 0
    while start < most and old[start] == new[start]:
        start += 1
    end = 0
    while end < most - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return Edit(path, Span(start, len(old) - end), new[start : len(new) - end])


def diff(task: Task, texts: Mapping[NotePath, str]) -> str:
    """Return the changes as a unified diff."""
    parts: list[str] = []
    for path in sorted(texts):
        old = task.vault.notes[path].text
        rows = difflib.unified_diff(_lines(old), _lines(texts[path]), f"a/{path}", f"b/{path}", n=2)
        end = "\n\\ No newline at end of file\n"
        parts += [row if row.endswith("\n") else row + end for row in rows]
    return "".join(parts)


def _lines(text: str) -> list[str]:
    """Split a text after its line feeds only."""
    lines = text.split("\n")
    return [line + "\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])
