"""What the notes say, in the shape that is wanted."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from vaultkit.api.things import Rows
from vaultkit.graph.terms import DEFAULT_LAYERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    import networkx as nx
    import rdflib
    from pyvis.network import Network

    from vaultkit.graph.facts import EntityId, Layer
    from vaultkit.graph.graph import KnowledgeGraph
    from vaultkit.graph.lineage import Step
    from vaultkit.graph.terms import Iri
    from vaultkit.query.stored import Stored
    from vaultkit.workspace import Workspace


class OpenGraph:
    """What the notes say, in the shape that is wanted."""

    def __init__(self, work: Workspace) -> None:
        self._work = work

    @property
    def facts(self) -> KnowledgeGraph:
        """Return the graph as vaultkit's own value: entities, mentions, claims, notes."""
        return self._work.graph

    def to_rdf(self, *, layers: Sequence[Layer] = DEFAULT_LAYERS) -> rdflib.Graph:
        """Return names, facts, claims and notes of the layers as an rdflib graph."""
        from vaultkit.graph.rdf import to_rdf

        return to_rdf(self.facts, self._work.base, layers=layers)

    def to_networkx(self, *, level: str | None = None) -> nx.MultiDiGraph[str]:
        """Return the accepted facts as a networkx graph.

        What nodes and edges carry stands at the top of `vaultkit.graph.network`.

        Args:
            level: None for all things; `release` folds variants into their release, `series`
                also releases into their series.
        """
        from vaultkit.graph.network import to_networkx

        return to_networkx(self.facts, level=level)

    def to_pyvis(self, name: str | None = None, *, depth: int = 2) -> Network:
        """Return a thing and what lies within `depth` steps of it as a pyvis network."""
        from vaultkit.export.formats.pyvis import network

        return network(self.facts, self._id(name) if name is not None else None, depth)

    def ancestors(self, name: str) -> dict[str, tuple[Step, ...]]:
        """Return what a model comes from: each ancestor's id, with the steps to it."""
        from vaultkit.graph.lineage import lineage

        return {str(key): way for key, way in lineage(self.facts).climb(self._id(name)).items()}

    def descendants(self, name: str) -> dict[str, tuple[Step, ...]]:
        """Return what comes from a model: each descendant's id, with the steps to it."""
        from vaultkit.graph.lineage import lineage

        return {str(key): way for key, way in lineage(self.facts).descend(self._id(name)).items()}

    def query(self, text: str, **parameters: str) -> Rows:
        """Answer SPARQL, or a named question with its parameters."""
        from vaultkit.query.question import question, terms_for

        if any(mark in text for mark in "{ ?\n"):
            return Rows(self.stored.run(text), self.stored)
        asked = question(text)
        bound = asked.bind(terms_for(asked, parameters, self.stored.lexicon))
        return Rows(self.stored.run(bound), self.stored)

    def ask(self, text: str) -> Rows:
        """Answer a question in plain words."""
        from vaultkit.query.ask import understand

        made = understand(text, self.stored.lexicon)
        said = f"{made.question}: {made.words}"
        return Rows(self.stored.run(made.sparql), self.stored, said)

    @cached_property
    def stored(self) -> Stored:
        """Return the graph ready to be asked."""
        from vaultkit.query import kept
        from vaultkit.query.stored import of_graph

        work = self._work
        if work.use_cache and not work.is_read:
            found = kept.kept(work.root, work.config, work.base, DEFAULT_LAYERS, lambda: self.facts)
        else:
            found = of_graph(self.facts, work.base)
        return kept.for_now(found)

    @cached_property
    def ids(self) -> dict[Iri, EntityId]:
        """Return the id of each entity by its IRI."""
        from vaultkit.graph.terms import Names

        names = Names(self._work.base)
        return {names.entity(one): key for key, one in self.facts.entities.items()}

    def _id(self, name: str) -> EntityId:
        """Return the id of the thing that a name means."""
        return self.ids[self.stored.lexicon.one(name).iri]

    def _repr_html_(self) -> str:
        from vaultkit.api.tables import table_html

        counts: dict[str, int] = {}
        for one in self.facts.entities.values():
            counts[one.kind] = counts.get(one.kind, 0) + 1
        rows = [*sorted(counts.items()), ("claims", len(self.facts.claims))]
        return table_html(("kind", "count"), rows)

    def __repr__(self) -> str:
        return f"<graph of {len(self.facts.entities)} entities, {len(self.facts.claims)} claims>"
