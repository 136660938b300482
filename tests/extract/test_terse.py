"""Lines of fragments: what a row behind a name says, and that a sentence is no row."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.test_eastern import gazetteer
from vaultkit.extract.reading import open_page
from vaultkit.extract.terse import read_terse
from vaultkit.notes.parse import parse_note
from vaultkit.text import NotePath


def said(text: str) -> set[tuple[str, str, object]]:
    page = open_page(parse_note(NotePath("a.md"), text), gazetteer())
    read_terse(page)
    found = (one.statement for one in page.statements)
    return {
        (one.subject.id, one.predicate, one.object.id if one.object else one.value) for one in found
    }


@pytest.mark.parametrize(
    "text",
    [
        "Mistral 7B: we like it, and so do many others.",
        "GPT-4: see below, page 7, or ask Anna",
        "Llama 2, Falcon 40B, MPT-30B",
        "meeting: 7B, 13B, 32 layers",
        "BERT = better than nothing",
        "Phi-2: 4 active, 9 to 5",
        "GPT-2 (GPT-3, GPT-4)",
    ],
)
def test_what_is_no_row_of_known_fragments_says_nothing(text: str) -> None:
    assert said(text + "\n") == set()


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "gpt-j: 6B, 28 layers, rotary\n",
            {
                ("model/gpt-j", "parameterCount", 6 * 10**9),
                ("model/gpt-j", "layerCount", 28),
                ("model/gpt-j", "usesTechnique", "technique/rope"),
            },
        ),
        (
            "- **Phi-2** (2.7B, no RLHF, 1.4T tokens)\n",
            {
                ("model/phi-2", "parameterCount", 27 * 10**8),
                ("model/phi-2", "lacksTechnique", "technique/rlhf"),
                ("model/phi-2", "trainingTokens", 14 * 10**11),
            },
        ),
        (
            "vicuna: llama 2 + sharegpt\n",
            {
                ("model/vicuna", "derivedFrom", "model/llama-2"),
                ("model/vicuna", "trainedOn", "dataset/sharegpt"),
            },
        ),
        (
            "guanaco <- llama 2 (qlora)\n",
            {("model/guanaco", "adapterOf", "model/llama-2")},
        ),
        (
            "# BLOOM\n\n- 176B, alibi, roots\n",
            {
                ("model/bloom", "parameterCount", 176 * 10**9),
                ("model/bloom", "usesTechnique", "technique/alibi"),
                ("model/bloom", "trainedOn", "dataset/roots"),
            },
        ),
    ],
)
def test_a_row_is_read_fragment_by_fragment(
    text: str, claims: set[tuple[str, str, object]]
) -> None:
    assert said(text) == claims


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "Llama 2",
                "GQA",
                "7B",
                "32 layers",
                "C4",
                "active",
                *":=(),;+/-|. \n",
                "no ",
                "8k ctx",
            ]
        ),
        max_size=20,
    )
)
def test_any_line_can_be_read_and_places_lie_in_it(parts: list[str]) -> None:
    page = open_page(parse_note(NotePath("a.md"), "".join(parts)), gazetteer())
    read_terse(page)
    for one in page.statements:
        assert 0 <= one.statement.start <= one.statement.at <= one.statement.end
        assert one.statement.end <= len(one.view.text)


def test_sizes_in_brackets_are_of_the_members() -> None:
    assert said("Vicuna (7B, 13B)\n") == {
        ("model/vicuna-7b", "parameterCount", 7_000_000_000),
        ("model/vicuna-7b", "partOf", "model/vicuna"),
        ("model/vicuna-13b", "parameterCount", 13_000_000_000),
        ("model/vicuna-13b", "partOf", "model/vicuna"),
    }
