"""Entities, claims and the rows of an answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, overload

from vaultkit.api.tables import table_html
from vaultkit.errors import UnknownName
from vaultkit.graph.facts import EntityId
from vaultkit.graph.terms import XSD, Data

if TYPE_CHECKING:
    from vaultkit.graph.facts import Claim, Entity
    from vaultkit.graph.graph import KnowledgeGraph
    from vaultkit.graph.terms import Iri, Term
    from vaultkit.query.query import Answer
    from vaultkit.query.stored import Stored

Cell = str | int | float | bool | None


class Things(Mapping[str, "Entity"]):
    """The entities by id; `entities["grouped-query attention"]` finds one by any name."""

    def __init__(self, graph: KnowledgeGraph, ready: Stored, ids: Mapping[Iri, EntityId]) -> None:
        self._graph, self._ready, self._ids = graph, ready, ids

    def __getitem__(self, name: str) -> Entity:
        """Return an entity by its id or a name."""
        if name in self._graph.entities:
            return self._graph.entities[EntityId(name)]
        try:
            return self._graph.entities[self._ids[self._ready.lexicon.one(name).iri]]
        except UnknownName as error:
            raise KeyError(str(error)) from error

    def __iter__(self) -> Iterator[str]:
        """Yield the ids, sorted."""
        return iter(self._graph.entities)

    def __len__(self) -> int:
        return len(self._graph.entities)

    def _repr_html_(self) -> str:
        rows = [(one.id, one.kind, one.label) for one in self._graph.entities.values()]
        return table_html(("id", "kind", "label"), rows)


class Claims(Sequence["Claim"]):
    """The claims, in order of note and line."""

    def __init__(self, graph: KnowledgeGraph) -> None:
        self._graph = graph

    @overload
    def __getitem__(self, at: int) -> Claim: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Claim]: ...
    def __getitem__(self, at: int | slice) -> Claim | Sequence[Claim]:
        """Return a claim, or some of them."""
        return self._graph.claims[at]

    def __len__(self) -> int:
        return len(self._graph.claims)

    def records(self) -> list[dict[str, Any]]:
        """Return the claims as `vaultkit list claims` prints them."""
        from vaultkit.graph.records import claim_record

        return [claim_record(self._graph, one) for one in self._graph.claims]

    def _repr_html_(self) -> str:
        keys = ("subject_label", "predicate", "object_label", "value", "note", "line", "quote")
        rows = [["" if one[key] is None else one[key] for key in keys] for one in self.records()]
        return table_html(keys, rows)


class Rows(Sequence[dict[str, Cell]]):
    """The answer of a query: rows by column, things by their labels."""

    def __init__(self, answer: Answer, ready: Stored, understood: str = "") -> None:
        self.answer = answer
        """The answer itself, with IRIs and typed literals."""
        self.understood = understood
        """What a question in plain words was read as; else empty."""
        self.columns = answer.variables or ("answer",)
        self._ready = ready
        self._rows = [
            {name: self._cell(term) for name, term in zip(self.columns, row, strict=True)}
            for row in answer.rows
        ]

    def _cell(self, term: Term | None) -> Cell:
        """Return a term as a Python value."""
        if term is None:
            return None
        if isinstance(term, Data):
            if term.datatype == XSD + "integer":
                return int(term.text)
            if term.datatype in {XSD + "decimal", XSD + "double"}:
                return float(term.text)
            return term.text == "true" if term.datatype == XSD + "boolean" else term.text
        return self._ready.lexicon.label(str(term)) or str(term)

    @overload
    def __getitem__(self, at: int) -> dict[str, Cell]: ...
    @overload
    def __getitem__(self, at: slice) -> list[dict[str, Cell]]: ...
    def __getitem__(self, at: int | slice) -> dict[str, Cell] | list[dict[str, Cell]]:
        """Return a row, or some of them."""
        return self._rows[at]

    def __len__(self) -> int:
        return len(self._rows)

    def __bool__(self) -> bool:
        """Tell whether anything was found; of an ASK, its answer."""
        return self.answer.yes if self.answer.sort == "ask" else bool(self._rows)

    def __repr__(self) -> str:
        return f"<{len(self)} rows: {', '.join(self.columns)}>"

    def _repr_html_(self) -> str:
        rows = [["" if one is None else one for one in row.values()] for row in self._rows]
        return table_html(self.columns, rows)
