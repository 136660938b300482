"""What the commands that ask share: the stored graph, and answers as tables."""

from __future__ import annotations

import importlib.util
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from vaultkit.errors import MissingExtra
from vaultkit.graph.quads import ALL_LAYERS, DEFAULT_LAYERS
from vaultkit.graph.terms import XSD, Data, Iri, Term

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from vaultkit.cli.command import Session
    from vaultkit.graph.facts import EntityId, Layer
    from vaultkit.query.lexicon import Lexicon
    from vaultkit.query.query import Answer
    from vaultkit.query.stored import Stored

_LONG = re.compile(r"\b[0-9]{5,18}\b")
FROM_DIGITS = 5
"""Numbers of fewer digits need no marks between thousands."""
FORMATS = ("table", "json", "csv", "tsv", "xml", "turtle", "ntriples")


def stored(session: Session, layers: tuple[Layer, ...] = DEFAULT_LAYERS) -> Stored:
    """Return the graph of the vault, or without the extra `nlp` its graph.ttl, ready to be asked.

    Raises:
        MissingExtra: the extra is not installed, and no graph.ttl was built.
    """
    from vaultkit.query import stored as stores

    work = session.workspace
    if importlib.util.find_spec("spacy") is None:
        file = work.out / "graph.ttl"
        if not file.is_file():
            raise MissingExtra("nlp", "reading notes")
        session.note(f"vaultkit: the extra 'nlp' is not installed, so {file.name} answers as built")
        return stores.of_turtle(file, work.base)
    if not work.use_cache or work.is_read:
        return stores.of_graph(work.graph, work.base, layers)
    from vaultkit.query import kept

    return kept.kept(work.root, work.config, work.base, layers, lambda: work.graph)


def find(session: Session, name: str, kind: str = "entity") -> EntityId:
    """Return the entity of the graph that a name means.

    Raises:
        UnknownName: no note speaks of it.
    """
    from vaultkit.graph.facts import EntityId
    from vaultkit.graph.quads import vocabulary
    from vaultkit.graph.terms import Names
    from vaultkit.query.lexicon import Lexicon

    work = session.workspace
    names = Names(work.base)
    by_iri = {names.entity(one): key for key, one in work.graph.entities.items()}
    lexicon = Lexicon.of(one for one in vocabulary(work.graph, names) if one.subject in by_iri)
    return EntityId(by_iri[lexicon.one(name, kind).iri])


def layers_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the option `--layers`."""
    return click.option(
        "--layers",
        metavar="NAMES",
        callback=_layers,
        help=f"Layers to read, by commas: {', '.join(ALL_LAYERS)} [default: asserted,curated].",
    )(command)


def _layers(_context: click.Context, _parameter: click.Parameter, value: str | None) -> Any:
    """Read a list of layers."""
    from vaultkit.errors import UnknownName

    if not value:
        return DEFAULT_LAYERS
    chosen = tuple(part.strip() for part in value.split(",") if part.strip())
    for one in chosen:
        if one not in ALL_LAYERS:
            raise UnknownName("layer", one, ALL_LAYERS, hint=", ".join(ALL_LAYERS))
    return chosen


def shown(term: Term | None, names: Lexicon, prefixes: Mapping[str, str]) -> str:
    """Return a term for a person: a label where it has one, a number with its thousands apart."""
    from vaultkit.graph.turtle import shorten

    if term is None:
        return ""
    if isinstance(term, Data):
        if (
            term.datatype == XSD + "integer"
            and len(term.text) >= FROM_DIGITS
            and term.text.isdigit()
        ):
            return f"{int(term.text):,}"
        return term.text
    if isinstance(term, Iri):
        return names.label(term) or shorten(term, prefixes).removeprefix("vk:").strip("<>")
    return f"_:{term}"


def print_answer(session: Session, answer: Answer, form: str, ready: Stored, *, iris: bool) -> None:
    """Print an answer in a format, and say on stderr what a reader should know of it."""
    from vaultkit.query.results import write

    if answer.sort == "graph" and form == "table":
        form = "turtle"
    if form != "table":
        click.echo(write(answer, form, ready.prefixes), nl=False)
    elif answer.sort == "ask":
        click.echo("yes" if answer.yes else "no")
    else:
        click.echo(table(answer.variables, answer.rows, ready, session, iris=iris), nl=False)
    tell(session, answer)


def table(
    variables: Sequence[str],
    rows: Iterable[Sequence[Term | None]],
    ready: Stored,
    session: Session | None = None,
    *,
    iris: bool = False,
) -> str:
    """Return rows as a table, with labels for IRIs unless these are wanted."""
    from vaultkit.cli.render import table_text
    from vaultkit.graph.turtle import shorten

    records = [
        {
            name: (
                shorten(term, ready.prefixes)
                if iris and isinstance(term, Iri)
                else shown(term, ready.lexicon, ready.prefixes)
            )
            for name, term in zip(variables, row, strict=True)
        }
        for row in rows
    ]
    return table_text(records, variables, color=bool(session and session.color))


def readable(row: Sequence[Term | None]) -> list[Term | None]:
    """Set thousands apart in the long numbers of a row's texts."""
    return [
        replace(term, text=_LONG.sub(lambda found: f"{int(found[0]):,}", term.text))
        if isinstance(term, Data)
        else term
        for term in row
    ]


def print_evidence(session: Session, answer: Answer, query: str, ready: Stored) -> None:
    """Print the claims that join what stands in a row: with each other, or with what was asked."""
    from vaultkit.query.evidence import behind

    print_claims(session, behind(answer, query, ready), ready)


def print_claims(session: Session, found: Answer, ready: Stored) -> None:
    """Print claims in words with note, line and quote; where there are none, say so on stderr."""
    if not found.rows:
        session.note("vaultkit: no single claim stands behind a row of this answer")
        return
    click.echo(f"\n{session.style('evidence', bold=True)}")
    keys = ("claim", "note", "line", "quote")
    rows = [[*readable(row[:1]), *row[1:]] for row in found.rows]
    click.echo(table(keys, rows, ready, session), nl=False)


def tell(session: Session, answer: Answer) -> None:
    """Say on stderr that an answer is empty, cut, or names what the graph does not have."""
    if answer.cut:
        session.note(f"vaultkit: the answer is cut after {len(answer.rows):,} rows")
    if not answer.rows:
        session.note("vaultkit: nothing found")
    for iri in answer.absent:
        session.note(f"vaultkit: the graph has no <{iri}>")
