"""`vaultkit lint`: what is broken, stale or contradictory; what the pre-commit hook runs."""

from __future__ import annotations

from typing import Any

import click

from vaultkit.cli.command import Session, example, pass_session

LEVELS = ["error", "warning", "info"]
FORMS = ["text", "json", "sarif", "github"]


@click.command(
    epilog=example(
        "vaultkit lint                          the whole vault, grouped by cause",
        "vaultkit lint Models/Orca.md           one note (all are read: links need them)",
        "vaultkit lint --fix --diff             what the safe fixes would change",
        "vaultkit lint --select LNK,NOT001      these rules only",
        "vaultkit lint --write-baseline         pass over what is there today",
        "vaultkit lint - < draft.md             standard input as a note",
    )
)
@click.argument("paths", nargs=-1)
@click.option("--fix", is_flag=True, help="Mend what can be mended safely.")
@click.option("--unsafe-fixes", is_flag=True, help="Mend also what may change a meaning.")
@click.option("--diff", is_flag=True, help="Show what a fix would change, and change nothing.")
@click.option("--select", multiple=True, metavar="CODES", help="Only these rules (ALL for all).")
@click.option("--extend-select", multiple=True, metavar="CODES", help="These rules besides.")
@click.option("--ignore", multiple=True, metavar="CODES", help="Not these rules.")
@click.option("--graph", is_flag=True, help="Rules that need the graph, too (KNO).")
@click.option(
    "--format", "form", type=click.Choice(FORMS), default="text", help="Form of the report."
)
@click.option(
    "--fail-on", type=click.Choice(LEVELS), default="error", help="Exit 1 from this level on."
)
@click.option("--exit-zero", is_flag=True, help="Exit 0 whatever is found.")
@click.option("--baseline", metavar="FILE", help="Findings to pass over.")
@click.option("--write-baseline", is_flag=True, help="Put all findings of today into it.")
@click.option("--statistics", is_flag=True, help="Counts by rule, no findings.")
@click.option("--today", metavar="DATE", help="The day that ages are counted to [default: today].")
@click.option("--staged", is_flag=True, help="What git is about to commit.")
@click.option("--from-ref", metavar="REV", help="What changed from this commit on ...")
@click.option("--to-ref", metavar="REV", help="... up to this one.")
@pass_session
def command(session: Session, /, **options: Any) -> None:
    """Say what is broken, stale or contradictory; exit 1 where there is an error."""
    from vaultkit.cli.linting import run
    from vaultkit.cli.wish import Wish

    for key in ("select", "extend_select", "ignore"):
        options[key] = tuple(
            code for part in options[key] for code in part.split(",") if code.strip()
        )
    run(session, Wish(**options))
