"""The pages' own scripts: types checked, nothing that runs text, and none too long to read."""

from __future__ import annotations

import os
import shutil
import subprocess
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest

from browser.conftest import tool
from vaultkit.export.views import vault_map

if TYPE_CHECKING:
    from pathlib import Path

ASSETS = files("vaultkit.export.views").joinpath("assets")
PAGES = {
    "lineage": ("common.js", "lineage.js", "lineage_time.js", "lineage_tools.js"),
    "papers": ("common.js", "papers.js"),
    "time": ("common.js", "time.js"),
    "vault": vault_map.SCRIPTS,
    "pyvis": ("common.js", "pyvis.js"),
}
SCRIPTS = sorted({name for names in PAGES.values() for name in names})
STRICT = [
    "--allowJs",
    "--checkJs",
    "--noEmit",
    "--skipLibCheck",
    "--target",
    "esnext",
    "--module",
    "esnext",
    "--lib",
    "esnext,dom,dom.iterable",
]


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_runs_no_text(name: str) -> None:
    text = ASSETS.joinpath(name).read_text(encoding="utf-8")
    for word in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "new Function",
        "fetch(",
        "XMLHttpRequest",
        "WebSocket",
        "import(",
        "http:",
        "https:",
    ):
        assert word not in text.replace("http://www.w3.org/2000/svg", "")
    assert text.count("\n") <= 400


@pytest.mark.parametrize("page", sorted(PAGES))
def test_types(page: str, tmp_path: Path) -> None:
    tsc = shutil.which("tsc") or str(tool("VAULTKIT_TSC", "typescript/bin/tsc"))
    whole = tmp_path / f"{page}.js"
    parts = [ASSETS.joinpath(name).read_text(encoding="utf-8") for name in PAGES[page]]
    whole.write_text("\n".join(["export {};", *parts]), encoding="utf-8")
    (tmp_path / "vis.d.ts").write_text("declare var vis: any;", encoding="utf-8")
    node = [] if os.access(tsc, os.X_OK) else ["node"]
    command = [*node, tsc, *STRICT, whole.name, "vis.d.ts"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_every_script_is_listed_here() -> None:
    shipped = {one.name for one in ASSETS.iterdir() if one.name.endswith(".js")}
    assert shipped == set(SCRIPTS)
