"""Known: one name of the field with its other forms, as a Turtle vocabulary gives it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, cast, get_args

from vaultkit.graph.facts import EntityId, Kind, entity_id

if TYPE_CHECKING:
    from collections.abc import Iterable

_VK = "https://w3id.org/vaultkit/ns#"
_RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_LABELS = (_SKOS + "prefLabel", "http://www.w3.org/2000/01/rdf-schema#label")
_SOURCES = ("http://purl.org/dc/terms/source", _VK + "source")
_PARTS = (_VK + "partOf", "https://schema.org/parentOrganization")

Openness = Literal["open", "gated", "closed"]

# The nearest class wins: a series is typed as a model too.
_KINDS: dict[str, Kind] = {
    "ModelSeries": "model-series",
    "ModelVariant": "model-variant",
    "ModelRelease": "model",
    "Model": "model",
    "Technique": "technique",
    "Benchmark": "benchmark",
    "Dataset": "dataset",
    "Paper": "paper",
    "Organization": "organization",
    "Person": "person",
    "Software": "software",
    "License": "license",
    "Task": "evaluation-task",
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
    cued: tuple[str, ...] = ()
    """Forms beside label and aliases that count only with a cue next to them, sorted."""


def read_known(triples: Iterable[tuple[str, str, str]]) -> tuple[Known, ...]:
    """Return what the triples name, sorted by id; things without a class or label are left out."""
    about: dict[str, dict[str, list[str]]] = {}
    for subject, predicate, value in triples:
        about.setdefault(subject, {}).setdefault(predicate, []).append(value)
    kinds: dict[str, Kind] = {}
    ids: dict[str, EntityId] = {}
    for iri, facts in about.items():
        kind, label = _kind(facts.get(_RDF_TYPE, [])), _first(facts, *_LABELS)
        if kind is not None and label:
            kinds[iri], ids[iri] = kind, _id(iri, kind, label)
    broader = {iri: about[iri].get(_SKOS + "broader", []) for iri in ids}
    heritable = {iri for iri in ids if "true" in about[iri].get(_VK + "heritable", ())}
    found = {}
    for iri, kind in kinds.items():
        facts, label = about[iri], _first(about[iri], *_LABELS)
        openness = _first(facts, _VK + "weightsAvailability")
        found[ids[iri]] = Known(
            id=ids[iri],
            kind=kind,
            label=label,
            aliases=_sorted(facts.get(_SKOS + "altLabel", ())),
            hidden=_sorted(facts.get(_SKOS + "hiddenLabel", ())),
            part_of=_target(facts, _PARTS, ids),
            released=_month(facts, ids[iri]),
            paper=_target(facts, (_VK + "introducedBy",), ids),
            developer=_target(facts, (_VK + "developedBy",), ids),
            openness=cast("Openness", openness) if openness in get_args(Openness) else None,
            broader=tuple(sorted(ids.get(one, _foreign(one)) for one in broader[iri])),
            heritable=_inherits(iri, broader, heritable),
            needs_cue="true" in facts.get(_VK + "needsCue", ()),
            source=_first(facts, *_SOURCES),
            cued=_sorted(facts.get(_VK + "cueLabel", ())),
        )
    return tuple(found[one] for one in sorted(found))


def _kind(types: list[str]) -> Kind | None:
    names = {one.removeprefix(_VK) for one in types if one.startswith(_VK)}
    return next((kind for name, kind in _KINDS.items() if name in names), None)


def _id(iri: str, kind: Kind, label: str) -> EntityId:
    """Return the id in an IRI (`.../id/model/x`), or one made from the label where it has none."""
    made = entity_id(kind, label)
    tail = iri.rsplit("/id/", 1)[-1] if "/id/" in iri else ""
    return EntityId(tail) if tail.split("/", 1)[0] == made.split("/", 1)[0] else made


def _foreign(iri: str) -> EntityId:
    """Return the id of a thing that stands in another vocabulary."""
    return EntityId(iri.rsplit("/id/", 1)[-1])


def _first(facts: dict[str, list[str]], *predicates: str) -> str:
    return next((facts[one][0] for one in predicates if facts.get(one)), "")


def _target(
    facts: dict[str, list[str]], predicates: tuple[str, ...], ids: dict[str, EntityId]
) -> EntityId | None:
    iri = _first(facts, *predicates)
    return ids.get(iri, _foreign(iri)) if iri else None


def _sorted(forms: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(forms)))


def _month(facts: dict[str, list[str]], entity: EntityId) -> str | None:
    """Return the stated month; a date precise to the year has none; of a paper, its arXiv id's."""
    stated = _first(facts, _VK + "releaseDate")
    if stated:
        return None if _first(facts, _VK + "datePrecision") == "year" else stated[:7]
    number = re.fullmatch(r"paper/arxiv-(\d\d)(\d\d)\.\d{4,5}", entity)
    return f"20{number[1]}-{number[2]}" if number else None


def _inherits(iri: str, broader: dict[str, list[str]], marked: set[str]) -> bool:
    seen: set[str] = set()
    queue = [iri]
    while queue:
        one = queue.pop()
        if one in marked:
            return True
        if one not in seen:
            seen.add(one)
            queue.extend(broader.get(one, ()))
    return False
