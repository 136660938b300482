"""`vaultkit graph`: which pages it makes, and what it does not overwrite."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from vaultkit.cli.cli import run

if TYPE_CHECKING:
    from pathlib import Path

NOTE = """---
tags: [model]
---
# Models

## Orca

Microsoft developed Orca. Orca was fine-tuned from Vicuna. Orca has 13B parameters.

## Reading

- [x] Orca <https://arxiv.org/abs/2306.02707>
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "my notes #1 é"
    place.mkdir()
    (place / "Models.md").write_bytes(NOTE.encode())
    (place / "Secret.md").write_bytes(b"---\npublish: false\n---\nMy canary speaks of Vicuna.\n")
    return place


@pytest.mark.parametrize("page", ["--lineage", "--papers", "--time", "--vault"])
def test_each_page_is_one_file(
    folder: Path, page: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out" / "page.html"
    assert run(["--vault", str(folder), "graph", page, "-o", str(out)]) == 0
    assert capsys.readouterr().out.strip() == str(out)
    html = out.read_bytes()
    assert html.startswith(b"<!doctype html>")
    assert b"Orca" in html
    assert str(tmp_path).encode() not in html
    assert list(out.parent.iterdir()) == [out]
    first = html
    assert run(["--vault", str(folder), "graph", page, "-o", str(out)]) == 0
    assert out.read_bytes() == first


def test_vault_is_a_page_alone_and_a_folder_with_a_value(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["graph", "--lineage", "--vault", str(folder), "-o", "-"]) == 0
    assert "<title>Model lineage" in capsys.readouterr().out
    assert run(["--vault", str(folder), "graph", "--vault", "-o", "-"]) == 0
    assert "<title>Vault" in capsys.readouterr().out


def test_around_and_pyvis(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("pyvis")
    assert run(["--vault", str(folder), "graph", "--around", "Orca", "-o", "-"]) == 0
    assert "Around Orca" in capsys.readouterr().out
    assert (
        run(["--vault", str(folder), "graph", "--around", "Orca", "--engine", "pyvis", "-o", "-"])
        == 0
    )
    assert "vis-network" in capsys.readouterr().out
    assert run(["--vault", str(folder), "graph", "--around", "Nobody", "-o", "-"]) == 2
    assert "unknown name 'Nobody'" in capsys.readouterr().err


@pytest.mark.parametrize("page", ["--lineage", "--papers", "--time", "--vault"])
def test_a_page_for_others_tells_nothing_private(
    folder: Path, page: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--vault", str(folder), "graph", page, "--share", "-o", "-"]) == 0
    html = capsys.readouterr().out
    for word in ("canary", "Secret", "Models.md", "my notes", "was fine-tuned"):
        assert word not in html


def test_another_file_is_not_replaced(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine = tmp_path / "mine.html"
    mine.write_text("my own page", encoding="utf-8")
    assert run(["--vault", str(folder), "graph", "--lineage", "-o", str(mine)]) == 2
    assert "not made by vaultkit" in capsys.readouterr().err
    assert mine.read_text(encoding="utf-8") == "my own page"


@pytest.mark.skipif(sys.platform == "win32", reason="read-only folders are files' own there")
def test_a_failed_write_leaves_the_old_page(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out" / "page.html"
    arguments = ["--vault", str(folder), "graph", "--lineage", "-o", str(out)]
    assert run(arguments) == 0
    old = out.read_bytes()
    (folder / "More.md").write_bytes(b"Alpaca was fine-tuned from LLaMA.\n")
    # A file may not grow beyond a hundred blocks: the new page can not be written.
    limit = f"ulimit -f 20; exec {sys.executable} -m vaultkit " + " ".join(
        f"'{one}'" for one in arguments
    )
    done = subprocess.run(["bash", "-c", limit], capture_output=True, env=os.environ, check=False)
    assert done.returncode != 0
    assert out.read_bytes() == old


def test_it_is_written_under_any_locale(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "page.html"
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "vaultkit",
            "--vault",
            str(folder),
            "graph",
            "--lineage",
            "-o",
            str(out),
        ],
        env={**os.environ, "LC_ALL": "C"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "é" in out.read_text(encoding="utf-8")
