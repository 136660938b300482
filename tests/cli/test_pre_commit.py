"""The hook, run by the real pre-commit program in real git repositories."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from lint.repo import DATE, Repo, make_repo

pytest.importorskip("pre_commit", reason="pre-commit is not installed")

ROOT = Path(__file__).resolve().parents[2]
HOOKS = ROOT / ".pre-commit-hooks.yaml"


def entry() -> str:
    """Return what the published hook runs, with this Python instead of an environment of its own."""
    import yaml

    hook = next(one for one in yaml.safe_load(HOOKS.read_text()) if one["id"] == "vaultkit-lint")
    assert hook["pass_filenames"] is False
    assert hook["always_run"] is True
    program, rest = hook["entry"].split(" ", 1)
    assert program == "vaultkit"
    return f"{shlex.quote(sys.executable)} -m vaultkit {rest}"


def config(repo: Repo, args: str = "") -> None:
    text = (
        "repos:\n- repo: local\n  hooks:\n  - id: vaultkit-lint\n    name: vaultkit lint\n"
        f"    entry: {json.dumps(entry())}\n    language: system\n    pass_filenames: false\n    always_run: true\n"
        f"    args: [{args}]\n"
    )
    (repo.root / ".pre-commit-config.yaml").write_text(text)


def run(repo: Repo, *arguments: str) -> tuple[int, str]:
    env = {**os.environ, "PRE_COMMIT_HOME": str(repo.root.parent / "pre-commit home")}
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", *arguments],
        cwd=repo.root, env=env, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    made = make_repo(tmp_path / "repo", "notes")
    config(made, '--vault, notes, --select, "LNK001,LNK004"')
    made.commit({"a.md": "[[b#Data]]\n", "b.md": "# Data\n"})
    return made


def commit(repo: Repo) -> tuple[int, str]:
    env = {
        **os.environ,
        "PRE_COMMIT_HOME": str(repo.root.parent / "pre-commit home"),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_AUTHOR_DATE": DATE,
        "GIT_COMMITTER_DATE": DATE,
    }
    done = subprocess.run(
        ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-m", "x"],
        cwd=repo.root, env=env, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


def test_a_commit_that_breaks_a_link_is_stopped(repo: Repo) -> None:
    assert run(repo, "install")[0] == 0
    repo.write({"b.md": "# Other\n"})
    repo.git("add", "-A")
    code, text = commit(repo)
    assert code == 1
    assert "notes/a.md:1:1 error LNK004" in text
    repo.write({"b.md": "# Data\n\nMore.\n"})
    repo.git("add", "-A")
    code, text = commit(repo)
    assert code == 0, text


def test_a_deletion_alone_runs_the_hook(repo: Repo) -> None:
    repo.commit({"c.md": "![[b]]\n"})
    repo.git("rm", "-q", "notes/b.md")
    code, text = run(repo, "run")
    assert code == 1
    assert "notes/c.md:1:1 error LNK001" in text


def test_partial_staging_judges_what_is_staged(repo: Repo) -> None:
    repo.write({"é.md": "![[lost.png]]\n"})
    repo.git("add", "-A")
    repo.write({"é.md": "mended, but not staged\n", "a.md": "![[other.png]]\n"})
    code, text = run(repo, "run")
    assert code == 1
    assert "notes/é.md:1:1 error LNK001" in text
    assert "other.png" not in text
    assert (repo.vault / "é.md").read_text(encoding="utf-8") == "mended, but not staged\n"


def test_all_files_means_the_whole_vault(repo: Repo) -> None:
    assert run(repo, "run", "--all-files")[0] == 0
    repo.git("commit", "--no-verify", "--allow-empty", "-qm", "x")
    repo.write({"c.md": "![[gone.png]]\n"})
    repo.git("add", "-A")
    repo.git("commit", "--no-verify", "-qm", "x")
    code, text = run(repo, "run", "--all-files")
    assert code == 1
    assert "notes/c.md:1:1 error LNK001" in text


def test_revisions_mean_the_whole_vault(repo: Repo) -> None:
    repo.commit({"c.md": "![[gone.png]]\n"})
    code, text = run(repo, "run", "--from-ref", "HEAD~1", "--to-ref", "HEAD")
    assert code == 1
    assert "notes/c.md:1:1 error LNK001" in text


@pytest.mark.slow
def test_the_published_hook_installs_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Needs the package registry: pre-commit makes an environment and installs vaultkit in it."""
    if not (ROOT / ".git").exists():
        pytest.skip("needs a clone of vaultkit: pre-commit installs hooks from git")
    repo = make_repo(tmp_path / "repo")
    repo.write({"a.md": "![[gone.png]]\n"})
    repo.git("add", "-A")
    monkeypatch.delenv("PYTHONPATH", raising=False)
    code, text = run(repo, "try-repo", str(ROOT), "vaultkit-lint", "--all-files")
    if "CalledProcessError" in text:
        pytest.skip("pre-commit could not install the hook: no package registry is reached")
    assert code == 1
    assert "a.md:1:1 error LNK001" in text
