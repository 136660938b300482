"""The lineage page in a real browser (design/views 5, criteria 1-3, 5-14)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from browser import sample
from vaultkit.export.views.lineage import lineage_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from browser.conftest import Opened

FADED = 0.2


@pytest.fixture(scope="session")
def page_text() -> str:
    graph, known = sample.lineage()
    return lineage_page(graph, vault_name="My vault", known=known)


def ancestors(start: str, *, up: bool) -> set[str]:
    import networkx as nx

    graph, _ = sample.lineage()
    made: nx.DiGraph[str] = nx.DiGraph()
    for claim in graph.accepted():
        if claim.object and claim.object.startswith("model/"):
            made.add_edge(claim.object, claim.subject)
    return set(nx.ancestors(made, start) if up else nx.descendants(made, start))


LIT = """() => [...document.querySelectorAll('#plot .n.on')].map(a => 'model/' + a.getAttribute('href').slice(3))"""


def test_opens_without_network_or_complaint(
    open_page: Callable[..., Opened], page_text: str
) -> None:
    opened = open_page(page_text)
    opened.until("() => document.querySelector('.tally')?.textContent.includes('models')")
    opened.quiet()
    assert not re.search(r'(?:src|href)="https?://(?!arxiv\.org/)', page_text)
    assert "@import" not in page_text
    assert not re.search(r"url\((?!#)", page_text)


@pytest.mark.parametrize("name", ["a b/50% of #1 é 漢字/x.html"])
def test_opens_from_an_odd_path(
    open_page: Callable[..., Opened], page_text: str, name: str
) -> None:
    opened = open_page(page_text, name=name, at="#n=model/orca")
    assert opened.run("() => document.querySelector('.card.on h2').textContent") == "Orca"
    opened.quiet()


def test_focus_lights_what_networkx_finds(open_page: Callable[..., Opened], page_text: str) -> None:
    opened = open_page(page_text, at="#n=orca")
    up, down = ancestors("model/orca", up=True), ancestors("model/orca", up=False)
    assert up
    assert down
    assert set(opened.run(LIT)) == {"model/orca"} | up | down
    opened.page.wait_for_timeout(300)
    faded = opened.run(
        "() => Math.max(...[...document.querySelectorAll('#plot .n:not(.on)')].map(a => +getComputedStyle(a).opacity))"
    )
    assert faded <= FADED
    counts = opened.run("() => document.querySelector('.card.on .counts').textContent")
    assert counts == f"{len(up)} ancestors, {len(down)} descendants"


def test_time_runs_to_the_right(open_page: Callable[..., Opened], page_text: str) -> None:
    opened = open_page(page_text)
    xs = opened.run(
        """() => { const d = JSON.parse(document.querySelector('#data').textContent), x = {};
        document.querySelectorAll('#plot .n').forEach(a => x[a.querySelector('text').firstChild.textContent] = +a.getAttribute('transform').match(/[\\d.]+/)[0]);
        const names = [...document.querySelectorAll('.card h2')].map(e => e.textContent);
        return d.ties.map(t => [x[names[t[0]]], x[names[t[1]]]]) }"""
    )
    assert len(xs) > 40
    assert all(parent <= child for parent, child in xs)


MEASURE = """() => {
  const svg = document.querySelector('#plot'), m = svg.getScreenCTM();
  const box = (e) => { const b = e.getBBox(), t = e.closest('.n').getAttribute('transform').match(/[\\d.]+/g).map(Number);
    return [b.x + t[0], b.y + t[1], b.x + b.width + t[0], b.y + b.height + t[1]] };
  const names = [...document.querySelectorAll('.card h2')].map(e => e.textContent);
  const nodes = [...svg.querySelectorAll('.n')].map(a => ({ id: a.getAttribute('aria-label').split(', ')[0],
    label: box(a.querySelector('text')), dot: box(a.querySelector('.c, .x')) }));
  const runs = [...svg.querySelectorAll('.e')].map((g, i) => ({ i, tree: !g.classList.contains('thin'),
    d: g.getAttribute('d') }));
  return { nodes, runs, ties: JSON.parse(document.querySelector('#data').textContent).ties,
    ids: names } }"""


def overlaps(a: list[float], b: list[float], slack: float = 0.6) -> bool:
    return (
        a[0] < b[2] - slack and b[0] < a[2] - slack and a[1] < b[3] - slack and b[1] < a[3] - slack
    )


@pytest.mark.parametrize("size", [0, 30, 91, 200])
def test_nothing_overlaps(open_page: Callable[..., Opened], size: int) -> None:
    graph, known = sample.generated(size, seed=size) if size else sample.lineage()
    opened = open_page(lineage_page(graph, vault_name="v", known=known))
    opened.run(
        "() => { for (const s of document.querySelectorAll('#scroll svg')) s.removeAttribute('width') }"
    )
    found = opened.run(MEASURE)
    nodes = found["nodes"]
    for at, one in enumerate(nodes):
        for other in nodes[at + 1 :]:
            assert not overlaps(one["label"], other["label"]), (one["id"], other["id"])
        for other in nodes:
            if other is not one:
                assert not overlaps(one["label"], other["dot"]), (one["id"], other["id"])
    for run in found["runs"]:
        if not run["tree"]:
            continue
        tie = found["ties"][run["i"]]
        own = {found["ids"][tie[0]], found["ids"][tie[1]]}
        start = re.match(r"M([\d.]+),([\d.]+)", run["d"])
        stop = re.search(r"H([\d.]+)$", run["d"])
        if start is None or stop is None:
            continue
        y = float(re.findall(r",([\d.]+)", run["d"])[-1])
        left, right = sorted((float(start[1]), float(stop[1])))
        for node in nodes:
            if node["id"] not in own:
                x0, y0, x1, y1 = node["dot"]
                assert not (left < x1 and x0 < right and y0 < y < y1), (own, node["id"])


def test_a_relation_unchecked_leaves_picture_path_and_address(
    open_page: Callable[..., Opened], page_text: str
) -> None:
    opened = open_page(page_text, at="#n=model/vicuna")
    before = set(opened.run(LIT))
    assert "model/chatgpt" in before
    opened.page.locator('.tools input[value="data"]').uncheck()
    after = set(opened.run(LIT))
    assert "model/chatgpt" not in after
    assert after < before
    assert "rel=" in opened.run("() => location.hash")
    assert "data" not in opened.run("() => location.hash").split("rel=")[1].split("&")[0]
    opened.page.reload()
    assert set(opened.run(LIT)) == after
    assert not opened.page.locator('.tools input[value="data"]').is_checked()


def test_keys_walk_the_lineage(open_page: Callable[..., Opened], page_text: str) -> None:
    opened = open_page(page_text, at="#n=model/orca")
    opened.page.locator('a.n[href="#n=orca"]').focus()
    active = "() => document.activeElement.getAttribute('href')"
    opened.page.keyboard.press("ArrowLeft")
    assert opened.run(active) == "#n=vicuna"
    opened.page.keyboard.press("ArrowLeft")
    assert opened.run(active) == "#n=llama"
    opened.page.keyboard.press("Enter")
    assert opened.run("() => location.hash") == "#n=llama"
    opened.page.keyboard.press("Escape")
    assert opened.run("() => location.hash") == ""
    assert opened.run("() => document.querySelectorAll('#plot .n[tabindex=\"0\"]').length") == 1


def test_path_between_two(open_page: Callable[..., Opened], page_text: str) -> None:
    opened = open_page(page_text, at="#n=model/orca&m=model/llama")
    assert set(opened.run(LIT)) == {"model/orca", "model/vicuna", "model/llama"}
    words = opened.run("() => document.querySelector('.card.on .counts').textContent")
    assert words == "2 steps between Orca and LLaMA"


def test_find_goes_to_a_model(open_page: Callable[..., Opened], page_text: str) -> None:
    opened = open_page(page_text)
    opened.page.keyboard.press("/")
    opened.page.keyboard.type("stable bel")
    opened.page.keyboard.press("Enter")
    assert opened.run("() => location.hash") == "#n=stablebeluga2"


def test_card_shows_sentence_and_place(open_page: Callable[..., Opened], page_text: str) -> None:
    opened = open_page(page_text, at="#n=model/orca")
    card = opened.page.locator(".card.on")
    said = "Orca is said here, in so many words, to come from Vicuna (fineTunedFrom)."
    assert card.locator("blockquote").first.text_content() == said
    where = card.locator(".where a").first
    link = urlsplit(where.get_attribute("href") or "")
    assert link.scheme == "obsidian"
    values = parse_qs(link.query)
    assert values["vault"] == ["My vault"]
    assert values["file"] == ["Models/Notes on models#Models#Fine-tuned"]
    opened.page.evaluate(
        "() => { navigator.clipboard.writeText = async (t) => { window.said = t } }"
    )
    card.locator("button", has_text="reject").first.click()
    assert re.fullmatch(r"vaultkit reject [0-9a-f]{12}", opened.until("() => window.said"))


def test_filters_fade_and_count(open_page: Callable[..., Opened], page_text: str) -> None:
    opened = open_page(page_text, at="#org=OpenAI&from=2020-01")
    shown = opened.run("() => [...document.querySelectorAll('#plot .n:not(.off)')].length")
    assert shown == 6
    assert opened.run("() => document.querySelector('.tally').textContent").startswith("6/")


def test_without_a_script_all_is_there(open_page: Callable[..., Opened], page_text: str) -> None:
    opened = open_page(page_text, java_script_enabled=False, at="#n=orca")
    page = opened.page
    drawn = page.locator("#plot a.n").count()
    assert drawn >= 46
    page.locator("#twin summary").click()
    assert page.locator("#twin tbody tr").count() == 47
    assert page.locator("noscript").count() == 1
    assert page.locator(".card:visible h2").text_content() == "Orca"
    assert page.locator(".card:visible blockquote").first.is_visible()


@pytest.mark.parametrize("js", [True, False])
def test_hostile_text_stays_text(open_page: Callable[..., Opened], *, js: bool) -> None:
    html = lineage_page(sample.hostile(), vault_name='"><script>window.__pwn=1</script>', known=())
    opened = open_page(html, java_script_enabled=js)
    if not js:
        assert opened.page.locator("#plot a.n").count() == len(sample.HOSTILE)
        return
    opened.until("() => document.querySelector('.tally')?.textContent.includes('models')")
    for anchor in opened.page.locator("#plot a.n").all():
        anchor.hover(force=True)
        anchor.click(force=True)
    opened.page.locator("input[type=search]").fill("href")
    opened.page.keyboard.press("Enter")
    assert opened.run("() => window.__pwn === undefined")
    opened.quiet()


def test_one_changed_byte_stops_the_script(
    open_page: Callable[..., Opened], page_text: str
) -> None:
    opened = open_page(
        page_text.replace("document.documentElement;", "document.documentElement ;", 1)
    )
    assert opened.run("() => document.querySelector('.tally')") is None
    assert any("Content Security Policy" in one or "violates" in one for one in opened.errors)


def test_same_bytes_twice(page_text: str) -> None:
    graph, known = sample.lineage()
    assert lineage_page(graph, vault_name="My vault", known=reversed(known)) == page_text
