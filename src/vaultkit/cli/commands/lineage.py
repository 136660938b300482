"""`lineage`: what a model comes from, and what comes from it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from vaultkit.cli.answers import find
from vaultkit.cli.command import Session, example, pass_session

if TYPE_CHECKING:
    from vaultkit.graph.facts import EntityId
    from vaultkit.graph.graph import KnowledgeGraph
    from vaultkit.graph.lineage import Lineage


@click.command(
    epilog=example(
        "vaultkit lineage Orca                       both ways, each step with its sentence",
        "vaultkit lineage Orca --to Llama            the shortest way",
        "vaultkit lineage LLaMA --down --format mermaid",
    )
)
@click.argument("name")
@click.option("--up", is_flag=True, help="Only what it comes from.")
@click.option("--down", is_flag=True, help="Only what comes from it.")
@click.option("--to", "other", metavar="NAME", help="Only the shortest way to another model.")
@click.option("--format", "form", type=click.Choice(["tree", "mermaid", "dot", "json"]),
              default="tree", show_default=True, help="How to print it.")  # fmt: skip
@pass_session
def command(
    session: Session, name: str, form: str, other: str | None, *, up: bool, down: bool
) -> None:
    """Show the ancestors and descendants of a model, each step with the line that says it."""
    from vaultkit.export import tree
    from vaultkit.graph.lineage import lineage
    from vaultkit.graph.records import label_of

    graph = session.workspace.graph
    start = find(session, name, "model")
    lines = lineage(graph)
    if other is not None:
        _way(session, graph, lines, (start, find(session, other, "model")), form)
        return
    both = up == down
    speakers = lines.speakers(start)
    ups = {
        key: way
        for one in (speakers if both or up else ())
        for key, way in lines.climb(one).items()
        if key != start
    }
    downs = lines.descend(start) if both or down else {}
    if form == "json":
        made: dict[str, Any] = {"model": start, "label": label_of(graph, start)}
        made["depth"] = lines.depth(start)
        made["up"] = tree.walk_records(graph, ups)
        made["down"] = tree.walk_records(graph, downs)
        click.echo(json.dumps(made, ensure_ascii=False, indent=1))
        return
    if form in {"mermaid", "dot"}:
        steps = tree.steps_between(lines, [start, *speakers, *ups])
        steps += [one for one in tree.steps_between(lines, [start, *downs]) if one not in steps]
        click.echo(getattr(tree, form)(graph, steps), nl=False)
        return
    click.echo(session.style(label_of(graph, start), bold=True))
    for wanted, below, ways, words in (
        (both or up, False, ups, "comes from"),
        (both or down, True, downs, "is where these come from"),
    ):
        if not wanted:
            continue
        if not ways:
            empty = "nothing in these notes comes from it" if below else "no note says from what"
            click.echo(f" {empty}")
            continue
        if both:
            click.echo(f" {words}")
        for one in (start,) if below else speakers:
            if one != start:
                click.echo(f" as {label_of(graph, one)}")
            for line in tree.tree(graph, lines, one, down=below, style=session.style):
                click.echo(" " + line)
    for step in lines.broken:
        if step.child == start or step.child in ups or step.child in downs:
            child, parent = label_of(graph, step.child), label_of(graph, step.parent)
            session.note(
                f"vaultkit: left out, because it closes a circle: {child} {step.kind} {parent}"
            )


def _way(
    session: Session,
    graph: KnowledgeGraph,
    lines: Lineage,
    ends: tuple[EntityId, EntityId],
    form: str,
) -> None:
    """Print the shortest way between two models, or what they have in common."""
    from vaultkit.export import tree
    from vaultkit.graph.records import label_of

    first, second = ends
    way = lines.path(first, second)
    if way is None:
        others = ((one, second) for one in lines.speakers(first))
        back = ((one, first) for one in (second, *lines.speakers(second)))
        ways = (lines.path(*pair) for pair in (*others, *back))
        way = next((one for one in ways if one is not None), None)
    shared = lines.common(first, second) if way is None else ()
    if form == "json":
        made = {
            "from": first,
            "to": second,
            "way": None if way is None else [tree.record(graph, step) for step in way],
            "common": list(shared),
        }
        click.echo(json.dumps(made, ensure_ascii=False, indent=1))
    elif way is not None and form != "tree":
        click.echo(getattr(tree, form)(graph, way), nl=False)
    elif way is not None:
        for line in tree.path_lines(graph, way, style=session.style):
            click.echo(line)
    elif shared and form == "tree":
        names = " and ".join(label_of(graph, one) for one in shared)
        click.echo(f"neither comes from the other; both come from {names}")
        for end in ends:
            for line in tree.path_lines(
                graph, lines.path(end, shared[0]) or (), style=session.style
            ):
                click.echo(line)
    else:
        click.echo("no note says that one comes from the other")
