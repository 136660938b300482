"""JSON Canvas: the lineage laid out by date, to be read and moved about in Obsidian."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from vaultkit.export.format import MARK, Format, Source
from vaultkit.export.tree import one_line, words
from vaultkit.export.views.dating import SAID_BY, date_of
from vaultkit.graph.lineage import lineage
from vaultkit.graph.records import label_of
from vaultkit.graph.vocab import knowledge

if TYPE_CHECKING:
    from vaultkit.export.views.dating import Placed
    from vaultkit.graph.facts import EntityId
    from vaultkit.graph.graph import KnowledgeGraph
    from vaultkit.graph.lineage import Lineage

WIDTH, HEIGHT = 260, 90
COLUMN, ROW = 340, 130
MONTHS_A_COLUMN = 3
UNDATED = "1"
"""Colour of models that no date places: red in Obsidian's palette."""
LISTED = "2"
"""Colour of models that vaultkit's own list places: orange."""


def write(source: Source) -> str:
    """Return the models with a lineage as cards: time runs to the right, a quarter a column."""
    graph = source.graph
    lines = lineage(graph)
    models = sorted(
        {end for step in lines.steps() if step.is_lineage for end in (step.child, step.parent)}
    )
    placed = _dates(graph, models)
    cells = _layout(models, placed, lines)
    own = {} if source.share else _own_notes(graph)
    legend = (
        f"**Lineage** ({MARK})\nTime runs to the right, a quarter a column. "
        "Orange: dated by vaultkit's own list. Red: no date known."
    )
    nodes: list[dict[str, Any]] = [
        {"id": _id("legend"), "type": "text", "x": 0, "y": -2 * ROW, "width": 2 * WIDTH,
         "height": HEIGHT + 30, "text": legend}
    ]  # fmt: skip
    for model in models:
        x, y = cells[model]
        node: dict[str, Any] = {"id": _id(model), "x": x, "y": y, "width": WIDTH, "height": HEIGHT}
        when = placed.get(model)
        if model in own:
            node |= {"type": "file", "file": own[model]}
        else:
            dated = f"{when.words}, {SAID_BY[when.source]}" if when else SAID_BY["none"]
            label = one_line(label_of(graph, model), 80)
            node |= {"type": "text", "text": f"**{_plain(label)}**\n{dated}"}
        if when is None or when.source == "list":
            node["color"] = UNDATED if when is None else LISTED
        nodes.append(node)
    edges = [
        {"id": _id(f"{step.child} {step.kind} {step.parent}"), "fromNode": _id(step.parent),
         "fromSide": "right", "toNode": _id(step.child), "toSide": "left",
         "label": words(step.kind)}
        for step in lines.steps()
        if step.child in cells and step.parent in cells
    ]  # fmt: skip
    parts = []
    for key, rows in (("nodes", nodes), ("edges", edges)):
        text = ",\n".join("\t\t" + json.dumps(row, ensure_ascii=False) for row in rows)
        parts.append(f'\t"{key}":[\n{text}\n\t]')
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _dates(graph: KnowledgeGraph, models: list[EntityId]) -> dict[EntityId, Placed]:
    """Return when each model is placed in time, where anything says so."""
    known = {one.id: one for one in knowledge()}
    found = {}
    for model in models:
        when = date_of(graph.about(model), known.get(model), known)
        if when is not None:
            found[model] = when
    return found


def _layout(
    models: list[EntityId], placed: dict[EntityId, Placed], lines: Lineage
) -> dict[EntityId, tuple[int, int]]:
    """Give each model a cell: a column by date, a row of its own within the column.

    A model without a date stands a column right of its latest parent.
    """
    columns: dict[EntityId, int] = {}
    first = min((int(one.month) for one in placed.values()), default=0) // MONTHS_A_COLUMN
    waiting = list(models)
    while waiting:
        left = []
        for model in waiting:
            above = [step.parent for step in lines.up.get(model, ()) if step.parent in set(models)]
            if model in placed:
                columns[model] = int(placed[model].month) // MONTHS_A_COLUMN - first
            elif all(one in columns for one in above):
                columns[model] = max((columns[one] for one in above), default=-1) + 1
            else:
                left.append(model)
        if len(left) == len(waiting):
            for model in left:
                columns[model] = 0
            break
        waiting = left
    rows: dict[int, set[int]] = defaultdict(set)
    cells: dict[EntityId, tuple[int, int]] = {}
    height: dict[EntityId, int] = {}
    for model in sorted(models, key=lambda one: (columns[one], one)):
        high = [height[step.parent] for step in lines.up.get(model, ()) if step.parent in height]
        row = min(high, default=0)
        while row in rows[columns[model]]:
            row += 1
        rows[columns[model]].add(row)
        height[model] = row
        cells[model] = (columns[model] * COLUMN, row * ROW)
    return cells


def _own_notes(graph: KnowledgeGraph) -> dict[EntityId, str]:
    """Return the note of each thing that has one of its own."""
    found: dict[EntityId, str] = {}
    for path in sorted(graph.notes):
        for entity in graph.notes[path].about:
            found.setdefault(entity, path)
    return found


def _id(text: str) -> str:
    """Return an id as Obsidian makes them: sixteen hexadecimal digits."""
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).hexdigest()


def _plain(label: str) -> str:
    """Return a label that Markdown shows as it is."""
    return "".join(f"\\{char}" if char in "\\`*_[]<>#|~=$%^" else char for char in label)


canvas = Format("canvas", ".canvas", "the lineage as an Obsidian canvas", write)
