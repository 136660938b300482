"""What a lineage page shows: models with their dates, what ties them, families."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from vaultkit.export.views.dating import Placed, date_of
from vaultkit.export.views.evidence import Evidence, Source, evidence
from vaultkit.export.views.families import cycle_breakers, families, main_parents
from vaultkit.export.views.folding import fold
from vaultkit.export.views.relations import GROUPS, group_of, is_lineage, vagueness
from vaultkit.export.views.tie import Tie

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from vaultkit.graph.facts import Claim, Entity, EntityId
    from vaultkit.graph.graph import KnowledgeGraph
    from vaultkit.graph.known import Known

MODEL_KINDS = frozenset({"model", "model-series", "model-variant"})
MOST_FACTS = 24

Fact = tuple[str, str, Evidence | None]
"""Its name, its value as it was written, and where."""


@dataclass(frozen=True, slots=True)
class Model:
    """One model (with its folded variants) as a node."""

    id: EntityId
    label: str
    aliases: tuple[str, ...]
    kind: str
    family: EntityId
    organizations: tuple[str, ...] = ()
    placed: Placed | None = None
    openness: str = ""
    """`open`, `gated`, `closed` or empty."""
    openness_listed: bool = False
    """From the shipped list, not from the notes."""
    facts: tuple[Fact, ...] = ()
    """Name, value, evidence: size, context length, licence."""
    folded: tuple[tuple[EntityId, str], ...] = ()
    paper: str = ""
    notes: tuple[str, ...] = ()
    """Notes about it, or else those that mention it most; empty on a page for others."""


@dataclass(frozen=True, slots=True)
class Scene:
    """Models sorted by id, ties sorted by parent, child, group."""

    models: Mapping[EntityId, Model]
    ties: tuple[Tie, ...]
    family_names: Mapping[EntityId, str]
    parents: Mapping[EntityId, Tie]
    """The one tie that each model hangs on, by child."""
    remarks: tuple[str, ...] = ()
    """Wrong data in plain words: cycles, self-loops."""
    fold_of: Mapping[EntityId, EntityId] = field(default_factory=dict)
    minor: frozenset[EntityId] = frozenset()
    """Sizes of a series with several releases, and nothing said of where they come from: they
    stand in the table only."""


_FACTS = {
    "parameterCount": "parameters",
    "activeParameterCount": "active parameters",
    "contextLength": "context",
    "trainingTokens": "training tokens",
    "license": "licence",
    "licenseNote": "licence",
}


def scene(graph: KnowledgeGraph, known: Iterable[Known], source: Source) -> Scene:
    """Gather what the lineage page shows."""
    knowns = {one.id: one for one in known}
    models = {key: one for key, one in sorted(graph.entities.items()) if one.kind in MODEL_KINDS}
    lineage = [
        claim
        for claim in graph.claims
        if is_lineage(claim.predicate)
        and claim.status != "rejected"
        and claim.modality != "negated"
        and claim.layer != "background"
        and claim.subject in models
        and claim.object in models
    ]
    above = _above(graph, knowns, models)
    fold_of = fold(models, above, lineage)
    ties, remarks = _ties(lineage, fold_of, models, source)
    drawn = {key: one for key, one in models.items() if fold_of[key] == key}
    drawn = _without_bare_series(drawn, ties, above)
    broken = cycle_breakers([tie for tie in ties if tie.sure])
    for tie in broken:
        names = f"{models[tie.child].label} and {models[tie.parent].label}"
        remarks.append(f"A cycle: {names} come from one another; the weakest line is marked.")
    marked = {(tie.parent, tie.child, tie.group.key) for tie in broken}
    ties = [
        replace(tie, breaks_cycle=True) if (tie.parent, tie.child, tie.group.key) in marked else tie
        for tie in ties
    ]
    folded: dict[EntityId, list[tuple[EntityId, str]]] = {}
    for key, base in fold_of.items():
        if key != base:
            folded.setdefault(base, []).append((key, models[key].label))
    whole = {key: _whole(key, above, models) for key in drawn}
    mentions = _notes_of(graph, fold_of) if not source.share else {}
    nodes = {
        key: _model(graph, one, [key, *(k for k, _ in folded.get(key, []))], knowns, source)
        for key, one in drawn.items()
    }
    first = _first_members(above, nodes)
    tied = {end for tie in ties if tie.sure for end in (tie.parent, tie.child)}
    dated = {
        key: one.placed
        or first.get(key)
        or _placed(nodes, whole[key])
        or _like(first.get(above.get(key, key)) if key in tied else None)
        for key, one in nodes.items()
    }
    months = {key: placed.month for key, placed in dated.items() if placed is not None}
    parents = main_parents(drawn, ties, above, months)
    family = families(drawn, parents, above)
    nodes = {
        key: replace(
            one,
            placed=dated[key],
            family=family[key],
            folded=tuple(folded.get(key, ())),
            notes=tuple(mentions.get(key, ())[:6]),
        )
        for key, one in nodes.items()
    }
    titles = {key: graph.entities[key].label for key in family.values() if key in graph.entities}
    minor = frozenset(
        key
        for key, one in drawn.items()
        if one.kind == "model-variant" and key not in tied and above.get(key) in fold_of
    )
    return Scene(nodes, tuple(ties), titles, parents, tuple(remarks), fold_of, minor)


def _above(
    graph: KnowledgeGraph, knowns: Mapping[EntityId, Known], models: Mapping[EntityId, Entity]
) -> dict[EntityId, EntityId]:
    """Return the release or series each model is part of, where it is in the graph."""
    above: dict[EntityId, EntityId] = {}
    for key in models:
        if key in knowns and (whole := knowns[key].part_of) in models and whole != key:
            assert whole is not None
            above[key] = whole
    for claim in graph.claims:
        if (
            claim.predicate == "partOf"
            and claim.subject in models
            and claim.object in models
            and claim.object is not None
            and claim.object != claim.subject
            and claim.status in {"accepted", "candidate"}
        ):
            above.setdefault(claim.subject, claim.object)
    return above


def _ties(
    lineage: list[Claim],
    fold_of: Mapping[EntityId, EntityId],
    models: Mapping[EntityId, Entity],
    source: Source,
) -> tuple[list[Tie], list[str]]:
    """Gather the claims between two nodes into one tie for each group; drop what others imply."""
    remarks: list[str] = []
    pairs: dict[tuple[EntityId, EntityId], dict[str, list[Claim]]] = {}
    for claim in lineage:
        assert claim.object is not None
        parent, child = fold_of[claim.object], fold_of[claim.subject]
        if parent == child:
            if claim.subject == claim.object:
                remarks.append(f"{models[child].label} is said to come from itself; not drawn.")
            continue
        groups = pairs.setdefault((parent, child), {})
        groups.setdefault(group_of(claim.predicate).key, []).append(claim)
    ties = []
    for (parent, child), groups in sorted(pairs.items()):
        special = {
            (key, claim.predicate)
            for key, claims in groups.items()
            for claim in claims
            if vagueness(claim.predicate) == 0 and claim.status == "accepted"
        }
        for key in sorted(groups, key=lambda one: GROUPS[one].rank):
            claims = groups[key]
            vague = all(vagueness(claim.predicate) for claim in claims)
            if vague and any(
                other != key or predicate not in {c.predicate for c in claims}
                for other, predicate in special
            ):
                continue
            claims.sort(
                key=lambda c: (c.status != "accepted", -c.confidence, vagueness(c.predicate))
            )
            best = min(claims, key=lambda c: (c.status != "accepted", vagueness(c.predicate)))
            sure = any(claim.status in {"accepted", "disputed"} for claim in claims)
            shown = tuple(evidence(claim, source) for claim in claims)
            ties.append(Tie(parent, child, GROUPS[key], best.predicate, shown, sure))
    return ties, sorted(set(remarks))


def _surest(claim: Claim) -> tuple[bool, float, int, str, int]:
    """Order claims: accepted first, then by confidence."""
    vague = vagueness(claim.predicate)
    return (claim.status != "accepted", -claim.confidence, vague, claim.note, claim.line)


def _whole(
    key: EntityId, above: Mapping[EntityId, EntityId], models: Mapping[EntityId, Entity]
) -> EntityId:
    """Return the release that a variant with a node of its own is of, or itself."""
    up = above.get(key, key)
    return up if models[up].kind == "model" and models[key].kind == "model-variant" else key


def _placed(nodes: Mapping[EntityId, Model], key: EntityId) -> Placed | None:
    return nodes[key].placed if key in nodes else None


def _like(placed: Placed | None) -> Placed | None:
    """Return a date that is only that of relatives: a size of some release stands at the first."""
    return replace(placed, source="relatives") if placed else None


def _first_members(
    above: Mapping[EntityId, EntityId], nodes: Mapping[EntityId, Model]
) -> dict[EntityId, Placed]:
    """Return for each series the date of its first release."""
    first: dict[EntityId, Placed] = {}
    for member, series in above.items():
        placed = nodes[member].placed if member in nodes else None
        if placed is not None and (series not in first or placed.month < first[series].month):
            first[series] = placed
    return first


def _without_bare_series(
    models: Mapping[EntityId, Entity],
    ties: Iterable[Tie],
    above: Mapping[EntityId, EntityId],
) -> dict[EntityId, Entity]:
    """Leave out a series that only names its members: it is the band's name, not a node."""
    tied = {end for tie in ties for end in (tie.parent, tie.child)}
    wholes = set(above.values())
    return {
        key: one
        for key, one in models.items()
        if one.kind != "model-series" or key in tied or key not in wholes
    }


def _notes_of(
    graph: KnowledgeGraph, fold_of: Mapping[EntityId, EntityId]
) -> dict[EntityId, list[str]]:
    """Return for each model the notes about it, then those that mention it most."""
    count: dict[EntityId, dict[str, int]] = {}
    for mention in graph.mentions:
        base = fold_of.get(mention.entity)
        if base is not None:
            at = count.setdefault(base, {})
            at[mention.note] = at.get(mention.note, 0) + 1
    for note in graph.notes.values():
        for about in note.about:
            base = fold_of.get(about)
            if base is not None:
                at = count.setdefault(base, {})
                at[note.path] = at.get(note.path, 0) + 1_000_000
    return {
        key: [note for note, _ in sorted(at.items(), key=lambda pair: (-pair[1], pair[0]))]
        for key, at in count.items()
    }


def _once(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Return each value of a fact once, however it is written: `4096` is `4,096`."""
    first: dict[tuple[str, str], Fact] = {}
    for name, value, where in facts:
        plain = "".join(char for char in value.lower() if char.isalnum())
        first.setdefault((name, plain), (name, value, where))
    return tuple(first.values())[:MOST_FACTS]


def _model(
    graph: KnowledgeGraph,
    entity: Entity,
    members: list[EntityId],
    knowns: Mapping[EntityId, Known],
    source: Source,
) -> Model:
    """Gather the facts of one node from its own claims, then from its folded variants'."""
    known = knowns.get(entity.id)
    claims = [claim for key in members for claim in graph.about(key) if claim.status == "accepted"]
    organizations: list[str] = []
    openness, listed, paper = "", False, ""
    facts: list[tuple[tuple[int, float], Fact]] = []
    for claim in claims:
        if claim.predicate == "developedBy" and claim.object in graph.entities:
            assert claim.object is not None
            organizations.append(graph.entities[claim.object].label)
        elif claim.predicate == "weightsAvailability" and not openness:
            openness = str(claim.value or "").lower()
        elif claim.predicate == "introducedBy" and claim.object and not paper:
            paper = claim.object
        elif claim.predicate in _FACTS:
            shown = claim.raw or str(claim.value or "")
            if claim.object is not None and claim.object in graph.entities:
                shown = graph.entities[claim.object].label
            size = float(claim.value) if isinstance(claim.value, int | float) else 0.0
            order = (list(_FACTS).index(claim.predicate), size)
            facts.append((order, (_FACTS[claim.predicate], shown, evidence(claim, source))))
    if known is not None:
        if not organizations and known.developer:
            maker = graph.entities.get(known.developer)
            organizations.append(maker.label if maker else known.developer.partition("/")[2])
        if not openness and known.openness:
            openness, listed = known.openness, True
        paper = paper or known.paper or ""
    own = [claim for claim in claims if claim.subject == entity.id]
    return Model(
        id=entity.id,
        label=entity.label,
        aliases=entity.aliases if not source.share else (),
        kind=entity.kind,
        family=entity.id,
        organizations=tuple(dict.fromkeys(organizations)),
        placed=date_of(own, known, knowns) or date_of(claims, None, knowns),
        openness=openness if openness in {"open", "gated", "closed"} else "",
        openness_listed=listed,
        facts=_once(fact for _, fact in sorted(facts, key=lambda pair: pair[0])),
        paper=paper,
    )
