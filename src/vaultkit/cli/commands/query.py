"""`query`: SPARQL, or a named question."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vaultkit.cli.answers import (
    FORMATS,
    layers_option,
    print_answer,
    print_coming,
    print_evidence,
    stored,
)
from vaultkit.cli.command import Session, example, pass_session
from vaultkit.errors import QueryError

if TYPE_CHECKING:
    from vaultkit.graph.facts import Layer
    from vaultkit.query.question import Question


@click.command(
    epilog=example(
        "vaultkit query --list                                    the named questions",
        "vaultkit query models-using technique=gqa",
        'vaultkit query "SELECT ?m { ?m vk:usesTechnique technique:gqa }"',
        "vaultkit query -f my.rq --format csv > rows.csv",
    )
)
@click.argument("words", nargs=-1, metavar="[TEXT | NAME [KEY=VALUE]...]")
@click.option("-f", "--file", "file", type=click.Path(dir_okay=False, path_type=Path),
              help="A file of SPARQL; - for stdin.")  # fmt: skip
@click.option("--list", "listed", is_flag=True, help="List the named questions.")
@click.option("--show", is_flag=True, help="Print the SPARQL before the answer (stderr).")
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True,
              help="How to print the answer.")  # fmt: skip
@click.option("--iris", is_flag=True, help="Show names as IRIs in the table.")
@click.option("--evidence", is_flag=True, help="Add note, line and quote of each claim behind it.")
@layers_option
@click.option("--timeout", type=click.FloatRange(0.1, 3600), default=5.0, show_default=True,
              metavar="SECONDS", help="Stop a query after this time.")  # fmt: skip
@click.option("--memory", type=click.IntRange(64, 65536), default=512, show_default=True,
              metavar="MB", help="Stop a query that takes more memory.")  # fmt: skip
@click.option("--limit", type=click.IntRange(1), default=100_000, show_default=True,
              metavar="ROWS", help="Cut the answer after these rows.")  # fmt: skip
@pass_session
def command(  # noqa: PLR0913, PLR0917 (one argument for each option)
    session: Session,
    words: tuple[str, ...],
    file: Path | None,
    form: str,
    layers: tuple[Layer, ...],
    timeout: float,
    memory: int,
    limit: int,
    *,
    listed: bool,
    show: bool,
    iris: bool,
    evidence: bool,
) -> None:
    """Ask the graph in SPARQL 1.1, or one of the named questions.

    The prefixes vk, rdf, rdfs, xsd, skos, dcterms, schema, prov, fair4ml and one for each kind
    of thing need no declaring. Nothing in a query reaches the network or the disk.
    """
    from vaultkit.query.query import Limits
    from vaultkit.query.question import questions, terms_for

    if listed:
        for one in questions().values():
            click.echo(_line(session, one))
        return
    asked, given = _asked(words, file)
    extra: tuple[Layer, ...] = asked.layers if asked else ()  # type: ignore[assignment]
    ready = stored(session, tuple(dict.fromkeys((*layers, *extra))))
    text = asked.bind(terms_for(asked, given, ready.lexicon)) if asked else given["text"]
    if show:
        click.echo(text, err=True)
    coming = ready.start(text, Limits(timeout, memory * 2**20, limit))
    if coming.sort != "graph" and form != "table":
        print_coming(session, coming, form)
        return
    answer = coming.collected()
    print_answer(session, answer, form, ready, iris=iris)
    if evidence and form == "table":
        print_evidence(session, answer, text, ready)


def _line(session: Session, one: Question) -> str:
    """Return a question as the list shows it."""
    takes = " ".join(
        f"[{part.name}={part.default}]" if part.default else f"{part.name}={part.kind.upper()}"
        for part in one.parameters
    )
    return f"{session.style(one.name, bold=True)} {takes}".rstrip() + f"\n    {one.answers}"


def _asked(words: tuple[str, ...], file: Path | None) -> tuple[Question | None, dict[str, str]]:
    """Return the named question and its values, or SPARQL as `text`."""
    from vaultkit.query.question import question

    if file is not None:
        if words:
            raise QueryError("give a query or a file, not both")
        try:
            raw = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
            return None, {"text": raw.decode("utf-8-sig")}
        except (OSError, UnicodeDecodeError) as error:
            what = getattr(error, "strerror", None) or "is no UTF-8"
            raise QueryError(f"can not be read: {what}", where=str(file)) from error
    if not words:
        raise QueryError("no query was given", hint="see vaultkit query --help, or --list")
    if any(mark in words[0] for mark in "{ ?\n"):
        return None, {"text": " ".join(words)}
    given = {}
    for word in words[1:]:
        key, mark, value = word.partition("=")
        if not mark:
            raise QueryError(f"{word!r} is not KEY=VALUE", hint="such as technique=gqa")
        given[key] = value
    return question(words[0]), given
