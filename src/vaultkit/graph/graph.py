"""KnowledgeGraph: what the notes say, indexed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from vaultkit.graph.facts import Claim, Entity, EntityId, Mention, NoteFacts
    from vaultkit.text import NotePath


@dataclass(frozen=True, slots=True)
class KnowledgeGraph:
    """Entities, mentions, claims and notes, sorted; RDF and networkx are views made on demand."""

    entities: Mapping[EntityId, Entity]
    """Those that a note mentions or a claim names, and the series and releases above them."""
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]
    """All that were read, with their status settled; sorted by note, line, span, predicate."""
    notes: Mapping[NotePath, NoteFacts]
    unknown: tuple[tuple[str, NotePath, int], ...] = ()
    """Names with the shape of a model that no list has: text, note, line."""
    _of: dict[EntityId, tuple[Claim, ...]] = field(default_factory=dict, compare=False, repr=False)

    def about(self, subject: EntityId) -> tuple[Claim, ...]:
        """Return every claim whose subject this is."""
        if not self._of and self.claims:
            by: dict[EntityId, list[Claim]] = {}
            for claim in self.claims:
                by.setdefault(claim.subject, []).append(claim)
            self._of.update({key: tuple(value) for key, value in by.items()})
        return self._of.get(subject, ())

    def accepted(self) -> Iterable[Claim]:
        """Return the claims that count as facts, and the denials (`lacksTechnique`)."""
        return (claim for claim in self.claims if claim.status == "accepted")
