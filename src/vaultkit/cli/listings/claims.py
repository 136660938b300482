"""`list claims`: what was read, each statement with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vaultkit.cli.listing import Listing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from vaultkit.cli.command import Session
    from vaultkit.graph.facts import Claim
    from vaultkit.graph.graph import KnowledgeGraph

KEYS = (
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


def record(graph: KnowledgeGraph, claim: Claim) -> dict[str, Any]:
    """Return a claim as a record of `design/interface`."""
    target = graph.entities.get(claim.object) if claim.object else None
    subject = graph.entities.get(claim.subject)
    return {
        "id": claim.id,
        "note": claim.note,
        "line": claim.line,
        "subject": claim.subject,
        "subject_label": subject.label if subject else claim.subject,
        "predicate": claim.predicate,
        "object": claim.object,
        "object_label": target.label if target else claim.object,
        "value": claim.value,
        "raw": claim.raw,
        "modality": claim.modality,
        "confidence": claim.confidence,
        "status": claim.status,
        "layer": claim.layer,
        "rule": claim.rule,
        "quote": claim.quote,
    }


def _rows(session: Session, paths: Collection[str]) -> Iterator[dict[str, Any]]:
    """Yield claims by note and place."""
    graph = session.workspace.graph
    for claim in graph.claims:
        if claim.note in paths:
            yield record(graph, claim)


listing = Listing(KEYS, _rows, "statements read from the notes, with their places")
