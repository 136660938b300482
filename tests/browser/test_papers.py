"""The papers page in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from browser import sample
from vaultkit.export.views.papers import ReadingItem, papers_page
from vaultkit.graph.facts import Entity, EntityId

if TYPE_CHECKING:
    from collections.abc import Callable

    from browser.conftest import Opened

TITLES = {
    "paper/arxiv-2302.13971": "LLaMA: Open and Efficient Foundation Language Models",
    "paper/arxiv-2307.09288": "Llama 2: Open Foundation and Fine-Tuned Chat Models",
    "paper/arxiv-1706.03762": "Attention Is All You Need",
}


@pytest.fixture(scope="session")
def page_text() -> str:
    papers = [Entity(EntityId(key), "paper", title) for key, title in TITLES.items()]
    llama = Entity(sample.model("LLaMA"), "model", "LLaMA")
    claims = [
        sample.claim(llama.id, "introducedBy", papers[0].id, note="Models.md"),
        sample.claim(
            papers[2].id, "releaseDate", value="2017-06", note="Papers/Attention Is All You Need.md"
        ),
    ]
    graph = sample.graph_of([*papers, llama], claims)
    reading = [
        ReadingItem("Reading.md", 3, "LLaMA <https://arxiv.org/abs/2302.13971>", "read"),
        ReadingItem("Reading.md", 4, "arXiv:2307.09288", "todo"),
        ReadingItem(
            "Papers/Attention Is All You Need.md",
            1,
            "",
            "reading",
            is_title=False,
            targets=("Papers/Attention Is All You Need.md",),
        ),
        ReadingItem(
            "Reading.md", 5, "A paper <img src=x onerror=window.__pwn=1> that no list has", "todo"
        ),
        ReadingItem("Reading.md", 6, "buy milk", "todo", is_title=False),
    ]
    return papers_page(graph, vault_name="My vault", reading=reading)


SHOWN = (
    "() => [...document.querySelectorAll('#papers tbody tr:not(.off) th')].map(e => e.textContent)"
)


def test_the_list_holds_each_paper_with_its_state(
    open_page: Callable[..., Opened], page_text: str
) -> None:
    opened = open_page(page_text)
    states = opened.run(
        "() => Object.fromEntries([...document.querySelectorAll('#papers tbody tr')].map(r => [r.cells[1].textContent, r.dataset.s]))"
    )
    assert states == {
        TITLES["paper/arxiv-2302.13971"]: "read",
        TITLES["paper/arxiv-2307.09288"]: "todo",
        TITLES["paper/arxiv-1706.03762"]: "reading",
        "A paper <img src=x onerror=window.__pwn=1> that no list has": "todo",
    }
    assert opened.run("() => window.__pwn === undefined")
    opened.quiet()


def test_filters_live_in_the_address(open_page: Callable[..., Opened], page_text: str) -> None:
    opened = open_page(page_text, at="#s=todo&from=2023")
    assert opened.run(SHOWN) == [TITLES["paper/arxiv-2307.09288"]]
    opened.page.locator("select").first.select_option("")
    assert len(opened.run(SHOWN)) == 2
    assert opened.run("() => location.hash") == "#from=2023"
    opened.page.locator("input[type=search]").fill("attention")
    assert opened.run(SHOWN) == []


def test_heads_sort(open_page: Callable[..., Opened], page_text: str) -> None:
    opened = open_page(page_text)
    opened.page.locator("thead button", has_text="Year").click()
    assert opened.run(SHOWN)[0] == TITLES["paper/arxiv-1706.03762"]
    opened.page.locator("thead button", has_text="Year").click()
    assert opened.run(SHOWN)[0] == TITLES["paper/arxiv-2307.09288"]


def test_it_is_whole_without_a_script(open_page: Callable[..., Opened], page_text: str) -> None:
    opened = open_page(page_text, java_script_enabled=False)
    assert opened.page.locator("#papers tbody tr").count() == 4


def test_for_others_it_names_no_note(page_text: str) -> None:
    papers = [Entity(EntityId(key), "paper", title) for key, title in TITLES.items()]
    graph = sample.graph_of(
        papers, [sample.claim(papers[0].id, "releaseDate", value="2023-02", note="Secret note.md")]
    )
    shared = papers_page(
        graph,
        vault_name="Secret vault",
        share=True,
        reading=[ReadingItem("Secret note.md", 1, "arXiv:2302.13971", "read")],
    )
    assert "Secret" not in shared
    assert "obsidian:" not in shared
    assert "LLaMA" in shared
    assert "obsidian://open?vault=My%20vault&amp;file=Reading" in page_text
