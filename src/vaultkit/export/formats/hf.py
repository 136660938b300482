"""Hugging Face model cards: the front matter of each model, from what the notes say."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from vaultkit.export.format import MARK, Format, Source
from vaultkit.graph.quads import is_fact
from vaultkit.graph.records import label_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from vaultkit.graph.facts import Claim, EntityId
    from vaultkit.graph.graph import KnowledgeGraph

RELATIONS = {
    "fineTunedFrom": "finetune",
    "continuedFrom": "finetune",
    "adapterOf": "adapter",
    "mergeOf": "merge",
    "quantizedFrom": "quantized",
    "derivedFrom": "",
}
"""Predicates whose object is a `base_model`, with their `base_model_relation`."""
DATA = {"trainedOn", "pretrainedOn", "fineTunedOn"}
SPDX = {"license/mit": "mit", "license/apache-2.0": "apache-2.0"}


def write(source: Source) -> Mapping[str, str]:
    """Return a card for each model of which a note says base, data or licence."""
    graph = source.graph
    made = {}
    for key, entity in sorted(graph.entities.items()):
        if not entity.kind.startswith("model"):
            continue
        lines = card(graph, [one for one in graph.about(key) if is_fact(one)])
        if lines:
            head = f"---\n# {MARK}\nmodel_name: {_text(entity.label)}\n"
            made[f"{key.partition('/')[2]}.md"] = head + "\n".join(lines) + "\n---\n"
    return made


def card(graph: KnowledgeGraph, claims: Iterable[Claim]) -> list[str]:
    """Return the lines of a card's front matter."""
    claims = list(claims)
    lines: list[str] = []
    bases = [one for one in claims if one.predicate in RELATIONS]
    lines += _list("base_model", graph, (one.object for one in bases))
    relations = {RELATIONS[one.predicate] for one in bases} - {""}
    if len(relations) == 1:
        lines.append(f"base_model_relation: {relations.pop()}")
    lines += _list("datasets", graph, (one.object for one in claims if one.predicate in DATA))
    licences = sorted({one.object for one in claims if one.predicate == "license" and one.object})
    if len(licences) == 1:
        known = SPDX.get(licences[0])
        lines.append(f"license: {known or 'other'}")
        if not known:
            lines.append(f"license_name: {_text(label_of(graph, licences[0]))}")
    papers = sorted(
        {
            one.object.removeprefix("paper/arxiv-")
            for one in claims
            if one.predicate in {"introducedBy", "describedBy"}
            and one.object is not None
            and one.object.startswith("paper/arxiv-")
        }
    )
    if lines and papers:
        lines.append("tags:")
        lines += [f"  - {_text(f'arxiv:{paper}')}" for paper in papers]
    return lines


def _list(key: str, graph: KnowledgeGraph, things: Iterable[EntityId | None]) -> list[str]:
    """Return a key with a list of labels of what has a name, nothing where there is none."""
    named = {one for one in things if one is not None}
    named = {one for one in named if one not in graph.entities or not graph.entities[one].described}
    labels = sorted({label_of(graph, one) for one in named})
    return [f"{key}:", *(f"  - {_text(label)}" for label in labels)] if labels else []


def _text(value: str) -> str:
    """Return a text in YAML: a JSON string is one."""
    return json.dumps(value, ensure_ascii=True)


hf = Format("hf", "", "front matter of Hugging Face model cards, in a folder", write)
