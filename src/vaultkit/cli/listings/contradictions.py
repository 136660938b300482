"""`list contradictions`: where notes give different values for one thing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vaultkit.cli.listing import Listing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from vaultkit.cli.command import Session
    from vaultkit.graph.facts import Claim


def _rows(session: Session, paths: Collection[str]) -> Iterator[dict[str, Any]]:
    """Yield contradictions by subject and predicate; each value with its claims' places."""
    from vaultkit.graph.settle import find_contradictions

    graph = session.workspace.graph
    for one in find_contradictions(graph.claims, graph.notes):
        if not any(claim.note in paths for value in one.values for claim in value):
            continue
        yield {
            "subject": one.subject,
            "subject_label": graph.entities[one.subject].label,
            "predicate": one.predicate,
            "values": [
                {
                    "value": _value(value[0]),
                    "fact": any(claim.status == "accepted" for claim in value),
                    "claims": [
                        {"id": claim.id, "note": claim.note, "line": claim.line, "raw": claim.raw}
                        for claim in value
                    ],
                }
                for value in one.values
            ],
        }


def _value(claim: Claim) -> Any:
    """Return what a claim says; of a technique, whether it is used."""
    return claim.value if claim.value is not None else f"{claim.predicate} {claim.object}"


listing = Listing(
    ("subject", "subject_label", "predicate", "values"),
    _rows,
    "things that notes give different values for",
)
