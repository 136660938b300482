"""pyvis: a model and what is near it as a `pyvis.network.Network` (the one door to pyvis)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vaultkit.errors import MissingExtra
from vaultkit.export.format import Format, Source
from vaultkit.export.tree import one_line, words
from vaultkit.graph.network import to_networkx

if TYPE_CHECKING:
    from pyvis.network import Network

    from vaultkit.graph.facts import EntityId
    from vaultkit.graph.graph import KnowledgeGraph

COLOURS = {
    "model-series": "#3b6ea5",
    "model": "#3b6ea5",
    "model-variant": "#7ea6cc",
    "technique": "#4f8f5b",
    "paper": "#a5763b",
    "dataset": "#8a5aa5",
    "benchmark": "#8a5aa5",
    "organization": "#b04a4a",
}
OTHER = "#777777"


def network(graph: KnowledgeGraph, around: EntityId | None = None, depth: int = 2) -> Network:
    """Return the accepted facts as a pyvis network.

    Args:
        graph: the graph.
        around: the thing to begin at; None for all.
        depth: how many steps away from it.

    Raises:
        MissingExtra: pyvis is not installed.
    """
    try:
        from pyvis.network import Network
    except ImportError as error:
        raise MissingExtra("views", "a pyvis network") from error
    view = to_networkx(graph)
    nodes = set(view) if around is None else _near(view, around, depth)
    made = Network(directed=True, height="700px", width="100%", cdn_resources="in_line")
    for key in sorted(nodes):
        data = view.nodes[key]
        made.add_node(
            key,
            label=one_line(str(data.get("label", key)), 60),
            title=f"{data.get('kind', '')} {key}".strip(),
            color=COLOURS.get(str(data.get("kind")), OTHER),
            borderWidth=3 if key == around else 1,
        )
    for subject, target, data in view.edges(data=True):
        if subject in nodes and target in nodes:
            label = words(str(data["predicate"]))
            made.add_edge(subject, target, label=label, title=f"{label} ({data['confidence']:.2f})")
    return made


def _near(view: Any, start: str, depth: int) -> set[str]:
    """Return what lies within some steps of a thing, whichever way the edges run."""
    seen = {start} & set(view)
    edge = set(seen)
    for _ in range(depth):
        edge = {
            other
            for one in edge
            for other in (*view.successors(one), *view.predecessors(one))
            if other not in seen
        }
        seen |= edge
    return seen


def write(source: Source) -> str:
    """Return the network as one HTML page."""
    return str(network(source.graph).generate_html(notebook=False))


pyvis_format = Format("pyvis", ".html", "an interactive page by pyvis", write, pages=True)
