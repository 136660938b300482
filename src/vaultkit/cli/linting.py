"""One run of lint: what was asked for, from reading the vault to the exit code."""

from __future__ import annotations

import os
import sys
from collections import Counter
from pathlib import Path

from vaultkit.cli import replaying
from vaultkit.cli.baselines import pass_over, read_baseline, write_baseline
from vaultkit.cli.renewing import line, options, prefix, read_today
from vaultkit.cli.renewing import outside as known_outside
from vaultkit.cli.wish import Task, Wish
from vaultkit.errors import EXIT_FINDINGS, VaultkitError
from vaultkit.text import NotePath
from vaultkit.values import replace

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from vaultkit.cli.command import Session
    from vaultkit.lint.finding import Finding
    from vaultkit.lint.rule import Rule
    from vaultkit.lint.scene import Outside
    from vaultkit.vault.vault import Vault


STDIN = NotePath("-")
"""Path of standard input as a note."""


def run(session: Session, wish: Wish) -> None:
    """Do what was asked for, print the report and set the exit code."""
    from vaultkit.lint.finding import fails

    task, found = _prepare(session, wish)
    base, where = read_baseline(session, wish)
    if wish.fix or wish.unsafe_fixes or wish.diff:
        from vaultkit.cli.mending import mend

        mended = mend(session, wish, task, base)
        if mended is None:
            return
        found = mended
    elif found is None:
        found = judge(session, task)
    if wish.write_baseline:
        write_baseline(session, where, found)
        return
    if base is not None:
        found = pass_over(session, wish, task, base, where, found)
    if replaying.HAND is not None:
        replaying.HAND.asked = options(session, wish, base, task.rules)
    show(session, wish, found, task)
    if not wish.exit_zero and any(fails(one, wish.fail_on) for one in found):
        session.exit_code = EXIT_FINDINGS


def prepare(session: Session, wish: Wish) -> Task:
    """Choose rules and notes, and read the vault in the state that is asked for."""
    return _prepare(session, wish)[0]


def _prepare(session: Session, wish: Wish) -> tuple[Task, tuple[Finding, ...] | None]:
    """Return the task, with its findings where a run over all notes is remembered."""
    from vaultkit.cli.judging import judged
    from vaultkit.lint.select import choose

    space = session.workspace
    rules = choose(
        space.config.lint,
        select=wish.select,
        extend=wish.extend_select,
        ignore=wish.ignore,
        graph=wish.graph,
    )
    outside = known_outside(space.root, space.config.exclude)
    today = read_today(wish.today)
    if wish.staged or wish.from_ref or wish.to_ref:
        if wish.paths:
            raise VaultkitError("paths and --staged do not go together", where="lint")
        return staged(session, wish, rules, today, outside), None
    known = None if wish.paths else judged(session, rules, today, outside)
    if known is not None:
        return Task(known[0], rules, today, outside), known[1]
    if not wish.paths and not (wish.fix or wish.unsafe_fixes or wish.diff):
        passed = _passed(session, rules, today, outside)
        if passed is not None:
            return Task(passed[0], rules, today, outside), passed[1]
    task = Task(space.vault, rules, today, outside)
    if wish.paths == ("-",):
        return with_stdin(task), None
    if not wish.paths:
        return task, None
    return replace(task, only=chosen_paths(wish.paths, space.root, task.vault)), None


def _passed(
    session: Session, rules: tuple[Rule, ...], today: date, outside: Outside
) -> tuple[Vault, tuple[Finding, ...]] | None:
    """Judge each note as it passes; None where that is not enough."""
    from vaultkit.lint.once import can_pass, lint_once
    from vaultkit.vault.passing import open_passing

    space = session.workspace
    if not rules or not can_pass(rules) or not space.root.is_dir():
        return None
    try:
        vault = open_passing(space.root, space.config, use_cache=space.use_cache)
        return vault, lint_once(vault, rules, space.config, today, outside)
    except OSError:
        return None  # a file can not be read: the reading of all says which


def with_stdin(task: Task) -> Task:
    """Return the task of judging standard input as a note of the vault."""
    from vaultkit.notes.parse import decode_note

    note = decode_note(STDIN, sys.stdin.buffer.read())
    vault = replace(task.vault, notes={**task.vault.notes, STDIN: note})
    return replace(task, vault=vault, only=frozenset({STDIN}), can_write=False)


def staged(
    session: Session, wish: Wish, rules: tuple[Rule, ...], today: date, outside: Outside
) -> Task:
    """Return the task of judging what git is about to commit.

    With revisions (pre-commit hands them on for a push), and where nothing is staged
    (`pre-commit run --all-files`), it is the whole vault as git has it.
    """
    from vaultkit.vault.staged import read_staged, restrict, staged_changes

    space = session.workspace
    refs = wish.from_ref or wish.to_ref or os.environ.get("PRE_COMMIT_FROM_REF")
    changes = {} if refs else staged_changes(space.root)
    if not changes:
        return Task(restrict(space.root, space.vault), rules, today, outside, can_write=not refs)
    both = read_staged(space.root, space.config, changes)
    # Rules that must read every note are for whole runs: a commit waits for none of them.
    quick = tuple(one for one in rules if one.of.__name__ != "Vault" or one.narrow)
    return Task(
        both.after, quick, today, outside, both.changed, both.before, both.others, can_write=False
    )


def judge(session: Session, task: Task) -> tuple[Finding, ...]:
    """Run the rules."""
    from vaultkit.lint.lint import lint
    from vaultkit.lint.staged import broken_by_change

    space = session.workspace
    graph = None
    if any(one.needs_graph for one in task.rules):
        graph = space.graph
    found = lint(
        task.vault, graph, task.rules, space.config, task.today, outside=task.outside,
        only=task.only,
    )  # fmt: skip
    if task.before is None:
        return found
    more = broken_by_change(
        task.before, task.vault, task.others, task.rules, space.config, task.today,
        outside=task.outside,
    )  # fmt: skip
    return tuple(sorted({*found, *more}, key=lambda one: one.order))


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


def show(session: Session, wish: Wish, found: Sequence[Finding], task: Task) -> None:
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
        line=lambda path, number: line(task.vault, path, number),
        notes=len(task.vault.notes)
        if task.only is None
        else sum(NotePath(path) in task.vault.notes for path in task.only),
        rules=task.rules,
        prefix=prefix(session.workspace.root),
        style=session.style,
        everything=session.verbose > 0,
    )
    session.say(report.render(found, view))


def _statistics(session: Session, found: Sequence[Finding]) -> None:
    """Print how often each rule found something, the most frequent first."""
    counts = Counter((one.code, one.name, one.severity) for one in found)
    for (code, name, level), count in sorted(counts.items(), key=lambda one: (-one[1], one[0])):
        session.say(f"{count:>6}  {code}  {level:<7}  {session.style(name, bold=True)}\n")
