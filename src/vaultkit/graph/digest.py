"""One hash of all that a graph holds: what is equal needs no writing anew."""

from __future__ import annotations

import marshal
from dataclasses import fields
from hashlib import blake2b
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from vaultkit.graph.facts import Claim, Entity, Mention, NoteFacts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from vaultkit.graph.graph import KnowledgeGraph


def digest(graph: KnowledgeGraph, *beside: Any) -> bytes:
    """Return the hash of a graph's values, and of plain values beside it."""
    made = blake2b(digest_size=32)
    rows: tuple[tuple[type[Any], Iterable[Any]], ...] = (
        (Entity, graph.entities.values()),
        (Mention, graph.mentions),
        (Claim, graph.claims),
        (NoteFacts, graph.notes.values()),
    )
    for kind, values in rows:
        row = _row(kind)
        # Version 2 of the format has no references: equal values give equal bytes.
        made.update(marshal.dumps([row(one) for one in values], 2))
    made.update(marshal.dumps((list(graph.unknown), beside), 2))
    return made.digest()


def _row(kind: type[Any]) -> Callable[[Any], tuple[Any, ...]]:
    """Return a function from a value to its fields, as marshal takes them."""
    names = [one.name for one in fields(kind)]
    get = attrgetter(*names)
    odd = [at for at, name in enumerate(names) if name in {"span", "links_to"}]

    def row(value: Any) -> tuple[Any, ...]:
        made = [*get(value)]
        for at in odd:
            made[at] = tuple(made[at])
        return tuple(made)

    return row
