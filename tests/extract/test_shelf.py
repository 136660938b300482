"""Readings kept between runs: what did not change is not read again, and the answer is the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vaultkit.config import Config
from vaultkit.extract import extract as verb
from vaultkit.extract.reading import read_note
from vaultkit.vault.shelf import Shelf
from vaultkit.vault.vault import Vault

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = (
    "Vicuna-13B was fine-tuned from LLaMA.\n",
    "# Mistral 7B\nUses grouped-query attention (GQA). It has 7.3B parameters.\n",
    "FooBar-7B-chat is a merge of FooBar-7B and Vicuna.\n",
    "---\ntype: model\naliases: [Zephyrus]\n---\n# Zephyr\nZephyr was fine-tuned from Mistral 7B.\n",
    "Zephyrus outperforms Llama 2 70B.\n",
    "nothing of note\n",
)
NAMES = ("a.md", "b.md", "Zephyr.md", "d/e.md")
ROOMS = ("extract", "graph", "notes", "knowledge")


def shelf(folder: Path) -> Shelf:
    return Shelf(folder / "readings.sqlite", ROOMS)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.dictionaries(st.sampled_from(NAMES), st.sampled_from(TEXTS)), min_size=2, max_size=4
    )
)
def test_after_any_edits_the_warm_answer_is_the_cold_one(
    tmp_path: Path, states: list[dict[str, str]]
) -> None:
    for state in states:
        vault = Vault.of(state)
        warm = verb.extract(vault, Config(), shelf(tmp_path))
        assert warm == verb.extract(vault, Config())


def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    read: list[str] = []

    def count(*arguments: object) -> object:
        read.append(arguments[0].path)  # type: ignore[attr-defined] # a Note
        return read_note(*arguments)  # type: ignore[arg-type] # the same arguments

    monkeypatch.setattr("vaultkit.extract.pool.read_note", count)
    return read


def test_only_the_note_that_changed_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = counted(monkeypatch)
    state = {"a.md": TEXTS[0], "b.md": TEXTS[1], "c.md": TEXTS[2]}
    verb.extract(Vault.of(state), Config(), shelf(tmp_path))
    assert read == ["a.md", "b.md", "c.md"]
    read.clear()
    verb.extract(Vault.of({**state, "b.md": TEXTS[4]}), Config(), shelf(tmp_path))
    assert read == ["b.md"]


def test_a_name_that_a_note_teaches_has_all_notes_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = {"a.md": TEXTS[4]}
    verb.extract(Vault.of(state), Config(), shelf(tmp_path))
    read = counted(monkeypatch)
    verb.extract(Vault.of({**state, "Zephyr.md": TEXTS[3]}), Config(), shelf(tmp_path))
    assert read == ["Zephyr.md", "a.md"]


@pytest.mark.parametrize("where", [0.1, 0.5, 0.9, 0.99])
def test_a_damaged_shelf_is_made_anew(tmp_path: Path, where: float) -> None:
    vault = Vault.of(dict(zip(NAMES, TEXTS, strict=False)))
    cold = verb.extract(vault, Config())
    verb.extract(vault, Config(), shelf(tmp_path))
    file = tmp_path / "readings.sqlite"
    data = bytearray(file.read_bytes())
    at = int(len(data) * where)
    data[at : at + 64] = bytes(byte ^ 0x5A for byte in data[at : at + 64])
    file.write_bytes(data)
    assert verb.extract(vault, Config(), shelf(tmp_path)) == cold
    file.write_bytes(data[:at])
    assert verb.extract(vault, Config(), shelf(tmp_path)) == cold
