"""Short forms that a note defines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultkit.config import Config
from vaultkit.extract.acronyms import expand
from vaultkit.extract.extract import extract
from vaultkit.vault.vault import Vault


def meanings(word: str, **notes: str) -> set[str]:
    """Return what a word is taken to mean in the notes."""
    config = Config()
    files = {f"{name}.md": text for name, text in notes.items()}
    graph = extract(Vault.of(files, config=config), config)
    return {graph.entities[one.entity].label for one in graph.mentions if one.text == word}


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("PPO", "A Preferred Provider Organization (PPO) pays. The PPO is not cheap."),
        ("MLA", "The Model License Agreement (MLA) applies. The MLA is long."),
        ("GrQA", "It uses grouped-query attention. (GrQA) is another thing."),
        ("GrQA", "It uses grouped-query attention\n\n(GrQA) is another thing."),
        ("XL", "GPT-2 Extra Large (XL) is the largest; XL is big."),
        ("ABC", "Grouped-query attention (ABC) is used, and ABC helps."),
    ],
)
def test_what_is_no_short_form_of_a_known_thing(word: str, text: str) -> None:
    assert meanings(word, note=text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "It uses Grouped-Query Attention (GrQA). Later GrQA helps.",
        "It uses GrQA (Grouped-Query Attention). Later GrQA helps.",
        "## GrQA: Grouped-Query Attention\n\nLater GrQA helps.",
        "- GrQA - Grouped-query attention\n- GrQA is fast",
        "It uses **Gr**ouped **Q**uery **A**ttention (GrQA), and GrQA helps.",
        "Grouped-query attention, also called GrQA, is fast. GrQA helps.",
        "Grouped-query attention (GrQA; see above) is fast. GrQA helps.",
    ],
)
def test_a_note_defines_a_short_form(text: str) -> None:
    assert meanings("GrQA", note=text) == {"Grouped-Query Attention"}


def test_a_short_form_holds_in_its_note_only() -> None:
    told = "Grouped-Query Attention (GrQA) is used."
    assert meanings("GrQA", a=told, b="GrQA is used.") == {"Grouped-Query Attention"}
    assert meanings("GrQA", b="GrQA is used.") == set()


def test_two_long_forms_make_a_short_one_mean_nothing_new() -> None:
    text = "Grouped-Query Attention (GQX) and Multi-Query Attention (GQX): GQX is unclear."
    assert meanings("GQX", note=text) == set()


def test_a_known_short_form_stays() -> None:
    text = "Proximal policy optimisation (PPO) and Mixture-of-Expert layers (MoE): PPO, MoE."
    assert meanings("PPO", note=text) == {"PPO"}
    assert meanings("MoE", note=text) == {"Mixture of Experts"}


@given(st.text(max_size=12), st.text(max_size=80))
def test_the_words_found_begin_in_the_text(short: str, text: str) -> None:
    at = expand(short, text)
    assert at is None or 0 <= at <= len(text)


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("OLMo", "OLMo (Open Language Model) is a family of models. OLMo has 32 layers."),
        ("PaLM", "PaLM (Pathways Language Model) has 540B parameters. PaLM is dense."),
        (
            "LLaMA",
            "LLaMA (Large Language Model Meta AI) was trained on 1.4T tokens. LLaMA is open.",
        ),
        ("OPT", "OPT (Open Pre-trained Transformers) was released by Meta AI. OPT is open."),
    ],
)
def test_what_a_models_name_stands_for_is_no_other_thing(word: str, text: str) -> None:
    assert meanings(word, note=text) == {word}
