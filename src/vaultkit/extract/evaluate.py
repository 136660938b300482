"""Precision and recall of the reading against labelled notes, for each rule and each predicate."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vaultkit.extract.gold import HOW, NUMBERS, SAME, Gold, close
from vaultkit.extract.priors import prior

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from vaultkit.graph.facts import Claim
    from vaultkit.graph.graph import KnowledgeGraph


@dataclass(frozen=True, slots=True)
class Row:
    """How well one rule or predicate does."""

    name: str
    said: int
    """Claims that the labels can judge."""
    right: int
    labelled: int = 0
    """Labels that are stated and firm; 0 for rules."""
    found: int = 0
    """Labels that a claim says."""
    prior: float | None = None
    """Confidence of the rule's claims, for rules."""

    @property
    def precision(self) -> float | None:
        """Return the share of claims that are right."""
        return self.right / self.said if self.said else None

    @property
    def recall(self) -> float | None:
        """Return the share of labels that are found."""
        return self.found / self.labelled if self.labelled else None


@dataclass(frozen=True, slots=True)
class Measured:
    """The whole measurement."""

    predicates: tuple[Row, ...]
    rules: tuple[Row, ...]
    calibration: tuple[Row, ...]
    """By confidence: `0.9-1.0` and so on."""
    wrong: tuple[Claim, ...]
    missed: tuple[dict[str, Any], ...]
    traps: tuple[tuple[dict[str, Any], Claim], ...]
    """Statements that must not be read, and the claim that says them."""
    trap_count: int


def evaluate(graph: KnowledgeGraph, gold: Gold) -> Measured:
    """Measure the asserted claims of a graph against labels, by strict names."""
    gold.learn(graph.entities.values())
    claims = [
        (one, seed)
        for one in graph.claims
        if one.modality == "asserted" and one.layer == "asserted"
        and (seed := gold.seed(one.note, one.line)) is not None
    ]  # fmt: skip
    judged = list(_judged(claims, graph, gold))
    relations = _recalled(gold.relations, claims, graph, gold, attributes=False)
    numbers = _recalled(gold.attributes, claims, graph, gold, attributes=True)
    labels = [*relations, *numbers]
    return Measured(
        tuple(_rows(judged, labels)),
        tuple(_by(judged, lambda one: one.rule, rules=True)),
        tuple(_by(judged, lambda one: f"{min(int(one.confidence * 10), 9) / 10:.1f}")),
        tuple(one for one, right in judged if not right),
        tuple(label for label, hit, _ in labels if not hit),
        tuple(_trapped(claims, graph, gold)),
        len(gold.traps),
    )


def _label(graph: KnowledgeGraph, entity: str | None) -> str:
    """Return the label of an entity, empty for none."""
    found = graph.entities.get(entity) if entity else None  # type: ignore[call-overload] # ids are str
    return found.label if found else (entity or "")


def _loose(label: dict[str, Any]) -> bool:
    """Tell whether a label counts neither as hit nor as miss."""
    return any(label.get(mark) for mark in ("optional", "ambiguous", "ragged", "hedged"))


def _several(label: dict[str, Any], key: str) -> list[str]:
    """Return a value with those that do as well."""
    extra = label.get(f"alt_{key}", [])
    return [label[key], *(extra if isinstance(extra, list) else [extra])]


def predicate_of(claim: Claim) -> str | None:
    """Return the labelled predicate of a claim, None where the labels have none."""
    if claim.predicate in HOW:
        return "derivedFrom"
    return SAME.get(claim.predicate) or NUMBERS.get(claim.predicate)


def _fits(claim: Claim, label: dict[str, Any], graph: KnowledgeGraph, gold: Gold) -> bool:
    """Tell whether a claim says what a label says."""
    subject = _label(graph, claim.subject)
    if "attribute" in label:
        values = [label["value"], label.get("numeric"), *label.get("values", [])]
        if label["attribute"] != "releaseDate":
            values += re.split(r"\s*[-\u2013]\s*", str(label["value"]))
        said = [claim.value if claim.value is not None else _label(graph, claim.object), claim.raw]
        alike = _same_date if label["attribute"] == "releaseDate" else close
        return (
            NUMBERS.get(claim.predicate) in _several(label, "attribute")
            and any(gold.same(subject, one) for one in _several(label, "model"))
            and any(
                alike(one, two)
                for one in said
                if one is not None
                for two in values
                if two is not None
            )
        )
    ends = [(subject, _label(graph, claim.object) or str(claim.value))]
    if label["predicate"] in {"comparedWith", "alternativeTo"}:
        ends.append((ends[0][1], ends[0][0]))
    return any(
        any(gold.same(one, meant) for meant in _several(label, "subject"))
        and any(gold.same(two, meant) for meant in _several(label, "object"))
        for one, two in ends
    )


def _same_date(one: object, two: object) -> bool:
    """Tell whether two dates agree as far as both go."""
    first, second = (re.findall(r"\d+", str(date)) for date in (one, two))
    return bool(first and second) and all(
        int(a) == int(b) for a, b in zip(first, second, strict=False)
    )


def _labels_for(predicate: str, gold: Gold) -> Iterator[dict[str, Any]]:
    """Yield the labels that a claim of a labelled predicate may fit."""
    for label in gold.relations:
        if label["predicate"] == predicate or (
            predicate == "comparedWith" and label["predicate"] == "outperforms"
        ):
            yield label
    for label in gold.attributes:
        if predicate in _several(label, "attribute"):
            yield label


def _judged(
    claims: Iterable[tuple[Claim, str]], graph: KnowledgeGraph, gold: Gold
) -> Iterator[tuple[Claim, bool]]:
    """Yield the claims that the labels can judge, each pair of a note once."""
    seen: set[tuple[object, ...]] = set()
    techniques = {one["object"] for one in gold.relations if one["predicate"] == "usesTechnique"}
    for claim, seed in claims:
        predicate = predicate_of(claim)
        if predicate is None or predicate == "describedBy":
            continue
        key = (
            seed,
            predicate,
            claim.subject,
            claim.object,
            repr(claim.value),
            claim.line if claim.object is None else 0,
        )
        if key in seen:
            continue
        seen.add(key)
        fits = [
            label
            for label in _labels_for(predicate, gold)
            if label["seed"] == seed and _fits(claim, label, graph, gold)
        ]
        if fits and all(_loose(label) for label in fits):
            continue
        yield claim, bool(fits)
    del techniques


def _recalled(
    labels: Iterable[dict[str, Any]],
    claims: list[tuple[Claim, str]],
    graph: KnowledgeGraph,
    gold: Gold,
    *,
    attributes: bool,
) -> list[tuple[dict[str, Any], bool, str]]:
    """Return the labels that count, whether a claim says each, and their predicate."""
    found = []
    known = set(NUMBERS.values())
    wanted = set(SAME.values()) | {"derivedFrom"}
    for label in labels:
        if _loose(label) or label.get("certainty", "stated") != "stated":
            continue
        name = label["attribute"] if attributes else label["predicate"]
        if attributes:
            many = label.get("values") or re.search(
                r"\d\w*\s*[-\u2013]\s*~?\d", str(label["value"])
            )
            if (
                name not in known
                or label.get("relative")
                or label.get("from") == "name"
                or label.get("suspect")
                or many
            ):
                continue
        elif (
            name not in wanted
            or name == "describedBy"
            or (name == "derivedFrom" and label.get("level", "model") != "model")
        ):
            continue
        hit = any(
            seed == label["seed"]
            and _answers(claim, name, label, attributes=attributes)
            and _fits(claim, label, graph, gold)
            for claim, seed in claims
        )
        found.append((label, hit, name))
    return found


def _answers(claim: Claim, name: str, label: dict[str, Any], *, attributes: bool) -> bool:
    """Tell whether a claim is of the kind that a label asks for."""
    if attributes:
        return NUMBERS.get(claim.predicate) in _several(label, "attribute")
    said = predicate_of(claim)
    return said == name or (name == "comparedWith" and said == "outperforms")


def _rows(
    judged: list[tuple[Claim, bool]], labels: list[tuple[dict[str, Any], bool, str]]
) -> Iterator[Row]:
    """Yield one row for each labelled predicate, and the sum of all numbers."""
    names = sorted({predicate_of(one) or "" for one, _ in judged} | {name for _, _, name in labels})
    numeric = set(NUMBERS.values())
    sums: Counter[str] = Counter()
    for name in names:
        said = [right for one, right in judged if predicate_of(one) == name]
        hits = [hit for _, hit, wanted in labels if wanted == name]
        if name in numeric:
            sums.update(said=len(said), right=sum(said), labelled=len(hits), found=sum(hits))
        yield Row(name, len(said), sum(said), len(hits), sum(hits))
    yield Row("(all numbers)", sums["said"], sums["right"], sums["labelled"], sums["found"])


def _by(
    judged: list[tuple[Claim, bool]], key: Callable[[Claim], str], *, rules: bool = False
) -> Iterator[Row]:
    """Yield one row for each group of claims."""
    said: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for claim, good in judged:
        said[key(claim)] += 1
        right[key(claim)] += good
    for name in sorted(said):
        yield Row(name, said[name], right[name], prior=prior(name) if rules else None)


def _trapped(
    claims: list[tuple[Claim, str]], graph: KnowledgeGraph, gold: Gold
) -> Iterator[tuple[dict[str, Any], Claim]]:
    """Yield the traps that a claim near their line fell into."""
    near = 3
    for trap in gold.traps:
        wrong = trap["wrong"]
        for claim, seed in claims:
            if seed != trap["seed"] or abs(claim.line - trap["line"]) > near:
                continue
            if predicate_of(claim) != wrong.get("predicate"):
                continue
            how = wrong.get("how", "any")
            if claim.predicate in HOW and how not in ("any", HOW[claim.predicate]):
                continue
            target = str(wrong.get("object", ""))
            said = _label(graph, claim.object)
            same = gold.same(said, target) if said else close(claim.value, target)
            if same and gold.same(_label(graph, claim.subject), str(wrong.get("subject", ""))):
                yield trap, claim
                break
