"""The pages of the rules are as fresh as their docstrings."""

from __future__ import annotations

from pathlib import Path

from vaultkit.lint.explain import pages
from vaultkit.lint.select import all_rules

DOCS = Path(__file__).resolve().parents[2] / "docs"


def test_every_rule_has_a_fresh_page() -> None:
    for name, text in pages(all_rules()).items():
        file = DOCS / name
        assert file.is_file(), f"docs/{name} is missing: run `make docs`"
        assert file.read_text(encoding="utf-8") == text, f"docs/{name} is stale: run `make docs`"


def test_no_page_is_left_of_a_rule_that_is_gone() -> None:
    there = {f"rules/{file.name}" for file in (DOCS / "rules").glob("*.md")}
    assert there == set(pages(all_rules()))
