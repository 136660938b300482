"""`vaultkit lint` where some notes changed: as `linting` has it, but without a command line.

What was asked for is known: it is the same run as the one before.
"""

from __future__ import annotations

import os

from vaultkit.cli import replaying
from vaultkit.cli.judging import judged_again

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from typing import Any

    from vaultkit.cli.command import Session
    from vaultkit.cli.wish import Wish
    from vaultkit.config import Config
    from vaultkit.lint.rule import Rule
    from vaultkit.lint.scene import Outside
    from vaultkit.vault.vault import Vault


def options(
    session: Session, wish: Wish, baseline: object, rules: Sequence[Rule]
) -> dict[str, Any] | None:
    """Return what must be known to run again without a command line; None where more is needed."""
    if session.color or wish.paths or wish.statistics or wish.write_baseline or baseline:
        return None
    from vaultkit.lint.late import packed

    return {
        "rules": packed(rules),
        "select": list(wish.select),
        "extend": list(wish.extend_select),
        "ignore": list(wish.ignore),
        "form": wish.form,
        "fail_on": wish.fail_on,
        "exit_zero": wish.exit_zero,
        "today": wish.today,
        "everything": session.verbose > 0,
    }


def renewed(hand: replaying.Hand, began: int) -> int | None:
    """Judge what changed, and print the report; None where that is not enough."""
    record = hand.record
    assert record is not None
    assert record.asked is not None
    asked = record.asked
    import gc

    from vaultkit.cli.judging import changed
    from vaultkit.config import read_config
    from vaultkit.lint.finding import SEVERITIES
    from vaultkit.lint.report import FEW, View
    from vaultkit.plugins import load

    if changed(hand) is None:
        return None
    gc.disable()  # it would look through all that is remembered
    root = hand.root
    config = read_config(root)
    rules = _rules(config, asked)
    today = read_today(asked["today"])
    known = judged_again(hand, config, rules, today, outside(root, config.exclude))
    if known is None:
        return None
    vault, made = known
    name = {"json": "json_"}.get(asked["form"], asked["form"])
    report = load(f"vaultkit.lint.reports.{name}").report
    everything, counted = asked["everything"], made.tally
    view = View(
        line=lambda path, number: line(vault, path, number),
        notes=len(vault.notes),
        rules=rules,
        prefix=prefix(root),
        everything=everything,
    )
    if report.counted and not everything and counted.total > FEW and counted.can_show:
        text = report.counted(counted, view)
    else:
        text = report.render(made.findings(), view)
    out = text.encode("utf-8", "surrogatepass")
    worst = SEVERITIES[: SEVERITIES.index(asked["fail_on"]) + 1]
    is_bad = not asked["exit_zero"] and any(key[0] in worst for key in counted.groups)
    replaying.show(out, b"")
    hand.asked = asked
    hand.keep(record.question, (int(is_bad), out, b""), began)
    return int(is_bad)


def _rules(config: Config, asked: Mapping[str, Any]) -> tuple[Rule, ...]:
    """Return the rules of the run before: neither they nor the settings have changed."""
    if asked["rules"] is not None and asked["form"] == "text":
        from vaultkit.lint.late import unpacked

        return unpacked(asked["rules"])
    from vaultkit.lint.select import choose

    return choose(
        config.lint, select=asked["select"], extend=asked["extend"], ignore=asked["ignore"]
    )


def read_today(given: str | None) -> date:
    """Return the day that ages are counted to: given, else `$VAULTKIT_TODAY`, else the clock's."""
    from datetime import date

    from vaultkit.errors import VaultkitError

    words = given or os.environ.get("VAULTKIT_TODAY")
    if not words:
        return date.today()  # noqa: DTZ011 (a user's day is the day on the wall)
    try:
        return date.fromisoformat(words)
    except ValueError as error:
        raise VaultkitError(f"{words!r} is no day", where="--today", hint="2026-11-21") from error


def outside(root: str | os.PathLike[str], exclude: tuple[str, ...]) -> Outside:
    """Return what git and the disk know besides the notes."""
    from vaultkit.lint.close import fold, last
    from vaultkit.vault.history import History

    return History(root, lambda path: fold(last(path)), exclude)


def line(vault: Vault, path: str, number: int) -> str | None:
    """Return a line of a note by its 1-based number; None where there is no such line."""
    from vaultkit.text import NotePath

    note = vault.notes.get(NotePath(path))
    return note.line(number) if note is not None and number <= len(note.lines) else None


def prefix(root: str | os.PathLike[str]) -> str:
    """Return what leads from the working directory to the vault: `notes/`, or empty."""
    here = os.path.join(os.path.realpath(os.getcwd()), "")  # noqa: PTH109, PTH118 (pathlib costs too much)
    inner = os.path.join(os.fspath(root), "")  # noqa: PTH118 (the same)
    return inner.removeprefix(here).replace(os.sep, "/") if inner.startswith(here) else ""
