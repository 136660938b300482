"""Mermaid: the lineage as a flowchart that Obsidian and GitHub draw."""

from __future__ import annotations

from vaultkit.export.format import MARK, Format, Source
from vaultkit.export.tree import mermaid as drawn
from vaultkit.graph.lineage import lineage


def write(source: Source) -> str:
    """Return every step of a derivation, with the levels of names that join them."""
    steps = list(lineage(source.graph).steps())
    ends = {end for step in steps if step.is_lineage for end in (step.child, step.parent)}
    kept = [
        step for step in steps if step.is_lineage or (step.child in ends and step.parent in ends)
    ]
    return f"%% {MARK}\n{drawn(source.graph, kept)}"


mermaid = Format("mermaid", ".mmd", "the lineage as a flowchart", write)
