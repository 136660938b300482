"""`vaultkit lint --staged` by the short way says what it says by the usual one."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from vaultkit.cli.hooking import read

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    root = tmp_path / "vault"
    root.mkdir()
    git(root, "init", "-q")
    (root / "a.md").write_text("[[b]]\n")
    (root / "b.md").write_text("# B\n")
    git(root, "add", ".")
    git(root, "commit", "-qm", "x")
    return root


def git(root: Path, *words: str) -> None:
    name = ["-c", "user.name=a", "-c", "user.email=a@b.c", "-c", "init.defaultBranch=main"]
    subprocess.run(["git", *name, *words], cwd=root, check=True)


def run(root: Path, *words: str) -> tuple[int, str, str, set[str]]:
    """Return exit code, output, complaints and the modules that were imported."""
    seen = root.parent / "modules.txt"
    code = (
        "import pathlib, sys; from vaultkit.__main__ import main; code = main();"
        f"pathlib.Path({str(seen)!r}).write_text(' '.join(sys.modules)); sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "--vault", str(root), *words],
        capture_output=True,
        text=True,
        check=False,
        env={k: v for k, v in os.environ.items() if k != "PRE_COMMIT_FROM_REF"},
    )
    return done.returncode, done.stdout, done.stderr, set(seen.read_text().split())


LINES = {
    "broken": ("a.md", "![[Gone.png]]\n"),
    "fine": ("a.md", "[[b]] and more\n"),
    "no YAML": ("b.md", "---\na: [\n---\n"),
}


@pytest.mark.parametrize("name", LINES)
@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_the_same_report(name: str, form: str, vault: Path) -> None:
    path, text = LINES[name]
    (vault / path).write_text(text)
    git(vault, "add", ".")
    words = ["lint", "--staged", "--format", form]
    short = run(vault, *words)
    usual = run(vault, *words, "--color", "never")
    assert short[:3] == usual[:3]
    assert "click" in usual[3]
    unwanted = {"click", "logging", "sqlite3", "tomllib", "hashlib", "difflib", "uuid"}
    assert not short[3] & unwanted
    assert not {one for one in short[3] if one.startswith(("vaultkit.graph", "vaultkit.extract"))}


def test_misuse_is_said_in_the_same_words(tmp_path: Path) -> None:
    root = tmp_path / "plain"
    root.mkdir()
    (root / "a.md").write_text("x")
    short = run(root, "lint", "--staged")
    assert short[:3] == run(root, "lint", "--staged", "--color", "never")[:3]
    assert short[0] == 2


@pytest.mark.parametrize(
    "words",
    [
        ["lint", "--staged", "--fix"],
        ["lint", "--staged", "a.md"],
        ["lint", "--staged", "--format", "sarif"],
        ["lint", "--staged", "--fail-on", "never"],
        ["lint", "--staged", "--vault"],
        ["lint", "--staged=yes"],
        ["lint", "lint", "--staged"],
        ["lint"],
        ["--staged"],
    ],
)
def test_what_is_no_hook_goes_its_usual_way(words: list[str]) -> None:
    assert read(words) is None


def test_the_options_of_a_hook_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PRE_COMMIT_FROM_REF", raising=False)
    given = read(["lint", "--staged", "--vault=notes", "--format", "json", "-q"])
    assert given is not None
    assert given["--vault"] == "notes"
    assert given["--format"] == "json"
    assert "quiet" in given
