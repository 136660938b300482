"""The pages of vault/ itself and of the real notes: what no made-up graph shows (criteria 1-3, 6-7, 10-11)."""

from __future__ import annotations

import getpass
import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest

from browser import sample
from browser.test_lineage import LIT, MEASURE, overlaps
from conftest import ROOT, SHARED
from vaultkit.export.views.evidence import Source, obsidian_link
from vaultkit.export.views.lineage import lineage_page
from vaultkit.export.views.over_time import time_page
from vaultkit.export.views.papers import papers_page
from vaultkit.export.views.relations import is_lineage
from vaultkit.export.views.vault_map import vault_page
from vaultkit.graph.facts import Entity, EntityId
from vaultkit.graph.vocab import knowledge, schema
from vaultkit.workspace import Workspace, open_workspace

if TYPE_CHECKING:
    from collections.abc import Callable

    from browser.conftest import Opened

PLACES = {"vault": ROOT / "vault", "notes": SHARED / "notes"}


@pytest.fixture(scope="session", params=sorted(PLACES))
def work(request: pytest.FixtureRequest) -> Workspace:
    pytest.importorskip("spacy")
    place = PLACES[request.param]
    if not place.is_dir():
        pytest.skip(f"{request.param} is not here")
    found = open_workspace(str(place), use_cache=False)
    assert found.graph.claims
    return found


@pytest.fixture(scope="session")
def page_text(work: Workspace) -> str:
    return lineage_page(work.graph, vault_name=work.name, known=knowledge())


def data_of(html: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.DOTALL)
    assert found is not None
    made = json.loads(found[1])
    assert isinstance(made, dict)
    return made


def test_every_page_opens_clean(open_page: Callable[..., Opened], work: Workspace) -> None:
    for page in (lineage_page, papers_page, time_page, vault_page):
        html = page(work.graph, vault_name=work.name, known=knowledge())
        for word in (str(ROOT), str(work.root), f"/{getpass.getuser()}/", "file://"):
            assert word not in html
        opened = open_page(html, name=f"{page.__name__}.html")
        opened.page.wait_for_timeout(400)
        opened.quiet()


def test_labels_stand_apart(open_page: Callable[..., Opened], page_text: str) -> None:
    opened = open_page(page_text)
    opened.run(
        "() => { for (const s of document.querySelectorAll('#scroll svg')) s.removeAttribute('width') }"
    )
    nodes = opened.run(MEASURE)["nodes"]
    assert len(nodes) > 20
    for at, one in enumerate(nodes):
        for other in nodes[at + 1 :]:
            assert not overlaps(one["label"], other["label"]), (one["id"], other["id"])
            assert not overlaps(one["label"], other["dot"]), (one["id"], other["id"])
            assert not overlaps(other["label"], one["dot"]), (one["id"], other["id"])


def test_orca_goes_back_to_llama(open_page: Callable[..., Opened], page_text: str) -> None:
    opened = open_page(page_text, at="#n=model/orca")
    lit = {one.split("/")[1] for one in opened.run(LIT)}
    assert "orca" in lit
    assert any(one.startswith("vicuna") for one in lit)
    assert any(one.startswith("llama") for one in lit)
    assert opened.page.locator(".card.on blockquote").count() >= 1


def test_every_line_has_its_sentence_from_the_note(work: Workspace, page_text: str) -> None:
    ties = data_of(page_text)["ties"]
    assert ties
    # Every claim that is drawn stands in a card, with the very words of the note.
    quotes = set(re.findall(r'<blockquote data-c="([0-9a-f]{12}) ', page_text))
    for claim in work.graph.claims:
        if claim.id in quotes and is_lineage(claim.predicate):
            text = work.vault.notes[claim.note].text
            assert " ".join(claim.quote.split()) in " ".join(text.split())
    assert len(quotes) >= len(ties) - sum(1 for tie in ties if not tie[5] & 1)
    # Criterion 10: no relation on a card stands without a sentence, or it says so.
    for relation in re.findall(
        r'<p class="rel .*?(?=<p class="rel|</article>)', page_text, re.DOTALL
    ):
        assert "<blockquote" in relation or "no evidence" in relation


def test_every_relation_of_the_schema_can_be_drawn() -> None:
    missing = [name for name in schema().below("lineage") if not is_lineage(name)]
    assert missing == []


def test_obsidian_links_round_trip() -> None:
    link = obsidian_link(Source("My vault & co"), "folder/note é & #?.md", "A > B & C#")
    parts = urlsplit(link)
    assert parts.scheme == "obsidian"
    assert parts.fragment == ""
    values = parse_qs(parts.query, strict_parsing=True)
    assert values == {"vault": ["My vault & co"], "file": ["folder/note é & #?#A#B & C"]}
    assert "path=" not in link
    assert obsidian_link(Source("v", share=True), "a.md") == ""


def test_sizes_and_speed(open_page: Callable[..., Opened]) -> None:
    for count, most, seconds in ((91, 150_000, 1.0), (400, 600_000, 2.0)):
        graph, known = sample.generated(count)
        html = lineage_page(graph, vault_name="v", known=known)
        assert len(html.encode()) <= most
        opened = open_page(html, name=f"{count}.html")
        opened.until("() => document.querySelector('.tally')?.textContent.includes('models')")
        took = opened.run("() => performance.getEntriesByType('navigation')[0].domComplete")
        # Three times what is asked for: the machines that run tests are busy.
        assert took / 1000 <= seconds * 3


def test_the_same_month_is_the_same_place(open_page: Callable[..., Opened]) -> None:
    graph, known = sample.lineage()
    opened = open_page(lineage_page(graph, vault_name="v", known=known))
    at = opened.run(
        """() => Object.fromEntries([...document.querySelectorAll('#plot .n')].map(a =>
        [a.getAttribute('href').slice(3), +a.getAttribute('transform').match(/[\\d.]+/)[0]]))"""
    )
    assert abs(at["alpaca"] - at["vicuna"]) <= 1
    assert abs(at["chatgpt"] - at["gpt-3.5"]) <= 1
    assert at["llama-2"] > at["orca"]


def test_one_tab_stop_in_the_picture(open_page: Callable[..., Opened]) -> None:
    graph, known = sample.lineage()
    opened = open_page(lineage_page(graph, vault_name="v", known=known))
    seen: list[str] = []
    for _ in range(60):
        opened.page.keyboard.press("Tab")
        mark = opened.run(
            "() => { const e = document.activeElement; return e === document.body ? '' : `${e.tagName}|${e.getAttribute('href') || e.getAttribute('aria-label') || e.textContent.slice(0, 30)}|${e.value ?? ''}|${e.labels?.[0]?.textContent ?? ''}` }"
        )
        if not mark or mark in seen:
            break
        seen.append(mark)
    assert len([one for one in seen if one.startswith("a|#n=")]) == 1, "lower case: an SVG's link"
    assert any("Find" in one for one in seen)
    assert any("PNG" in one for one in seen)
    assert any(one.startswith("SUMMARY") for one in seen)


def test_private_notes_stay_private() -> None:
    a, b, c = (sample.model(name) for name in ("Seen", "Also seen", "CanaryModel"))
    entities = [
        Entity(key, "model", label, aliases=(f"alias of {label}",))
        for key, label in ((a, "Seen"), (b, "Also seen"), (c, "CanaryModel"))
    ]
    claims = [
        sample.claim(a, "fineTunedFrom", b, quote="A public sentence.", note="Public.md"),
        sample.claim(c, "fineTunedFrom", a, quote="Canary sentence.", note="Canary note.md"),
        sample.claim(a, "license", value="canary licence", note="Canary note.md"),
        sample.claim(a, "introducedBy", EntityId("paper/arxiv-2306.02707"), note="Public.md"),
    ]
    graph = sample.graph_of(entities, claims, private=("Canary note.md",))
    page = lineage_page(graph, vault_name="Secret vault", share=True)
    for word in (
        "anary",
        "public sentence",
        "Public.md",
        "Secret",
        "obsidian",
        "alias of",
        "reject ",
    ):
        assert word not in page.replace("vaultkit reject ${id}", "").replace(
            "copy(`vaultkit reject", ""
        )
    assert "Seen" in page
    assert "https://arxiv.org/abs/2306.02707" in page
    own = lineage_page(graph, vault_name="Secret vault")
    assert "Canary sentence." in own
