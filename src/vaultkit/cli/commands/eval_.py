"""`eval`: precision and recall of the reading against labelled notes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vaultkit.cli.command import Session, example, pass_session

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vaultkit.extract.evaluate import Measured, Row


@click.command(
    "eval",
    short_help="Measure the reading against labelled notes.",
    epilog=example(
        "vaultkit --vault notes eval labels            one row for each predicate and rule",
        "vaultkit --vault notes eval labels --misses 20",
    ),
)
@click.argument("gold", type=click.Path(file_okay=False))
@click.option("--misses", default=0, metavar="N", help="Show so many wrong and missed ones.")
@click.option("--format", "form", type=click.Choice(("table", "json", "markdown")), default="table")
@pass_session
def command(session: Session, gold: str, misses: int, form: str) -> None:
    """Measure what is read from the vault against the labels in the folder GOLD.

    The vault is the folder `notes` beside GOLD where no vault is named.
    """
    from vaultkit.extract.evaluate import evaluate
    from vaultkit.extract.gold import read_gold

    labels = read_gold(Path(gold))
    beside = Path(gold).parent / "notes"
    if session.vault_option is None and beside.is_dir():
        session.vault_option = str(beside)
    measured = evaluate(session.workspace.graph, labels)
    if form == "json":
        click.echo(json.dumps(_record(measured), ensure_ascii=False, indent=1))
        return
    if form == "markdown":
        _page(session, measured)
        return
    _table("predicate", measured.predicates, recall=True)
    _table("rule", measured.rules)
    _table("confidence from", measured.calibration)
    click.echo(f"traps asserted: {len(measured.traps)} of {measured.trap_count}")
    _misses(session, measured, misses)


def _table(head: str, rows: Iterable[Row], *, recall: bool = False) -> None:
    """Print rows under a head, and a blank line."""
    last = f"{'labelled':>10}{'recall':>8}" if recall else f"{'prior':>10}"
    click.echo(f"{head:<24}{'said':>6}{'right':>7}{'precision':>11}{last}")
    for row in rows:
        end = f"{row.labelled:>10}{_share(row.recall):>8}" if recall else f"{_share(row.prior):>10}"
        click.echo(f"{row.name:<24}{row.said:>6}{row.right:>7}{_share(row.precision):>11}{end}")
    click.echo("")


def _page(session: Session, measured: Measured) -> None:
    """Print the tables of docs/accuracy.md, with every wrong claim and every miss named."""
    click.echo("## By predicate\n\n| predicate | said | right | precision | labelled | recall |")
    click.echo("|---|---|---|---|---|---|")
    for row in measured.predicates:
        cells = (row.said, row.right, _share(row.precision), row.labelled, _share(row.recall))
        click.echo(f"| {row.name} | {' | '.join(str(one) for one in cells)} |")
    click.echo("\n## By rule\n\n| rule | said | right | precision | prior |\n|---|---|---|---|---|")
    for row in measured.rules:
        shares = f"{_share(row.precision)} | {_share(row.prior)}"
        click.echo(f"| {row.name} | {row.said} | {row.right} | {shares} |")
    click.echo("\n## By confidence\n\n| from | said | right | precision |\n|---|---|---|---|")
    for row in measured.calibration:
        click.echo(f"| {row.name} | {row.said} | {row.right} | {_share(row.precision)} |")
    click.echo(f"\nTraps asserted: {len(measured.traps)} of {measured.trap_count}.")
    names = session.workspace.graph.entities
    click.echo("\n## Wrong claims\n")
    for one in measured.wrong:
        target = names[one.object].label if one.object else one.value
        said = f"{names[one.subject].label} {one.predicate} {target}"
        click.echo(f"- `{one.note}:{one.line}` {said} ({one.rule})")
    click.echo("\n## Missed\n")
    for label in measured.missed:
        subject = label.get("subject") or label.get("model")
        verb = label.get("predicate") or label.get("attribute")
        target = label.get("object") or label.get("value")
        click.echo(f"- {label['seed']}:{label['line']} {subject} {verb} {target}")


def _misses(session: Session, measured: Measured, most: int) -> None:
    """Print some wrong claims, missed labels and traps."""
    names = session.workspace.graph.entities
    for one in measured.wrong[:most]:
        target = names[one.object].label if one.object else one.value
        said = f"{names[one.subject].label} {one.predicate} {target}"
        click.echo(f"wrong: {one.note}:{one.line} {said} ({one.rule})")
    for label in measured.missed[:most]:
        subject = label.get("subject") or label.get("model")
        verb = label.get("predicate") or label.get("attribute")
        target = label.get("object") or label.get("value")
        click.echo(f"missed: {label['seed']}:{label['line']} {subject} {verb} {target}")
    for trap, claim in measured.traps[:most]:
        click.echo(f"trap: {trap['seed']}:{trap['line']} {trap['wrong']} ({claim.rule})")


def _share(value: float | None) -> str:
    """Return a share for a person."""
    return "-" if value is None else f"{value:.3f}"


def _record(measured: Measured) -> dict[str, object]:
    """Return the measurement for a program."""

    def rows(held: Iterable[Row]) -> list[dict[str, object]]:
        return [
            {
                "name": row.name,
                "said": row.said,
                "right": row.right,
                "precision": row.precision,
                "labelled": row.labelled,
                "found": row.found,
                "recall": row.recall,
                "prior": row.prior,
            }
            for row in held
        ]

    return {
        "predicates": rows(measured.predicates),
        "rules": rows(measured.rules),
        "calibration": rows(measured.calibration),
        "traps": {"asserted": len(measured.traps), "labelled": measured.trap_count},
    }
