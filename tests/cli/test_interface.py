"""The records that scripts rely on, key for key and in order."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

from cli.terminal import vaultkit

if TYPE_CHECKING:
    from pathlib import Path

RECORDS = {
    "links": "source, line, column, kind, raw, target, subpath, display, embed, in_comment, status, resolved, rule",
    "tasks": "note, line, column, text, status, kind, created, scheduled, due, done, age_days, date_source",
    "dates": "note, line, column, raw, date, precision, role",
    "entities": "id, kind, label, aliases, notes, mentions",
    "mentions": "note, line, column, end_column, text, entity, kind, linked, confidence",
    "claims": "id, note, line, subject, subject_label, predicate, object, object_label, value, raw, modality, confidence, status, layer, rule, quote",
    "notes": "path, title, aliases, type, created, modified, note_date, words, links, mentions",
    "headings": "note, line, level, text",
    "tags": "tag, count, notes",
    "contradictions": "subject, subject_label, predicate, values",
    "unknown": "text, count, notes",
    "wanted": "target, count, notes, near",
    "unlinked": "note, line, column, end_column, text, entity, target",
    "orphans": "path, kind",
}

NOTES = {
    "Vicuna.md": "---\ntype: model\ncreated: 2024-01-02\naliases: [Vicuna chat]\n---\n# Vicuna\n[[LLaMA]] [[Nothing here]] #llm\n\nVicuna-13B was fine-tuned from LLaMA. It has a context length of 4096 tokens.\n",
    "LLaMA.md": "---\ntype: model\n---\n# LLaMA\n- [ ] read the paper 📅 2024-05-01\n",
    "Other.md": "Vicuna-13B has a context of 2048 tokens. FooBar-LM-7B-chat was fine-tuned from Vicuna.\n",
    "alone.md": "nothing\n",
}


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("vault")
    for name, text in NOTES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("what", sorted(RECORDS))
def test_a_record_has_its_keys_in_order(what: str, vault: Path) -> None:
    ran = vaultkit("list", what, "--format", "jsonl", here=vault)
    assert ran.code == 0, ran.err
    lines = [json.loads(line) for line in ran.out.splitlines()]
    assert lines, f"list {what} shows nothing of a vault that has some"
    for line in lines:
        assert ", ".join(line) == RECORDS[what]
    table = vaultkit("list", what, "--format", "csv", here=vault)
    rows = list(csv.DictReader(io.StringIO(table.out)))
    assert len(rows) == len(lines)
    assert ", ".join(rows[0]) == RECORDS[what]


def test_findings_as_json(vault: Path) -> None:
    ran = vaultkit("lint", "--format", "json", "--select", "LNK", here=vault)
    report = json.loads(ran.out)
    assert list(report)[:2] == ["version", "findings"]
    assert report["version"] == 1
    assert report["findings"]
    for one in report["findings"]:
        assert list(one) == [
            "code", "name", "severity", "message", "path", "line", "column", "end_line", "end_column", "fix", "url",
        ]  # fmt: skip


def test_lists_can_be_limited_to_paths(vault: Path) -> None:
    ran = vaultkit("list", "claims", "Other.md", "--format", "jsonl", here=vault)
    assert {json.loads(line)["note"] for line in ran.out.splitlines()} == {"Other.md"}


def test_the_same_vault_gives_the_same_bytes(vault: Path) -> None:
    first = vaultkit("list", "claims", "--format", "jsonl", "--no-cache", here=vault)
    second = vaultkit(
        "list", "claims", "--format", "jsonl", here=vault, env={"PYTHONHASHSEED": "7"}
    )
    assert first.out == second.out
