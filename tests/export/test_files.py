"""Outputs: the same bytes, whole or not at all, and never over a file of somebody else."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from graph.sample import BASE, CLAIMS, claim, entity, graph
from vaultkit.export import tree
from vaultkit.export.export import ForeignFile, is_ours, out_of_date, texts, write_files
from vaultkit.graph.facts import EntityId
from vaultkit.graph.lineage import lineage
from vaultkit.graph.records import CLAIM_KEYS

if TYPE_CHECKING:
    from pathlib import Path

ORCA, LLAMA = EntityId("model/orca"), EntityId("model/llama")


def test_the_same_graph_gives_the_same_bytes(tmp_path: Path) -> None:
    made = texts(graph(), BASE)
    shuffled = graph(list(reversed(CLAIMS)))
    assert texts(shuffled, BASE) == made
    assert write_files(tmp_path, made) == ["claims.jsonl", "facts.ttl", "graph.ttl"]
    assert write_files(tmp_path, made) == []
    assert out_of_date(tmp_path, made) == []
    (tmp_path / "facts.ttl").unlink()
    assert out_of_date(tmp_path, made) == ["facts.ttl"]


def test_claims_are_records_key_for_key() -> None:
    lines = texts(graph(), BASE)["claims.jsonl"].decode().splitlines()
    assert len(lines) == len(CLAIMS)
    first = json.loads(lines[0])
    assert tuple(first) == CLAIM_KEYS
    about = next(one for one in map(json.loads, lines) if one["line"] == 187)
    assert about["subject_label"] == "Orca"
    assert about["object"] == "model/vicuna-13b"
    assert about["value"] is None


def test_facts_hold_no_lines_and_no_claims() -> None:
    facts = texts(graph(), BASE)["facts.ttl"].decode()
    assert "vk:line" not in facts.replace("vk:lineage", "")
    assert "vk:Claim" not in facts
    assert "vk:quote" not in facts
    assert "vk:fineTunedFrom" in facts


def test_foreign_files_are_left_alone_and_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").write_text("@prefix mine: <x:> .\n", encoding="utf-8")
    with pytest.raises(ForeignFile, match="not made by vaultkit"):
        write_files(tmp_path, texts(graph(), BASE))
    assert sorted(one.name for one in tmp_path.iterdir()) == ["graph.ttl"]


def test_links_and_folders_are_not_followed(tmp_path: Path) -> None:
    target = tmp_path / "note.md"
    target.write_text("mine", encoding="utf-8")
    out = tmp_path / "out"
    out.mkdir()
    try:
        (out / "facts.ttl").symlink_to(target)
    except OSError:
        pytest.skip("this system makes no symbolic links")
    with pytest.raises(ForeignFile):
        write_files(out, texts(graph(), BASE))
    assert target.read_text(encoding="utf-8") == "mine"


def test_our_own_files_are_known_again(tmp_path: Path) -> None:
    for name, data in texts(graph(), BASE).items():
        (tmp_path / name).write_bytes(data)
        assert is_ours(tmp_path / name)
    (tmp_path / "theirs.jsonl").write_text('{"id": 1}\n', encoding="utf-8")
    assert not is_ours(tmp_path / "theirs.jsonl")


@pytest.mark.skipif(os.name == "nt", reason="rights of files are another matter on Windows")
def test_outputs_have_the_rights_of_any_new_file(tmp_path: Path) -> None:
    write_files(tmp_path, {"a.ttl": b"# made by vaultkit\n"})
    (tmp_path / "b").touch()
    assert (tmp_path / "a.ttl").stat().st_mode == (tmp_path / "b").stat().st_mode


def test_a_tree_shows_each_step_with_its_sentence() -> None:
    lines = tree.tree(graph(), lineage(graph()), ORCA)
    assert lines[0] == "├─ fine-tuned from Vicuna 13B  0.90"
    assert "Orca.md:187  “Fine-tuned Vicuna-13B”" in lines[1]
    down = tree.tree(graph(), lineage(graph()), LLAMA, down=True)
    assert any("Alpaca (fine-tuned from it)" in line for line in down)


def test_mermaid_and_dot_show_hostile_labels_as_text() -> None:
    evil = '"];x["<b>\n%%{init}'
    named = [entity("model", evil, key="model/evil"), entity("model", "Orca")]
    lines = lineage(graph([claim("orca", "fineTunedFrom", "model/evil")], named))
    drawn = tree.mermaid(graph([], named), lines.steps())
    assert drawn.count("\n") == 4
    assert "<b>" not in drawn
    assert drawn.count('"') == 2 * 3
    dot = tree.dot(graph([], named), lines.steps())
    assert '\\"];x[\\"' in dot
