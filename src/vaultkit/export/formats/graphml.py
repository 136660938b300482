"""GraphML: things and accepted facts as a graph, for Gephi, yEd and Cytoscape."""

from __future__ import annotations

from vaultkit.export.format import MARK, Format, Source
from vaultkit.graph.network import graphml as written


def write(source: Source) -> str:
    """Return the networkx view as GraphML."""
    head, mark, rest = written(source.graph).partition("?>\n")
    comment = f"<!-- {MARK} -->\n"
    return f"{head}{mark}{comment}{rest}" if mark else f"{comment}{head}"


graphml = Format("graphml", ".graphml", "a graph for Gephi, yEd and Cytoscape", write)
