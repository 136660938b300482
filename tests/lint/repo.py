"""A real git repository with a vault in it, for tests."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

DATE = "2026-01-02T03:04:05+00:00"


@dataclass(frozen=True)
class Repo:
    root: Path
    folder: str = ""
    """Where the vault lies."""

    @property
    def vault(self) -> Path:
        return self.root / self.folder if self.folder else self.root

    def git(self, *arguments: str, ok: bool = True) -> str:
        env = {
            **os.environ,
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_DATE": DATE,
            "GIT_COMMITTER_DATE": DATE,
        }
        done = subprocess.run(
            ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false", *arguments],
            cwd=self.root, env=env, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if ok:
            assert done.returncode == 0, done.stderr
        return done.stdout + done.stderr

    def write(self, files: Mapping[str, str]) -> None:
        for name, text in files.items():
            file = self.vault / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode())

    def commit(self, files: Mapping[str, str], message: str = "x") -> None:
        self.write(files)
        self.git("add", "-A")
        self.git("commit", "-qm", message)

    def lint(
        self, *arguments: str, cwd: Path | None = None, given: str | None = None
    ) -> tuple[int, str]:
        """Run the program as a user would; return its exit code and what it printed."""
        done = subprocess.run(
            [sys.executable, "-m", "vaultkit", "lint", *arguments],
            cwd=cwd or self.vault, env=dict(os.environ), capture_output=True, text=True, check=False,
            encoding="utf-8", input=given,
        )  # fmt: skip
        assert done.returncode in {0, 1, 2}, done.stderr
        return done.returncode, done.stdout + (done.stderr if done.returncode == 2 else "")


def make_repo(root: Path, folder: str = "") -> Repo:
    repo = Repo(root, folder)
    repo.vault.mkdir(parents=True, exist_ok=True)
    repo.git("init", "-q", "-b", "main")
    return repo
