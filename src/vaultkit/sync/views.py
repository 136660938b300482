"""Views inside Obsidian: a canvas of lineage, bases of models and papers; made and kept."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from vaultkit.vault.change import Change, Create, Rewrite
from vaultkit.vault.decisions import MADE, UNWANTED, Decisions

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from vaultkit.graph.facts import EntityId
    from vaultkit.sync.scene import Scene

WIDTH, HEIGHT, GAP_X, GAP_Y = 260, 60, 120, 30


def keep_views(
    scene: Scene, decisions: Decisions, texts: Mapping[str, bytes], reset: Sequence[str]
) -> tuple[list[Change], Decisions, list[str]]:
    """Return the changes of the views that the settings name; one that was edited stays."""
    changes: list[Change] = []
    reports: list[str] = []
    for path in scene.config.sync.views:
        make = _maker(path)
        if make is None:
            reports.append(f"{path}: no view of vaultkit's is called so")
            continue
        new = make(scene)
        old = texts.get(path)
        made = decisions.of(MADE).get(path)
        if old is None and path in scene.vault.files:
            reports.append(f"{path}: could not be read")
        elif old is None:
            if made is not None:
                decisions = decisions.with_items(UNWANTED, {path: ""}).without(MADE, path)
            elif path not in decisions.of(UNWANTED):
                changes.append(Create(path, new.encode("utf-8")))
                decisions = decisions.with_items(MADE, {path: view_hash(new)})
        elif made != view_hash(old.decode("utf-8", "replace")) and path not in reset:
            if view_hash(old.decode("utf-8", "replace")) != view_hash(new):
                reports.append(f"{path}: was edited by hand and stays as it is")
        elif view_hash(new) != view_hash(old.decode("utf-8", "replace")):
            changes.append(Rewrite(path, old, new.encode("utf-8"), may_shrink=True))
            decisions = decisions.with_items(MADE, {path: view_hash(new)})
    return changes, decisions, reports


def view_hash(text: str) -> str:
    """Return the hash of a view, over its values where it is JSON: an app may space it anew."""
    try:
        text = json.dumps(json.loads(text), sort_keys=True)
    except (ValueError, RecursionError):
        text = "\n".join(line.rstrip() for line in text.replace("\r\n", "\n").split("\n"))
    return hashlib.sha256(text.strip().encode("utf-8")).hexdigest()[:12]


def _maker(path: str) -> Callable[[Scene], str] | None:
    makers = {
        "lineage.canvas": lineage_canvas,
        "models.base": lambda scene: base(scene, "Models", _MODEL_TYPES, _MODEL_COLUMNS),
        "papers.base": lambda scene: base(scene, "Papers", ("paper", "article"), _PAPER_COLUMNS),
    }
    return makers.get(path.rpartition("/")[2].lower())


_MODEL_TYPES = ("model", "model-series", "model-variant", "llm")
_MODEL_COLUMNS = ("developed_by", "released", "parameters", "context_length", "license", "weights")
_PAPER_COLUMNS = ("authors", "year", "arxiv", "status")


def base(scene: Scene, name: str, types: tuple[str, ...], columns: tuple[str, ...]) -> str:
    """Return a base: a table of the notes of these types."""
    del scene
    filters = "\n".join(f"    - type == {json.dumps(one)}" for one in types)
    order = "\n".join(f"      - {one}" for one in ("file.name", *columns))
    return (
        f"filters:\n  or:\n{filters}\n"
        f"views:\n  - type: table\n    name: {name}\n    order:\n{order}\n"
    )


def lineage_canvas(scene: Scene) -> str:
    """Return a JSON Canvas of all derivations: oldest on the left, one row a model."""
    steps = [step for step in scene.lineage.steps() if step.is_lineage]
    models = sorted({one for step in steps for one in (step.child, step.parent)})
    depth = {one: scene.lineage.depth(one) for one in models}
    rows: dict[int, int] = {}
    nodes: list[dict[str, Any]] = []
    for one in sorted(models, key=lambda m: (depth[m], scene.label(m).lower(), m)):
        row = rows.get(depth[one], 0)
        rows[depth[one]] = row + 1
        node: dict[str, Any] = {"id": _id("node", one)}
        note = scene.note_of.get(one)
        if note is not None and scene.config.sync.links:
            node |= {"type": "file", "file": note}
        else:
            node |= {"type": "text", "text": scene.label(one)}
        node |= {
            "x": depth[one] * (WIDTH + GAP_X),
            "y": row * (HEIGHT + GAP_Y),
            "width": WIDTH,
            "height": HEIGHT,
        }
        nodes.append(node)
    edges = [
        {
            "id": _id("edge", f"{step.parent} {step.kind} {step.child}"),
            "fromNode": _id("node", step.parent),
            "fromSide": "right",
            "toNode": _id("node", step.child),
            "toSide": "left",
            "label": _words(step.kind),
        }
        for step in steps
    ]
    return json.dumps({"nodes": nodes, "edges": edges}, ensure_ascii=False, indent="\t") + "\n"


def _id(kind: str, key: EntityId | str) -> str:
    """Return the id of a node or edge, the same on every machine."""
    return hashlib.sha256(f"{kind} {key}".encode()).hexdigest()[:16]


def _words(predicate: str) -> str:
    from vaultkit.graph.vocab import schema

    known = schema().properties.get(predicate)
    return known.label if known else predicate
