"""The words of RDF: IRIs, literals, triples, and how vaultkit names things on the web."""

from __future__ import annotations

from functools import cache

from vaultkit.errors import ConfigError
from vaultkit.text import pattern

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from typing import Final, NamedTuple

    from vaultkit.graph.facts import Entity, EntityId, Layer
else:
    from vaultkit.values import NamedTuple

VK = "https://w3id.org/vaultkit/ns#"
ID = "https://w3id.org/vaultkit/id/"
XSD = "http://www.w3.org/2001/XMLSchema#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
SHACL = "http://www.w3.org/ns/shacl#"
PROV = "http://www.w3.org/ns/prov#"

ALL_LAYERS: tuple[Layer, ...] = ("asserted", "curated", "background", "inferred")
DEFAULT_LAYERS: tuple[Layer, ...] = ("asserted", "curated")
"""Layers that are read where nobody chose."""

VOCABULARIES = {
    "vk": VK,
    "rdf": RDF,
    "rdfs": RDFS,
    "xsd": XSD,
    "skos": SKOS,
    "dcterms": "http://purl.org/dc/terms/",
    "schema": "https://schema.org/",
    "prov": PROV,
    "fair4ml": "https://w3id.org/fair4ml/",
}
"""Prefixes of vocabularies that queries may use without declaring them."""

KIND_PREFIXES = {
    "model": "model",
    "technique": "technique",
    "dataset": "dataset",
    "benchmark": "benchmark",
    "paper": "paper",
    "organization": "organization",
    "person": "person",
    "license": "license",
    "task": "evaluation-task",
    "software": "software",
}
"""Prefix of a kind of entity, and the kind as it stands in IRIs."""

_NOT_IN_IRI = pattern(r'[\x00-\x20<>"{}|^`\\\x7f-\xa0\ud800-\udfff]')
_SURROGATE = pattern("[\ud800-\udfff]")
_ALL_PLAIN = pattern(r"[A-Za-z0-9._~/-]*")
_PLAIN = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/")
_PERCENT = [chr(byte) if byte in _PLAIN else f"%{byte:02X}" for byte in range(256)]
_ABSOLUTE = pattern(r"[A-Za-z][A-Za-z0-9+.-]{0,30}:")


class Iri(str):
    """An absolute IRI."""

    __slots__ = ()


class Data(NamedTuple):
    """A literal: its text, and the IRI of its datatype or its language.

    (A tuple like `Triple`, not a dataclass: a stored graph is asked in less time than Python
    takes to import those; so are the other values that stand on that way.)
    """

    text: str
    datatype: str = XSD + "string"
    language: str = ""


class Blank(str):
    """The label of a blank node, without `_:`; only in answers, never in what vaultkit writes."""

    __slots__ = ()


Term = Iri | Data | Blank


class Triple(NamedTuple):
    """One statement."""

    subject: Iri
    predicate: Iri
    object: Iri | Data


A = Iri(RDF + "type")


@cache
def vk(name: str) -> Iri:
    """Return the IRI of a term of vaultkit's own ontology."""
    return Iri(VK + name)


def graph_name(layer: str) -> Iri:
    """Return the IRI of a layer's named graph."""
    return vk(f"layer/{layer}")


def text(value: str) -> Data:
    """Return a plain literal; a lone surrogate, which no RDF can hold, becomes U+FFFD."""
    return Data(_SURROGATE.sub("\ufffd", value))


def number(value: float) -> Data:
    """Return an integer, or a decimal (never a double: `9.5e-01` reads badly and differs)."""
    if isinstance(value, int):
        return Data(str(int(value)), XSD + "integer")
    short = f"{value:.6f}".rstrip("0")
    return Data(short + "0" if short.endswith(".") else short, XSD + "decimal")


def date(value: str) -> Data:
    """Return an ISO date of any precision as xsd:date, so that dates compare (A3)."""
    parts = [*value[:10].split("-"), "01", "01"][:3]
    return Data("-".join(parts), XSD + "date")


def sort_key(triple: Triple) -> tuple[str, bool, str, bool, str, str, str]:
    """Order triples: by subject, `a` before other predicates, IRIs before literals."""
    said = triple.object
    if isinstance(said, Data):
        return (
            triple.subject,
            triple.predicate != A,
            triple.predicate,
            True,
            said.text,
            said.datatype,
            said.language,
        )
    return (triple.subject, triple.predicate != A, triple.predicate, False, said, "", "")


class Names:
    """How things are named on the web in one vault (design: names on the web).

    What vaultkit ships stands under its own base; names that only this vault knows, its notes and
    its claims stand under the vault's, so that two strangers' unknown names are not one thing.
    """

    __slots__ = ("base",)

    def __init__(self, base: str) -> None:
        """Keep a base, which ends where a name goes on: `urn:vaultkit:my%20vault:`.

        Raises:
            ConfigError: it can not start an IRI.
        """
        self.base: Final = base
        if _NOT_IN_IRI.search(base) or not _ABSOLUTE.match(base):
            raise ConfigError(
                f"{base!r} can not start an IRI",
                where="base",
                hint="give an absolute address such as 'https://example.org/kb/'",
            )

    def entity(self, entity: Entity) -> Iri:
        """Return the IRI of an entity."""
        return self.of(entity.id, shipped=entity.shipped)

    def of(self, name: EntityId | str, *, shipped: bool) -> Iri:
        """Return the IRI of an entity's id, under vaultkit's base or the vault's."""
        return Iri((ID if shipped else self.base) + clean(name))

    def note(self, path: str) -> Iri:
        """Return the IRI of a note: its path, percent-encoded."""
        return Iri(f"{self.base}note/{percent(path)}")

    def claim(self, name: str) -> Iri:
        """Return the IRI of a claim."""
        return Iri(f"{self.base}claim/{name}")

    def prefixes(self) -> dict[str, str]:
        """Return every prefix that a query may use without declaring it, sorted."""
        kinds = {prefix: f"{ID}{kind}/" for prefix, kind in KIND_PREFIXES.items()}
        own = {"note": f"{self.base}note/", "claim": f"{self.base}claim/"}
        own |= {f"here-{prefix}": f"{self.base}{kind}/" for prefix, kind in KIND_PREFIXES.items()}
        return dict(sorted((VOCABULARIES | kinds | own).items()))


def clean(name: str) -> str:
    """Percent-encode what may not stand in an IRI."""
    return _NOT_IN_IRI.sub(lambda found: percent(found[0]), name)


def percent(name: str) -> str:
    """Percent-encode all but letters, digits, `-._~` and `/` (urllib's costs as much as click)."""
    if _ALL_PLAIN.fullmatch(name):
        return name
    data = name.encode("utf-8", "surrogatepass")
    return "".join([_PERCENT[byte] for byte in data])
