"""The GitHub Action is well-formed, and its script runs what it should."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]


def test_no_input_is_part_of_a_script() -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    assert action["runs"]["using"] == "composite"
    for step in action["runs"]["steps"]:
        assert "${{" not in step.get("run", "")


@pytest.mark.skipif(shutil.which("bash") is None, reason="the script of the action needs bash")
def test_its_script_lints_and_keeps_the_exit_code(tmp_path: Path) -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    script = action["runs"]["steps"][-1]["run"]
    vault = tmp_path / "my notes"
    vault.mkdir()
    (vault / "a.md").write_text("![[gone.png]]\n")
    program = tmp_path / "bin" / "vaultkit"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m vaultkit "$@"\n')
    program.chmod(0o755)
    env = {**os.environ, "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}"}
    for output, args, code in (("", "", 1), ("out.txt", "--select NOT", 0), ("out.txt", "", 1)):
        given = {**env, "VAULT": "my notes", "ARGS": args, "OUTPUT": output}
        done = subprocess.run(
            ["bash", "-e", "-c", script],
            cwd=tmp_path,
            env=given,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == code, done.stderr
    assert done.stdout.startswith("::error file=my notes/a.md,line=1")
    assert (tmp_path / "out.txt").read_text() == done.stdout
