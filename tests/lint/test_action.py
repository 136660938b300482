"""The GitHub Action is well-formed, and its script runs what it should."""

from __future__ import annotations

import http.server
import json
import os
import re
import shutil
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

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
    script = next(step["run"] for step in action["runs"]["steps"] if step.get("name") == "Lint")
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


DIFF = "What the notes newly say"


def step(name: str) -> dict[str, Any]:
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    return next(one for one in action["runs"]["steps"] if one.get("name") == name)


def test_the_diff_is_for_pull_requests_and_takes_no_text_of_theirs() -> None:
    found = step(DIFF)
    assert "github.event_name == 'pull_request'" in found["if"]
    assert "inputs.diff == 'true'" in found["if"]
    taken = " ".join(found["env"].values())
    for word in ("head", "ref", "title", "body", "label", "login"):
        assert word not in taken, "branch names and texts of a pull request stay outside"
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    assert action["inputs"]["diff"]["default"] == "false"


class GitHub:
    """As much of GitHub's comments as the action uses, on this machine."""

    def __init__(self, *, may_write: bool = True) -> None:
        self.comments: list[dict[str, Any]] = []
        self.asked: list[tuple[str, str, str]] = []
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def _answer(self) -> None:
                size = int(self.headers.get("Content-Length", 0))
                sent = json.loads(self.rfile.read(size) or b"null")
                outer.asked.append((self.command, self.path, self.headers["Authorization"]))
                code, said = outer.answer(self.command, self.path, sent, may_write=may_write)
                self.send_response(code)
                self.end_headers()
                self.wfile.write(json.dumps(said).encode())

            do_GET = do_POST = do_PATCH = _answer  # noqa: N815 (names that the library calls)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (its name)
                del format, args

        self.server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def answer(self, method: str, path: str, sent: Any, *, may_write: bool) -> tuple[int, Any]:
        if method == "GET":
            assert path.startswith("/repos/o/r/issues/7/comments?")
            page = int(path.rpartition("=")[2])
            return 200, self.comments[(page - 1) * 100 : page * 100]
        if not may_write:
            return 403, {"message": "Resource not accessible by integration"}
        if method == "POST":
            assert path == "/repos/o/r/issues/7/comments"
            self.say(sent["body"], "Bot")
            return 201, self.comments[-1]
        number = int(path.rpartition("/")[2])
        self.comments[number]["body"] = sent["body"]
        return 200, self.comments[number]

    def say(self, body: str, kind: str = "User") -> None:
        self.comments.append({"id": len(self.comments), "user": {"type": kind}, "body": body})

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


def git(root: Path, *words: str) -> str:
    done = subprocess.run(
        ["git", "-c", "user.name=a", "-c", "user.email=a@b.c", "-c", "init.defaultBranch=main", *words],
        cwd=root, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return done.stdout.strip()


def run_diff(root: Path, base: str, hub: GitHub, **more: str) -> subprocess.CompletedProcess[str]:
    """Run the step as a runner does: bash -e, the inputs as variables."""
    tools = root.parent / "bin"
    tools.mkdir(exist_ok=True)
    for name, words in (("vaultkit", "-m vaultkit"), ("python", "")):
        (tools / name).write_text(f'#!/bin/sh\nexec "{sys.executable}" {words} "$@"\n')
        (tools / name).chmod(0o755)
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step(DIFF)["run"]],
        cwd=root,
        env={
            **os.environ,
            "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}",
            "VAULT": "my notes",
            "BASE": base,
            "PULL_REQUEST": "7",
            "TOKEN": "secret",
            "GITHUB_API_URL": f"http://127.0.0.1:{hub.server.server_port}",
            "GITHUB_REPOSITORY": "o/r",
            "GITHUB_ACTION_PATH": str(ROOT),
            "GITHUB_STEP_SUMMARY": str(root.parent / "summary.md"),
            **more,
        },
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return a repository whose branch has a hostile name and a note with hostile words."""
    root = tmp_path / "repository"
    notes = root / "my notes"
    notes.mkdir(parents=True)
    (notes / "a.md").write_text("Falcon has 40B parameters.\n")
    git(root, "init", "-q")
    git(root, "add", ".")
    git(root, "commit", "-qm", "one")
    git(root, "checkout", "-qb", "x;touch${IFS}pwned;$(touch${IFS}pwned)")
    (notes / "b.md").write_text(
        "Vicuna was fine-tuned from LLaMA by @someone `$(touch pwned)` ![x](https://evil.example/t.png).\n"
    )
    git(root, "add", ".")
    git(root, "commit", "-qm", "$(touch pwned)")
    return root


@pytest.mark.skipif(shutil.which("bash") is None, reason="the script of the action needs bash")
def test_one_comment_is_written_and_later_renewed(repository: Path) -> None:
    hub = GitHub()
    for number in range(120):
        hub.say(f"comment {number}")
    hub.say("<!-- vaultkit: what the notes newly say --> written by a stranger")
    base = git(repository, "rev-parse", "HEAD~1")
    done = run_diff(repository, base, hub)
    assert done.returncode == 0, done.stderr
    assert len(hub.comments) == 122
    said = hub.comments[-1]["body"]
    assert said.startswith("<!-- vaultkit: what the notes newly say -->\n### Knowledge")
    assert "Vicuna fine-tuned from LLaMA" in said
    assert "`b.md:1`" in said
    assert "](" not in re.sub("`+[^`].*?[^`]`+", "", said)
    assert (repository.parent / "summary.md").read_text() in said
    (repository / "my notes" / "b.md").write_text("Koala was fine-tuned from LLaMA.\n")
    assert run_diff(repository, base, hub).returncode == 0
    assert len(hub.comments) == 122
    assert "Koala fine-tuned from LLaMA" in hub.comments[-1]["body"]
    assert "written by a stranger" in hub.comments[-2]["body"]
    (repository / "my notes" / "b.md").unlink()
    assert run_diff(repository, base, hub).returncode == 0
    assert "No fact changed" in hub.comments[-1]["body"]
    assert not list(repository.rglob("pwned"))
    assert {one[2] for one in hub.asked} == {"Bearer secret"}
    hub.close()


@pytest.mark.skipif(shutil.which("bash") is None, reason="the script of the action needs bash")
def test_a_fork_gets_a_summary_and_nothing_changed_gets_no_comment(repository: Path) -> None:
    hub = GitHub(may_write=False)
    base = git(repository, "rev-parse", "HEAD~1")
    done = run_diff(repository, base, hub)
    assert done.returncode == 0, done.stderr
    assert "::notice::" in done.stdout
    assert "Vicuna" in (repository.parent / "summary.md").read_text()
    hub.close()
    quiet = GitHub()
    assert run_diff(repository, git(repository, "rev-parse", "HEAD"), quiet).returncode == 0
    assert not quiet.comments
    for base in ("main; touch pwned", "--output=x", ""):
        assert run_diff(repository, base, quiet).returncode == 1
    assert not list(repository.rglob("pwned"))
    quiet.close()
