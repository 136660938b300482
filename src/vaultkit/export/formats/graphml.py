"""GraphML: things and accepted facts as a graph, for Gephi, yEd and Cytoscape."""

from __future__ import annotations

from vaultkit.export.format import MARK, Format, Source
from vaultkit.graph.network import graphml as written


def write(source: Source) -> str:
    """Return the networkx view as GraphML."""
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<!-- {MARK} -->\n'
    return head + written(source.graph).removeprefix("<?xml version='1.0' encoding='utf-8'?>\n")


graphml = Format("graphml", ".graphml", "a graph for Gephi, yEd and Cytoscape", write)
