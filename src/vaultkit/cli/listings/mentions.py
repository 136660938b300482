"""`list mentions`: every place that names an entity."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vaultkit.cli.listing import Listing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from vaultkit.cli.command import Session


def _rows(session: Session, paths: Collection[str]) -> Iterator[dict[str, Any]]:
    """Yield mentions by note and place."""
    for one in session.workspace.graph.mentions:
        if one.note in paths:
            yield {
                "note": one.note,
                "line": one.line,
                "column": one.column,
                "end_column": one.end_column,
                "text": one.text,
                "entity": one.entity,
                "kind": one.kind,
                "linked": one.linked,
                "confidence": one.confidence,
            }


listing = Listing(
    ("note", "line", "column", "end_column", "text", "entity", "kind", "linked", "confidence"),
    _rows,
    "places that name an entity",
)
