"""Generated pages are as fresh as the code they are made from."""

from __future__ import annotations

import importlib.util
from typing import TYPE_CHECKING

import pytest

from house.plan import ROOT

if TYPE_CHECKING:
    from types import ModuleType


def maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs_make", ROOT / "docs" / "make.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    "name", ["architecture.md", "config.md", "cli.md", "ontology.md", "cases.md"]
)
def test_a_generated_page_is_fresh(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    made = maker()
    text = (ROOT / "docs" / name).read_text(encoding="utf-8")
    assert text == made.PAGES[name](), f"docs/{name} is stale: run `make docs`"


def test_every_setting_is_described() -> None:
    for _, _, rows in maker().settings():
        for key, _, words in rows:
            assert words.endswith((".", ":")), key
