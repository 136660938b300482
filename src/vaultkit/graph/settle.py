"""Settling: which claims become facts, and which contradict one another."""

from __future__ import annotations

from dataclasses import dataclass, fields
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from vaultkit.graph.facts import ACCEPTED_FROM, Claim, EntityId, normalise
from vaultkit.graph.vocab import schema

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from vaultkit.graph.facts import NoteFacts, Status
    from vaultkit.text import NotePath

TOLERANCE = 0.05
"""Numbers that differ by no more are one value: 128k is 131,072 (A8.6)."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Different values that notes give for one thing."""

    subject: EntityId
    predicate: str
    values: tuple[tuple[Claim, ...], ...]
    """The claims of each value; the fact's value first."""
    settled: bool
    """The first value is the fact."""


def settle(
    claims: Iterable[Claim],
    notes: Mapping[NotePath, NoteFacts],
    *,
    accepted_from: float = ACCEPTED_FROM,
    accepted: frozenset[str] = frozenset(),
    rejected: frozenset[str] = frozenset(),
) -> tuple[Claim, ...]:
    """Return the claims with their status (A8.3), in order of note, place and predicate.

    A claim is a fact where it is asserted and, with the other notes that say the same, sure
    enough. Of different values for one thing one becomes the fact: a curated one, then the one of
    more independent notes, then of the newer note, then the surer one. The others are disputed.
    """
    held = list(claims)
    ids = [claim.id for claim in held]
    status: dict[int, Status] = {}
    groups: dict[tuple[object, ...], list[int]] = {}
    for number, claim in enumerate(held):
        if ids[number] in rejected:
            status[number] = "rejected"
        elif claim.modality != "asserted":
            status[number] = "candidate"
        else:
            groups.setdefault(_said(claim), []).append(number)
    for members in groups.values():
        sure = combined([held[number] for number in members])
        for number in members:
            chosen = ids[number] in accepted or held[number].layer == "curated"
            status[number] = "accepted" if chosen or sure >= accepted_from else "candidate"
    for number, name in enumerate(ids):
        if name in accepted and status[number] != "rejected":
            status[number] = "accepted"
    facts = [with_status(claim, status[number]) for number, claim in enumerate(held)]
    losers = {
        one.id
        for contradiction in find_contradictions(facts, notes, accepted)
        for value in contradiction.values[1:]
        for one in value
    } - accepted
    facts = [
        with_status(one, "disputed") if name in losers and one.status == "accepted" else one
        for one, name in zip(facts, ids, strict=True)
    ]
    return tuple(sorted(facts, key=order))


_FIELDS = attrgetter(*(one.name for one in fields(Claim)))
_STATUS = [one.name for one in fields(Claim)].index("status")


def with_status(claim: Claim, status: Status) -> Claim:
    """Return a claim with another status (`replace` looks every field up anew each time)."""
    if claim.status == status:
        return claim
    row: list[Any] = [*_FIELDS(claim)]
    row[_STATUS] = status
    return Claim(*row)


def order(claim: Claim) -> tuple[object, ...]:
    """Return the place of a claim in every listing."""
    said = claim.object or repr(claim.value)
    return (
        claim.note,
        claim.line,
        claim.span.start,
        claim.predicate,
        claim.subject,
        said,
        claim.rule,
        claim.modality,
    )


def combined(claims: Iterable[Claim]) -> float:
    """Return how sure several claims of one thing are together: noisy-or over notes.

    One note, and one text that stands in several notes, counts once.
    """
    best: dict[str, float] = {}
    quotes: dict[str, str] = {}
    for claim in claims:
        key = quotes.setdefault(normalise(claim.quote), claim.note)
        best[key] = max(best.get(key, 0.0), claim.confidence)
    doubt = 1.0
    for one in best.values():
        doubt *= 1 - one
    return 1 - doubt


def find_contradictions(
    claims: Iterable[Claim],
    notes: Mapping[NotePath, NoteFacts],
    accepted: frozenset[str] = frozenset(),
) -> tuple[Contradiction, ...]:
    """Return where accepted or disputed claims give different values for one thing, sorted."""
    one_value = {one.name for one in schema().properties.values() if one.functional}
    by: dict[tuple[EntityId, str], list[Claim]] = {}
    for claim in claims:
        if claim.status not in {"accepted", "disputed"} or claim.modality != "asserted":
            continue
        if claim.predicate in one_value and claim.value is not None:
            by.setdefault((claim.subject, claim.predicate), []).append(claim)
        elif claim.predicate in {"usesTechnique", "lacksTechnique"}:
            by.setdefault((claim.subject, f"usesTechnique {claim.object}"), []).append(claim)
    found = []
    for (subject, predicate), members in sorted(by.items()):
        values = _clusters(members)
        if len(values) <= 1:
            continue
        values.sort(key=lambda value: _weight(value, notes, accepted), reverse=True)
        name = predicate.partition(" ")[0]
        found.append(
            Contradiction(
                subject, name, tuple(tuple(sorted(v, key=order)) for v in values), settled=True
            )
        )
    return tuple(found)


def _said(claim: Claim) -> tuple[object, ...]:
    """Return what a claim says, whatever its place."""
    value = claim.value
    if isinstance(value, int | float):
        value = f"{value:.3g}"
    return (claim.subject, claim.predicate, claim.object, value)


def _clusters(claims: list[Claim]) -> list[list[Claim]]:
    """Group claims whose values agree."""
    clusters: list[list[Claim]] = []
    for claim in sorted(claims, key=order):
        for cluster in clusters:
            if agree(claim, cluster[0]):
                cluster.append(claim)
                break
        else:
            clusters.append([claim])
    return clusters


def agree(one: Claim, two: Claim) -> bool:
    """Tell whether two claims give one value: numbers within 5 %, dates as far as both go."""
    if one.predicate != two.predicate:
        return False
    if one.value is None:
        return one.object == two.object
    first, second = one.value, two.value
    if isinstance(first, int | float) and isinstance(second, int | float):
        return abs(first - second) <= TOLERANCE * max(abs(first), abs(second))
    a, b = str(first), str(second)
    if one.predicate == "releaseDate":
        length = min(len(a), len(b))
        return a[:length] == b[:length]
    return a.lower() == b.lower()


def _weight(
    claims: list[Claim], notes: Mapping[NotePath, NoteFacts], accepted: frozenset[str]
) -> tuple[object, ...]:
    """Return how much stands behind a value: the greatest wins."""
    chosen = any(one.id in accepted for one in claims)
    curated = any(one.layer == "curated" for one in claims)
    independent = len({normalise(one.quote) for one in claims} and {one.note for one in claims})
    newest = max((notes[one.note].date or "" for one in claims if one.note in notes), default="")
    last = max(claims, key=order)
    return (chosen, curated, independent, newest, combined(claims), order(last))
