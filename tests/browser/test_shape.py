"""The lineage's shape: no line through a stranger, true time, families that fold (criteria 3, 5-7, 13)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from browser import sample
from browser.test_lineage import LIT, MEASURE, overlaps
from conftest import ROOT, SHARED
from vaultkit.export.views.lineage import lineage_page
from vaultkit.graph.vocab import knowledge
from vaultkit.workspace import open_workspace

if TYPE_CHECKING:
    from collections.abc import Callable

    from browser.conftest import Opened

READY = "() => document.querySelector('.tally')?.textContent.includes('models')"
CROSSED = """() => { const svg = document.querySelector('#plot'), out = { dots: [], labels: 0, lines: 0 };
  const names = [...document.querySelectorAll('.card h2')].map(e => e.textContent);
  const ties = JSON.parse(document.querySelector('#data').textContent).ties;
  const nodes = [...svg.querySelectorAll('.n')].map(a => { const [x, y] = a.getAttribute('transform').match(/-?[\\d.]+/g).map(Number);
    const c = a.querySelector('.c').getBBox(), t = a.querySelector('text').getBBox();
    return { id: a.getAttribute('aria-label'), dot: [x + c.x, y + c.y, x + c.x + c.width, y + c.y + c.height], label: [x + t.x, y + t.y + 2, x + t.x + t.width, y + t.y + t.height - 2] } });
  const inside = (b, p) => p.x > b[0] && p.x < b[2] && p.y > b[1] && p.y < b[3];
  [...svg.querySelectorAll('.e')].forEach((path, at) => { if (path.classList.contains('unsure')) return;
    const own = [names[ties[at][0]], names[ties[at][1]]], long = path.getTotalLength(), dots = new Set(), labels = new Set();
    out.lines++;
    for (let far = 0; far <= long; far += 3) { const p = path.getPointAtLength(far);
      for (const node of nodes) { if (own.some(name => node.id.startsWith(`${name}, `))) continue;
        if (inside(node.dot, p)) dots.add(node.id); if (inside(node.label, p)) labels.add(node.id); } }
    for (const id of dots) out.dots.push([own.join(' > '), id]);
    out.labels += labels.size; });
  return out }"""


def page_of(name: str) -> str:
    """Return the lineage of vault/, of the real notes, or of so many made-up models."""
    if name.isdigit():
        graph, known = sample.generated(int(name), seed=int(name))
        return lineage_page(graph, vault_name="v", known=known)
    pytest.importorskip("spacy")
    place = {"vault": ROOT / "vault", "notes": SHARED / "notes"}[name]
    if not place.is_dir():
        pytest.skip(f"{name} is not here")
    work = open_workspace(str(place), use_cache=False)
    return lineage_page(work.graph, vault_name=work.name, known=knowledge())


@pytest.mark.parametrize("name", ["vault", "notes", "91"])
def test_no_line_passes_a_strangers_dot(open_page: Callable[..., Opened], name: str) -> None:
    opened = open_page(page_of(name))
    opened.until(READY)
    found = opened.run(CROSSED)
    assert found["lines"] > 20
    assert found["dots"] == []
    # Names stand on their own ground; few lines have no way but behind one.
    assert found["labels"] <= 0.15 * found["lines"]


@pytest.mark.parametrize("name", ["vault", "91"])
def test_true_time_is_even_and_nothing_meets(open_page: Callable[..., Opened], name: str) -> None:
    opened = open_page(page_of(name))
    opened.until(READY)
    narrow = opened.run("() => document.querySelector('#plot').viewBox.baseVal.width")
    opened.page.locator("button", has_text=re.compile("^True time$")).click()
    assert opened.run("() => location.hash") == "#t=1"
    assert opened.run("() => document.querySelector('#plot').viewBox.baseVal.width") > narrow
    found = opened.run(
        """() => { const rows = JSON.parse(document.querySelector('#data').textContent).nodes;
        const names = [...document.querySelectorAll('.card h2')].map(e => e.textContent), at = [];
        for (const a of document.querySelectorAll('#plot .n')) { const row = rows[names.indexOf(a.querySelector('text').firstChild.textContent)];
          const c = a.getAttribute('aria-label');
          if (row && row[1] !== null && /\\d{4}-\\d\\d/.test(c)) at.push([row[1], +a.getAttribute('transform').match(/[\\d.]+/)[0]]); }
        return at.sort((a, b) => a[0] - b[0]) }"""
    )
    (first, left), (last, right) = found[0], found[-1]
    month = (right - left) / (last - first)
    assert month > 10
    for at, x in found:
        assert abs(x - (left + (at - first) * month)) <= 2
    opened.run(
        "() => { for (const s of document.querySelectorAll('#scroll svg')) s.removeAttribute('width') }"
    )
    nodes = opened.run(MEASURE)["nodes"]
    for one in nodes:
        for other in nodes:
            if one is not other:
                assert not overlaps(one["label"], other["dot"]), (one["id"], other["id"])
                assert not overlaps(one["label"], other["label"]), (one["id"], other["id"])
    opened.page.reload()
    assert (
        opened.page.locator("button", has_text="True time").get_attribute("aria-pressed") == "true"
    )
    opened.quiet()


FOLDED = "() => document.querySelectorAll('#plot .n.strip').length"


def test_many_models_start_folded_and_the_chosen_family_opens(
    open_page: Callable[..., Opened],
) -> None:
    graph, known = sample.generated(600)
    html = lineage_page(graph, vault_name="v", known=known)
    opened = open_page(html)
    opened.until(READY, seconds=20)
    folded = opened.run(FOLDED)
    assert folded > 300
    tall = opened.run("() => document.querySelector('#plot').viewBox.baseVal.height")
    opened.page.locator("input[type=search]").fill("-500")
    opened.page.keyboard.press("Enter")
    assert opened.run("() => location.hash").startswith("#n=")
    assert 0 < opened.run(FOLDED) < folded
    assert opened.run("() => document.querySelector('#plot').viewBox.baseVal.height") > tall
    lit = set(opened.run(LIT))
    import networkx as nx

    made: nx.DiGraph[str] = nx.DiGraph()
    made.add_edges_from((c.object, c.subject) for c in graph.accepted() if c.object)
    start = "model/" + opened.run("() => location.hash.match(/n=([^&]+)/)[1]")
    assert lit == {start} | nx.ancestors(made, start) | nx.descendants(made, start)
    before = opened.run(FOLDED)
    opened.page.reload()
    opened.until(READY, seconds=20)
    assert opened.run(FOLDED) == before
    opened.quiet()


def test_families_fold_by_hand(open_page: Callable[..., Opened]) -> None:
    graph, known = sample.lineage()
    opened = open_page(lineage_page(graph, vault_name="v", known=known))
    assert opened.run(FOLDED) == 0
    opened.page.locator(".fam.may", has_text="LLaMA").or_(
        opened.page.locator(".fam.may", has_text="Llama")
    ).first.click()
    one = opened.run(FOLDED)
    assert one > 5
    assert "fold=" in opened.run("() => location.hash")
    opened.page.locator("button", has_text="Unfold families").click()
    assert opened.run(FOLDED) == 0
    assert opened.run("() => location.hash") == ""
    opened.page.locator("button", has_text="Fold families").click()
    assert opened.run(FOLDED) > one
    opened.page.keyboard.press("Escape")
    opened.quiet()


def changed(html: str, where: str) -> str:
    """Return a page in which one byte of a script or style is another."""
    found = re.search(rf"<{where}>", html)
    assert found is not None
    at = html.index("return" if where == "script" else "margin", found.end())
    return f"{html[:at]}{html[at].upper()}{html[at + 1 :]}"


@pytest.mark.parametrize("part", ["script", "style"])
def test_the_policy_names_one_script_and_one_style(
    open_page: Callable[..., Opened], part: str
) -> None:
    """Criterion 13: their hashes are in the policy, and another byte is refused."""
    import base64
    import hashlib

    graph, known = sample.lineage()
    html = lineage_page(graph, vault_name="v", known=known)
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', html)
    assert policy is not None
    assert html.index("Content-Security-Policy") < html.index("<style>") < html.index("<script>")
    allowed: dict[str, Any] = dict(rule.split(" ", 1) for rule in policy[1].split("; "))
    assert allowed["default-src"] == "'none'"
    assert allowed["base-uri"] == allowed["form-action"] == "'none'"
    assert "unsafe" not in policy[1]
    text = re.findall(rf"<{part}>(.*?)</{part}>", html, re.DOTALL)
    assert len(text) == 1
    digest = base64.b64encode(hashlib.sha256(text[0].encode()).digest()).decode()
    assert allowed[f"{part}-src"] == f"'sha256-{digest}'"
    assert not re.search(
        r"<[^>]*\s(?:on\w+|style)\s*=", html.split("<body>")[1].split("<script")[0]
    )
    opened = open_page(changed(html, part))
    assert any("Content Security Policy" in one or "violates" in one for one in opened.errors)
    if part == "script":
        assert opened.run("() => document.querySelector('.tally')") is None
    else:
        assert opened.run("() => getComputedStyle(document.body).marginTop") == "8px", "no style"
