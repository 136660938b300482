"""The small vault that carries every case found, with its reading written beside it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from vaultkit.config import Config
from vaultkit.text import NotePath
from vaultkit.vault.files import open_vault
from vaultkit.vault.resolve import status

if TYPE_CHECKING:
    from vaultkit.vault.vault import Vault

ROOT = Path(__file__).resolve().parents[1] / "vaults/links"
ELSEWHERE = {
    "README.md": [],
    "properties.md": [
        (2, "ok", "Orca.md"),
        (4, "ok", "Models/Models.md"),
        (5, "ok", "People/Ada Lovelace.md"),
        (9, "missing-file", "-"),
    ],
    "Orca.md": [(3, "ok", "Models/Models.md")],
    "map.canvas": [
        (2, "ok", "Orca.md"),
        (3, "missing-file", "-"),
        (4, "ok", "People/Ada Lovelace.md"),
        (4, "missing-file", "-"),
    ],
    "list.base": [(3, "ok", "Orca.md"), (4, "missing-file", "-")],
}
"""Readings of files that can not carry them: line, status and path of each link."""


@pytest.fixture(scope="module")
def vault() -> Vault:
    return open_vault(ROOT, Config(), use_cache=False)


def expected(vault: Vault, path: str) -> list[tuple[int, str, str]]:
    """Return the readings written in a note: line, status and path of each link."""
    if path in ELSEWHERE:
        return ELSEWHERE[path]
    found = []
    for number, line in enumerate(vault.notes[NotePath(path)].text.split("\n"), 1):
        _, arrow, words = line.rstrip(" |\r").rpartition(" => ")
        for one in words.split("; ") if arrow else ():
            word, _, target = one.partition(" ")
            found.append((number, word, target))
    return found


def test_every_link_reaches_what_stands_beside_it(vault: Vault) -> None:
    count = 0
    for path, links in vault.sources():
        found = []
        for link in links:
            reached = vault.resolve(path, link)
            line = vault.place(path, link.span.start).line
            found.append((line, status(reached), getattr(reached, "path", None) or "-"))
        assert found == expected(vault, path), path
        count += len(found)
    assert count >= 96


def test_what_is_no_heading_or_task(vault: Vault) -> None:
    note = vault.notes[NotePath("hidden.md")]
    assert [one.text for one in note.headings] == ["Where links are none"]
    assert [(one.status, one.due) for one in note.tasks] == [(" ", "2026-01-02"), (" ", None)]
    assert [one.kind for one in note.blocks].count("item") == 5
