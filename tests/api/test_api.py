"""vaultkit.open: notes, links, entities, claims, and the graph in other libraries' shapes."""

from __future__ import annotations

import gc
import html.parser
from typing import TYPE_CHECKING

import networkx as nx
import pytest
import rdflib

import vaultkit
from vaultkit.errors import UnknownName, VaultkitError, VaultNotFound

if TYPE_CHECKING:
    from pathlib import Path

    from vaultkit.api import OpenVault

EVIL = "<img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> OpenVault:
    folder = tmp_path_factory.mktemp("notes")
    (folder / "Orca.md").write_text(
        f'---\ntype: model\ncontent: "{EVIL}"\ntags: [a, b]\n---\n# Orca\n\nOrca was fine-tuned from Vicuna. '
        "See [[Vicuna]] and [[Nowhere]].\n",
        encoding="utf-8",
    )
    (folder / "Vicuna.md").write_text(
        "# Vicuna\n\nVicuna is an open-source chatbot trained by fine-tuning LLaMA.\n\n"
        "# Mistral 7B\n\nMistral 7B leverages grouped-query attention (GQA).\n",
        encoding="utf-8",
    )
    return vaultkit.open(folder, use_cache=False)


def test_notes_by_path_and_name_with_their_metadata(vault: OpenVault) -> None:
    assert list(vault.notes) == ["Orca.md", "Vicuna.md"]
    note = vault.notes["orca"]
    assert note.path == "Orca.md"
    assert note.metadata == {"type": "model", "content": EVIL, "tags": ["a", "b"]}
    assert note.post["type"] == "model"
    assert note.post.content.startswith("# Orca")
    with pytest.raises(KeyError, match="Orca"):
        vault.notes["Orka"]


def test_links_say_what_they_reach(vault: OpenVault) -> None:
    found = {(one.source, one.link.target, one.line): one.status for one in vault.links}
    assert found == {("Orca.md", "Vicuna", 8): "ok", ("Orca.md", "Nowhere", 8): "missing-file"}


def test_entities_by_any_name(vault: OpenVault) -> None:
    assert vault.entities["grouped query attention"].kind == "technique"
    assert vault.entities["model/orca"].label == "Orca"
    with pytest.raises(KeyError, match="unknown name"):
        vault.entities["nothing of the kind"]


def test_the_graph_in_other_libraries(vault: OpenVault) -> None:
    view = vault.graph.to_networkx()
    assert nx.has_path(view, "model/orca", "model/vicuna")
    made = vault.graph.to_rdf()
    assert isinstance(made, rdflib.Graph)
    assert len(made) > 50
    assert "model/vicuna" in vault.graph.ancestors("Orca")
    assert "model/orca" in vault.graph.descendants("LLaMA")


def test_a_real_pyvis_network(vault: OpenVault) -> None:
    network = pytest.importorskip("pyvis.network")
    made = vault.graph.to_pyvis("Orca", depth=1)
    assert isinstance(made, network.Network)
    assert "model/vicuna" in made.get_nodes()
    assert len(vault.graph.to_pyvis("Orca", depth=2).get_nodes()) > len(made.get_nodes())


def test_queries_and_questions(vault: OpenVault) -> None:
    rows = vault.query("models-using", technique="gqa")
    assert [row["model"] for row in rows] == ["Mistral 7B"]
    assert rows.columns == ("model", "technique")
    assert [row["model"] for row in vault.ask("models using GQA")] == ["Mistral 7B"]
    count = vault.query("SELECT (COUNT(*) AS ?n) { ?c a vk:Claim }")
    assert count[0]["n"] == len(vault.claims)
    assert bool(vault.query("ASK { model:orca a vk:Model }"))
    with pytest.raises(UnknownName, match="models-using"):
        vault.query("model-using", technique="gqa")


class _Tags(html.parser.HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        del attrs
        self.tags.add(tag)


def test_objects_show_themselves_in_a_notebook_without_a_strangers_html(vault: OpenVault) -> None:
    shown = [vault, vault.graph, vault.notes, vault.notes["Orca"], vault.entities, vault.claims]
    for one in (*shown, vault.query("SELECT ?s ?p ?o { ?s ?p ?o }")):
        reader = _Tags()
        reader.feed(getattr(one, "_repr_html_")())  # noqa: B009 (objects of several types)
        assert reader.tags <= {"table", "thead", "tbody", "tr", "th", "td", "b", "code", "p"}
        assert "table" in reader.tags
    assert "&lt;img" in vault.notes["Orca"]._repr_html_()


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(VaultNotFound):
        vaultkit.open(tmp_path / "none")


def test_an_unknown_name_of_the_package() -> None:
    with pytest.raises(AttributeError, match="no attribute 'opne'"):
        vaultkit.opne  # noqa: B018 (the access is the test)


def test_what_was_read_before_is_not_kept_as_what_is_there_now(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from vaultkit.query import kept

    monkeypatch.setattr(kept, "RACY_NS", -(10**9) * 3600)
    file = tmp_path / "a.md"
    file.write_text("Mistral 7B leverages grouped-query attention (GQA).\n", encoding="utf-8")
    early = vaultkit.open(tmp_path)
    assert len(early.claims) > 0
    file.write_text("Nothing is said here.\n", encoding="utf-8")
    assert early.ask("models using GQA")[0]["model"] == "Mistral 7B"
    with pytest.raises(VaultkitError, match="GQA"):
        vaultkit.open(tmp_path).ask("models using GQA")


def test_a_store_of_an_open_vault_goes_with_it(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("Orca has 13B parameters.\n", encoding="utf-8")
    opened = vaultkit.open(tmp_path, use_cache=False)
    folder = opened.graph.stored.source
    assert not isinstance(folder, bytes)
    assert folder.is_dir()
    del opened
    gc.collect()
    assert not folder.exists()
