"""Turtle: facts, claims and notes, a block for each thing."""

from __future__ import annotations

from vaultkit.export.format import MARK, Format, Source
from vaultkit.export.formats._layers import union
from vaultkit.graph.turtle import turtle as written


def write(source: Source) -> str:
    """Return the chosen layers as one Turtle text."""
    return written(union(source), source.names.prefixes(), head=MARK)


turtle = Format("turtle", ".ttl", "RDF for people: facts, claims and notes", write)
