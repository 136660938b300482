"""The terms of schema.ttl, and the names of the field in knowledge/."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vaultkit.errors import ConfigError
from vaultkit.graph.known import Known, read_known
from vaultkit.graph.store import parse_turtle

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

VK = "https://w3id.org/vaultkit/ns#"
"""Namespace of the terms."""
ID = "https://w3id.org/vaultkit/id/"
"""Namespace of the entities that vaultkit ships."""
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
SCHEMA = "https://schema.org/"

PREFIXES: Mapping[str, str] = {
    "vk": VK,
    "rdf": RDF,
    "rdfs": RDFS,
    "xsd": XSD,
    "skos": SKOS,
    "dcterms": "http://purl.org/dc/terms/",
    "schema": SCHEMA,
    "prov": "http://www.w3.org/ns/prov#",
    "fair4ml": "https://w3id.org/fair4ml/",
}
"""Prefixes that are the same for every vault; those of entities are made with its base."""


@dataclass(frozen=True, slots=True)
class Class:
    """A class of schema.ttl."""

    name: str
    label: str
    comment: str
    supers: tuple[str, ...] = ()
    """Local names of the `vk:` classes above it, nearest first."""
    standard: tuple[str, ...] = ()
    """IRIs of the standard classes that it is a sub-class of, sorted."""


@dataclass(frozen=True, slots=True)
class Property:
    """A property of schema.ttl."""

    name: str
    """Local name: what stands in a claim's `predicate`."""
    label: str
    comment: str
    module: str
    """lineage, technique, data, origin, evaluation, number, vault, evidence or annotation."""
    supers: tuple[str, ...] = ()
    """Local names of the `vk:` properties above it, nearest first."""
    standard: tuple[str, ...] = ()
    """IRIs of the standard properties that it is a sub-property of, sorted."""
    domain: tuple[str, ...] = ()
    """Local names of the classes that its subjects may have; empty where nothing is said."""
    range: tuple[str, ...] = ()
    """Local names of the classes that its objects may have; empty for values."""
    datatype: str | None = None
    """`integer`, `string`, `date`, `decimal` or `boolean`; None where the object is a thing."""
    functional: bool = False
    """A thing has one value only, so that two different ones are a contradiction."""
    inverse: str | None = None
    symmetric: bool = False

    @property
    def iri(self) -> str:
        """Return its full name on the web."""
        return VK + self.name


@dataclass(frozen=True, slots=True)
class Schema:
    """The ontology: its classes and properties by local name, in the order of the file."""

    classes: Mapping[str, Class]
    properties: Mapping[str, Property]

    def below(self, name: str) -> tuple[str, ...]:
        """Return the property itself and every property below it, in the order of the file."""
        return tuple(
            one.name for one in self.properties.values() if one.name == name or name in one.supers
        )


def schema_path() -> Path:
    """Return where schema.ttl is: in the wheel beside the names, else at the top of the project."""
    package = Path(__file__).resolve().parent.parent
    shipped = package / "knowledge" / "schema.ttl"
    return shipped if shipped.is_file() else package.parent.parent / "schema.ttl"


def knowledge_path() -> Path:
    """Return where the shipped names of the field are."""
    return Path(__file__).resolve().parent.parent / "knowledge" / "llm.ttl"


@cache
def words(name: str) -> tuple[str, ...]:
    """Return a list of words of the field from knowledge/words.toml."""
    return tuple(_words()[name])


@cache
def word_groups(name: str) -> tuple[tuple[str, ...], ...]:
    """Return a list of lists from knowledge/words.toml."""
    return tuple(tuple(one) for one in _words()[name])


@cache
def told_phrases() -> tuple[dict[str, Any], ...]:
    """Return the techniques told in other words, as knowledge/told.toml has them."""
    file = knowledge_path().with_name("told.toml")
    return tuple(tomllib.loads(file.read_text(encoding="utf-8"))["told"])


@cache
def _words() -> dict[str, Any]:
    """Read knowledge/words.toml, once a process."""
    file = knowledge_path().with_name("words.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


@cache
def schema() -> Schema:
    """Return the ontology, read once a process."""
    return read_schema(_schema_triples())


@cache
def knowledge() -> tuple[Known, ...]:
    """Return every name that vaultkit ships, sorted by id, read once a process."""
    names = parse_turtle(knowledge_path().read_text(encoding="utf-8"))
    return read_known([*_schema_triples(), *names])


def read_vocabulary(turtle: str, *, where: str = "") -> tuple[Known, ...]:
    """Return the names in a user's own Turtle text, sorted by id.

    It needs no more than a class and a label for each name; `where` is said in errors.

    Raises:
        ConfigError: the text is no Turtle.
    """
    try:
        return read_known(parse_turtle(turtle))
    except SyntaxError as error:
        raise ConfigError(f"this is no Turtle: {error.msg}", where=where) from error


@cache
def _schema_triples() -> tuple[tuple[str, str, str], ...]:
    return tuple(parse_turtle(schema_path().read_text(encoding="utf-8")))


def read_schema(triples: Iterable[tuple[str, str, str]]) -> Schema:
    """Return the classes and properties that the triples define in our namespace."""
    about: dict[str, dict[str, list[str]]] = {}
    for subject, predicate, value in triples:
        if subject.startswith(VK):
            about.setdefault(subject, {}).setdefault(predicate, []).append(value)

    def of(term: str, *predicates: str) -> list[str]:
        return [value for one in predicates for value in about.get(term, {}).get(one, ())]

    def above(term: str, predicate: str) -> tuple[str, ...]:
        found: list[str] = []
        queue = of(term, predicate)
        while queue:
            one = queue.pop(0)
            if one.startswith(VK) and _local(one) not in found:
                found.append(_local(one))
                queue.extend(of(one, predicate))
        return tuple(found)

    classes, properties = {}, {}
    for term in about:
        name, types = _local(term), of(term, RDF + "type")
        label = "".join(of(term, RDFS + "label"))
        comment = "".join(of(term, RDFS + "comment"))
        if RDFS + "Class" in types:
            over = of(term, RDFS + "subClassOf")
            standard = tuple(sorted(one for one in over if not one.startswith(VK)))
            supers = above(term, RDFS + "subClassOf")
            classes[name] = Class(name, label, comment, supers, standard)
        elif RDF + "Property" in types or OWL + "AnnotationProperty" in types:
            over = of(term, RDFS + "subPropertyOf")
            ranges = of(term, RDFS + "range", SCHEMA + "rangeIncludes")
            properties[name] = Property(
                name=name,
                label=label,
                comment=comment,
                module="".join(of(term, VK + "module")),
                supers=above(term, RDFS + "subPropertyOf"),
                standard=tuple(sorted(one for one in over if not one.startswith(VK))),
                domain=tuple(map(_local, of(term, RDFS + "domain", SCHEMA + "domainIncludes"))),
                range=tuple(_local(one) for one in ranges if one.startswith(VK)),
                datatype=next((_local(one) for one in ranges if one.startswith(XSD)), None),
                functional="true" in of(term, VK + "oneValue"),
                inverse=next(map(_local, of(term, OWL + "inverseOf")), None),
                symmetric=OWL + "SymmetricProperty" in types,
            )
    return Schema(classes, properties)


def _local(iri: str) -> str:
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]
