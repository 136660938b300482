"""What the graph keeps of a note: when it was noted, and whether it is for others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cli.terminal import vaultkit
from vaultkit.config import Config
from vaultkit.extract.extract import extract
from vaultkit.text import NotePath
from vaultkit.vault.vault import Vault

if TYPE_CHECKING:
    from pathlib import Path

    from vaultkit.graph.facts import NoteFacts


def facts(path: str, text: str, config: Config | None = None) -> NoteFacts:
    config = config or Config()
    return extract(Vault.of({path: text}, config=config), config).notes[NotePath(path)]


def test_a_stated_day_dates_the_note() -> None:
    found = facts("a.md", "---\ncreated: 2023-09-12 11:07\n---\nx\n")
    assert (found.date, found.date_source) == ("2023-09-12", "stated")


def test_a_daily_note_is_dated_by_its_name() -> None:
    assert facts("2024-02-03.md", "x\n").date == "2024-02-03"


def test_a_note_without_a_day_has_none() -> None:
    assert facts("a.md", "x\n").date is None


@pytest.mark.parametrize(
    ("head", "private"),
    [
        ("publish: false", True),
        ("published: false", True),
        ("draft: true", True),
        ("publish: true", False),
        ("publish:", False),
        ("title: x", False),
    ],
)
def test_a_property_keeps_a_note_back(head: str, private: bool) -> None:  # noqa: FBT001 (a case)
    assert facts("a.md", f"---\n{head}\n---\nx\n").private is private


def test_a_setting_keeps_notes_back() -> None:
    config = Config(private=("Diary/**",))
    assert facts("Diary/a.md", "x\n", config).private
    assert not facts("Other/a.md", "x\n", config).private


@pytest.mark.parametrize("page", ["--lineage", "--papers", "--time", "--vault"])
def test_no_byte_of_a_private_note_is_in_a_page_for_others(page: str, tmp_path: Path) -> None:
    texts = {
        "open.md": "Vicuna-13B was fine-tuned from LLaMA, see arXiv:2302.13971.\n",
        "secret.md": "---\npublish: false\n---\nCanarybird-7B-chat was fine-tuned from Vicuna-13B, with a context of 4096 tokens.\n",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    ran = vaultkit("graph", page, "--share", "-o", "page.html", here=tmp_path)
    assert ran.code == 0, ran.err
    made = (tmp_path / "page.html").read_text(encoding="utf-8").lower()
    assert "canarybird" not in made
    assert "secret" not in made
