"""`list contradictions`: where notes give different values for one thing."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from vaultkit.cli.listing import Listing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

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


def _seen(record: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield a row for each value: which one is the fact, and every line that says it."""
    first = True
    for one in record["values"]:
        places = sorted({(claim["note"], claim["line"]) for claim in one["claims"]})
        yield {
            "of": record["subject_label"] if first else "",
            "predicate": record["predicate"] if first else "",
            "value": _plain(one["value"]),
            "fact": one["fact"] or None,
            "said in": "; ".join(
                f"{note}:{','.join(str(line) for _, line in lines)}"
                for note, lines in groupby(places, key=lambda place: place[0])
            ),
        }
        first = False


def _plain(value: Any) -> Any:
    """Return a value as it is read: thousands apart, `lacksTechnique technique/moe` as words."""
    if isinstance(value, int):
        return f"{value:,}"
    predicate, _, named = str(value).partition(" technique/")
    return f"{predicate.removesuffix('Technique')} {named}" if named else value


listing = Listing(
    ("subject", "subject_label", "predicate", "values"),
    _rows,
    "things that notes give different values for",
    seen=_seen,
)
