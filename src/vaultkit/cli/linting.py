"""One run of lint: what was asked for, from reading the vault to the exit code."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vaultkit.errors import EXIT_FINDINGS, VaultkitError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from datetime import date

    from vaultkit.cli.command import Session
    from vaultkit.lint.finding import Finding, Severity
    from vaultkit.lint.rule import Rule
    from vaultkit.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class Wish:
    """The options of `vaultkit lint`, one field each."""

    paths: tuple[str, ...] = ()
    fix: bool = False
    unsafe_fixes: bool = False
    diff: bool = False
    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    graph: bool = False
    form: str = "text"
    fail_on: Severity = "error"
    exit_zero: bool = False
    baseline: str | None = None
    write_baseline: bool = False
    statistics: bool = False
    today: str | None = None
    staged: bool = False
    from_ref: str | None = None
    to_ref: str | None = None


def run(session: Session, wish: Wish) -> None:
    """Do what was asked for, print the report and set the exit code."""
    from vaultkit.lint.finding import fails
    from vaultkit.lint.lint import lint
    from vaultkit.lint.select import choose

    space = session.workspace
    rules = choose(
        space.config.lint,
        select=wish.select,
        extend=wish.extend_select,
        ignore=wish.ignore,
        graph=wish.graph,
    )
    today = read_today(wish.today)
    vault = space.vault
    only = chosen_paths(wish.paths, space.root, vault) if wish.paths else None
    graph = space.graph if any(one.needs_graph for one in rules) else None
    found = lint(vault, graph, rules, space.config, today, only=only)
    show(session, wish, found, vault, rules, only)
    if not wish.exit_zero and any(fails(one, wish.fail_on) for one in found):
        session.exit_code = EXIT_FINDINGS


def read_today(given: str | None) -> date:
    """Return the day that ages are counted to: given, else `$VAULTKIT_TODAY`, else the clock's."""
    from datetime import date

    words = given or os.environ.get("VAULTKIT_TODAY")
    if not words:
        return date.today()  # noqa: DTZ011 (a user's day is the day on the wall)
    try:
        return date.fromisoformat(words)
    except ValueError as error:
        raise VaultkitError(f"{words!r} is no day", where="--today", hint="2026-11-21") from error


def chosen_paths(paths: Sequence[str], root: Path, vault: Vault) -> frozenset[str]:
    """Return the vault's files that the given paths (files or folders) stand for.

    Raises:
        VaultkitError: a path is not in the vault.
    """
    chosen: set[str] = set()
    for given in paths:
        found = _inside(given, root, vault)
        if not found:
            raise VaultkitError("no such note in the vault", where=given, hint=f"vault: {root}")
        chosen |= found
    return frozenset(chosen)


def _inside(given: str, root: Path, vault: Vault) -> set[str]:
    """Return the files of one path, seen from the working directory, else from the vault."""
    for start in (Path.cwd(), root):
        full = Path(os.path.abspath(start / given))  # noqa: PTH100 (links stay as they are)
        for base in (root, Path(os.path.abspath(root))):  # noqa: PTH100
            if full == base:
                return set(vault.files)
            if base in full.parents:
                inner = full.relative_to(base).as_posix()
                found = {one for one in vault.files if one == inner or one.startswith(inner + "/")}
                if found:
                    return found
    return set()


def show(
    session: Session,
    wish: Wish,
    found: Sequence[Finding],
    vault: Vault,
    rules: Sequence[Rule],
    only: Collection[str] | None,
) -> None:
    """Print the report in the form that was asked for."""
    import importlib

    from vaultkit.lint import reports
    from vaultkit.lint.report import View

    if wish.statistics:
        _statistics(session, found)
        return
    name = {"json": "json_"}.get(wish.form, wish.form)
    report = importlib.import_module(f"{reports.__name__}.{name}").report
    view = View(
        line=line_reader(vault),
        notes=sum(1 for path in vault.notes if only is None or path in only),
        rules=rules,
        prefix=prefix(session.workspace.root),
        style=session.style,
        everything=session.verbose > 0,
    )
    click.echo(report.render(found, view), nl=False)


def line_reader(vault: Vault) -> Callable[[str, int], str | None]:
    """Return a function that gives a line of a note by path and 1-based number."""
    from vaultkit.text import NotePath

    def line(path: str, number: int) -> str | None:
        note = vault.notes.get(NotePath(path))
        return note.line(number) if note is not None and number <= len(note.lines) else None

    return line


def prefix(root: Path) -> str:
    """Return what leads from the working directory to the vault: `notes/`, or empty."""
    try:
        inner = root.relative_to(Path.cwd().resolve()).as_posix()
    except ValueError:
        return ""
    return "" if inner == "." else f"{inner}/"


def _statistics(session: Session, found: Sequence[Finding]) -> None:
    """Print how often each rule found something, the most frequent first."""
    counts = Counter((one.code, one.name, one.severity) for one in found)
    for (code, name, level), count in sorted(counts.items(), key=lambda one: (-one[1], one[0])):
        click.echo(f"{count:>6}  {code}  {level:<7}  {session.style(name, bold=True)}")
