"""What leaves the lineage page: SVG, PNG, paper; and how it serves everyone (criteria 15-18, 20)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest

from browser import sample
from vaultkit.export.views.lineage import lineage_page
from vaultkit.export.views.over_time import time_page
from vaultkit.export.views.papers import papers_page
from vaultkit.export.views.vault_map import vault_page
from vaultkit.graph.facts import Entity

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from browser.conftest import Opened

PAGES: dict[str, Callable[..., str]] = {
    "lineage": lineage_page,
    "papers": papers_page,
    "time": time_page,
    "vault": vault_page,
}


@pytest.fixture(scope="session")
def page_text() -> str:
    graph, known = sample.lineage()
    return lineage_page(graph, vault_name="My vault", known=known)


def downloaded(opened: Opened, words: str) -> bytes:
    with opened.page.expect_download() as waiting:
        opened.page.locator(".hands button", has_text=re.compile(f"^{words}$")).click()
    return waiting.value.path().read_bytes()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_svg_opens_alone(
    open_page: Callable[..., Opened], page_text: str, tmp_path: Path, scheme: str
) -> None:
    opened = open_page(page_text, color_scheme=scheme)
    opened.page.locator("#scroll").evaluate("e => { e.scrollLeft = 300 }")
    data = downloaded(opened, "SVG")
    tree = ET.fromstring(data)  # noqa: S314 (our own)
    text = data.decode()
    assert "<script" not in text
    assert not re.search(r"\son\w+=", text)
    labels = [one for one in tree.iter("{http://www.w3.org/2000/svg}text") if one.text]
    shown = opened.run(
        "() => [...document.querySelectorAll('#plot text')].filter(t => t.textContent).length"
    )
    assert len(labels) == shown
    file = tmp_path / "alone.svg"
    file.write_bytes(data)
    alone = opened.page.context.new_page()
    alone.goto(file.as_uri())
    fill = alone.evaluate("() => getComputedStyle(document.querySelector('text.year')).fill")
    assert fill == "rgb(28, 31, 38)", "light, whatever the screen"
    assert (
        alone.evaluate("() => document.querySelectorAll('.names')[0].getAttribute('transform')")
        is None
    )


INK = """async (url) => { const image = await createImageBitmap(await (await fetch(url)).blob());
  const c = new OffscreenCanvas(image.width, image.height), p = c.getContext('2d'); p.drawImage(image, 0, 0);
  const d = p.getImageData(0, 0, c.width, c.height).data; let dark = 0;
  for (let i = 0; i < d.length; i += 4) if (d[i] < 60 && d[i + 1] < 60 && d[i + 2] < 70) dark++;
  return [image.width, image.height, dark] }"""


def test_png_has_its_labels(open_page: Callable[..., Opened], page_text: str) -> None:
    opened = open_page(page_text)
    blank = open_page("<title>blank</title>", name="blank.html")

    def ink() -> Any:
        import base64

        data = base64.b64encode(downloaded(opened, "PNG")).decode()
        return blank.run(INK, f"data:image/png;base64,{data}")

    wide, tall, dark = ink()
    assert wide > 1000
    assert tall > 300
    opened.run("() => document.querySelectorAll('#plot .n text').forEach(t => t.remove())")
    assert dark - ink()[2] > 2000, "labels are drawn"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_prints_on_one_light_page(
    open_page: Callable[..., Opened], page_text: str, scheme: str
) -> None:
    opened = open_page(page_text, at="#n=model/orca", color_scheme=scheme)
    data = opened.page.pdf(prefer_css_page_size=True, print_background=True)
    assert len(re.findall(rb"/Type\s*/Page\b", data)) == 1
    opened.page.emulate_media(media="print", color_scheme="dark")
    paper = opened.run("() => getComputedStyle(document.body).backgroundColor")
    assert paper == "rgb(251, 250, 248)"
    places = opened.run(
        "() => ['.axis', '.dots'].map(s => document.querySelector(`#plot ${s}`).getBoundingClientRect().top)"
    )
    assert places[0] < places[1]
    # Names of families stand at the left, wherever the picture was scrolled to; lines have a key.
    opened.page.emulate_media(media="screen")
    opened.run("() => { document.querySelector('#scroll').scrollLeft = 300 }")
    opened.page.wait_for_timeout(100)
    opened.page.emulate_media(media="print")
    left = opened.run(
        "() => ['#plot .bands', '#plot .names'].map(s => document.querySelector(s).getBoundingClientRect().left)"
    )
    assert abs(left[0] - left[1]) < 5
    assert opened.page.locator(".rel-key").first.is_visible()


@pytest.mark.parametrize("name", sorted(PAGES))
@pytest.mark.parametrize("width", [320, 360, 1400])
def test_no_page_scrolls_sideways(open_page: Callable[..., Opened], name: str, width: int) -> None:
    graph, known = sample.lineage()
    opened = open_page(
        PAGES[name](graph, vault_name="My vault", known=known), width=width, height=800
    )
    assert opened.run("() => document.documentElement.scrollWidth") <= width
    if name == "lineage" and width < 900:
        order = opened.run(
            "() => ['.stage', '.side'].map(s => document.querySelector(s).getBoundingClientRect().top)"
        )
        assert order[0] < order[1]


def test_still_for_those_who_want_it(open_page: Callable[..., Opened], page_text: str) -> None:
    opened = open_page(page_text, reduced_motion="reduce")
    longest = opened.run(
        """() => Math.max(...[...document.querySelectorAll('*')].map(e => parseFloat(getComputedStyle(e).transitionDuration) || 0))"""
    )
    assert longest <= 0.001


CONTRAST = """() => { const probe = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const rgb = (c) => { probe.clearRect(0, 0, 1, 1); probe.fillStyle = c; probe.fillRect(0, 0, 1, 1); return [...probe.getImageData(0, 0, 1, 1).data].slice(0, 3); };
  const light = (c) => { const [r, g, b] = rgb(c).map(v => { v /= 255; return v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4 }); return .2126 * r + .7152 * g + .0722 * b };
  const style = getComputedStyle(document.documentElement), of = (n) => style.getPropertyValue(n).trim();
  const ratio = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p); return (x + .05) / (y + .05) };
  const out = {}; for (const bg of ['--bg', '--panel', '--wash']) for (const ink of ['--ink', '--soft', '--focus', ...Array.from({ length: 9 }, (_, i) => `--f${i}`)]) out[`${ink} on ${bg}`] = ratio(of(ink), of(bg));
  return { out, colours: Array.from({ length: 9 }, (_, i) => rgb(of(`--f${i}`))) } }"""


def lab_under_deuteranopia(rgb: list[int]) -> tuple[float, float, float]:
    """Return a colour as those see it who lack green cones (Vienot 1999), in CIELAB."""
    linear = [
        value / 255 / 12.92 if value <= 10 else ((value / 255 + 0.055) / 1.055) ** 2.4
        for value in rgb
    ]
    r, g, b = linear
    r, g, b = 0.29275 * r + 0.70725 * g, 0.29275 * r + 0.70725 * g, -0.02234 * r + 0.02234 * g + b
    x = (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047
    y = 0.2126 * r + 0.7152 * g + 0.0722 * b
    z = (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883
    fx, fy, fz = (max(v, 0) ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in (x, y, z))
    return (116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_can_be_read_and_told_apart(
    open_page: Callable[..., Opened], page_text: str, scheme: str
) -> None:
    found = open_page(page_text, color_scheme=scheme).run(CONTRAST)
    low = {name: ratio for name, ratio in found["out"].items() if ratio < 4.5}
    assert low == {}
    labs = [lab_under_deuteranopia(one) for one in found["colours"]]
    near = {
        (a, b): round(sum((x - y) ** 2 for x, y in zip(labs[a], labs[b], strict=True)) ** 0.5, 1)
        for a in range(9)
        for b in range(a + 1, 9)
    }
    assert {pair: far for pair, far in near.items() if far < 10} == {}


NAMELESS = """() => [...document.querySelectorAll('a, button, input, select, summary, [role=listbox], [tabindex="0"]')]
  .filter(e => e.getClientRects().length && !(e.getAttribute('aria-label') || e.textContent.trim() || e.labels?.[0]?.textContent.trim() || e.title))
  .map(e => e.outerHTML.slice(0, 90))"""
SMALL = """() => [...document.querySelectorAll('button, select, input:not([type=checkbox]), .n .hit')]
  .filter(e => e.getClientRects().length).map(e => [e, e.getBoundingClientRect()])
  .filter(([, b]) => Math.min(b.width, b.height) < 23.5 && b.width * b.height > 0).map(([e, b]) => [e.outerHTML.slice(0, 60), b.width, b.height])"""


@pytest.mark.parametrize("name", sorted(PAGES))
def test_everything_has_a_name_and_room(open_page: Callable[..., Opened], name: str) -> None:
    graph, known = sample.lineage()
    opened = open_page(PAGES[name](graph, vault_name="My vault", known=known))
    opened.page.wait_for_timeout(300)
    assert opened.run(NAMELESS) == []
    if name == "lineage":
        opened.page.keyboard.press("+")
    if name != "time":  # its pictures shrink with the window
        assert opened.run(SMALL) == []
    assert opened.run("() => document.documentElement.lang") == "en"
    assert opened.run("() => document.querySelectorAll('h1').length") == 1


def test_forced_colours_keep_the_marks(open_page: Callable[..., Opened], page_text: str) -> None:
    opened = open_page(page_text, forced_colors="active")
    stroke = opened.run("() => getComputedStyle(document.querySelector('#plot .n .c')).stroke")
    text = opened.run("() => getComputedStyle(document.querySelector('#plot .n text')).fill")
    assert stroke == text


def broken_graphs() -> dict[str, tuple[list[Any], list[Any]]]:
    a, b = sample.model("A"), sample.model("B")
    models = [Entity(a, "model", "Same"), Entity(b, "model", "Same")]
    tie = sample.claim
    return {
        "empty": ([], []),
        "one": ([models[0]], [tie(a, "releaseDate", value="2023-01")]),
        "one without a date": ([models[0]], []),
        "cycle": (
            models,
            [
                tie(a, "fineTunedFrom", b),
                tie(b, "fineTunedFrom", a, confidence=0.8),
                tie(a, "releaseDate", value="2023-01"),
            ],
        ),
        "itself": ([models[0]], [tie(a, "fineTunedFrom", a)]),
        "missing parent": ([models[0]], [tie(a, "fineTunedFrom", sample.model("gone"))]),
        "no dates": (models, [tie(a, "fineTunedFrom", b)]),
        "against time": (
            models,
            [
                tie(a, "fineTunedFrom", b),
                tie(a, "releaseDate", value="2020-01"),
                tie(b, "releaseDate", value="2023-01"),
            ],
        ),
        "bad dates": (
            models,
            [tie(a, "releaseDate", value="2023-13"), tie(b, "releaseDate", value="soon")],
        ),
    }


@pytest.mark.parametrize("case", sorted(broken_graphs()))
@pytest.mark.parametrize("name", sorted(PAGES))
def test_wrong_data_opens(open_page: Callable[..., Opened], name: str, case: str) -> None:
    entities, claims = broken_graphs()[case]
    opened = open_page(PAGES[name](sample.graph_of(entities, claims), vault_name="v"))
    opened.page.wait_for_timeout(50)
    opened.quiet()
    if name == "lineage":
        text = opened.page.content()
        if case == "cycle":
            assert "come from one another" in text
        if case == "itself":
            assert "come from itself" in text
        if case == "against time":
            assert opened.page.locator("#plot .e.odd").count() == 1, "criterion 5: it is marked"
        if case == "empty":
            assert "No model yet" in text
