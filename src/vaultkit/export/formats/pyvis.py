"""pyvis: a real `Network` for notebooks, and a safe page of it (the one door to pyvis).

pyvis' own writer is never called: it puts titles in as HTML once a note says `href`, loads scripts
from the web, and writes into the working directory. Its data are taken, and our page draws them.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from vaultkit.errors import MissingExtra, VaultkitError
from vaultkit.export.format import Format, Source
from vaultkit.export.views.around import find_entity, near
from vaultkit.export.views.community import communities
from vaultkit.export.views.escape import clean, esc
from vaultkit.export.views.forces import positions
from vaultkit.export.views.page import Page, render

if TYPE_CHECKING:
    from pyvis.network import Network

    from vaultkit.graph.facts import EntityId
    from vaultkit.graph.graph import KnowledgeGraph

VIS = "vis-network-10.1.5.min.js"
"""vis-network as published on npm (Apache-2.0 or MIT); a test knows its hash."""
VIS_STYLES = (
    "OutIf5hnp68ctx4ThtV5J02g5HTJ5bbu/hkNfqVXWWo=",
    "4cgFR0//m8/eHo2G/esYsuZetUHlzCUWYM59sfgE9zY=",
    "uepMTym1NwItBa/XV6ef6fQobLL0A0CNVDM5km5L+nQ=",
    "gGUn/VMBXCeWm86qX/pOf+4ZDSbe0JcaXXb4rJjw1mA=",
    "QuPewnJYr+SnQiTnCNHFBw99ExTsz9f8w5320PimEPw=",
    "IY7YKNHjbzQ1NfAKrBZvBZohgXMtxrqB9PaqhAaT3vg=",
    "QE7TOEDW7YIlMzvUUnm8boDWeNBN7PBbaaYJjnp34WI=",
)
"""Hashes of the style sheets that vis-network puts into a page."""
MOST_NODES = 3000
APART = 0.013
"""Our places fill a square of 10,000; a small network takes less, so that names can be read."""
COLOURS = {
    "model": "#1160a6",
    "technique": "#067850",
    "paper": "#b74900",
    "dataset": "#5d3dc4",
    "organization": "#836005",
}
OTHER = "#595e68"
PALETTE = {"#1160a6": "--f1", "#067850": "--f3", "#b74900": "--f2", "#5d3dc4": "--f7"} | {
    "#836005": "--f5",
    "#595e68": "--f0",
}
"""The names of our colours in the style sheet, which has a dark form of each."""
SHAPES = {"model": "square", "technique": "triangle", "paper": "diamond", "dataset": "hexagon"}
_COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}|[a-zA-Z]{1,30}|rgba?\([\d\s.,%]{1,40}\)")


class TooManyNodes(VaultkitError):
    """More than vis-network can draw in a time that people wait."""

    def __init__(self, count: int) -> None:
        super().__init__(
            f"{count:,} nodes are too many for pyvis, which takes {MOST_NODES:,}",
            hint="`vaultkit graph --vault` draws them all; or take a part with --around NAME",
        )


def to_pyvis(graph: KnowledgeGraph, name: str | None = None, *, depth: int = 2) -> Network:
    """Return a network around an entity by its name or id; see `network`.

    Raises:
        UnknownName: no note speaks of `name`.
    """
    return network(graph, None if name is None else find_entity(graph, name), depth)


def network(graph: KnowledgeGraph, around: EntityId | None = None, depth: int = 2) -> Network:
    """Return accepted facts between entities as a pyvis network, each node at a place of ours.

    Args:
        graph: what the notes say.
        around: the thing to begin at; None for all.
        depth: how many facts away from it.

    Raises:
        MissingExtra: pyvis is not installed.
        TooManyNodes: there are more than pyvis can draw.
    """
    try:
        from pyvis.network import Network
    except ImportError as error:
        raise MissingExtra("views", "drawing with pyvis") from error
    part = graph if around is None else near(graph, around, depth)
    facts = sorted(
        {
            (claim.subject, claim.predicate, claim.object)
            for claim in part.accepted()
            if claim.object in part.entities and claim.subject in part.entities
        },
        key=str,
    )
    linked = {end for subject, _, other in facts for end in (subject, other)}
    keys = [key for key in part.entities if around is not None or key in linked]
    if len(keys) > MOST_NODES:
        raise TooManyNodes(len(keys))
    at = {key: number for number, key in enumerate(keys)}
    weights = [(at[s], at[o], 1.0) for s, _, o in facts if o is not None]
    places = positions(communities(len(keys), weights), weights)
    close = APART * len(keys) ** 0.5
    made = Network(directed=True, height="100%", width="100%")
    for key, (x, y) in zip(keys, places, strict=True):
        entity = part.entities[key]
        kind = "model" if entity.kind.startswith("model") else entity.kind
        made.add_node(
            key,
            label=clean(entity.label, 120),
            title=f"{clean(entity.label, 120)} ({entity.kind})",
            color=COLOURS.get(kind, OTHER),
            shape=SHAPES.get(kind, "dot"),
            size=9,
            x=x * close,
            y=y * close,
        )
    for subject, predicate, other in facts:
        made.add_edge(subject, other, title=predicate, arrows="from")
    made.toggle_physics(status=False)
    return made


def network_page(drawn: Network, *, title: str = "Network") -> str:
    """Return any pyvis network as one HTML file that is safe, whatever its nodes are named.

    Raises:
        TooManyNodes: it has more nodes than vis-network can draw.
    """
    if len(drawn.nodes) > MOST_NODES:
        raise TooManyNodes(len(drawn.nodes))
    at = {node["id"]: number for number, node in enumerate(drawn.nodes)}
    placed = all("x" in node and "y" in node for node in drawn.nodes)
    weights = [(at[edge["from"]], at[edge["to"]], 1.0) for edge in drawn.edges]
    places = [] if placed else positions(communities(len(at), weights), weights)
    nodes = []
    for number, node in enumerate(drawn.nodes):
        x, y = (
            (node["x"], node["y"]) if placed else (places[number][0] * 0.3, places[number][1] * 0.3)
        )
        nodes.append(_node(number, node, float(x), float(y)))
    edges = [
        {
            "id": number,
            "from": at[edge["from"]],
            "to": at[edge["to"]],
            "arrows": "from" if edge.get("arrows") == "from" else "to" if drawn.directed else "",
            "words": clean(str(edge.get("title") or edge.get("label") or ""), 120),
        }
        for number, edge in enumerate(drawn.edges)
    ]
    count = f"{len(nodes):,} things, {len(edges):,} links; drawn by pyvis' data and vis-network"
    body = (
        f'<header class="top"><div class="title"><h1>{esc(title, 120)}</h1><p>{count}</p></div>'
        "</header>\n<noscript><p class=bar>This picture needs JavaScript.</p></noscript>\n"
        '<main class="map vis"><section class="stage" aria-label="Picture"><div id="net"></div>'
        '<div class="hands" role="group" aria-label="Picture"></div></section>'
        '<aside class="side" aria-label="Card" aria-live="polite"><div id="card"><p>Choose '
        "something to see what it is linked to.</p></div></aside></main>"
    )
    page = Page(
        clean(title, 120),
        body,
        {"nodes": nodes, "edges": edges, "palette": PALETTE},
        ("common.js", "pyvis.js"),
        ("page.css", "vault.css"),
        library=vis_network(),
        library_styles=VIS_STYLES,
    )
    return render(page)


def _node(number: int, node: dict[str, Any], x: float, y: float) -> dict[str, Any]:
    """Return what the page needs of a node; colours and shapes only as they should look."""
    color = node.get("color")
    color = color if isinstance(color, str) and _COLOUR.fullmatch(color) else OTHER
    shape = node.get("shape")
    size = node.get("size")
    return {
        "id": number,
        "name": clean(str(node["id"]), 200),
        "label": clean(str(node.get("label") or node["id"]), 120),
        "color": color,
        "shape": shape if shape in {*SHAPES.values(), "dot", "star"} else "dot",
        "size": min(float(size), 60.0) if isinstance(size, int | float) else 9,
        "x": round(x, 1),
        "y": round(y, 1),
    }


@cache
def vis_network() -> str:
    """Return vis-network without the comment that makes developer tools ask for its map."""
    folder = files("vaultkit.export.views").joinpath("vendor")
    text = folder.joinpath(VIS).read_text(encoding="utf-8")
    return text.partition("//# sourceMappingURL=")[0]


def write(source: Source) -> str:
    """Return the page of all that is said, for `vaultkit graph --engine pyvis`."""
    return network_page(to_pyvis(source.graph), title="Everything said")


pyvis_format = Format("pyvis", ".html", "a page by pyvis and vis-network", write, pages=True)
