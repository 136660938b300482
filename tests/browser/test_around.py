"""The page around one thing, and the pyvis engine (design/views 5, criteria 1, 2, 12, 21)."""

from __future__ import annotations

import hashlib
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest

from browser import sample
from vaultkit.errors import EXIT_MISUSE, UnknownName
from vaultkit.export.formats.pyvis import VIS, TooManyNodes, network_page, to_pyvis
from vaultkit.export.views.around import around_page

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from browser.conftest import Opened

READY = "() => document.querySelector('#map').dataset.ready === '1'"
DRAWN = "() => document.querySelector('#net').dataset.ready === '1'"
SHA256 = "b427322ad953d70ab75d1b798ebb8349863502f244e02de3e12a4ab7dfeddf2c"


def test_it_shows_the_sentences_of_its_links(open_page: Callable[..., Opened]) -> None:
    graph, known = sample.lineage()
    opened = open_page(around_page(graph, "Orca", vault_name="My vault", depth=1, known=known))
    opened.until(READY)
    card = opened.page.locator("#card")
    assert card.locator("h2").text_content() == "Orca"
    said = "Orca is said here, in so many words, to come from Vicuna (fineTunedFrom)."
    assert said in card.locator("blockquote").all_text_contents()
    near = set(card.locator(".near a[href^='#n=']").all_text_contents())
    assert near == {"Vicuna", "GPT-4", "Microsoft", "Orca 2", "StableBeluga2", "OpenOrcaxOpenChat"}
    opened.quiet()


def test_for_others_it_has_no_sentence() -> None:
    graph, known = sample.lineage()
    page = around_page(graph, "orca", vault_name="My vault", known=known, share=True)
    for word in ("in so many words", "My vault", "Notes on models"):
        assert word not in page


def test_an_unknown_name_is_misuse() -> None:
    graph, _ = sample.lineage()
    with pytest.raises(UnknownName, match="Orka"):
        around_page(graph, "Orka", vault_name="v")


def test_vis_network_is_as_published() -> None:
    data = files("vaultkit.export.views").joinpath("vendor", VIS).read_bytes()
    assert hashlib.sha256(data).hexdigest() == SHA256
    assert b"dual licensed" in data[:1000]
    for word in (b"eval(", b"new Function", b"innerHTML", b"XMLHttpRequest", b"fetch("):
        assert word not in data


def test_users_get_a_real_network() -> None:
    from pyvis.network import Network

    graph, _ = sample.lineage()
    network = to_pyvis(graph, "Orca", depth=1)
    assert isinstance(network, Network)
    assert "model/vicuna" in network.get_nodes()
    assert {
        "from": "model/orca",
        "to": "model/vicuna",
        "title": "fineTunedFrom",
        "arrows": "from",
    } in network.edges


def test_pyvis_page_is_safe_and_offline(
    open_page: Callable[..., Opened], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    from pyvis.network import Network

    network = Network(directed=True)
    for text in sample.HOSTILE:
        network.add_node(
            text[:300], label=text[:300], title=text[:300], color='red" onload="window.__pwn=1'
        )
    for text in sample.HOSTILE[1:]:
        network.add_edge(sample.HOSTILE[0], text[:300], title=text[:300])
    opened = open_page(
        network_page(network, title="<script>window.__pwn=1</script>"), name="a b#1/p.html"
    )
    opened.until(DRAWN, seconds=10)
    opened.page.locator("input[type=search]").fill("href")
    opened.page.keyboard.press("Enter")
    assert opened.page.locator("#card h2").text_content()
    assert opened.run("() => window.__pwn === undefined")
    opened.quiet()
    assert list(here.iterdir()) == []


def test_too_many_are_refused() -> None:
    from pyvis.network import Network

    network = Network(directed=True)
    for number in range(3001):
        network.add_node(number)
    with pytest.raises(TooManyNodes) as caught:
        network_page(network)
    assert caught.value.exit_code == EXIT_MISUSE
    assert "--vault" in caught.value.hint
