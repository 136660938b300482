"""`vaultkit init`: settings with their meaning, and a first look at the vault."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import click

from vaultkit.cli.command import Session, example, pass_session
from vaultkit.config import CONFIG_NAME

if TYPE_CHECKING:
    from pathlib import Path

HOOK = """\
repos:
  - repo: https://github.com/vaultkit/vaultkit
    rev: v{version}
    hooks:
      - id: vaultkit-lint
"""
HOOKS_NAME = ".pre-commit-config.yaml"


@click.command(
    epilog=example(
        "vaultkit init                     ask before each thing",
        "vaultkit init --baseline --hook   settings, a baseline and the pre-commit entry",
        "vaultkit init --no-baseline --no-hook",
    )
)
@click.option("--baseline/--no-baseline", default=None, help="Pass over what lint finds today.")
@click.option("--hook/--no-hook", default=None, help="Write the entry for pre-commit.")
@pass_session
def command(session: Session, *, baseline: bool | None, hook: bool | None) -> None:
    """Write vaultkit.toml, say what lint finds, and offer a baseline and the pre-commit entry."""
    from vaultkit.cli.linting import judge, prepare
    from vaultkit.cli.starting import settings_text
    from vaultkit.cli.wish import Wish

    space = session.workspace
    file = space.root / CONFIG_NAME
    if file.exists():
        click.echo(f"{CONFIG_NAME} is there already, and stays as it is")
    else:
        _write(file, settings_text())
        click.echo(f"wrote {CONFIG_NAME}: every setting with its default, none switched on")
    found = judge(session, prepare(session, Wish()))
    counts = Counter((one.severity, one.code, one.name) for one in found)
    click.echo(
        f"lint, in {len(space.vault.notes)} notes, by kind:" if found else "lint found nothing"
    )
    for (level, code, name), count in sorted(counts.items(), key=lambda one: (one[0][0], -one[1])):
        click.echo(f"  {count:>6}  {level:<7}  {code} {name}")
    errors = sum(count for (level, _, _), count in counts.items() if level == "error")
    _baseline(session, errors, len(found), wanted=baseline)
    _hook(space.root, wanted=hook)


def _baseline(session: Session, errors: int, total: int, *, wanted: bool | None) -> None:
    """Write a baseline where the user wants one."""
    from vaultkit.cli.baselines import write_baseline
    from vaultkit.cli.linting import judge, prepare
    from vaultkit.cli.wish import Wish

    space = session.workspace
    file = space.root / space.config.lint.baseline
    if not total or file.exists():
        return
    question = f"pass over what is there today ({errors} errors), and report only what is new?"
    if _ask(question, wanted):
        write_baseline(session, file, judge(session, prepare(session, Wish())))
        click.echo(f"wrote {file.name}; it shrinks as things are mended")


def _hook(root: Path, *, wanted: bool | None) -> None:
    """Write the entry for pre-commit into a new file, or say what to add to the one there is."""
    from vaultkit import __version__
    from vaultkit.vault.git import is_repository, run_git

    if not is_repository(root) or not _ask("check each commit with pre-commit?", wanted):
        return
    from pathlib import Path

    top = Path(run_git(root, "rev-parse", "--show-toplevel").decode().strip())
    text = HOOK.format(version=__version__)
    inner = root.resolve().relative_to(top.resolve()).as_posix()
    if inner != ".":
        text += f"        args: [--vault, {inner!r}]\n"
    file = top / HOOKS_NAME
    if file.exists():
        if "vaultkit-lint" not in file.read_text(encoding="utf-8"):
            click.echo(f"{HOOKS_NAME} is there already: add to its repos\n")
            click.echo(text.partition("\n")[2], nl=False)
        return
    _write(file, text)
    click.echo(f"wrote {HOOKS_NAME}; `pre-commit install` turns it on")


def _ask(question: str, wanted: bool | None) -> bool:  # noqa: FBT001 (the option as it was given)
    """Return what an option says, else what the user answers; no where nobody can be asked."""
    import sys

    if wanted is not None:
        return wanted
    return sys.stdin.isatty() and click.confirm(question, default=False)


def _write(file: Path, text: str) -> None:
    """Write a file that is no note, and is not there yet."""
    with file.open("x", encoding="utf-8", newline="\n") as out:
        out.write(text)
