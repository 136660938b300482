"""Rows 39 and 40 under strace: a kill or an error at every system call, so that no shim can lie."""

from __future__ import annotations

import itertools
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from faults.shim import contents, make_vault
from vaultkit.vault.recover import recover_vault

if TYPE_CHECKING:
    from pathlib import Path

OLD = {"a.md": b"one\r\n", "b.md": b"[[a]]\n"}
NEW = {"z.md": b"one\r\n", "b.md": b"[[z]]\n"}
PROGRAM = """
import sys
from pathlib import Path
from vaultkit.vault.change import Move, Rewrite
from vaultkit.vault.write import How, write_changes
root, state = Path(sys.argv[1]), Path(sys.argv[2])
changes = [Rewrite("b.md", b"[[a]]\\n", b"[[z]]\\n"), Move("a.md", "z.md")]
print("go", flush=True)
write_changes(root, changes, label="t", how=How(atomic=True, state=state))
"""
CALLS = ["write", "fsync", "renameat2", "renameat", "unlinkat", "mkdirat", "fchmod", "openat"]


def works() -> bool:
    if sys.platform != "linux" or shutil.which("strace") is None:
        return False
    tried = subprocess.run(
        ["strace", "-f", "-o", "/dev/null", "-e", "inject=fsync:error=EIO", "true"],
        capture_output=True,
        check=False,
    )
    return tried.returncode == 0


needs_strace = pytest.mark.skipif(not works(), reason="strace can not inject faults here")


def run(root: Path, state: Path, fault: str) -> int:
    done = subprocess.run(
        [
            "strace",
            "-f",
            "-qq",
            "-o",
            "/dev/null",
            "-e",
            f"inject={fault}",
            sys.executable,
            "-c",
            PROGRAM,
            str(root),
            str(state),
        ],
        capture_output=True,
        check=False,
    )
    return done.returncode


def calls_of(tmp_path: Path, call: str) -> tuple[int, int]:
    """Return how often a run makes a call: before its own work begins, and in all."""
    root, state = make_vault(tmp_path / "count", OLD), tmp_path / "count-state"
    log = tmp_path / "log"
    subprocess.run(
        [
            "strace",
            "-f",
            "-qq",
            "-o",
            str(log),
            "-e",
            f"trace={call},write",
            sys.executable,
            "-c",
            PROGRAM,
            str(root),
            str(state),
        ],
        capture_output=True,
        check=True,
    )
    shutil.rmtree(root)
    shutil.rmtree(state, ignore_errors=True)
    before = total = 0
    for line in log.read_text(errors="replace").split("\n"):
        if f" {call}(" in line:
            total += 1
        if 'write(1, "go' in line:
            before = total
    return before, total


def check(root: Path, state: Path) -> None:
    recover_vault(root, state=state)
    shutil.rmtree(root / ".vaultkit", ignore_errors=True)
    assert contents(root) in (OLD, NEW), "torn, lost or half renamed"


@needs_strace
@pytest.mark.slow
@pytest.mark.parametrize("call", CALLS)
def test_killed_at_every_system_call(tmp_path: Path, call: str) -> None:
    before, total = calls_of(tmp_path, call)
    killed = 0
    for at in range(before + 1, total + 1):
        root, state = make_vault(tmp_path / f"v{at}", OLD), tmp_path / f"s{at}"
        killed += run(root, state, f"{call}:signal=SIGKILL:when={at}") != 0
        check(root, state)
    assert total == before or killed


@needs_strace
@pytest.mark.slow
@pytest.mark.parametrize("number", ["ENOSPC", "EIO", "EROFS"])
@pytest.mark.parametrize("call", ["write", "fsync", "renameat2", "renameat", "unlinkat"])
def test_error_at_every_system_call(tmp_path: Path, call: str, number: str) -> None:
    before, total = calls_of(tmp_path, call)
    for at in range(before + 1, total + 1):
        root, state = make_vault(tmp_path / f"v{at}", OLD), tmp_path / f"s{at}"
        run(root, state, f"{call}:error={number}:when={at}")
        check(root, state)


@needs_strace
def test_one_kill_in_the_exchange(tmp_path: Path) -> None:
    for at in itertools.count(1):
        root, state = make_vault(tmp_path / f"v{at}", OLD), tmp_path / f"s{at}"
        died = run(root, state, f"renameat2:signal=SIGKILL:when={at}") != 0
        check(root, state)
        if not died:
            break
    assert at > 2, "the exchange and the move are two calls of renameat2"


@needs_strace
def test_a_second_run_opens_nothing_for_writing(tmp_path: Path) -> None:
    root, log = make_vault(tmp_path / "v", {"a.md": b"# A\n", "b.md": b"[[a]]\n"}), tmp_path / "log"
    (root / ".obsidian").mkdir()
    program = (
        "import sys; from pathlib import Path; from vaultkit.config import Config\n"
        "from vaultkit.vault.files import open_vault\n"
        "from vaultkit.vault.change import Rewrite\n"
        "from vaultkit.vault.write import write_changes\n"
        "root = Path(sys.argv[1]); vault = open_vault(root, Config(), use_cache=False)\n"
        "changes = [Rewrite(p, n.text.encode(), n.text.encode()) for p, n in vault.notes.items()]\n"
        "write_changes(root, changes, label='t')\n"
    )
    trace = "trace=openat,rename,renameat,renameat2,unlink,unlinkat,mkdir,mkdirat,chmod,fchmod,utimensat"
    subprocess.run(
        [
            "strace",
            "-f",
            "-qq",
            "-o",
            str(log),
            "-e",
            trace,
            sys.executable,
            "-B",
            "-c",
            program,
            str(root),
        ],
        check=True,
        capture_output=True,
    )
    lines = [line for line in log.read_text(errors="replace").split("\n") if str(tmp_path) in line]
    assert lines, "the notes were read"
    assert not [
        line for line in lines if "O_WRONLY" in line or "O_RDWR" in line or "openat" not in line
    ]
