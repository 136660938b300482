"""In a plain folder of Markdown, links to what lies around it are not called broken."""

from __future__ import annotations

from datetime import date

import pytest

from vaultkit.config import Config
from vaultkit.lint.lint import lint
from vaultkit.lint.select import find_rule
from vaultkit.vault.settings import Settings
from vaultkit.vault.vault import Vault

DAY = date(2026, 11, 21)


def broken(text: str, *, is_obsidian: bool, exclude: tuple[str, ...] = ()) -> list[str]:
    config = Config(exclude=exclude)
    files = {"docs/a.md": text, "docs/b.md": "", "img/x.png": ""}
    vault = Vault.of(files, config, Settings(is_obsidian=is_obsidian))
    return [one.topic for one in lint(vault, None, [find_rule("LNK001")], config, DAY)]


@pytest.mark.parametrize(
    ("text", "plain", "obsidian"),
    [
        ("[code](../../src/x.py)", [], ["../../src/x.py"]),
        ("[page](/posts/llama/)", [], ["/posts/llama/"]),
        ("[page](/posts/llama)", [], ["/posts/llama"]),
        ("![x](/img/gone.png)", ["/img/gone.png"], ["/img/gone.png"]),
        ("[folder](../img/) [root](/docs)", [], []),
        ("[made](/graph/lineage.html)", [], []),
        ("[gone](gone.md)", ["gone.md"], ["gone.md"]),
    ],
)
def test_what_lies_beyond(text: str, plain: list[str], obsidian: list[str]) -> None:
    assert broken(text, is_obsidian=False) == plain
    assert broken(text, is_obsidian=True) == obsidian


def test_what_the_settings_leave_out_is_not_missing() -> None:
    assert broken("[x](../old/x.md)", is_obsidian=True) == ["../old/x.md"]
    assert broken("[x](../old/x.md)", is_obsidian=True, exclude=("old",)) == []
