"""The Python API: `vaultkit.open(folder)` and what it returns.

    import vaultkit

    vault = vaultkit.open("my-notes")
    vault.notes["Orca"].metadata                    # properties of a note
    vault.entities["GQA"]                           # by any of its names
    vault.query("models-using", technique="gqa")    # a named question, or SPARQL
    vault.ask("models using GQA but not MoE")       # plain words
    vault.graph.to_networkx(level="release")        # networkx, rdflib, pyvis

Everything is read when it is first asked for, and stays as it was then: open again to see changes.
In a notebook the objects show themselves as tables.
"""

from __future__ import annotations

from vaultkit.api.graph import OpenGraph
from vaultkit.api.notes import Notes, OpenLink, OpenNote
from vaultkit.api.things import Claims, Rows, Things
from vaultkit.api.vault import OpenVault, open_vault

__all__ = [
    "Claims",
    "Notes",
    "OpenGraph",
    "OpenLink",
    "OpenNote",
    "OpenVault",
    "Rows",
    "Things",
    "open_vault",
]
