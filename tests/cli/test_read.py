"""`read NOTE`: what was just read from a note."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from cli.terminal import vaultkit

if TYPE_CHECKING:
    from pathlib import Path


def notes(folder: Path) -> Path:
    texts = {
        "Vicuna.md": "---\ntype: model\n---\n# Vicuna\nVicuna-13B has a context length of 4096 tokens.\n",
        "new.md": "Vicuna-13B was fine-tuned from LLaMA. Vicuna-13B has a context of 2048 tokens.\n",
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_claims_links_and_contradictions_are_shown_with_their_lines(tmp_path: Path) -> None:
    ran = vaultkit("read", "new.md", here=notes(tmp_path))
    assert ran.code == 0, ran.err
    assert "fineTunedFrom LLaMA" in ran.out
    assert "contradictions (1)" in ran.out
    assert "Vicuna.md:5" in ran.out


def test_as_json_each_claim_has_its_id(tmp_path: Path) -> None:
    vault = notes(tmp_path)
    ran = vaultkit("read", "new", "--format", "json", here=vault)
    (found,) = json.loads(ran.out)
    assert found["note"] == "new.md"
    listed = vaultkit("list", "claims", "new.md", "--format", "jsonl", here=vault)
    assert found["claims"] == [json.loads(line) for line in listed.out.splitlines()]


def test_a_note_that_is_not_there_is_named(tmp_path: Path) -> None:
    ran = vaultkit("read", "gone.md", here=notes(tmp_path))
    assert ran.code == 2
    assert "gone.md" in ran.err
