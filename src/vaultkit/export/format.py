"""What an export format is: one file of formats/, found by its name and read when asked for."""

from __future__ import annotations

import importlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from vaultkit import plugins
from vaultkit.errors import PluginError, UnknownName
from vaultkit.export import formats
from vaultkit.export.views.share import public
from vaultkit.graph.graph import KnowledgeGraph
from vaultkit.graph.terms import Names
from vaultkit.text import NotePath, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from vaultkit.graph.facts import Layer

SHARED_BASE = "urn:vaultkit:shared:"
"""Base of names in what is made for others: the vault's own would tell its name."""
MARK = "made by vaultkit export"


@dataclass(frozen=True, slots=True)
class Source:
    """What is exported."""

    graph: KnowledgeGraph
    base: str
    layers: tuple[Layer, ...] = ("asserted", "curated")
    share: bool = False
    """Without quotes, note paths, the vault's name and private notes."""

    @property
    def names(self) -> Names:
        """Return how things are named."""
        return Names(self.base)


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write a graph."""

    name: str
    suffix: str
    """With its dot: `.ttl`."""
    about: str
    """One line for the help."""
    write: Callable[[Source], str | Mapping[str, str]]
    """Returns one text, or several by file name."""
    pages: bool = False
    """Shown by `vaultkit graph`, not by `export`."""


def format_names() -> tuple[str, ...]:
    """Return the names of all formats, sorted; none is read for it."""
    return tuple(sorted(name.removesuffix("_") for name in plugins.names(formats)))


def find_format(name: str) -> Format:
    """Return a format by its name.

    Raises:
        UnknownName: there is none.
        PluginError: its file defines none.
    """
    files = {file.removesuffix("_"): file for file in plugins.names(formats)}
    if name not in files:
        raise UnknownName("format", name, files, hint=f"one of {', '.join(sorted(files))}")
    module = importlib.import_module(f"{formats.__name__}.{files[name]}")
    found = [one for one in vars(module).values() if isinstance(one, Format)]
    if len(found) != 1:
        raise PluginError("defines no Format, or several", where=f"format {name}")
    return found[0]


def for_others(source: Source) -> Source:
    """Return what may be given away: no private notes, no quotes, places or names of notes."""
    from vaultkit.graph.vocab import knowledge

    seen = public(source.graph, knowledge())
    nowhere = NotePath("")
    claims = tuple(
        replace(one, note=nowhere, line=0, span=Span(0, 0), quote="", heading="", raw=None)
        for one in seen.claims
        if one.status == "accepted"
    )
    bare = KnowledgeGraph(
        entities=seen.entities,
        mentions=(),
        claims=tuple(dict.fromkeys(claims)),
        notes={},
    )
    return Source(bare, SHARED_BASE, source.layers, share=True)
