"""What a note only describes: it stands in the graph, and is no name anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaultkit.config import Config
from vaultkit.export.formats import hf
from vaultkit.export.views.share import public
from vaultkit.extract.extract import extract
from vaultkit.graph.network import to_networkx
from vaultkit.graph.quads import vocabulary
from vaultkit.graph.terms import Names, vk
from vaultkit.query.lexicon import Lexicon
from vaultkit.vault.vault import Vault

if TYPE_CHECKING:
    from vaultkit.graph.graph import KnowledgeGraph

NOTES = {
    "one.md": "Bar-7B was trained on finance data and distilled from a larger 70B model.\n",
    "two.md": "Baz-7B was trained on finance data.\n\nMarkets love finance data.\n",
    "three.md": "Bar-7B was trained on finance data.\n",
}
DATA = "dataset/bar-7b.finance-data"


def read() -> KnowledgeGraph:
    return extract(Vault.of(NOTES, config=Config()), Config())


def test_the_words_of_a_note_stand_for_one_models_data() -> None:
    graph = read()
    held = {key: one for key, one in graph.entities.items() if one.described}
    assert sorted(held) == [DATA, "dataset/baz-7b.finance-data", "model/bar-7b.70b-model"]
    assert held[DATA].label == "finance data (Bar-7B)"  # type: ignore[index] # ids are texts
    assert held[DATA].aliases == ("finance data",)  # type: ignore[index]
    assert not held[DATA].shipped  # type: ignore[index]
    said = {claim.note for claim in graph.claims if claim.object == DATA}
    assert said == {"one.md", "three.md"}, "two notes describe one thing alike"


def test_they_are_no_mention_and_no_unknown_name() -> None:
    graph = read()
    assert not [one for one in graph.mentions if graph.entities[one.entity].described]
    assert not [text for text, _, _ in graph.unknown if "finance" in text]


def test_the_graph_says_that_they_are_described() -> None:
    graph, names = read(), Names("urn:vaultkit:x:")
    told = {one.subject for one in vocabulary(graph, names) if one.predicate == vk("described")}
    assert sorted(told) == [
        f"urn:vaultkit:x:{key}" for key, one in graph.entities.items() if one.described
    ]
    assert to_networkx(graph).nodes[DATA]["described"] is True


def test_a_question_knows_them_by_their_label_only() -> None:
    lexicon = Lexicon.of(vocabulary(read(), Names("urn:vaultkit:x:")))
    assert [one.id for one in lexicon.find("finance data (Bar-7B)")] == [DATA]
    assert lexicon.find("finance data") == ()
    assert "data" not in {name for one in lexicon.things.values() for name in one.names}


def test_pages_for_others_and_model_cards_leave_them_out() -> None:
    graph = read()
    shared = public(graph)
    assert not [one for one in shared.entities.values() if one.described]
    card = hf.card(graph, [one for one in graph.claims if one.subject == "model/bar-7b"])
    assert not [line for line in card if "finance" in line]
