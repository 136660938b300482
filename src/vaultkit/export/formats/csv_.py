"""CSV: a table of things and a table of facts."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from vaultkit.export.format import Format, Source
from vaultkit.graph.network import to_networkx
from vaultkit.graph.quads import is_fact
from vaultkit.graph.records import label_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

NODES = ("id", "kind", "label", "aliases", "iri")
EDGES = (
    "source",
    "target",
    "predicate",
    "source_label",
    "target_label",
    "value",
    "confidence",
    "layer",
    "notes",
    "claims",
)


def write(source: Source) -> Mapping[str, str]:
    """Return nodes.csv and edges.csv; a fact about a number, date or text has no target."""
    graph, names = source.graph, source.names
    nodes = [
        (key, one.kind, one.label, "; ".join(one.aliases), str(names.entity(one)))
        for key, one in sorted(graph.entities.items())
    ]
    view = to_networkx(graph)
    edges: list[tuple[object, ...]] = []
    for subject, target, data in sorted(
        view.edges(data=True), key=lambda one: (one[0], one[2]["predicate"], one[1])
    ):
        edges.append(
            (
                subject,
                target,
                data["predicate"],
                view.nodes[subject].get("label", subject),
                view.nodes[target].get("label", target),
                "",
                data["confidence"],
                data["layer"],
                data["notes"],
                "" if source.share else data["claims"],
            )
        )
    edges += [
        (
            one.subject,
            "",
            one.predicate,
            label_of(graph, one.subject),
            "",
            one.value,
            one.confidence,
            one.layer,
            1,
            "" if source.share else one.id,
        )
        for one in graph.claims
        if is_fact(one) and one.object is None
    ]
    return {"nodes.csv": _table(NODES, nodes), "edges.csv": _table(EDGES, edges)}


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return rows as CSV."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    return out.getvalue()


csv_format = Format("csv", "", "nodes.csv and edges.csv, in a folder", write)
