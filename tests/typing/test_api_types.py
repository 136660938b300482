"""The types of the Python API, as mypy sees them (run by `mypy`, and true at run time too)."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_type

import rdflib

import vaultkit
from vaultkit.api import Claims, Notes, OpenLink, OpenNote, OpenVault, Rows, Things
from vaultkit.graph.facts import Claim, Entity

if TYPE_CHECKING:
    from pathlib import Path

    import networkx as nx


def test_the_api_is_typed(tmp_path: Path) -> None:
    (tmp_path / "Orca.md").write_text("Orca was fine-tuned from Vicuna.\n", encoding="utf-8")
    vault = vaultkit.open(tmp_path, use_cache=False)
    assert_type(vault, OpenVault)
    assert_type(vault.notes, Notes)
    assert_type(vault.notes["Orca"], OpenNote)
    assert_type(vault.links, tuple[OpenLink, ...])
    assert_type(vault.entities, Things)
    assert_type(vault.entities["Orca"], Entity)
    assert_type(vault.claims, Claims)
    assert_type(vault.claims[0], Claim)
    assert_type(vault.graph.to_rdf(), rdflib.Graph)
    if TYPE_CHECKING:  # networkx has no type arguments at run time
        assert_type(vault.graph.to_networkx(level="release"), nx.MultiDiGraph[str])
    assert_type(vault.query("ASK { ?s ?p ?o }"), Rows)
    assert_type(vault.ask("Orca"), Rows)
