"""The names that a vault's notes are read with: the shipped list and what the vault adds."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from hashlib import blake2b
from typing import TYPE_CHECKING

from vaultkit.extract.names import SIZE, Tail, compose, fold
from vaultkit.graph.facts import Entity, EntityId, entity_id
from vaultkit.graph.vocab import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from vaultkit.graph.facts import Kind
    from vaultkit.graph.known import Known

MODEL_KINDS = frozenset({"model-series", "model", "model-variant"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One name-bearing thing."""

    id: EntityId
    kind: Kind
    label: str
    forms: tuple[str, ...] = ()
    """Every name of it as written, the label first."""
    part_of: EntityId | None = None
    developer: EntityId | None = None
    paper: EntityId | None = None
    needs_cue: bool = False
    cued: frozenset[str] = frozenset()
    """Forms that mean it only where the note speaks of it or its family elsewhere."""
    shipped: bool = False
    general: bool = False
    """A technique that is a whole class of them: `attention`, `optimizer`."""
    only_size: str = ""
    """The one size that a model exists in, as names have it: `14B`."""
    described: bool = False
    """It has no name: its forms are a note's words for it, and find it nowhere else."""

    @property
    def is_model(self) -> bool:
        """Tell whether it is a model of any level."""
        return self.kind in MODEL_KINDS

    def entity(self, aliases: Iterable[str] = ()) -> Entity:
        """Return it as the graph keeps it."""
        names = sorted({*self.forms, *aliases} - {self.label} - self.cued)
        return Entity(self.id, self.kind, self.label, tuple(names), self.shipped, self.described)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All entries, by id and by folded form."""

    entries: Mapping[EntityId, Entry]
    forms: Mapping[str, tuple[tuple[EntityId, str], ...]]
    """Folded form to its entries, each with the form as written."""
    sized: frozenset[EntityId] = frozenset()
    """Models that are known in several sizes."""
    introduced: Mapping[EntityId, tuple[Entry, ...]] = field(default_factory=dict)
    """Paper to the models it introduced, releases only."""
    plain: dict[str, tuple[str, ...]] = field(default_factory=dict, compare=False, repr=False)
    """Names of models that are plain words, by first letter: kept by whoever looks for misspelt ones."""
    _made: dict[str, Entry] = field(default_factory=dict, compare=False, repr=False)
    _ids: dict[EntityId, Entry] = field(default_factory=dict, compare=False, repr=False)
    _members: dict[EntityId, tuple[Entry, ...]] = field(
        default_factory=dict, compare=False, repr=False
    )

    def find(self, name: str, kinds: frozenset[str] = MODEL_KINDS) -> Entry | None:
        """Return the entry that a name means, among the kinds given: as written, else folded."""
        found = [
            (self.entries[one], form)
            for one, form in self.forms.get(fold(name), ())
            if self.entries[one].kind in kinds
        ]
        exact = next((one for one, form in found if form == name), None)
        return exact or (found[0][0] if found else None)

    def with_tail(self, base: Entry, tail: Tail) -> Entry:
        """Return the model that a base name and its tail name together, known or new.

        `Llama 2` and `70B chat` is a variant of the release; a version alone makes a release of
        the series. The same name always makes the same entry.
        """
        if tail.size and tail.size == base.only_size:
            tail = replace(tail, size="")
        if tail.late:
            return self._late(self.with_tail(base, replace(tail, late="")), tail.late)
        if not (tail.version or tail.size or tail.variants or tail.quant):
            return base
        owner = base
        if tail.version and (tail.size or tail.variants or tail.quant):
            owner = self.with_tail(base, Tail(0, version=tail.version))
            tail = Tail(0, "", tail.size, tail.variants, tail.quant)
        label = compose(owner.label, tail)
        for form in owner.forms or (owner.label,):
            known = self.find(compose(form, tail)) or (
                self.find(compose(form, replace(tail, version="V" + tail.version)))
                if tail.version
                else None
            )
            if known is not None:
                return known
        if tail.size and fold(owner.label).endswith(fold(tail.size)):
            return self.with_tail(owner, Tail(0, "", "", tail.variants, tail.quant))
        if tail.size and not tail.variants and "-" not in tail.size:
            same = [
                one
                for one in self.members(owner.id)
                if fold(one.label).startswith(fold(label) + "a")
            ]
            if len(same) == 1:
                return same[0]
        other = SIZE.search(owner.label)
        if tail.size and other and other.end() == len(owner.label) and owner.part_of:
            above = self.get(owner.part_of)
            if above is not None and not SIZE.search(above.label):
                return self.with_tail(above, tail)
        made = self._made.get(label)
        if made is None:
            kind: Kind = "model" if tail.version else "model-variant"
            made = Entry(
                entity_id(kind, label), kind, label, (label,), owner.id, developer=owner.developer
            )
            self._made[label] = made
            self._ids.setdefault(made.id, made)
        return made

    def _late(self, owner: Entry, version: str) -> Entry:
        """Return a version of a model in one size: `Mistral 7B Instruct v0.2`."""
        tail = Tail(0, late=version)
        for form in owner.forms or (owner.label,):
            known = self.find(compose(form, tail))
            if known is not None:
                return known
        made = self.new(compose(owner.label, tail), "model-variant")
        if made.part_of is None:
            made = replace(made, part_of=owner.part_of or owner.id, developer=owner.developer)
            self._made[made.label] = self._ids[made.id] = made
        return made

    def new(self, name: str, kind: Kind = "model") -> Entry:
        """Return an entry for a name that no list has."""
        made = self._made.get(name)
        if made is None:
            made = Entry(entity_id(kind, name), kind, name, (name,))
            self._made[name] = made
            self._ids.setdefault(made.id, made)
        return made

    def key(self) -> bytes:
        """Return what tells this lexicon from another: the hash of its entries."""
        made = blake2b()
        for entry in self.entries.values():
            row = [getattr(entry, one.name) for one in fields(entry) if one.name != "cued"]
            made.update(repr([*row, *sorted(entry.cued)]).encode("utf-8", "surrogatepass"))
        return made.digest()

    def forget(self) -> None:
        """Forget the entries made while reading: each note is read as if it were the only one."""
        self._made.clear()
        self._ids.clear()

    def ancestors(self, entry: Entry) -> tuple[EntityId, ...]:
        """Return the release and series above a model, nearest first."""
        above: list[EntityId] = []
        seen = {entry.id}
        part_of = entry.part_of
        while part_of is not None and part_of not in seen:
            above.append(part_of)
            seen.add(part_of)
            owner = self.get(part_of)
            part_of = owner.part_of if owner else None
        return tuple(above)

    def members(self, owner: EntityId) -> tuple[Entry, ...]:
        """Return the listed entries right below one."""
        if not self._members:
            below: dict[EntityId, list[Entry]] = {}
            for entry in self.entries.values():
                if entry.part_of:
                    below.setdefault(entry.part_of, []).append(entry)
            self._members.update({key: tuple(value) for key, value in below.items()})
        return self._members.get(owner, ())

    def get(self, wanted: EntityId) -> Entry | None:
        """Return an entry by its id, shipped or made while reading."""
        return self.entries.get(wanted) or self._ids.get(wanted)


def make_lexicon(known: Iterable[Known], added: Iterable[Entry] = ()) -> Lexicon:
    """Return the lexicon of the shipped list and a vault's own entries; a vault's own go first."""
    entries: dict[EntityId, Entry] = {}
    forms: dict[str, list[tuple[EntityId, str]]] = {}
    own = list(added)
    for entry in own:
        entries[entry.id] = entry
    held = list(known)
    for one in held:
        sure = (one.label, *one.aliases, *one.hidden)
        names = tuple(dict.fromkeys((*sure, *one.cued)))
        before = entries.get(one.id)
        if before is not None:
            names = tuple(dict.fromkeys((*names, *before.forms)))
        entries[one.id] = Entry(
            one.id,
            one.kind,
            one.label,
            names,
            one.part_of,
            one.developer,
            one.paper,
            one.needs_cue,
            frozenset(one.cued) - frozenset(sure),
            shipped=True,
            general=one.is_class,
            only_size=one.only_size,
        )
    for entry in entries.values():
        for name in entry.forms:
            key = fold(name)
            here = forms.setdefault(key, [])
            if key and all(entry.id != other for other, _ in here):
                here.append((entry.id, name))
    counts: dict[EntityId, int] = {}
    for entry in entries.values():
        if entry.kind == "model-variant" and entry.part_of:
            counts[entry.part_of] = counts.get(entry.part_of, 0) + 1
    return Lexicon(
        entries,
        {key: tuple(value) for key, value in forms.items()},
        frozenset(key for key, count in counts.items() if count > 1) | _several(entries.values()),
        _by_paper(entries.values()),
    )


def _several(entries: Iterable[Entry]) -> frozenset[EntityId]:
    """Return the listed releases that came out in several sizes."""
    labels = frozenset(words("several_sizes"))
    return frozenset(one.id for one in entries if one.shipped and one.label in labels)


def _by_paper(entries: Iterable[Entry]) -> dict[EntityId, tuple[Entry, ...]]:
    """Return the releases that each paper introduced; variants only where there is no release."""
    found: dict[EntityId, list[Entry]] = {}
    for entry in entries:
        if entry.is_model and entry.paper:
            found.setdefault(entry.paper, []).append(entry)
    return {
        paper: tuple(one for one in models if one.kind == "model") or tuple(models)
        for paper, models in found.items()
    }
