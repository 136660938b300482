"""`explain`: everything known of a thing, or why a fact is believed."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import click

from vaultkit.cli.answers import find
from vaultkit.cli.command import Session, example, pass_session

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vaultkit.graph.facts import Claim, EntityId
    from vaultkit.graph.graph import KnowledgeGraph


@click.command(
    epilog=example(
        "vaultkit explain Orca                                everything known of it",
        "vaultkit explain Vicuna fineTunedFrom LLaMA          why that is believed",
        'vaultkit explain "Llama 2" parameterCount            every value that was read',
    )
)
@click.argument("name")
@click.argument("predicate", required=False)
@click.argument("other", metavar="[NAME]", required=False)
@click.option("--since", "dated", is_flag=True, help="Say when each line was last changed in git.")
@pass_session
def command(
    session: Session, name: str, predicate: str | None, other: str | None, *, dated: bool
) -> None:
    """Show every claim about a thing: note, line, quote, rule and confidence."""
    from vaultkit.query.question import predicate as property_of

    graph = session.workspace.graph
    subject = find(session, name)
    if predicate is None:
        _everything(session, graph, subject, dated=dated)
        return
    wanted = _below(property_of(predicate).rpartition("#")[2])
    said = find(session, other) if other else None
    found = _said(graph, [subject], wanted, [said] if said else [])
    if not found:
        # Notes may say it of a part, or of the whole: of Vicuna 13B, asked of Vicuna.
        from vaultkit.graph.lineage import lineage

        lines = lineage(graph)
        found = _said(graph, lines.levels(subject), wanted, lines.levels(said) if said else [])
    if not found:
        click.echo("no note says so")
    _claims(session, graph, found, dated=dated)


def _said(
    graph: KnowledgeGraph,
    subjects: Sequence[EntityId],
    predicates: frozenset[str],
    things: Sequence[EntityId],
) -> list[Claim]:
    """Return the claims about some things by some predicates, of one of `things` where given."""
    return [
        claim
        for subject in subjects
        for claim in graph.about(subject)
        if claim.predicate in predicates and (not things or claim.object in things)
    ]


def _below(name: str) -> frozenset[str]:
    """Return a predicate and those below it."""
    from vaultkit.graph.vocab import schema

    return frozenset(schema().below(name))


def _everything(session: Session, graph: KnowledgeGraph, key: EntityId, *, dated: bool) -> None:
    """Print a thing with its claims, those about it first, then those that name it."""
    entity = graph.entities[key]
    click.echo(f"{session.style(entity.label, bold=True)}  {entity.kind}  {key}")
    if entity.aliases:
        click.echo(f"also: {', '.join(entity.aliases)}")
    about = sorted(note.path for note in graph.notes.values() if key in note.about)
    if about:
        click.echo(f"notes about it: {', '.join(about)}")
    places = {(one.note, one.line) for one in graph.mentions if one.entity == key}
    notes = {note for note, _ in places}
    click.echo(f"mentioned on {len(places)} lines of {len(notes)} notes")
    _claims(session, graph, graph.about(key), dated=dated)
    others = [claim for claim in graph.claims if claim.object == key]
    if others:
        click.echo("\nsaid of others")
        _claims(session, graph, others, dated=dated)


def _claims(
    session: Session, graph: KnowledgeGraph, claims: Sequence[Claim], *, dated: bool
) -> None:
    """Print claims by what they say, the accepted ones first."""
    from vaultkit.export.tree import one_line, words
    from vaultkit.graph.records import label_of

    order = ("accepted", "disputed", "candidate", "rejected")

    def key(claim: Claim) -> tuple[str, str, int, str]:
        said = claim.object if claim.object is not None else str(claim.value)
        return (claim.predicate, claim.subject, order.index(claim.status), said)

    ranked = sorted(claims, key=lambda one: (*key(one), -one.confidence, one.note, one.line))
    for (predicate, _, _, said), group in groupby(ranked, key=key):
        alike = list(group)
        first = alike[0]
        thing = label_of(graph, first.object) if first.object is not None else _value(first, said)
        status = "" if first.status == "accepted" else f"  [{first.status}]"
        head = f"{label_of(graph, first.subject)} {words(predicate)} {thing}"
        click.echo(f"\n{session.style(head, bold=True)}{status}")
        for one in alike:
            doubt = "" if one.modality == "asserted" else f"  {one.modality}"
            layer = "" if one.layer == "asserted" else f"  {one.layer}"
            click.echo(
                f"  {one.note}:{one.line}  {one.confidence:.2f}  {one.rule}{doubt}{layer}  {one.id}"
            )
            click.echo(session.style(f"    “{one_line(one.quote, 400)}”", dim=True))
            if dated:
                click.echo(f"    {_since(session, one)}")


def _since(session: Session, claim: Claim) -> str:
    """Say since when a claim's line stands in git."""
    from vaultkit.vault.past import since

    found = since(session.workspace.root, claim.note, claim.line)
    if found is None:
        return "since: git does not know this note"
    if not found.is_committed:
        return "since: not committed yet"
    return f"since {found.day}, commit {found.commit[:10]} {found.summary}"


def _value(claim: Claim, said: str) -> str:
    """Return a value for a person, with what the note wrote where that differs."""
    plain = f"{claim.value:,}" if isinstance(claim.value, int) else said
    return f"{plain} (written {claim.raw})" if claim.raw and claim.raw != plain else plain
