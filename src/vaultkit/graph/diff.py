"""What two graphs say differently: facts gained, lost, contradicted, settled."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vaultkit.graph.quads import is_fact
from vaultkit.graph.records import claim_record, label_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vaultkit.graph.facts import Claim, EntityId
    from vaultkit.graph.graph import KnowledgeGraph

Said = tuple["EntityId", str, str]
"""Subject, predicate, and the object's id or the value."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact, with the claims that say it."""

    subject: EntityId
    predicate: str
    claims: tuple[Claim, ...]
    """At least one, in order of note and line."""


@dataclass(frozen=True, slots=True)
class Dispute:
    """A property of a thing that notes disagree about (or no longer do)."""

    subject: EntityId
    predicate: str
    claims: tuple[Claim, ...]
    """All accepted and disputed ones: of the newer state where it is new, else of the older."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed from an older state to a newer one; each part sorted."""

    gained: tuple[Fact, ...]
    lost: tuple[Fact, ...]
    contradicted: tuple[Dispute, ...]
    """Disputes that are new."""
    settled: tuple[Dispute, ...]
    """Disputes that are no more, while a fact remains."""

    def __bool__(self) -> bool:
        """Tell whether anything changed."""
        return bool(self.gained or self.lost or self.contradicted or self.settled)


def difference(old: KnowledgeGraph, new: KnowledgeGraph) -> Difference:
    """Return what the newer graph says differently from the older one.

    A fact that only moved, was reworded or is said by more notes is the same fact. What a new
    dispute is about stands there, and is neither gained nor lost.
    """
    before, after = _facts(old.claims), _facts(new.claims)
    were, are = _disputes(old.claims), _disputes(new.claims)
    remaining = {(subject, predicate) for subject, predicate, _ in after}
    fresh = are.keys() - were.keys()
    gained = [key for key in after.keys() - before.keys() if key[:2] not in fresh]
    lost = [key for key in before.keys() - after.keys() if key[:2] not in fresh]
    return Difference(
        gained=tuple(_fact(key, after[key]) for key in sorted(gained)),
        lost=tuple(_fact(key, before[key]) for key in sorted(lost)),
        contradicted=tuple(Dispute(*key, are[key]) for key in sorted(fresh)),
        settled=tuple(
            Dispute(*key, were[key]) for key in sorted((were.keys() - are.keys()) & remaining)
        ),
    )


def _said(claim: Claim) -> str:
    """Return a claim's object or value as a key."""
    return str(claim.object) if claim.object is not None else f"={claim.value!r}"


def _facts(claims: Iterable[Claim]) -> dict[Said, tuple[Claim, ...]]:
    """Return the claims of each fact."""
    found: dict[Said, list[Claim]] = defaultdict(list)
    for claim in claims:
        if is_fact(claim):
            found[claim.subject, claim.predicate, _said(claim)].append(claim)
    return {key: tuple(value) for key, value in found.items()}


def _disputes(claims: Iterable[Claim]) -> dict[tuple[EntityId, str], tuple[Claim, ...]]:
    """Return the claims of each property that is disputed."""
    found: dict[tuple[EntityId, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.status in {"accepted", "disputed"}:
            found[claim.subject, claim.predicate].append(claim)
    return {
        key: tuple(value)
        for key, value in found.items()
        if any(one.status == "disputed" for one in value)
    }


def _fact(key: Said, claims: tuple[Claim, ...]) -> Fact:
    """Make a fact."""
    return Fact(key[0], key[1], claims)


def as_record(found: Difference, old: KnowledgeGraph, new: KnowledgeGraph) -> dict[str, Any]:
    """Return a difference as one JSON object: version, and a list of claims' records for each."""

    def facts(part: Iterable[Fact | Dispute], graph: KnowledgeGraph) -> list[dict[str, Any]]:
        return [
            {
                "subject": one.subject,
                "subject_label": label_of(graph, one.subject),
                "predicate": one.predicate,
                "claims": [claim_record(graph, claim) for claim in one.claims],
            }
            for one in part
        ]

    return {
        "version": 1,
        "gained": facts(found.gained, new),
        "lost": facts(found.lost, old),
        "contradicted": facts(found.contradicted, new),
        "settled": facts(found.settled, old),
    }
