"""Korean and Chinese sentences: who is the subject, and that any text can be read."""

# ruff: noqa: RUF001 (full-width marks are what is tested)

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vaultkit.extract.chinese import CHINESE
from vaultkit.extract.eastern import _compiled, read_eastern
from vaultkit.extract.gazetteer import Gazetteer
from vaultkit.extract.korean import KOREAN
from vaultkit.extract.lexicon import make_lexicon
from vaultkit.extract.reading import open_page
from vaultkit.graph.vocab import knowledge, schema
from vaultkit.notes.parse import parse_note
from vaultkit.text import NotePath

if TYPE_CHECKING:
    from vaultkit.extract.eastern_rules import EasternRule


@cache
def gazetteer() -> Gazetteer:
    return Gazetteer(make_lexicon(knowledge()))


def said(text: str) -> set[tuple[str, str, object]]:
    page = open_page(parse_note(NotePath("a.md"), text), gazetteer())
    read_eastern(page)
    found = (one.statement for one in page.statements)
    return {
        (one.subject.id, one.predicate, one.object.id if one.object else one.value) for one in found
    }


@pytest.mark.parametrize("rule", [*KOREAN, *CHINESE], ids=lambda rule: rule.predicate)
def test_a_rule_reads_a_term_of_the_schema_into_its_object(rule: EasternRule) -> None:
    assert rule.predicate in schema().properties
    assert "o" in _compiled(rule).groupindex


@pytest.mark.parametrize(
    "text",
    [
        "我们基于 PaliGemma 和新的数据,采用 GQA。",
        "在 ViT+CLIP 构建的空间中,用 PPO 训练策略。",
        "这个方法通过 AdaLN 替代 cross-attention。",
        "DINOv2 latent space（196M 参数）",
        "以 ViT-S 的 30% 参数达到 71.4%。",
        "Mistral 7B가 GQA를 사용할까?",
        "GQA를 사용하면 빨라진다.",
        "LLaMA 论文有 27 页,第 3 层标题是空的。",
    ],
)
def test_what_something_is_done_with_is_no_subject(text: str) -> None:
    assert said(text + "\n") == set()


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (
            "总参数为 1760 亿的 BLOOM 很大。BLOOM 有 1760 亿参数。",
            ("model/bloom", "parameterCount", 176 * 10**9),
        ),
        ("GPT-3는 1750억 개의 파라미터를 가진다.", ("model/gpt-3", "parameterCount", 175 * 10**9)),
        (
            "Yi-34B 的训练用了 3.1 万亿 tokens 的数据。",
            ("model/yi-34b", "trainingTokens", 31 * 10**11),
        ),
    ],
)
def test_eastern_numbers_are_absolute(text: str, claim: tuple[str, str, object]) -> None:
    assert said(text + "\n") == {claim}


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                *"는은이가를을의에서로와 .,:;()（）。？-+/%\n",
                *"在由用以是的了和与有没",
                "采用", "微调", "参数", "学습", "사용", "기반으로", "파인튜닝", "Llama 2", "GQA", "C4", "Meta", "7B", "1.5 亿",
            ]
        ),
        max_size=30,
    )
)  # fmt: skip
def test_any_text_can_be_read_and_places_lie_in_it(parts: list[str]) -> None:
    text = "".join(parts)
    page = open_page(parse_note(NotePath("a.md"), text), gazetteer())
    read_eastern(page)
    for one in page.statements:
        assert 0 <= one.statement.start <= one.statement.at <= one.statement.end
        assert one.statement.end <= len(one.view.text)
