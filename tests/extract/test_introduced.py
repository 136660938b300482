"""Names that a note introduces as models."""

from __future__ import annotations

import pytest

from vaultkit.config import Config
from vaultkit.extract.extract import extract
from vaultkit.vault.vault import Vault


def models(text: str) -> set[str]:
    """Return the models that a note mentions."""
    config = Config()
    graph = extract(Vault.of({"n.md": text}, config=config), config)
    kinds = {one.entity: graph.entities[one.entity] for one in graph.mentions}
    return {one.label for one in kinds.values() if one.kind.startswith("model")}


@pytest.mark.parametrize(
    "text",
    [
        "This is a language model. It is an LLM.",
        "GitHub is a place. There, a language model lives.",
        "ZorkBench is a language model benchmark.",
        "# ZorkBench: A Benchmark for Language Models\n\nZorkBench is hard.",
        "# Zork-Tune: Efficient Tuning of Large Language Models\n\nZork-Tune is fast.",
        "# Attention: How Transformers Work\n\nAttention.",
        "# ZK: Language Models\n\nZK is short.",
        "HumanEval-X is a language model evaluation.",
        "PyTorch is a good library for language models.",
        "ZorkServe is an LLM framework.",
        "ZorkHub, a system to connect LLMs with tools.",
    ],
)
def test_what_is_no_new_model(text: str) -> None:
    assert models(text) == set()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("We present ZorkLM, a 7B-parameter language model. ZorkLM is small.", "ZorkLM"),
        ("Zork-2 (Doe et al., 2024) is an open-source chat model.", "Zork-2"),
        ("# Zorkformer: Pretrained Transformers for Text\n\nZorkformer is new.", "Zorkformer"),
        ("# ZorkDiff: A Simple Diffusion Model\n\nZorkDiff is new.", "ZorkDiff"),
        ("- Zork3 - a multilingual LLM from Doe", "Zork3"),
    ],
)
def test_a_note_introduces_a_model(text: str, name: str) -> None:
    assert name in models(text)


def test_what_is_said_of_a_new_model_is_its_own() -> None:
    text = "# Helix\n\n- HelixLM, a 7B-parameter text LLM trained on 2.1T tokens, uses RoPE."
    config = Config()
    graph = extract(Vault.of({"n.md": text}, config=config), config)
    said = {(graph.entities[one.subject].label, one.predicate) for one in graph.claims}
    assert said >= {("HelixLM", "parameterCount"), ("HelixLM", "trainingTokens")}


def test_lines_for_a_shell_name_nothing() -> None:
    assert models("Run `pip install mistral-7b` or\n\n$ python -m vicuna-7b.chat\n\nnow.") == set()
