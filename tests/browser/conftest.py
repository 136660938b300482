"""A real browser without a network: Chromium, found on this machine, never downloaded."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
]


TOOLS = Path(__file__).parent / "tools" / "node_modules"
"""What `npm ci` in tools/ installs: pinned, with hashes; `.ci/run` does."""


def tool(variable: str, name: str) -> Path:
    """Return a file of tools/, or the one that a variable of the environment names; else skip."""
    given = os.environ.get(variable)
    found = Path(given) if given else TOOLS / name
    if not found.is_file():
        pytest.skip(f"no {name}: run `npm ci` in tests/browser/tools, or set ${variable}")
    return found


def find_browser() -> str | None:
    """Return the program of a Chromium: $VAULTKIT_BROWSER, else one in the PATH."""
    given = os.environ.get("VAULTKIT_BROWSER")
    return given or next(filter(None, map(shutil.which, NAMES)), None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test that opens a page."""
    for item in items:
        if "open_page" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    program = find_browser()
    if program is None:
        pytest.skip("no Chromium in the PATH or in $VAULTKIT_BROWSER")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


@dataclass
class Opened:
    """A page that is open, with all that it asked for and complained of."""

    page: Page
    file: Path
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def run(self, script: str, argument: Any = None) -> Any:
        """Evaluate a script in the page."""
        return self.page.evaluate(script, argument)

    def until(self, script: str, argument: Any = None, seconds: float = 5.0) -> Any:
        """Poll until a script's value is truthy (the page's policy forbids waiting by eval)."""
        for _ in range(int(seconds * 50)):
            value = self.run(script, argument)
            if value:
                return value
            self.page.wait_for_timeout(20)
        raise AssertionError(f"never true: {script}")

    def quiet(self) -> None:
        """Assert that nothing was asked of a network, and nothing went wrong."""
        outside = [one for one in self.requests if not one.startswith(("file:", "data:", "blob:"))]
        assert outside == []
        assert self.errors == []


@pytest.fixture
def open_page(chromium: Browser, tmp_path: Path) -> Iterator[Callable[..., Opened]]:
    contexts = []

    def opened(
        html: str,
        *,
        at: str = "",
        name: str = "page.html",
        width: int = 1400,
        height: int = 900,
        **options: Any,
    ) -> Opened:
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(html.encode("utf-8"))
        context = chromium.new_context(
            viewport={"width": width, "height": height}, offline=True, **options
        )
        contexts.append(context)
        page = context.new_page()
        found = Opened(page, file)
        page.on("request", lambda one: found.requests.append(one.url))
        page.on("pageerror", lambda one: found.errors.append(str(one)))
        page.on(
            "console",
            lambda one: found.errors.append(one.text) if one.type in {"error", "warning"} else None,
        )
        page.goto(file.as_uri() + at)
        return found

    yield opened
    for context in contexts:
        context.close()
