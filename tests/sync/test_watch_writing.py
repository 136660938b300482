"""Row 70: a note that another tool turns back each time is left alone after three rounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from faults.shim import make_vault
from vaultkit.cli.command import Session
from vaultkit.cli.commands.watch import ROUNDS, _State, _sync
from vaultkit.sync.panel import block
from vaultkit.workspace import open_workspace

if TYPE_CHECKING:
    from pathlib import Path

pytest.importorskip("spacy", reason="reading sentences needs vaultkit[nlp]")


def test_two_tools_that_undo_each_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vaultkit.cli.commands.watch.QUIET", 0.0)
    theirs = ("# Orca\n\nOrca has 13B parameters.\n\n" + block("facts", "old", html=False)).encode()
    root = make_vault(
        tmp_path / "v", {"Orca.md": theirs, "vaultkit.toml": b"[sync]\nreview = ''\n"}
    )
    (root / ".obsidian").mkdir()
    state = _State()
    rounds = 0
    for _ in range(ROUNDS + 3):
        report = _sync(Session(), open_workspace(str(root), use_cache=False), state)
        if "Orca.md" in report.written:
            rounds += 1
            assert (root / "Orca.md").read_bytes() != theirs
        (root / "Orca.md").write_bytes(theirs)
    assert rounds == ROUNDS
