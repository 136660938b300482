"""The time page in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from browser import sample
from vaultkit.export.views.over_time import time_page
from vaultkit.graph.facts import Entity, entity_id

if TYPE_CHECKING:
    from collections.abc import Callable

    from browser.conftest import Opened
    from vaultkit.graph.graph import KnowledgeGraph
    from vaultkit.graph.known import Known


def measured() -> tuple[KnowledgeGraph, tuple[Known, ...]]:
    graph, known = sample.lineage()
    technique = entity_id("technique", "GQA")
    extra = [
        sample.claim(
            sample.model("GPT-3"), "parameterCount", value=175_000_000_000, quote="GPT-3 has 175B."
        ),
        sample.claim(
            sample.model("LLaMA"), "parameterCount", value=65_000_000_000, quote="LLaMA has 65B."
        ),
        sample.claim(
            sample.model("BERT"), "contextLength", value=512, quote="BERT reads 512 tokens."
        ),
        sample.claim(
            sample.model("Claude 2"), "contextLength", value=100_000, quote="Claude 2 reads 100k."
        ),
        sample.claim(
            sample.model("Persimmon"), "contextLength", value=16_000, quote="no date, no dot"
        ),
        sample.claim(sample.model("Mistral 7B"), "usesTechnique", technique, quote="It uses GQA."),
        sample.claim(sample.model("Llama 3"), "usesTechnique", technique, quote="It uses GQA too."),
    ]
    entities = [*graph.entities.values(), Entity(technique, "technique", "GQA")]
    return sample.graph_of(entities, [*graph.claims, *extra]), known


@pytest.fixture(scope="session")
def page_text() -> str:
    graph, known = measured()
    return time_page(graph, vault_name="My vault", known=known)


PLACES = """(id) => Object.fromEntries([...document.querySelectorAll(`#${id} svg a.n`)].map(a =>
  [a.getAttribute('aria-label').split(',')[0], a.getAttribute('transform').match(/[\\d.]+/g).map(Number)]))"""


def test_dots_stand_at_their_date_and_size(
    open_page: Callable[..., Opened], page_text: str
) -> None:
    opened = open_page(page_text)
    sizes = opened.run(PLACES, "parameterCount")
    assert {"GPT-3", "LLaMA", "Llama 2 7B", "Llama 2 13B", "Llama 2 70B"} == set(sizes)
    assert sizes["GPT-3"][0] < sizes["LLaMA"][0] < sizes["Llama 2 7B"][0]
    assert sizes["GPT-3"][1] < sizes["LLaMA"][1] < sizes["Llama 2 7B"][1]
    assert sizes["Llama 2 7B"][0] == sizes["Llama 2 70B"][0]
    assert set(opened.run(PLACES, "contextLength")) == {"BERT", "Claude 2"}
    opened.quiet()


def test_a_dot_shows_its_sentence(open_page: Callable[..., Opened], page_text: str) -> None:
    opened = open_page(page_text)
    opened.page.locator('#parameterCount a.n[aria-label^="GPT-3,"]').click()
    assert opened.page.locator(".card.on blockquote").text_content() == "GPT-3 has 175B."
    at = opened.run("() => location.hash")
    opened.page.reload()
    assert opened.run("() => location.hash") == at
    assert opened.page.locator(".card.on .big").text_content() == "175B parameters"


def test_one_family_alone(open_page: Callable[..., Opened], page_text: str) -> None:
    opened = open_page(page_text)
    opened.page.locator("#key button", has_text="LLaMA").click()
    shown = "() => [...document.querySelectorAll('#parameterCount svg a.n:not(.off)')].length"
    assert opened.run(shown) == 4
    opened.page.locator("select").select_option("org")
    assert opened.run(shown) == 5
    assert opened.run("() => location.hash") == "#by=org"


def test_techniques_spread_by_year(open_page: Callable[..., Opened], page_text: str) -> None:
    opened = open_page(page_text, java_script_enabled=False)
    row = opened.page.locator("#techniques tbody tr")
    assert row.count() == 1
    assert row.locator(".first").text_content() == "Mistral 7B"
    assert row.locator("td").all_text_contents() == ["Mistral 7B", "2", "1", "1"]


def test_nothing_to_plot(open_page: Callable[..., Opened]) -> None:
    opened = open_page(time_page(sample.graph_of([], []), vault_name="v"))
    assert "Nothing to plot yet" in opened.page.content()
    opened.quiet()
