"""Names that are close enough for one to be meant for the other, and names that are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultkit.lint.close import LEAST_LETTERS, Names, fold, is_slip

WORDS = st.text(alphabet="abc1", min_size=1, max_size=9)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Deep Learning", "deep-learning"),
        ("Opus 4.6", "opus-4-6"),
        ("Microsoft_Research", "microsoft-research"),
        ("Café", "CAFE\u0301"),
        ("it\u2019s", "its"),
    ],
)
def test_marks_make_no_other_name(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("C++", "C"), ("C#", "C"), ("GPT-3", "GPT-4"), ("Llama 2", "Llama 21")]
)
def test_marks_and_digits_that_do(one: str, other: str) -> None:
    assert fold(one) != fold(other)
    assert not is_slip(fold(one), fold(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("transformer", "tranformer"),
        ("transformer", "trasnformer"),
        ("attention", "attentiom"),
        ("llama3", "llamma3"),
    ],
)
def test_slips(one: str, other: str) -> None:
    assert is_slip(one, other)
    assert is_slip(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("llama2", "llama3"),
        ("gpt35", "gpt3"),
        ("bert", "xbert"),
        ("same", "same"),
        ("abcdef", "abcxyz"),
        ("qlora", "lora"),
    ],
)
def test_other_names(one: str, other: str) -> None:
    assert not is_slip(one, other)


@given(WORDS, WORDS)
def test_a_slip_is_one_both_ways(one: str, other: str) -> None:
    assert is_slip(one, other) == is_slip(other, one)


@given(st.lists(WORDS, max_size=30, unique=True), WORDS)
def test_the_index_finds_what_a_look_at_all_names_finds(names: list[str], target: str) -> None:
    paths = [f"{name}.md" for name in names]
    found = Names.of(paths).slips(target)
    wanted = (
        []
        if len(target) < LEAST_LETTERS
        else [f"{one}.md" for one in sorted(names) if is_slip(target, one)]
    )
    assert [one for one in found if len(one) - 3 >= LEAST_LETTERS - 1] == wanted
