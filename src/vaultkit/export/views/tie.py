"""A line of the lineage page: what was said of one kind of relation between two models."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vaultkit.export.views.evidence import Evidence
    from vaultkit.export.views.relations import Group
    from vaultkit.graph.facts import EntityId


@dataclass(frozen=True, slots=True)
class Tie:
    """A line from parent to child: all that was said of one kind of relation between the two."""

    parent: EntityId
    child: EntityId
    group: Group
    predicate: str
    """The most special one that was said."""
    evidence: tuple[Evidence, ...]
    sure: bool
    """At least one accepted claim."""
    breaks_cycle: bool = False
    """Left out of the order in time, as it would make a model its own ancestor."""

    @property
    def confidence(self) -> float:
        """Return the confidence of the best claim."""
        return max((one.confidence for one in self.evidence), default=0.0)
