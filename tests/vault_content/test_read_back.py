"""What properties of the example vault state is read from its sentences, too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from vault_content.held import VAULT, open_example
from vault_content.read_back import Tally, read_back
from vaultkit.config import read_config
from vaultkit.extract.extract import extract

if TYPE_CHECKING:
    from vaultkit.graph.graph import KnowledgeGraph

AIM = 0.95
"""The least share of statements that must be read back."""


@pytest.fixture(scope="module")
def graph() -> KnowledgeGraph:
    return extract(open_example(), read_config(VAULT))


@pytest.fixture(scope="module")
def tally(graph: KnowledgeGraph) -> Tally:
    return read_back(graph)


def test_most_statements_are_read_back(tally: Tally) -> None:
    assert sum(tally.total.values()) >= 800
    assert tally.share >= AIM, "\n".join(tally.lines())


def test_lineages_are_read_back_nearly_whole(tally: Tally) -> None:
    steps = ("fineTunedFrom", "learnedFrom", "successorOf")
    read = sum(tally.read.get(one, 0) for one in steps)
    assert read / sum(tally.total[one] for one in steps) >= 0.9


def test_orca_goes_back_to_llama(graph: KnowledgeGraph) -> None:
    names = {claim.object for claim in graph.claims if claim.subject == "model/orca"}
    assert {"model/vicuna", "model/gpt-4", "model/chatgpt"} <= names
    by_sentence = {
        (claim.subject, claim.object)
        for claim in graph.claims
        if claim.layer == "asserted" and claim.predicate == "fineTunedFrom"
    }
    assert {("model/orca", "model/vicuna"), ("model/vicuna", "model/llama-1")} <= by_sentence


def test_models_with_grouped_query_attention_are_found(graph: KnowledgeGraph) -> None:
    using = {
        claim.subject
        for claim in graph.claims
        if claim.layer == "asserted"
        and claim.predicate == "usesTechnique"
        and claim.object == "technique/gqa"
    }
    expected = {"llama-2", "llama-3", "llama-3.1", "mistral-7b", "mixtral-8x7b", "gemma-2", "qwen2"}
    assert {f"model/{one}" for one in expected} <= using
    assert "model/llama-1" not in using


def test_a_note_is_about_its_own_thing(graph: KnowledgeGraph) -> None:
    """Names that differ in case or lack a number are other things than the listed ones."""
    about = {str(path): facts.about for path, facts in graph.notes.items()}
    assert about["Models/LLaMA.md"] == ("model/llama-1",)
    assert about["Models/Llama family.md"] == ("model/llama",)
    assert about["Models/Helium.md"] == ("model/helium",)
    parents = {
        claim.object
        for claim in graph.claims
        if claim.subject == "model/vicuna" and claim.predicate == "fineTunedFrom"
    }
    assert parents == {"model/llama-1"}
