"""Renamed outside: told by git, or by what was read last; what can not be told is not touched."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from faults.shim import contents, make_vault
from sync.test_sync import run

if TYPE_CHECKING:
    from pathlib import Path

LONG = b"".join(b"Line %d says something of its own.\n" % n for n in range(20))
FILES = {
    "a.md": b"[[Old|x]] ![[Old#H]] [y](Old.md)\n",
    "Old.md": b"# H\n" + LONG,
    "other.md": b"Nothing like it.\n",
    "empty.md": b"",
    "link.md": b"[[empty]]\n",
}
COMMIT = ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "x"]


def git(root: Path, *arguments: str) -> bytes:
    return subprocess.run(["git", *arguments], cwd=root, check=True, capture_output=True).stdout


@pytest.fixture(params=["git", "git-sub-folder", "git-crlf", "cache"])
def vault(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Return a vault whose notes were committed, or read once."""
    top = tmp_path / "top"
    root = make_vault(top / "notes" if request.param == "git-sub-folder" else top, FILES)
    (root / ".obsidian").mkdir()
    if request.param == "cache":
        assert run(root, "lint").returncode == 0
        return root
    git(top, "init", "-q")
    if request.param == "git-crlf":
        git(top, "config", "core.autocrlf", "true")
    git(top, "add", "-A")
    git(top, *COMMIT)
    if request.param == "git-crlf":
        for path in root.glob("*.md"):
            path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    return root


def test_renamed_and_edited(vault: Path) -> None:
    end = b"\r\n" if b"\r\n" in (vault / "Old.md").read_bytes() else b"\n"
    (vault / "d").mkdir()
    (vault / "Old.md").rename(vault / "d/New name.md")
    with (vault / "d/New name.md").open("ab") as file:
        file.write(b"And one more line, written since." + end)
    state = git_state(vault)
    made = run(vault, "sync", "--links", "--yes")
    assert made.returncode == 0, made.stderr
    want = b"[[New name|x]] ![[New name#H]] [y](d/New%20name.md)" + end
    assert (vault / "a.md").read_bytes() == want
    assert git_state(vault) == state, "nothing of git's own is written"
    again = run(vault, "sync", "--links", "--yes")
    assert again.returncode == 0
    assert (vault / "a.md").read_bytes() == want
    assert run(vault, "undo").returncode == 0
    assert (vault / "a.md").read_bytes() == FILES["a.md"].replace(b"\n", end)


def git_state(root: Path) -> dict[str, bytes]:
    return {
        path: data
        for path, data in contents(root.parent if root.name == "notes" else root).items()
        if path.startswith(".git/")
    }


@pytest.mark.parametrize("how", ["two copies", "nearly two", "too little", "empty", "other words"])
def test_what_can_not_be_told_is_left(vault: Path, how: str) -> None:
    data = (vault / "Old.md").read_bytes()
    (vault / "Old.md").unlink()
    words = "may have become"
    if how == "two copies":
        (vault / "one.md").write_bytes(data)
        (vault / "two.md").write_bytes(data)
    elif how == "nearly two":
        (vault / "one.md").write_bytes(data + b"one\n")
        (vault / "two.md").write_bytes(data + b"two or so\n")
    else:
        words = ""
        lines = data.split(b"\n")
        new = {
            "too little": b"\n".join(lines[:8]) + b"\nall others are new\n" * 30,
            "empty": b"",
            "other words": b"# H\n",
        }[how]
        (vault / "one.md").write_bytes(new)
        if how == "empty":
            (vault / "empty.md").rename(vault / "nothing.md")
    before = contents(vault)
    made = run(vault, "sync", "--links", "--yes")
    assert made.returncode == 0, made.stderr
    assert contents(vault) == before
    assert words in made.stderr
    if words:
        assert "one.md or two.md" in made.stderr


def test_a_note_that_came_later_is_not_what_another_became(tmp_path: Path) -> None:
    """Without git: only what was new when the old one was seen to be gone."""
    root = make_vault(tmp_path / "v", FILES)
    (root / ".obsidian").mkdir()
    assert run(root, "list", "notes").returncode == 0
    data = (root / "Old.md").read_bytes()
    (root / "Old.md").unlink()
    assert run(root, "list", "notes").returncode == 0
    (root / "Much later.md").write_bytes(data)
    before = contents(root)
    assert run(root, "sync", "--links", "--yes").returncode == 0
    assert contents(root) == before


def test_a_swap_of_two_notes_is_none(vault: Path) -> None:
    """Both names stand: nothing was renamed, as far as anybody can tell."""
    one, two = (vault / "Old.md").read_bytes(), (vault / "other.md").read_bytes()
    (vault / "Old.md").write_bytes(two)
    (vault / "other.md").write_bytes(one)
    before = contents(vault)
    assert run(vault, "sync", "--links", "--yes").returncode == 0
    assert contents(vault) == before
