"""Claims as records, key for key as scripts rely on (docs: the interface)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vaultkit.graph.facts import Claim, EntityId
    from vaultkit.graph.graph import KnowledgeGraph

CLAIM_KEYS = (
    "id",
    "note",
    "line",
    "subject",
    "subject_label",
    "predicate",
    "object",
    "object_label",
    "value",
    "raw",
    "modality",
    "confidence",
    "status",
    "layer",
    "rule",
    "quote",
)


def claim_record(graph: KnowledgeGraph, claim: Claim) -> dict[str, Any]:
    """Return a claim as one record, keys in their fixed order."""
    values = (
        claim.id,
        claim.note,
        claim.line,
        claim.subject,
        label_of(graph, claim.subject),
        claim.predicate,
        claim.object,
        label_of(graph, claim.object) if claim.object is not None else None,
        claim.value,
        claim.raw,
        claim.modality,
        claim.confidence,
        claim.status,
        claim.layer,
        claim.rule,
        claim.quote,
    )
    return dict(zip(CLAIM_KEYS, values, strict=True))


def label_of(graph: KnowledgeGraph, key: EntityId) -> str:
    """Return what an entity is called; its id where the graph does not have it."""
    found = graph.entities.get(key)
    return found.label if found else key


def claims_jsonl(graph: KnowledgeGraph) -> str:
    """Return every claim that was read, one JSON object a line, in order of note and line."""
    return "".join(
        json.dumps(claim_record(graph, claim), ensure_ascii=False) + "\n" for claim in graph.claims
    )
