"""A model's lineage as a tree of text, Mermaid, Graphviz DOT, or records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vaultkit.graph.records import claim_record, label_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from vaultkit.graph.facts import Claim, EntityId
    from vaultkit.graph.graph import KnowledgeGraph
    from vaultkit.graph.lineage import Lineage, Step

MOST_QUOTE = 160
"""Characters of a quote in a tree; records hold the whole."""


def one_line(text: str, most: int = MOST_QUOTE) -> str:
    """Return a text on one line, control characters out, cut to a length."""
    flat = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    return flat if len(flat) <= most else flat[: most - 1].rstrip() + "…"


def words(kind: str, *, down: bool = False) -> str:
    """Return a predicate in words; read from parent to child where `down`."""
    from vaultkit.graph.vocab import schema

    known = schema().properties.get(kind)
    label = known.label if known else kind
    return f"({label} it)" if down else label


def evidence(claim: Claim) -> str:
    """Return a claim's place and quote on one line."""
    return f"{claim.note}:{claim.line}  “{one_line(claim.quote)}”"


def shown(step: Step) -> tuple[Claim, ...]:
    """Return the claims of a step that a reader wants to see: not those of a level of a name."""
    return step.claims if step.is_lineage else ()


def tree(
    graph: KnowledgeGraph,
    lines: Lineage,
    start: EntityId,
    *,
    down: bool = False,
    style: Callable[..., str] = lambda text, **_: text,
) -> list[str]:
    """Return what a model comes from (or what comes from it) as an indented tree.

    Each step has its kind, its confidence and the sentence that says it; a model that was shown
    already is not opened again, and parts from which nothing comes stand on one line.
    """
    out: list[str] = []
    seen = {start}
    steps = lines.down if down else lines.up
    barren = {
        step.child
        for step in lines.steps()
        if down
        and not any(one.is_lineage for way in lines.descend(step.child).values() for one in way)
    }

    def grow(model: EntityId, before: str) -> None:
        found = steps.get(model, ())
        if down:
            quiet = [one for one in found if not one.is_lineage and one.child in barren]
            found = tuple(one for one in found if one not in quiet)
            if quiet:
                names = ", ".join(label_of(graph, one.child) for one in quiet)
                out.append(f"{before}{'├─' if found else '└─'} parts: {names}")
        for number, step in enumerate(found):
            last = number == len(found) - 1
            other = step.child if down else step.parent
            again = other in seen and bool(steps.get(other))
            kind = words(step.kind, down=down)
            name = style(label_of(graph, other), bold=True)
            sure = f"  {step.confidence:.2f}" if shown(step) else ""
            more = "  (see above)" if again else ""
            said = f"{name} {kind}" if down else f"{kind} {name}"
            out.append(f"{before}{'└─' if last else '├─'} {said}{sure}{more}")
            inner = before + ("   " if last else "│  ")
            out.extend(
                f"{inner}{'│ ' if not again and steps.get(other) else '  '}"
                + style(evidence(claim), dim=True)
                for claim in shown(step)
            )
            if not again:
                seen.add(other)
                grow(other, inner)

    grow(start, "")
    return out


def path_lines(
    graph: KnowledgeGraph, way: Iterable[Step], *, style: Callable[..., str]
) -> list[str]:
    """Return the steps of a way, one below the other, with their sentences."""
    out = []
    for step in way:
        child, parent = label_of(graph, step.child), label_of(graph, step.parent)
        out.append(f"{style(child, bold=True)} {words(step.kind)} {style(parent, bold=True)}")
        out += ["   " + style(evidence(claim), dim=True) for claim in shown(step)]
    return out


def steps_between(lines: Lineage, models: Iterable[EntityId]) -> list[Step]:
    """Return the steps whose two ends are among the models, sorted."""
    chosen = set(models)
    return [step for step in lines.steps() if step.child in chosen and step.parent in chosen]


def mermaid(graph: KnowledgeGraph, steps: Iterable[Step]) -> str:
    """Return steps as a Mermaid flowchart, parents above."""
    steps = list(steps)
    ids = _numbered(steps)
    out = ["flowchart TD"]
    out += [f'  {ids[key]}["{_marked(label_of(graph, key))}"]' for key in ids]
    for step in steps:
        arrow = "-.->" if step.kind == "partOf" else "-->"
        out.append(f'  {ids[step.parent]} {arrow}|"{words(step.kind)}"| {ids[step.child]}')
    return "\n".join(out) + "\n"


def _marked(text: str) -> str:
    """Return a text that Mermaid shows as it is: every mark as an entity of its own."""
    return "".join(
        char if char.isalnum() or char in " -._" else f"#{ord(char)};" for char in one_line(text)
    )


def _numbered(steps: Iterable[Step]) -> dict[EntityId, str]:
    """Number the models of some steps."""
    models = sorted({end for step in steps for end in (step.child, step.parent)})
    return {model: f"m{number}" for number, model in enumerate(models, 1)}


def dot(graph: KnowledgeGraph, steps: Iterable[Step]) -> str:
    """Return steps in Graphviz's language, parents above."""
    steps = list(steps)
    ids = _numbered(steps)
    out = ["digraph lineage {", "  rankdir=TB;", "  node [shape=box];"]
    out += [f"  {ids[key]} [label={_quoted(label_of(graph, key))}];" for key in ids]
    for step in steps:
        look = " style=dotted" if step.kind == "partOf" else ""
        label = _quoted(words(step.kind))
        out.append(f"  {ids[step.parent]} -> {ids[step.child]} [label={label}{look}];")
    return "\n".join([*out, "}"]) + "\n"


def _quoted(text: str) -> str:
    """Return a text in DOT's quotes."""
    return '"' + one_line(text).replace("\\", "\\\\").replace('"', '\\"') + '"'


def record(graph: KnowledgeGraph, step: Step) -> dict[str, Any]:
    """Return a step with its claims as a record."""
    return {
        "child": step.child,
        "child_label": label_of(graph, step.child),
        "kind": step.kind,
        "parent": step.parent,
        "parent_label": label_of(graph, step.parent),
        "confidence": round(step.confidence, 6),
        "claims": [claim_record(graph, claim) for claim in step.claims],
    }


def walk_records(
    graph: KnowledgeGraph, ways: Mapping[EntityId, tuple[Step, ...]]
) -> list[dict[str, Any]]:
    """Return each model that a walk reached, with the way to it."""
    return [
        {
            "model": model,
            "label": label_of(graph, model),
            "distance": len(way),
            "way": [record(graph, step) for step in way],
        }
        for model, way in ways.items()
    ]
