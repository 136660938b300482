"""`vaultkit init`: what a new user runs first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cli.terminal import vaultkit
from lint.repo import make_repo
from vaultkit.config import Config, read_config

if TYPE_CHECKING:
    from pathlib import Path


def test_it_writes_settings_that_change_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("![[gone.png]]\n")
    ran = vaultkit("--vault", str(tmp_path), "init", here=tmp_path)
    assert ran.code == 0
    assert "1  error    LNK001 broken-link" in ran.out
    assert read_config(tmp_path) == Config()
    text = (tmp_path / "vaultkit.toml").read_text()
    (tmp_path / "vaultkit.toml").write_text(
        re.sub(r"^# ([a-z_]+ = )", r"\1", text, flags=re.MULTILINE)
    )
    assert read_config(tmp_path) == Config()


def test_nothing_that_is_there_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "vaultkit.toml").write_text('name = "mine"\n')
    ran = vaultkit("init", here=tmp_path)
    assert ran.code == 0
    assert "stays as it is" in ran.out
    assert (tmp_path / "vaultkit.toml").read_text() == 'name = "mine"\n'


def test_a_baseline_and_the_hook_only_when_wanted(tmp_path: Path) -> None:
    repo = make_repo(tmp_path, "notes")
    repo.write({"a.md": "![[gone.png]]\n"})
    assert vaultkit("--vault", "notes", "init", here=tmp_path).code == 0
    assert not (tmp_path / ".pre-commit-config.yaml").exists()
    assert not (repo.vault / ".vaultkit-baseline.json").exists()
    assert vaultkit("--vault", "notes", "lint", here=tmp_path).code == 1
    ran = vaultkit("--vault", "notes", "init", "--baseline", "--hook", here=tmp_path)
    assert ran.code == 0
    assert "args: [--vault, 'notes']" in (tmp_path / ".pre-commit-config.yaml").read_text()
    assert vaultkit("--vault", "notes", "lint", here=tmp_path).code == 0


def test_a_hook_file_that_is_there_is_left_and_the_entry_shown(tmp_path: Path) -> None:
    make_repo(tmp_path)
    (tmp_path / ".pre-commit-config.yaml").write_text("repos: []\n")
    ran = vaultkit("init", "--hook", here=tmp_path)
    assert "- id: vaultkit-lint" in ran.out
    assert (tmp_path / ".pre-commit-config.yaml").read_text() == "repos: []\n"
