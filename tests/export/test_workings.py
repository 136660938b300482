"""What was worked out for a page is remembered by its inputs, and the page is the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from browser import sample
from vaultkit.export.views.lineage import lineage_page
from vaultkit.export.views.vault_map import vault_page
from vaultkit.export.views.workings import remembered, worked
from vaultkit.vault.shelf import open_shelf

if TYPE_CHECKING:
    from pathlib import Path

pytest.importorskip("numpy")


def test_pages_with_a_memory_are_the_pages_without(tmp_path: Path) -> None:
    graph, known = sample.generated(91)
    vault = sample.vault(400, 900)
    plain = lineage_page(graph, vault_name="v", known=known), vault_page(vault, vault_name="v")
    for _ in range(2):
        with remembered(open_shelf(tmp_path, "workings", "export")):
            made = (
                lineage_page(graph, vault_name="v", known=known),
                vault_page(vault, vault_name="v"),
            )
        assert made == plain


def test_the_same_inputs_are_worked_out_once(tmp_path: Path) -> None:
    asked: list[list[float]] = []

    def work(inputs: list[float]) -> float:
        def add() -> float:
            asked.append(inputs)
            return sum(inputs)

        return worked("sum", inputs, add)

    assert [work([1, 2]), work([1, 2])] == [3, 3]
    assert len(asked) == 2, "nobody remembers outside"
    for _ in range(2):
        with remembered(open_shelf(tmp_path, "workings", "export")):
            assert work([1, 2]) == 3
    assert len(asked) == 3
    with remembered(open_shelf(tmp_path, "workings", "export")):
        assert work([1, 2.0]) == 3
    assert len(asked) == 4, "another input is another work, and what was not used is dropped"
    with remembered(open_shelf(tmp_path, "workings", "export")):
        assert work([1, 2]) == 3
    assert len(asked) == 5
    with remembered(None):
        work([1, 2])
    assert len(asked) == 6
