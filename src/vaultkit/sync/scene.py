"""What panels are made from: the graph, the vault, and which note is whose."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from vaultkit.graph.facts import EntityId
from vaultkit.graph.lineage import Lineage, lineage
from vaultkit.graph.settle import Contradiction, find_contradictions
from vaultkit.notes.own import is_own_value, made_about
from vaultkit.sync.style import Style, one_line
from vaultkit.text import NotePath
from vaultkit.vault.names import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from vaultkit.config import Config
    from vaultkit.graph.facts import Claim, Entity
    from vaultkit.graph.graph import KnowledgeGraph
    from vaultkit.vault.vault import Vault

MOST_SOURCES = 3
READ_ORDER = ("read", "reading", "todo", "")


@dataclass(frozen=True)
class Scene:
    """A vault and its graph at one moment."""

    vault: Vault
    graph: KnowledgeGraph
    config: Config
    made: Mapping[str, str] = field(default_factory=dict)
    """Path and entity of the notes that vaultkit made: their own head says nothing (A8.1)."""

    @cached_property
    def lineage(self) -> Lineage:
        """Return where the models come from."""
        return lineage(self.graph)

    @cached_property
    def contradictions(self) -> tuple[Contradiction, ...]:
        """Return where notes give different values."""
        return find_contradictions(self.graph.claims, self.graph.notes)

    @cached_property
    def entity_of(self) -> Mapping[NotePath, EntityId]:
        """Return the entity that each note is the own note of."""
        found = {}
        for path, facts in self.graph.notes.items():
            name = name_key(self.vault.notes[path].name) if path in self.vault.notes else ""
            near = [one for one in facts.about if name in self._names(one)]
            if near:
                found[path] = min(near, key=lambda one: (self._is_label(one, name), one))
            elif len(facts.about) == 1 and self._typed(path):
                found[path] = facts.about[0]
        marked = {
            str(path): about
            for path, note in self.vault.notes.items()
            if (about := made_about(note))
        }
        for name, key in {**self.made, **marked}.items():
            made = NotePath(name)
            if made in self.vault.notes and key in self.graph.entities:
                found.setdefault(made, EntityId(key))
        return found

    @cached_property
    def note_of(self) -> Mapping[EntityId, NotePath]:
        """Return the own note of each entity: the one that carries its label, then the nearest."""
        found: dict[EntityId, NotePath] = {}
        ranked = sorted(
            self.entity_of.items(),
            key=lambda one: (
                self._is_label(one[1], name_key(self.vault.notes[one[0]].name)),
                len(one[0]),
                one[0],
            ),
        )
        for path, entity in ranked:
            found.setdefault(entity, path)
        return found

    @cached_property
    def reading(self) -> Mapping[EntityId, str]:
        """Return the furthest reading status of each paper, over all notes."""
        found: dict[EntityId, str] = {}
        for facts in self.graph.notes.values():
            for paper, status in facts.cites:
                known = found.get(paper, "")
                found[paper] = min(known, status, key=READ_ORDER.index)
        return found

    @cached_property
    def listed(self) -> frozenset[str]:
        """Return the properties whose values are lists in most notes of the vault."""
        counts: Counter[str] = Counter()
        for note in self.vault.notes.values():
            for one in note.fields:
                if not one.inline and one.value is not None and not is_own_value(note, one):
                    counts[one.key.lower()] += 1 if isinstance(one.value, list) else -1
        return frozenset(key for key, count in counts.items() if count > 0)

    def view(self, path: NotePath) -> View:
        """Return the scene as one note's panels see it."""
        return View(self, path, Style(self.vault, path, links=self.config.sync.links))

    def entity(self, key: EntityId) -> Entity | None:
        """Return an entity; None where the graph only names it."""
        return self.graph.entities.get(key)

    def label(self, key: EntityId) -> str:
        """Return what an entity is called."""
        entity = self.entity(key)
        return entity.label if entity else key.partition("/")[2]

    def kind(self, key: EntityId) -> str:
        """Return an entity's kind."""
        entity = self.entity(key)
        return entity.kind if entity else key.partition("/")[0]

    def _names(self, key: EntityId) -> frozenset[str]:
        entity = self.entity(key)
        if entity is None:
            return frozenset()
        return frozenset(name_key(one) for one in (entity.label, *entity.aliases))

    def _is_label(self, key: EntityId, name: str) -> bool:
        """Return what sorts an own note that carries the label before one with an alias."""
        return name_key(self.label(key)) != name

    def _typed(self, path: NotePath) -> bool:
        note = self.vault.notes.get(path)
        return note is not None and note.field("type") is not None


@dataclass(frozen=True)
class View:
    """The scene seen from one note."""

    scene: Scene
    path: NotePath
    style: Style

    @property
    def entity(self) -> EntityId | None:
        """Return what the note is about."""
        return self.scene.entity_of.get(self.path)

    def name(self, key: EntityId) -> str:
        """Return an entity's name, as a link where it has a note of its own."""
        note = self.scene.note_of.get(key)
        shown = self.scene.label(key)
        return self.style.link(note, shown) if note else one_line(shown)

    def sources(self, claims: Iterable[Claim]) -> str:
        """Return links to the places that say so: one for each note, the surest first."""
        best: dict[str, Claim] = {}
        for claim in sorted(claims, key=lambda one: (-one.confidence, one.note, one.line)):
            best.setdefault(claim.note, claim)
        kept = list(best.values())[:MOST_SOURCES]
        links = [self.place(claim) for claim in kept]
        more = len(best) - len(kept)
        return ", ".join(links) + (f" and {more} more" if more else "")

    def place(self, claim: Claim) -> str:
        """Return a link to the section in which a claim stands."""
        chain = "".join(f"#{_words(part)}" for part in claim.heading.split(" > ") if part)
        name = claim.note.rpartition("/")[2]
        words = name[:-3] if name.lower().endswith(".md") else name
        if claim.note == self.path:
            words = "here"
        return self.style.link(claim.note, words, chain)

    def value(self, claim: Claim) -> str:
        """Return what a claim says: a thing by its name, a number as it was written."""
        if claim.object is not None:
            return self.name(claim.object)
        return one_line(str(claim.raw or claim.value))


def _words(heading: str) -> str:
    from vaultkit.sync.rename_heading import link_words

    return link_words(heading)
