"""Every page read by axe, in light, dark and forced colours: nothing serious (criterion 17)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from browser import sample
from browser.conftest import tool
from conftest import ROOT
from vaultkit.export.formats.pyvis import network_page, to_pyvis
from vaultkit.export.views.around import around_page
from vaultkit.export.views.lineage import lineage_page
from vaultkit.export.views.over_time import time_page
from vaultkit.export.views.papers import papers_page
from vaultkit.export.views.vault_map import vault_page
from vaultkit.graph.vocab import knowledge
from vaultkit.workspace import open_workspace

if TYPE_CHECKING:
    from collections.abc import Callable

    from browser.conftest import Opened

SCREENS: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced": {"forced_colors": "active"},
    "narrow": {"width": 360, "height": 740},
}
RUN = """async () => { const found = await axe.run(document, { resultTypes: ['violations'] });
  return found.violations.filter(v => ['serious', 'critical'].includes(v.impact))
    .map(v => `${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map(n => n.html.slice(0, 120)).join(' | ')}`) }"""


@pytest.fixture(scope="session")
def pages() -> dict[str, tuple[str, str]]:
    """Return each page of vault/ with an address that shows a card."""
    pytest.importorskip("spacy")
    work = open_workspace(str(ROOT / "vault"), use_cache=False)
    graph = work.graph
    shown: dict[str, Any] = {"vault_name": work.name, "known": knowledge()}
    small, _ = sample.lineage()
    return {
        "lineage": (lineage_page(graph, **shown), "#n=orca&sure=high"),
        "papers": (papers_page(graph, **shown), ""),
        "time": (time_page(graph, **shown), ""),
        "vault": (vault_page(graph, **shown), "#n=note/Models/Orca.md&d=1"),
        "around": (around_page(graph, "Orca", **shown), "#n=model/orca"),
        "pyvis": (network_page(to_pyvis(small), title="Models"), ""),
    }


@pytest.mark.parametrize("screen", sorted(SCREENS))
@pytest.mark.parametrize("name", ["around", "lineage", "papers", "pyvis", "time", "vault"])
def test_axe_finds_nothing_serious(
    open_page: Callable[..., Opened],
    pages: dict[str, tuple[str, str]],
    name: str,
    screen: str,
) -> None:
    axe = tool("VAULTKIT_AXE", "axe-core/axe.min.js").read_text(encoding="utf-8")
    html, at = pages[name]
    opened = open_page(html, at=at, **SCREENS[screen])
    opened.page.wait_for_timeout(300)
    opened.page.evaluate(axe)
    assert opened.run(RUN) == []
