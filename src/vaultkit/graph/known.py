"""Known: one name of the field with its other forms, as a Turtle vocabulary gives it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, cast, get_args

from vaultkit.graph.facts import EntityId, Kind, entity_id, iri_kind

if TYPE_CHECKING:
    from collections.abc import Iterable

_VK = "https://w3id.org/vaultkit/ns#"
_RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_LABELS = (_SKOS + "prefLabel", "http://www.w3.org/2000/01/rdf-schema#label")
_SOURCES = ("http://purl.org/dc/terms/source", _VK + "source")
_PARTS = (_VK + "partOf", "https://schema.org/parentOrganization")

Openness = Literal["open", "gated", "closed"]
_OPENNESS = frozenset(get_args(Openness))

# The nearest class wins: a series is typed as a model too.
_KINDS: dict[str, Kind] = {
    _VK + "ModelSeries": "model-series",
    _VK + "ModelVariant": "model-variant",
    _VK + "ModelRelease": "model",
    _VK + "Model": "model",
    _VK + "Technique": "technique",
    _VK + "Benchmark": "benchmark",
    _VK + "Dataset": "dataset",
    _VK + "Paper": "paper",
    _VK + "Organization": "organization",
    _VK + "Person": "person",
    _VK + "Software": "software",
    _VK + "License": "license",
    _VK + "Task": "evaluation-task",
}


@dataclass(frozen=True, slots=True)
class Known:
    """A model, technique, paper ... that a vocabulary names.

    It is for finding names in notes and for placing them in time; it asserts nothing.
    """

    id: EntityId
    kind: Kind
    label: str
    """The form most used in the field."""
    aliases: tuple[str, ...] = ()
    """Every other right form, sorted."""
    hidden: tuple[str, ...] = ()
    """Misspellings that are met with, sorted: they find the entity and are never shown."""
    part_of: EntityId | None = None
    """The release of a variant, the series of a release, the parent of an organization."""
    released: str | None = None
    """Month of release, `YYYY-MM`; of a paper, that of its arXiv id."""
    paper: EntityId | None = None
    """The paper that introduced it."""
    developer: EntityId | None = None
    openness: Openness | None = None
    """Whether a model's weights can be had."""
    broader: tuple[EntityId, ...] = ()
    """The techniques right above a technique, sorted."""
    heritable: bool = False
    """A technique that goes with the weights: it, or one above it, is marked so."""
    needs_cue: bool = False
    """The label alone is an everyday word, or the name of something else; aliases are not."""
    source: str = ""
    """Where the facts were taken from: an address."""
    only_size: str = ""
    """Of a model that exists in one size: `14B`; its name with this size means the model itself."""
    is_class: bool = False
    """A whole class of techniques: that a model has an optimizer says nothing of the model."""
    cued: tuple[str, ...] = ()
    """Forms beside label and aliases that count only with a cue next to them, sorted."""


def read_known(triples: Iterable[tuple[str, str, str]]) -> tuple[Known, ...]:
    """Return what the triples name, sorted by id; things without a class or label are left out."""
    about: dict[str, dict[str, list[str]]] = {}
    for subject, predicate, value in triples:
        facts = about.get(subject)
        if facts is None:
            facts = about[subject] = {}
        if predicate in facts:
            facts[predicate].append(value)
        else:
            facts[predicate] = [value]
    named: dict[str, tuple[EntityId, Kind, str]] = {}
    for iri, facts in about.items():
        kind, label = _kind(facts.get(_RDF_TYPE, [])), _first(facts, *_LABELS)
        if kind is not None and label:
            named[iri] = _id(iri, kind, label), kind, label
    ids = {iri: entity for iri, (entity, _, _) in named.items()}
    heritable = _heritable(about)
    found = {}
    for iri, (entity, kind, label) in named.items():
        facts = about[iri]
        openness = _first(facts, _VK + "weightsAvailability")
        found[entity] = Known(
            id=entity,
            kind=kind,
            label=label,
            aliases=_sorted(facts, _SKOS + "altLabel"),
            hidden=_sorted(facts, _SKOS + "hiddenLabel"),
            part_of=_target(facts, ids, *_PARTS),
            released=_month(facts, entity),
            paper=_target(facts, ids, _VK + "introducedBy"),
            developer=_target(facts, ids, _VK + "developedBy"),
            openness=cast("Openness", openness) if openness in _OPENNESS else None,
            broader=tuple(sorted(_entity(one, ids) for one in facts.get(_SKOS + "broader", ()))),
            heritable=iri in heritable,
            needs_cue="true" in facts.get(_VK + "needsCue", ()),
            only_size=_first(facts, _VK + "onlySize"),
            is_class="true" in facts.get(_VK + "isClass", ()),
            source=_first(facts, *_SOURCES),
            cued=_sorted(facts, _VK + "cueLabel"),
        )
    return tuple(found[one] for one in sorted(found))


def _kind(types: list[str]) -> Kind | None:
    for name, kind in _KINDS.items():
        if name in types:
            return kind
    return None


def _id(iri: str, kind: Kind, label: str) -> EntityId:
    """Return the id in an IRI (`.../id/model/x`), or one made from the label where it has none."""
    tail = iri.rsplit("/id/", 1)[-1] if "/id/" in iri else ""
    return EntityId(tail) if tail.startswith(iri_kind(kind) + "/") else entity_id(kind, label)


def _entity(iri: str, ids: dict[str, EntityId]) -> EntityId:
    """Return the id of a thing, which may stand in another vocabulary."""
    return ids.get(iri) or EntityId(iri.rsplit("/id/", 1)[-1])


def _first(facts: dict[str, list[str]], *predicates: str) -> str:
    for one in predicates:
        if one in facts:
            return facts[one][0]
    return ""


def _target(
    facts: dict[str, list[str]], ids: dict[str, EntityId], *predicates: str
) -> EntityId | None:
    iri = _first(facts, *predicates)
    return _entity(iri, ids) if iri else None


def _sorted(facts: dict[str, list[str]], predicate: str) -> tuple[str, ...]:
    return tuple(sorted(set(facts[predicate]))) if predicate in facts else ()


def _month(facts: dict[str, list[str]], entity: EntityId) -> str | None:
    """Return the stated month; a date precise to the year has none; of a paper, its arXiv id's."""
    stated = _first(facts, _VK + "releaseDate")
    if stated:
        return None if _first(facts, _VK + "datePrecision") == "year" else stated[:7]
    if not entity.startswith("paper/arxiv-"):
        return None
    number = re.fullmatch(r"paper/arxiv-(\d\d)(\d\d)\.\d{4,5}", entity)
    return f"20{number[1]}-{number[2]}" if number else None


def _heritable(about: dict[str, dict[str, list[str]]]) -> set[str]:
    """Return the techniques that are marked so, and all below them."""
    found = {iri for iri, facts in about.items() if "true" in facts.get(_VK + "heritable", ())}
    below: dict[str, list[str]] = {}
    for iri, facts in about.items():
        for one in facts.get(_SKOS + "broader", ()):
            below.setdefault(one, []).append(iri)
    queue = list(found)
    while queue:
        new = [one for one in below.get(queue.pop(), ()) if one not in found]
        found.update(new)
        queue.extend(new)
    return found
