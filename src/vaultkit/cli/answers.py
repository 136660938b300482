"""What the commands that ask share: the stored graph, and answers as tables."""

from __future__ import annotations

import importlib.util
import sys

import click

from vaultkit.cli.rows import besides, readable, table
from vaultkit.errors import MissingExtra
from vaultkit.graph.terms import ALL_LAYERS, DEFAULT_LAYERS

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from vaultkit.cli.command import Session
    from vaultkit.graph.facts import EntityId, Layer
    from vaultkit.query.query import Answer, Coming
    from vaultkit.query.stored import Stored

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

    found = kept.kept(work.root, work.config, work.base, layers, lambda: work.graph)
    # Reading notes may leave threads behind, of which a copy of this process would hold none.
    return found if session.workspace.is_read else found._replace(forks=True)


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


def print_coming(session: Session, coming: Coming, form: str) -> None:
    """Print rows in a format as they come; what a limit ends is there up to that row."""
    from vaultkit.query.results import parts

    try:
        for piece in parts(coming, form):
            sys.stdout.write(piece)
    finally:
        coming.close()
        sys.stdout.flush()
    tell(session, coming)


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
        click.echo(
            table(answer.variables, answer.rows, ready, color=session.color, iris=iris), nl=False
        )
    tell(session, answer)


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
    click.echo(table(keys, rows, ready, color=session.color), nl=False)


def tell(session: Session, answer: Answer | Coming) -> None:
    """Say on stderr that an answer is empty, cut, or names what the graph does not have."""
    for one in besides(answer):
        session.note(one)
