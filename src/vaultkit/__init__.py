"""A knowledge graph of language models from an Obsidian vault, with the line behind every fact."""

from __future__ import annotations

__version__ = "0.1.0"
