"""`ask`: a question in plain words."""

from __future__ import annotations

from itertools import groupby

import click

from vaultkit.cli.answers import (
    FORMATS,
    print_answer,
    print_claims,
    print_evidence,
    stored,
    tell,
)
from vaultkit.cli.command import Session, example, pass_session
from vaultkit.graph.terms import Data

MOST_OTHERS = 12
"""Rows shown of the parts that are not `yes`: those that meet the most conditions."""
PARTS = {
    "yes": "yes",
    "contradicted": "no: a note says otherwise",
    "not stated": "not stated in these notes",
}


@click.command(
    epilog=example(
        'vaultkit ask "models using GQA"',
        'vaultkit ask "which models use GQA but not MoE"',
        'vaultkit ask "open-weight models by Mistral with context over 32k" --show',
        'vaultkit ask "why is Orca derived from Vicuna"',
    )
)
@click.argument("words", nargs=-1, required=True, metavar="QUESTION")
@click.option("--show", is_flag=True, help="Print the SPARQL that the question became.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True,
              help="How to print the answer.")  # fmt: skip
@click.option("--iris", is_flag=True, help="Show names as IRIs in the table.")
@click.option("--evidence/--no-evidence", default=True, show_default=True,
              help="Show note, line and quote of each claim behind a table.")  # fmt: skip
@pass_session
def command(
    session: Session, words: tuple[str, ...], form: str, *, show: bool, iris: bool, evidence: bool
) -> None:
    """Ask the graph in plain English, and see what was understood.

    The words of the question must be known ones: concepts, numbers, dates, and names that stand
    in the notes. What can not be read is said, with the nearest questions; nothing is guessed.
    """
    from vaultkit.graph.terms import DEFAULT_LAYERS
    from vaultkit.query.ask import understand
    from vaultkit.query.conditions import evidence as claims_behind

    ready = stored(session, DEFAULT_LAYERS)
    made = understand(" ".join(words), ready.lexicon)
    for was, taken in made.mended:
        session.note(f"vaultkit: read {was!r} as {taken!r}")
    session.note(f"{made.question}: {made.words}")
    if show:
        click.echo(made.sparql)
    answer = ready.run(made.sparql)
    if made.counted and form == "table":
        at = int(bool(made.conditions))
        click.echo(len({row[at] for row in answer.rows if not at or row[0] == Data("yes")}))
    if made.question != "conditions" or form != "table":
        print_answer(session, answer, form, ready, iris=iris)
    else:
        from vaultkit.cli.rows import readable, table

        parts = groupby(answer.rows, key=lambda row: str(getattr(row[0], "text", "")))
        for number, (part, rows) in enumerate(parts):
            if number:
                click.echo()
            click.echo(session.style(PARTS[part], bold=True))
            found = [row[1:] for row in rows]
            some = found if part == "yes" else found[:MOST_OTHERS]
            shown = table(answer.variables[1:], map(readable, some), ready, iris=iris)
            click.echo("\n".join(f"  {line}" for line in shown.splitlines()))
            if len(found) > len(some):
                click.echo(f"  ... and {len(found) - len(some)} more (--format csv has them all)")
        tell(session, answer)
    if evidence and form == "table" and made.conditions:
        met = [str(row[1]) for row in answer.rows if row[0] == Data("yes")]
        if met:
            print_claims(session, ready.run(claims_behind(made.conditions, met)), ready)
        elif answer.rows:
            session.note("vaultkit: no note says yes to all of it (what is not said is no proof)")
    elif evidence and form == "table":
        print_evidence(session, answer, made.sparql, ready)
