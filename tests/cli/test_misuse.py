"""Bad input: one clear message, the right exit code, and the rest of the work done."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from cli.terminal import vaultkit

if TYPE_CHECKING:
    from pathlib import Path


def notes(folder: Path, **texts: str | bytes) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        data = text.encode() if isinstance(text, str) else text
        (folder / f"{name}.md").write_bytes(data)
    return folder


def test_a_folder_that_does_not_exist(tmp_path: Path) -> None:
    ran = vaultkit("--vault", "nowhere", "lint", here=tmp_path)
    assert ran.code == 2
    assert ran.out == ""
    assert ran.err.splitlines() == [
        "vaultkit: nowhere: there is no such folder",
        "  hint: give the folder of notes with --vault DIR",
    ]


def test_a_file_is_no_vault(tmp_path: Path) -> None:
    notes(tmp_path, a="x")
    ran = vaultkit("lint", "--vault", "a.md", here=tmp_path)
    assert ran.code == 2
    assert "a.md: is no folder" in ran.err


@pytest.mark.parametrize("command", [["lint"], ["list", "links"], ["list", "notes"]])
def test_an_empty_vault_is_no_error(tmp_path: Path, command: list[str]) -> None:
    ran = vaultkit(*command, here=notes(tmp_path / "v"))
    assert (ran.code, "Traceback" in ran.err) == (0, False)


def test_an_empty_vault_builds_an_empty_graph(tmp_path: Path) -> None:
    vault = notes(tmp_path / "v")
    ran = vaultkit("--vault", str(vault), "build", "--out", "out", here=tmp_path)
    assert ran.code == 0, ran.err
    assert (tmp_path / "out" / "claims.jsonl").read_bytes() == b""


def test_a_note_with_invalid_yaml_is_reported_and_the_rest_is_read(tmp_path: Path) -> None:
    vault = notes(
        tmp_path / "v",
        bad="---\ntags: [a, b\nx: *nope\n---\n# Bad\n[[good]]\n",
        good="# Good\nVicuna-13B was fine-tuned from LLaMA.\n",
    )
    ran = vaultkit("lint", "--format", "json", here=vault)
    found = json.loads(ran.out)["findings"]
    assert [(one["path"], one["name"]) for one in found if one["severity"] == "error"] == [
        ("bad.md", "invalid-frontmatter")
    ]
    assert ran.code == 1
    links = vaultkit("list", "links", "--format", "jsonl", here=vault)
    assert [json.loads(line)["status"] for line in links.out.splitlines()] == ["ok"]
    built = vaultkit("build", "--out", str(tmp_path / "out"), here=vault)
    assert built.code == 0, built.err
    assert "fineTunedFrom" in (tmp_path / "out" / "claims.jsonl").read_text(encoding="utf-8")


def test_a_binary_file_named_md_is_reported_and_the_rest_is_read(tmp_path: Path) -> None:
    vault = notes(tmp_path / "v", picture=bytes(range(256)) * 40, good="[[picture]]\n")
    ran = vaultkit("lint", "--format", "json", here=vault)
    found = json.loads(ran.out)["findings"]
    assert {one["path"] for one in found} == {"picture.md"}, found
    assert "Traceback" not in ran.err
    links = vaultkit("list", "links", "--format", "jsonl", here=vault)
    assert [json.loads(line)["resolved"] for line in links.out.splitlines()] == ["picture.md"]


def test_an_unknown_command_names_the_nearest(tmp_path: Path) -> None:
    ran = vaultkit("lnt", here=tmp_path)
    assert ran.code == 2
    assert "unknown command 'lnt'" in ran.err
    assert "did you mean 'lint'" in ran.err


def test_an_unknown_setting_names_the_nearest(tmp_path: Path) -> None:
    vault = notes(tmp_path / "v", a="x")
    (vault / "vaultkit.toml").write_text('exlude = ["a"]\n', encoding="utf-8")
    ran = vaultkit("list", "notes", here=vault)
    assert ran.code == 2
    assert ran.err.splitlines() == [
        "vaultkit: vaultkit.toml: unknown setting 'exlude'",
        "  hint: did you mean 'exclude'?",
    ]


def test_an_unknown_question_names_the_nearest(tmp_path: Path) -> None:
    ran = vaultkit("query", "models-usin", "technique=gqa", here=notes(tmp_path / "v", a="x"))
    assert ran.code == 2
    assert "models-using" in ran.err


def test_an_unknown_entity_names_the_nearest(tmp_path: Path) -> None:
    vault = notes(tmp_path / "v", a="Vicuna-13B was fine-tuned from LLaMA.\n")
    ran = vaultkit("lineage", "Vicunna", here=vault)
    assert ran.code == 2
    assert "Vicuna" in ran.err


def test_a_console_without_unicode_is_survived(tmp_path: Path) -> None:
    vault = notes(tmp_path / "v", a="# 日本語 → ✅\n[[missing → x]]\n")
    env = {"PYTHONUTF8": "0", "PYTHONIOENCODING": "cp1252"}
    ran = vaultkit("list", "headings", "--format", "csv", here=vault, env=env)
    assert ran.code == 0, ran.err


def test_version_answers_at_once(tmp_path: Path) -> None:
    ran = vaultkit("--version", here=tmp_path)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("vaultkit ")


def test_every_command_has_help_with_an_example(tmp_path: Path) -> None:
    from vaultkit import plugins
    from vaultkit.cli import commands

    for name in plugins.names(commands):
        ran = vaultkit(name.removesuffix("_"), "--help", here=tmp_path)
        assert ran.code == 0, name
        assert "Example" in ran.out, f"{name} shows no example"
        assert "--vault" in ran.out, name
