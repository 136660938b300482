"""The graph against the SHACL shapes of schema.ttl (the one door to pyshacl)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vaultkit.errors import MissingExtra
from vaultkit.graph.quads import facts, layered, notes, vocabulary
from vaultkit.graph.rdf import of_triples, read_turtle, rows_of
from vaultkit.graph.terms import DEFAULT_LAYERS, SHACL, VK, Names

if TYPE_CHECKING:
    from vaultkit.graph.graph import KnowledgeGraph

CLAIM_SHAPES = ("ClaimShape", "TraceShape")
"""Shapes that look at claims; the others need not see them, which saves most of the time (A6)."""


_RESULT = tuple(SHACL + name for name in ("resultSeverity", "focusNode", "resultMessage", "value"))


@dataclass(frozen=True, slots=True)
class Violation:
    """A thing that does not fit a shape."""

    severity: str
    """`violation`, `warning` or `info`."""
    thing: str
    """IRI of what does not fit."""
    message: str
    value: str
    """What was found there; empty where nothing was."""


def validate(graph: KnowledgeGraph, base: str) -> tuple[Violation, ...]:
    """Return what does not fit the shapes of schema.ttl, the worst first.

    Raises:
        MissingExtra: pyshacl is not installed.
    """
    try:
        from pyshacl import validate as check
    except ImportError as error:
        raise MissingExtra("shacl", "checking shapes") from error
    from vaultkit.graph.vocab import schema_path

    names = Names(base)
    shapes = read_turtle(schema_path())
    domain = of_triples(
        vocabulary(graph, names),
        *(facts(graph, names, layer) for layer in DEFAULT_LAYERS),
        notes(graph, names),
    )
    whole = of_triples(*layered(graph, names, DEFAULT_LAYERS).values())
    of_claims = [VK + name for name in CLAIM_SHAPES]
    others = [row[""] for row in rows_of(shapes, SHACL + "NodeShape", ()) if row[""].startswith(VK)]
    found: set[Violation] = set()
    for data, chosen in (
        (domain, [one for one in others if one not in of_claims]),
        (whole, of_claims),
    ):
        _, report, _ = check(data, shacl_graph=shapes, use_shapes=chosen, inference="none")
        assert not isinstance(report, bytes | str)
        found |= {
            Violation(
                row[SHACL + "resultSeverity"].rpartition("#")[2].lower(),
                row[SHACL + "focusNode"],
                row[SHACL + "resultMessage"],
                row[SHACL + "value"],
            )
            for row in rows_of(report, SHACL + "ValidationResult", _RESULT)
        }
    return tuple(sorted(found, key=_place))


def _place(one: Violation) -> tuple[int, str, str, str]:
    """Order what does not fit: the worst first."""
    order = ("violation", "warning", "info")
    return (order.index(one.severity), one.thing, one.message, one.value)
