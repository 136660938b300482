"""`vaultkit rename`, `log` and `undo` as a user types them."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from faults.shim import contents, make_vault

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "Models/Orca.md": b"\xef\xbb\xbf# Orca\r\n\r\n## Training\r\n",
    "index.md": b"See [[Orca|the whale]] and [x](Models/Orca.md#Training).\n",
    "board.canvas": b'{"nodes":[{"id":"a","type":"file","file":"Models/Orca.md"}],"edges":[]}',
}


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    root = make_vault(tmp_path / "v", FILES)
    (root / ".obsidian").mkdir()
    return root


def vaultkit(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "vaultkit", "--vault", str(root), *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_rename_log_undo(vault: Path) -> None:
    made = vaultkit(vault, "rename", "Orca", "Orca 1")
    assert made.returncode == 0, made.stderr
    assert made.stdout.split("\n")[:3] == ["Models/Orca.md", "board.canvas", "index.md"]
    assert contents(vault) == {
        "Models/Orca 1.md": FILES["Models/Orca.md"],
        "index.md": b"See [[Orca 1|the whale]] and [x](Models/Orca%201.md#Training).\n",
        "board.canvas": FILES["board.canvas"].replace(b"Orca.md", b"Orca 1.md"),
    }
    log = vaultkit(vault, "log", "--format", "csv").stdout.split("\n")
    assert log[0] == "run,time,what,files,state"
    assert log[1].endswith("rename Orca -> Orca 1,3,done")
    assert vaultkit(vault, "undo").returncode == 0
    assert contents(vault) == FILES
    assert vaultkit(vault, "undo").returncode == 2


def test_a_dry_run_writes_nothing_and_shows_all(vault: Path) -> None:
    made = vaultkit(vault, "rename", "Orca", "Whale", "--dry-run")
    assert made.returncode == 0
    assert "-See [[Orca|the whale]]" in made.stdout
    assert "+See [[Whale|the whale]]" in made.stdout
    assert "Models/Orca.md -> Models/Whale.md" in made.stdout
    assert contents(vault) == FILES
    assert vaultkit(vault, "log", "--format", "jsonl").stdout == ""


def test_a_heading(vault: Path) -> None:
    made = vaultkit(vault, "rename", "Orca#Training", "Data")
    assert made.returncode == 0, made.stderr
    assert contents(vault)["Models/Orca.md"] == b"\xef\xbb\xbf# Orca\r\n\r\n## Data\r\n"
    assert b"Orca.md#Data)" in contents(vault)["index.md"]


def test_refusals_say_why_and_write_nothing(vault: Path) -> None:
    for arguments, words in [
        (("rename", "Nope", "X"), "no such note"),
        (("rename", "Orca", "a|b"), "no name for a file"),
        (("rename", "Orca", "/index"), "exists already"),
    ]:
        made = vaultkit(vault, *arguments)
        assert made.returncode == 2
        assert words in made.stderr
    assert contents(vault) == FILES


def test_the_brake(vault: Path) -> None:
    for number in range(20):
        (vault / f"n{number}.md").write_bytes(b"[[Orca]]")
    made = vaultkit(vault, "rename", "Orca", "Whale")
    assert made.returncode == 2
    assert "--yes" in made.stderr
    assert (vault / "Models/Orca.md").exists()
    assert vaultkit(vault, "rename", "Orca", "Whale", "--yes").returncode == 0


def test_the_baseline_of_lint_follows(vault: Path) -> None:
    (vault / "Models/Orca.md").write_bytes(b"# Orca\n## Training\n![[gone.png]]\n")
    assert vaultkit(vault, "lint").returncode == 1
    vaultkit(vault, "lint", "--write-baseline")
    assert vaultkit(vault, "lint").returncode == 0
    before = contents(vault)
    assert vaultkit(vault, "rename", "Models", "LLMs").returncode == 0
    renamed = contents(vault)
    made = vaultkit(vault, "lint")
    assert made.returncode == 0, made.stdout
    # Undo takes the baseline back too, and undoing that brings it again.
    assert vaultkit(vault, "undo").returncode == 0
    assert contents(vault) == before
    assert vaultkit(vault, "lint").returncode == 0
    assert vaultkit(vault, "undo", "2").returncode == 0
    assert contents(vault) == renamed


def test_decisions_follow(vault: Path) -> None:
    note = "# x\n\n## Panels removed\n\n- `Models/Orca.md: facts`\n"
    (vault / "vaultkit.md").write_bytes(note.encode())
    assert vaultkit(vault, "rename", "Models", "LLMs").returncode == 0
    assert (vault / "vaultkit.md").read_bytes().decode() == note.replace("Models/", "LLMs/")


def test_a_run_that_broke_off_is_settled_before_the_vault_is_read(vault: Path) -> None:
    from faults.shim import FaultyDisk, Killed
    from vaultkit.vault.change import Change, Move, Rewrite
    from vaultkit.vault.write import How, write_changes

    def before_the_move(name: str) -> None:
        if name == "move_new":
            raise Killed

    plan: list[Change] = [
        Rewrite("index.md", FILES["index.md"], b"See [[Whale|the whale]]\n"),
        Move("Models/Orca.md", "Models/Whale.md"),
    ]
    disk = FaultyDisk(1, before_the_move, sticky=True)
    with pytest.raises(Killed):
        write_changes(vault, plan, label="x", how=How(atomic=True, disk=disk))
    assert vaultkit(vault, "rename", "Orca", "Orca 1").returncode == 0
    assert b"[[Orca 1|the whale]]" in contents(vault)["index.md"]
