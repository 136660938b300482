"""The graph as triples by layer: names, facts, claims and notes, with no library in sight."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from typing import TYPE_CHECKING, Literal

from vaultkit.graph.terms import (
    ALL_LAYERS,
    DEFAULT_LAYERS,
    PROV,
    RDF,
    RDFS,
    SKOS,
    VOCABULARIES,
    XSD,
    A,
    Data,
    Iri,
    Names,
    Triple,
    clean,
    date,
    number,
    text,
    vk,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from vaultkit.graph.facts import Claim, EntityId, Kind, Layer
    from vaultkit.graph.graph import KnowledgeGraph
    from vaultkit.graph.known import Known
    from vaultkit.graph.vocab import Property

GraphName = Literal["vocabulary", "asserted", "curated", "background", "inferred"]
"""A layer, or the names, types and trees that every layer needs."""
RULES = "https://w3id.org/vaultkit/rule/"

CLASSES: Mapping[Kind, tuple[str, ...]] = {
    "model-series": ("Model", "ModelSeries"),
    "model": ("Model", "ModelRelease"),
    "model-variant": ("Model", "ModelVariant"),
    "technique": ("Technique",),
    "paper": ("Paper",),
    "dataset": ("Dataset",),
    "benchmark": ("Dataset", "Benchmark"),
    "organization": ("Organization",),
    "person": ("Person",),
    "software": ("Software",),
    "license": ("License",),
    "evaluation-task": ("Task",),
}
"""Types that are written for an entity of a kind: its own and those above it."""

_LABEL, _ALT, _PREF = Iri(RDFS + "label"), Iri(SKOS + "altLabel"), Iri(SKOS + "prefLabel")
_BROADER, _SUBJECT = Iri(SKOS + "broader"), Iri(RDF + "subject")
_PREDICATE, _OBJECT = Iri(RDF + "predicate"), Iri(RDF + "object")
_PARENT = Iri(VOCABULARIES["schema"] + "parentOrganization")
ARXIV = "paper/arxiv-"
READ_ORDER = ("read", "reading", "todo")


def is_fact(claim: Claim) -> bool:
    """Tell whether a claim stands as a plain triple: accepted, and said without a doubt."""
    return claim.status == "accepted" and claim.modality == "asserted"


def closure(predicate: str) -> tuple[str, ...]:
    """Return a predicate and every `vk:` property above it."""
    from vaultkit.graph.vocab import schema

    known = schema().properties.get(predicate)
    return (predicate, *(known.supers if known else ()))


def entity_names(graph: KnowledgeGraph, names: Names) -> dict[EntityId, Iri]:
    """Return the IRI of every entity; of an id that is no entity of the graph, the vault's."""
    return {key: names.entity(one) for key, one in graph.entities.items()}


def value_of(claim: Claim, known: Property | None) -> Data:
    """Return the literal of a claim about a number, a date or a text."""
    value = claim.value
    datatype = known.datatype if known else None
    if isinstance(value, str):
        is_date = claim.date_precision or datatype == "date"
        return date(value) if is_date else text(value)
    if isinstance(value, int | float):
        if datatype == "integer" and float(value).is_integer():
            return Data(str(int(value)), XSD + "integer")
        return number(value)
    return text(claim.raw or "")


def vocabulary(graph: KnowledgeGraph, names: Names) -> Iterator[Triple]:
    """Yield types, labels and aliases of the entities, levels of models, the technique tree."""
    iris = entity_names(graph, names)
    for key, entity in graph.entities.items():
        yield from _described(iris[key], entity.kind, entity.label, entity.aliases)
        if entity.described:
            yield Triple(iris[key], vk("described"), _yes(value=True))
        if key.startswith(ARXIV):
            yield Triple(iris[key], vk("arxivId"), text(key.removeprefix(ARXIV)))
    known = _known()
    wanted = list(graph.entities)
    seen = set(wanted)
    while wanted:
        one = known.get(wanted.pop())
        if one is None:
            continue
        here = names.of(one.id, shipped=True)
        if one.id not in graph.entities:
            yield from _described(here, one.kind, one.label, one.aliases)
        elif iris[one.id] != here:
            continue
        if one.part_of and one.part_of in graph.entities:
            within = _PARENT if one.kind == "organization" else vk("partOf")
            yield Triple(here, within, names.of(one.part_of, shipped=True))
        if one.kind == "technique":
            yield Triple(here, vk("heritable"), _yes(one.heritable))
        for above in one.broader:
            yield Triple(here, _BROADER, names.of(above, shipped=True))
            if above not in seen:
                seen.add(above)
                wanted.append(above)


def _described(iri: Iri, kind: Kind, label: str, aliases: Iterable[str]) -> Iterator[Triple]:
    """Yield types and names of one thing."""
    for name in CLASSES[kind]:
        yield Triple(iri, A, vk(name))
    yield Triple(iri, _LABEL, text(label))
    if kind == "technique":
        yield Triple(iri, _PREF, text(label))
    for alias in aliases:
        if alias != label:
            yield Triple(iri, _ALT, text(alias))


def _yes(value: bool) -> Data:  # noqa: FBT001 (it is the value itself)
    """Return a truth value."""
    return Data("true" if value else "false", XSD + "boolean")


def _known() -> dict[EntityId, Known]:
    """Return what vaultkit ships, by id."""
    from vaultkit.graph.vocab import knowledge

    return {one.id: one for one in knowledge()}


def facts(graph: KnowledgeGraph, names: Names, layer: Layer) -> Iterator[Triple]:
    """Yield the plain facts of a layer, closed over the `vk:` properties above each."""
    if layer == "background":
        yield from _background(graph, names)
        return
    if layer == "inferred":
        iris = entity_names(graph, names)
        for model, technique, _ in inferred(graph):
            here, said = _end(iris, names, model), _end(iris, names, technique)
            yield Triple(here, vk("usesTechnique"), said)
        return
    from vaultkit.graph.vocab import schema

    iris, properties = entity_names(graph, names), schema().properties
    for claim in graph.claims:
        if not is_fact(claim) or claim.layer != layer:
            continue
        subject = _end(iris, names, claim.subject)
        known = properties.get(claim.predicate)
        value: Iri | Data = (
            _end(iris, names, claim.object) if claim.object is not None else value_of(claim, known)
        )
        for predicate in closure(claim.predicate):
            yield Triple(subject, vk(predicate), value)
        if claim.date_precision:
            yield Triple(subject, vk("datePrecision"), text(claim.date_precision))


def _end(iris: Mapping[EntityId, Iri], names: Names, key: EntityId) -> Iri:
    """Return the IRI of a claim's end."""
    return iris[key] if key in iris else names.of(key, shipped=False)


def _background(graph: KnowledgeGraph, names: Names) -> Iterator[Triple]:
    """Yield what vaultkit's own list says of the entities (off unless asked for)."""
    known = _known()
    for key, entity in graph.entities.items():
        one = known.get(key)
        if one is None or not entity.shipped:
            continue
        here = names.entity(entity)
        if one.released:
            precision = ("year", "month", "day")[min(one.released.count("-"), 2)]
            yield Triple(here, vk("releaseDate"), date(one.released))
            yield Triple(here, vk("datePrecision"), text(precision))
        for predicate, end in (("introducedBy", one.paper), ("developedBy", one.developer)):
            if end is None:
                continue
            for name in closure(predicate):
                yield Triple(here, vk(name), names.of(end, shipped=True))
            if end not in graph.entities and end in known:
                other = known[end]
                yield from _described(
                    names.of(end, shipped=True), other.kind, other.label, other.aliases
                )
        if one.openness:
            yield Triple(here, vk("weightsAvailability"), text(one.openness))


def inferred(graph: KnowledgeGraph) -> list[tuple[EntityId, EntityId, tuple[Claim, ...]]]:
    """Return heritable techniques that weights carry on: model, technique, and what it rests on.

    Along `derivedFrom` and up `partOf`, only techniques of the architecture, never against a
    denial, never where the model's own use is stated (A7). Goes when its claims go.
    """
    from vaultkit.graph.lineage import weights

    above = weights(graph)
    known = _known()
    uses: dict[EntityId, list[Claim]] = defaultdict(list)
    lacks: set[tuple[EntityId, EntityId]] = set()
    for claim in graph.claims:
        if not is_fact(claim) or claim.object is None:
            continue
        if claim.predicate == "usesTechnique":
            uses[claim.subject].append(claim)
        elif claim.predicate == "lacksTechnique":
            lacks.add((claim.subject, claim.object))
    made: dict[tuple[EntityId, EntityId], tuple[Claim, ...]] = {}
    for model in sorted(above):
        own = {claim.object for claim in uses[model]}
        for ancestor, route in above[model].items():
            for claim in uses[ancestor]:
                technique = claim.object
                assert technique is not None
                if technique in own or (model, technique) in lacks:
                    continue
                if technique in known and known[technique].heritable:
                    made.setdefault((model, technique), (*route, claim))
    return [(model, technique, rests) for (model, technique), rests in sorted(made.items())]


def places(claims: Iterable[Claim]) -> Iterator[tuple[str, Claim]]:
    """Yield each claim with the last part of its IRI.

    One statement quoted alike in several places has one id; the second place and further ones
    are told apart by a number, so that a node never has two notes or two lines.
    """
    seen: dict[str, int] = {}
    for claim in claims:
        name = claim.id
        count = seen[name] = seen.get(name, 0) + 1
        yield (name if count == 1 else f"{name}-{count}"), claim


def evidence(graph: KnowledgeGraph, names: Names, layer: Layer) -> Iterator[Triple]:
    """Yield the claims of a layer as nodes, each with its place and its quote (A4)."""
    from vaultkit.graph.vocab import schema

    iris, properties = entity_names(graph, names), schema().properties
    if layer == "inferred":
        yield from _inferred_claims(graph, names, iris)
    for name, claim in places(graph.claims):
        if claim.layer != layer:
            continue
        here = names.claim(name)
        said: Iri | Data = (
            _end(iris, names, claim.object)
            if claim.object is not None
            else value_of(claim, properties.get(claim.predicate))
        )
        rule = Iri(RULES + clean(claim.rule))
        yield Triple(here, A, vk("Claim"))
        yield Triple(here, _SUBJECT, _end(iris, names, claim.subject))
        yield Triple(here, _PREDICATE, vk(claim.predicate))
        yield Triple(here, _OBJECT, said)
        yield Triple(here, vk("note"), names.note(claim.note))
        yield Triple(here, vk("line"), number(claim.line))
        yield Triple(here, vk("charStart"), number(claim.span.start))
        yield Triple(here, vk("charEnd"), number(claim.span.end))
        yield Triple(here, vk("quote"), text(claim.quote))
        yield Triple(here, vk("confidence"), number(float(claim.confidence)))
        yield Triple(here, vk("modality"), text(claim.modality))
        yield Triple(here, vk("status"), text(claim.status))
        yield Triple(here, vk("layer"), text(claim.layer))
        yield Triple(here, vk("rule"), rule)
        yield Triple(rule, A, vk("Rule"))
        yield Triple(rule, _LABEL, text(claim.rule))
        if claim.heading:
            yield Triple(here, vk("heading"), text(claim.heading))
        if claim.raw is not None:
            yield Triple(here, vk("raw"), text(claim.raw))
        if claim.date_precision:
            yield Triple(here, vk("datePrecision"), text(claim.date_precision))


def _inferred_claims(
    graph: KnowledgeGraph, names: Names, iris: Mapping[EntityId, Iri]
) -> Iterator[Triple]:
    """Yield a claim for each inferred fact, with the claims that it rests on."""
    for model, technique, rests in inferred(graph):
        key = hashlib.blake2b(f"{model}\x1f{technique}".encode(), digest_size=6).hexdigest()
        here = names.claim(f"inferred-{key}")
        yield Triple(here, A, vk("Claim"))
        yield Triple(here, _SUBJECT, _end(iris, names, model))
        yield Triple(here, _PREDICATE, vk("usesTechnique"))
        yield Triple(here, _OBJECT, _end(iris, names, technique))
        yield Triple(here, vk("layer"), text("inferred"))
        yield Triple(here, vk("status"), text("accepted"))
        yield Triple(here, vk("modality"), text("asserted"))
        yield Triple(here, vk("confidence"), number(min(float(one.confidence) for one in rests)))
        for one in rests:
            yield Triple(here, vk("inferredFrom"), names.claim(one.id))
            yield Triple(here, Iri(PROV + "wasDerivedFrom"), names.claim(one.id))


def notes(graph: KnowledgeGraph, names: Names) -> Iterator[Triple]:
    """Yield the notes: title, date, what they mention, are about, link to and cite."""
    iris = entity_names(graph, names)
    status: dict[EntityId, str] = {}
    for note in graph.notes.values():
        here = names.note(note.path)
        yield Triple(here, A, vk("Note"))
        yield Triple(here, _LABEL, text(note.title))
        yield Triple(here, vk("path"), text(note.path))
        if note.date:
            yield Triple(here, vk("noteDate"), date(note.date))
            if note.date_source:
                yield Triple(here, vk("noteDateSource"), text(note.date_source))
        for other in note.links_to:
            yield Triple(here, vk("linksTo"), names.note(other))
        for entity in note.about:
            yield Triple(here, vk("about"), _end(iris, names, entity))
        for paper, read in note.cites:
            yield Triple(here, vk("cites"), _end(iris, names, paper))
            if read and READ_ORDER.index(read) < READ_ORDER.index(status.get(paper, "todo")):
                status[paper] = read
            elif read:
                status.setdefault(paper, read)
    for paper, read in status.items():
        yield Triple(_end(iris, names, paper), vk("readStatus"), text(read))
    for path, entity in sorted({(one.note, one.entity) for one in graph.mentions}):
        yield Triple(names.note(path), vk("mentions"), _end(iris, names, entity))


def layered(
    graph: KnowledgeGraph, names: Names, layers: Iterable[Layer] = ALL_LAYERS
) -> dict[GraphName, set[Triple]]:
    """Return every triple of the wanted layers, by the named graph it stands in."""
    made: dict[GraphName, set[Triple]] = {"vocabulary": set(vocabulary(graph, names))}
    for layer in layers:
        made[layer] = {*facts(graph, names, layer), *evidence(graph, names, layer)}
        if layer == "asserted":
            made[layer] |= set(notes(graph, names))
    return made


def plain(graph: KnowledgeGraph, names: Names) -> set[Triple]:
    """Return what facts.ttl holds: names and plain facts, no claims, lines or notes."""
    made = set(vocabulary(graph, names))
    for layer in DEFAULT_LAYERS:
        made |= set(facts(graph, names, layer))
    return made


def everything(graph: KnowledgeGraph, names: Names) -> set[Triple]:
    """Return what graph.ttl holds: names, facts, claims and notes of the default layers."""
    return set().union(*layered(graph, names, DEFAULT_LAYERS).values())
