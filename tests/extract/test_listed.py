"""Names of which a list or range writes only a part."""

from __future__ import annotations

import pytest

from vaultkit.config import Config
from vaultkit.extract.extract import extract
from vaultkit.vault.vault import Vault


def names_of(text: str) -> list[tuple[str, str]]:
    """Return the models mentioned in a note: as written, and their labels."""
    config = Config()
    graph = extract(Vault.of({"n.md": text}, config=config), config)
    return [
        (one.text, graph.entities[one.entity].label)
        for one in graph.mentions
        if graph.entities[one.entity].kind.startswith("model")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "We trained GPT-2 and 3 other networks.",
        "Llama 2, 13 languages and 3, 5 and 8 tasks",
        "Llama 2 and 3 GPUs were bought.",
        "GPT-2 and 12 layers of it",
        "GPT-2 to 40 users",
        "Section 1-3 and GPT-2 3-5 times",
        "In GPT-2, 3 is a token.",
    ],
)
def test_numbers_behind_a_name_that_are_no_names(text: str) -> None:
    assert len(names_of(text)) == 1


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("GPT-2 and 3 are decoders.", ["GPT-2", "GPT-3"]),
        ("Llama 2/3 use RoPE.", ["Llama 2", "Llama 3"]),
        ("Phi-1, 1.5 and 2 come from there.", ["Phi-1", "Phi-1.5", "Phi-2"]),
        ("- [ ] GPT 1-3", ["GPT-1", "GPT-2", "GPT-3"]),
        ("GPT-3, 4 and 4o", ["GPT-3", "GPT-4", "GPT-4o"]),
        ("OPT 125M-175B are old.", ["OPT 125M", "OPT 175B"]),
        ("Qwen2.5 0.5B/1.5B/7B", ["Qwen2.5 0.5B", "Qwen2.5 1.5B", "Qwen2.5 7B"]),
        ("DeepSeek V3/R1 came out.", ["DeepSeek-V3", "DeepSeek-R1"]),
        ("Claude 3 Opus, Sonnet and Haiku", ["Claude 3 Opus", "Claude 3 Sonnet", "Claude 3 Haiku"]),
        ("Llama 3.1 and 3.2 3B", ["Llama 3.1", "Llama 3.2 3B"]),
        ("Qwen2.5-Coder and -Math", ["Qwen2.5-Coder", "Qwen2.5-Math"]),
        ("GPT-2와 3은 디코더이다.", ["GPT-2", "GPT-3"]),
        ("RT-1/RT-2 and DINOv2/SigLIP", ["RT-1", "RT-2", "DINOv2", "SigLIP"]),
        ("openai/gpt-oss, google/gemma-2-9b", ["gpt-oss", "Gemma 2 9B"]),
    ],
)
def test_lists_and_ranges(text: str, labels: list[str]) -> None:
    assert [label for _, label in names_of(text)] == labels


def test_a_part_of_a_name_is_no_alias() -> None:
    config = Config()
    graph = extract(Vault.of({"n.md": "Gemma 2 9B and 27B, GPT-2 and 3."}, config=config), config)
    aliases = {form for one in graph.entities.values() for form in one.aliases}
    assert not aliases & {"27B", "3"}


def said(text: str) -> set[tuple[str, str, str]]:
    """Return the claims of a note: subject, predicate, object or value."""
    config = Config()
    graph = extract(Vault.of({"n.md": text}, config=config), config)
    return {
        (
            graph.entities[one.subject].label,
            one.predicate,
            graph.entities[one.object].label if one.object else str(one.value),
        )
        for one in graph.claims
    }


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("[Llama 3](http://a.b)\n15T token of data", ["Llama 3"]),
        ("1M GPT-4 data and GPT-4 1M samples", ["GPT-4", "GPT-4"]),
        ("trained on FLAN v2.", []),
        ("LLaMA 7/13/33/65B", ["LLaMA", "LLaMA 7B", "LLaMA 13B", "LLaMA 33B", "LLaMA 65B"]),
        ("Vicuna-13B-v1.5 is out", ["Vicuna 13B v1.5"]),
        ("LLaMA-2-Chat 13B and 70B", ["Llama 2 13B Chat", "Llama 2 70B Chat"]),
        ("mistralai/Mistral-7B-Instruct-v0.2", ["Mistral 7B Instruct v0.2"]),
    ],
)
def test_where_a_name_ends(text: str, labels: list[str]) -> None:
    assert [label for _, label in names_of(text)] == labels


@pytest.mark.parametrize(
    "text",
    [
        "## Mixtral 8x7B\n\nIt is faster than any dense 70B model.",
        "## OLMo\n\n[OLMo-Bitnet-1B](http://a.b) 70B model with 24GB VRAM",
    ],
)
def test_another_models_size_makes_no_member(text: str) -> None:
    assert not {one for one in said(text) if "70B" in one[0] or one[2] == "70000000000"}


def test_active_parameters_in_a_cell() -> None:
    text = "| | Mixtral 8x7B | DBRX |\n|---|---|---|\n| Params | 46.7B (12.9B active) | 132B (36B active) |\n| License | Apache 2.0 | Databricks Open Model |"
    assert said(text) == {
        ("Mixtral 8x7B", "parameterCount", "46700000000"),
        ("Mixtral 8x7B", "activeParameterCount", "12900000000"),
        ("DBRX", "parameterCount", "132000000000"),
        ("DBRX", "activeParameterCount", "36000000000"),
        ("Mixtral 8x7B", "license", "Apache 2.0"),
        ("DBRX", "licenseNote", "Databricks Open Model"),
    }


def test_a_score_behind_a_name_is_no_version() -> None:
    assert [label for _, label in names_of("PatchTST 3.22 and Mixtral 0.87 were reached.")] == [
        "PatchTST",
        "Mixtral",
    ]


def test_a_listed_thing_comes_before_a_composed_variant() -> None:
    assert names_of("We use Claude Code every day.") == []


def test_a_technique_in_the_name_of_a_note_is_not_meant() -> None:
    assert said("- [[moe-decomposition]] and [[fedformer]] use [[moe]]") == said(
        "- [[decomposition]] and [[fedformer]] use [[moe]]"
    )


def test_two_releases_of_one_series_are_no_parts_of_each_other() -> None:
    told = said("# LLaMA models\n\nOld.\n\n## Llama 2\n\nNew.")
    assert ("Llama 2", "partOf", "LLaMA") not in told
