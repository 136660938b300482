"""Node-link JSON: the networkx view for JavaScript libraries and for networkx itself."""

from __future__ import annotations

import json

from vaultkit.export.format import MARK, Format, Source
from vaultkit.graph.network import node_link


def write(source: Source) -> str:
    """Return nodes and edges, one a line."""
    data = node_link(source.graph)
    head = {key: data[key] for key in ("directed", "multigraph")}
    head["graph"] = {"generator": MARK}
    parts = [f"{json.dumps(key)}: {json.dumps(value)}" for key, value in head.items()]
    for key in ("nodes", "edges"):
        rows = ",\n".join(" " + json.dumps(row, ensure_ascii=False) for row in data[key])
        parts.append(f'"{key}": [\n{rows}\n]')
    return "{" + ",\n".join(parts) + "}\n"


json_format = Format("json", ".json", "nodes and edges, for D3 and networkx", write)
