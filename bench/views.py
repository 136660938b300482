"""Measure the pages in a real browser without a GPU: size, time to a picture, frames while dragging.

python bench/views.py [--large]     2,000 and 10,000 notes; --large adds 50,000
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

from browser import sample  # noqa: E402 (the path comes first)
from vaultkit.export.views.lineage import lineage_page  # noqa: E402
from vaultkit.export.views.vault_map import vault_page  # noqa: E402

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FLAGS = ["--no-sandbox", "--disable-gpu", "--enable-precise-memory-info"]
DRAG = """async () => { const c = document.querySelector('#map'), times = []; c.setPointerCapture = () => {};
  const fire = (t, x) => c.dispatchEvent(new PointerEvent(t, { pointerId: 1, clientX: x, clientY: 400, bubbles: true }));
  fire('pointerdown', 500); let last = performance.now();
  for (let i = 0; i < 180; i++) { await new Promise(requestAnimationFrame); fire('pointermove', 500 + 200 * Math.sin(i / 20)); const now = performance.now(); times.push(now - last); last = now; }
  fire('pointerup', 500); times.sort((a, b) => a - b);
  return [times[90], times[171]] }"""
FIND = """async () => { const i = document.querySelector('input[type=search]'); const t = performance.now();
  i.value = 'note 17'; i.dispatchEvent(new Event('input')); await new Promise(requestAnimationFrame); return performance.now() - t }"""


def measure(browser: Browser, html: str, ready: str, folder: Path) -> dict[str, Any]:
    """Open a page, and return what it cost."""
    file = folder / "page.html"
    file.write_bytes(html.encode())
    context = browser.new_context(viewport={"width": 1400, "height": 900}, offline=True)
    page = context.new_page()
    start = time.perf_counter()
    page.goto(file.as_uri())
    while not page.evaluate(ready):
        page.wait_for_timeout(10)
    found: dict[str, Any] = {"ready s": round(time.perf_counter() - start, 2)}
    if "map" in ready:
        middle, slow = page.evaluate(DRAG)
        found |= {"frame ms": round(middle, 1), "p95 ms": round(slow, 1)}
        found["find ms"] = round(page.evaluate(FIND))
    found["heap MB"] = round(page.evaluate("() => performance.memory.usedJSHeapSize") / 1e6, 1)
    context.close()
    return found


def main() -> None:
    """Measure and print a table."""
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--large", action="store_true", help="50,000 notes as well")
    large = parser.parse_args().large
    sizes = [(2000, 9000), (10_000, 45_000), *([(50_000, 227_000)] if large else [])]
    program = shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as place, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=program, args=FLAGS)
        for count in (91, 400):
            graph, known = sample.generated(count)
            start = time.perf_counter()
            html = lineage_page(graph, vault_name="v", known=known)
            made = round(time.perf_counter() - start, 2)
            ready = "() => document.querySelector('.tally')?.textContent.includes('models')"
            row = measure(browser, html, ready, Path(place))
            print(f"lineage {count}: {len(html.encode()) // 1000} kB, made in {made} s, {row}")
        for count, links in sizes:
            graph = sample.vault(count, links)
            start = time.perf_counter()
            html = vault_page(graph, vault_name="v")
            made = round(time.perf_counter() - start, 2)
            ready = "() => document.querySelector('#map').dataset.ready === '1'"
            row = measure(browser, html, ready, Path(place))
            print(
                f"vault {count}/{links}: {len(html.encode()) // 1000} kB, made in {made} s, {row}"
            )


if __name__ == "__main__":
    main()
