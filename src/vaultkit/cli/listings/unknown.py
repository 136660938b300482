"""`list unknown`: names like a model's that no list has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vaultkit.cli.listing import Listing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from vaultkit.cli.command import Session


def _rows(session: Session, paths: Collection[str]) -> Iterator[dict[str, Any]]:
    """Yield names, the most frequent first."""
    places: dict[str, list[tuple[str, int]]] = {}
    for text, note, line in session.workspace.graph.unknown:
        if note in paths:
            places.setdefault(text, []).append((note, line))
    for text, found in sorted(places.items(), key=lambda one: (-len(one[1]), one[0])):
        yield {"text": text, "count": len(found), "notes": sorted({note for note, _ in found})}


listing = Listing(("text", "count", "notes"), _rows, "names like a model's that no list has")
