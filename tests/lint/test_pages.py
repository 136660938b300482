"""The pages of the rules are as fresh as their docstrings."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from vaultkit.config import Config
from vaultkit.lint.explain import pages
from vaultkit.lint.lint import lint
from vaultkit.lint.select import all_rules
from vaultkit.vault.files import open_vault

DOCS = Path(__file__).resolve().parents[2] / "docs"


def test_every_rule_has_a_fresh_page() -> None:
    for name, text in pages(all_rules()).items():
        file = DOCS / name
        assert file.is_file(), f"docs/{name} is missing: run `make docs`"
        assert file.read_text(encoding="utf-8") == text, f"docs/{name} is stale: run `make docs`"


def test_no_page_is_left_of_a_rule_that_is_gone() -> None:
    there = {f"rules/{file.name}" for file in (DOCS / "rules").glob("*.md")}
    assert there == set(pages(all_rules()))


def test_our_own_pages_hold_no_error() -> None:
    vault = open_vault(DOCS, Config(), use_cache=False)
    rules = [one for one in all_rules() if one.default and one.severity == "error"]
    found = lint(vault, None, rules, Config(), date(2026, 11, 21))
    assert [f"{one.path}:{one.place.line} {one.message}" for one in found] == []
