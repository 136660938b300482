"""N-Triples: one statement a line, for programs that read line by line."""

from __future__ import annotations

from vaultkit.export.format import MARK, Format, Source
from vaultkit.export.formats._layers import union
from vaultkit.graph.turtle import ntriples as written


def write(source: Source) -> str:
    """Return the chosen layers as one N-Triples text."""
    return f"# {MARK}\n{written(union(source))}"


ntriples = Format("ntriples", ".nt", "RDF, one statement a line", write)
