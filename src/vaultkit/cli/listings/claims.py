"""`list claims`: what was read, each statement with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vaultkit.cli.listing import Listing
from vaultkit.graph.records import CLAIM_KEYS, claim_record

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from vaultkit.cli.command import Session


def _rows(session: Session, paths: Collection[str]) -> Iterator[dict[str, Any]]:
    """Yield claims by note and place."""
    graph = session.workspace.graph
    for claim in graph.claims:
        if claim.note in paths:
            yield claim_record(graph, claim)


listing = Listing(CLAIM_KEYS, _rows, "statements read from the notes, with their places")
