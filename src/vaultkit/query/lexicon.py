"""Names of the graph's things: from what a user types to an IRI, and back to a label."""

from __future__ import annotations

import unicodedata

from vaultkit.errors import UnknownName, VaultkitError
from vaultkit.graph.terms import ID, KIND_PREFIXES, RDFS, SKOS, VK, A, Data, Iri, Triple

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Final, NamedTuple
else:
    from vaultkit.values import NamedTuple

MODELS = ("model-series", "model", "model-variant")
DATA = ("dataset", "benchmark")
KINDS: Mapping[str, tuple[str, ...]] = {
    "model": MODELS,
    "dataset": DATA,
    "task": ("evaluation-task",),
    "entity": (),
}
"""Kinds of a parameter that take more than one kind of thing; `entity` takes all."""


class Named(NamedTuple):
    """One thing with a name."""

    iri: Iri
    kind: str
    """Such as `model-variant`, or `note`."""
    label: str
    names: tuple[str, ...] = ()
    """Label and aliases, sorted."""

    @property
    def id(self) -> str:
        """Return the last two parts of the IRI: `model/orca`."""
        return short_id(self.iri)


def short_id(iri: str) -> str:
    """Return what stands after the base in an entity's IRI: `model/orca`."""
    if iri.startswith(ID):
        return iri[len(ID) :]
    for kind in ("model", *sorted({*KIND_PREFIXES.values(), "note"})):
        at = iri.find(f"{kind}/")
        if at > 0 and iri[at - 1] in ":/#":
            return iri[at:]
    return iri


_DROPPED = {code: None for code in range(128) if not (chr(code).isalnum() or chr(code) == ".")}


def fold(name: str) -> str:
    """Return a name as it is compared: no case, no blanks, hyphens or marks."""
    if name.isascii():
        return name.lower().replace("+", "plus").translate(_DROPPED)
    text = unicodedata.normalize("NFKC", name).casefold().replace("+", "plus")
    return "".join(char for char in text if char.isalnum() or char == ".")


class Lexicon:
    """Everything with a name, by name and by IRI."""

    __slots__ = ("_index", "_words", "things")

    def __init__(
        self, things: Mapping[Iri, Named], index: dict[str, tuple[str, ...]] | None = None
    ) -> None:
        """Keep things by IRI, and the IRIs of those with each folded name where they are known."""
        self.things: Final = things
        self._index = index or {}
        self._words: frozenset[str] = frozenset()

    @classmethod
    def of(cls, triples: Iterable[Triple]) -> Lexicon:
        """Make one from a graph's types and labels."""
        from vaultkit.graph.quads import CLASSES

        kind_of = {names[-1]: kind for kind, names in CLASSES.items()} | {"Note": "note"}
        kinds: dict[Iri, str] = {}
        labels: dict[Iri, str] = {}
        others: dict[Iri, set[str]] = {}
        unnamed: set[Iri] = set()
        for one in triples:
            if one.predicate == A and one.object.__class__ is Iri:
                name = str(one.object).removeprefix(VK)
                if name in kind_of and (one.subject not in kinds or name != "Dataset"):
                    kinds[one.subject] = kind_of[name]
            elif isinstance(one.object, Data):
                if one.predicate == RDFS + "label":
                    labels[one.subject] = one.object.text
                elif one.predicate == VK + "described":
                    unnamed.add(one.subject)
                elif one.predicate in {SKOS + "altLabel", SKOS + "prefLabel", VK + "path"}:
                    others.setdefault(one.subject, set()).add(one.object.text)
        things = {}
        for iri, kind in sorted(kinds.items()):
            label = labels.get(iri, short_id(iri))
            # A thing that is only described has no name that a question could use in passing.
            also = () if iri in unnamed else others.get(iri, ())
            names = tuple(sorted({label, *also}))
            things[iri] = Named(iri, kind, label, names)
        return cls(things)

    @property
    def index(self) -> dict[str, tuple[str, ...]]:
        """Return the IRIs of the things with each folded name."""
        if not self._index:
            found: dict[str, list[str]] = {}
            for thing in self.things.values():
                slug = thing.id.partition("/")[2]
                for name in dict.fromkeys(fold(one) for one in (*thing.names, slug)):
                    found.setdefault(name, []).append(str(thing.iri))
            self._index.update({key: tuple(found[key]) for key in sorted(found)})
        return self._index

    @property
    def words(self) -> frozenset[str]:
        """Return the words of all names, in small letters."""
        if not self._words:
            found = {
                word
                for one in self.things.values()
                for name in one.names
                for word in name.lower().split()
            }
            self._words = frozenset(found)
        return self._words

    def label(self, iri: str) -> str | None:
        """Return what a thing is called."""
        thing = self.things.get(Iri(iri))
        return thing.label if thing else None

    def find(self, name: str, kind: str = "entity") -> tuple[Named, ...]:
        """Return the things of a kind that a name can mean, those whose label it is first."""
        if Iri(name.strip("<>")) in self.things:
            return (self.things[Iri(name.strip("<>"))],)
        exact = [one for one in self.things.values() if one.id == name] if "/" in name else []
        wanted = KINDS.get(kind, (kind,))
        found = exact or [
            one
            for one in map(self.things.__getitem__, map(Iri, self.index.get(fold(name), ())))
            if (one.kind in wanted if wanted else one.kind != "note")
        ]
        slug = name.lower()
        return tuple(
            sorted(
                found,
                key=lambda one: (
                    one.label != name,
                    one.label.lower() != name.lower(),
                    one.id.partition("/")[2] != slug,
                    _rank(one.kind),
                    one.iri,
                ),
            )
        )

    def one(self, name: str, kind: str = "entity") -> Named:
        """Return the one thing that a name means.

        A name of several kinds of thing means the model; of several models, the one whose label
        it is.

        Raises:
            VaultkitError: nothing has the name, or several things have it alike.
        """
        found = self.find(name, kind)
        if not found:
            wanted = KINDS.get(kind, (kind,))
            known = [
                one
                for thing in self.things.values()
                if (thing.kind in wanted if wanted else thing.kind != "note")
                for one in thing.names
            ]
            what = "name" if kind == "entity" else kind
            raise UnknownName(what, name, known, hint="see `vaultkit list entities`")
        if len(found) > 1 and _alike(name, found[0]) == _alike(name, found[1]):
            ids = ", ".join(one.id for one in found[:5])
            raise VaultkitError(f"{name!r} can mean {ids}", hint="give one of these instead")
        return found[0]


def _alike(name: str, thing: Named) -> tuple[bool, bool, int]:
    """Return how well a name fits a thing."""
    return (thing.label.lower() != name.lower(), thing.id.endswith("/" + name), _rank(thing.kind))


def _rank(kind: str) -> int:
    """Order kinds: what a bare name most likely means comes first."""
    order = ("model", "model-series", "model-variant", "technique", "paper", "dataset", "benchmark")
    return order.index(kind) if kind in order else len(order)
