"""What a hook must not pay for: libraries that a command does not use."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

HEAVY = {"pyoxigraph", "rdflib", "networkx", "spacy", "pyvis", "pyshacl", "watchfiles"}
LIGHT = {
    "--version": set[str](),
    "lint": {"spacy", "networkx", "rdflib", "pyvis", "pyshacl", "pyoxigraph", "numpy"},
    "resolve": {"spacy", "networkx", "rdflib", "pyvis", "pyshacl", "pyoxigraph", "numpy"},
}


@pytest.mark.parametrize("command", sorted(LIGHT))
def test_a_hook_pays_for_no_library_it_does_not_use(
    command: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("vault")
    (folder / "a.md").write_text("[[b]] and [[a]]\n", encoding="utf-8")
    arguments = {
        "--version": ["--version"],
        "lint": ["--vault", str(folder), "lint", "--no-cache"],
        "resolve": ["--vault", str(folder), "resolve", "[[a]]", "--from", "a.md"],
    }[command]
    code = (
        "import sys; sys.argv[1:] = " + repr(arguments) + "\n"
        "from vaultkit.__main__ import main\n"
        "code = main()\n"
        "sys.stderr.write('\\n' + ' '.join(sorted({m.split('.')[0] for m in sys.modules})))\n"
        "raise SystemExit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, env=os.environ,
    )  # fmt: skip
    assert done.returncode in {0, 1}, done.stderr
    loaded = set(done.stderr.splitlines()[-1].split())
    heavy = LIGHT[command] or HEAVY | {"click"}
    assert not loaded & heavy


SELDOM = {
    "click", "logging", "sqlite3", "tomllib", "hashlib", "difflib", "json", "subprocess", "uuid",
    "vaultkit.notes.dates", "vaultkit.notes.tags", "vaultkit.graph.graph", "vaultkit.vault.cache",
    "dataclasses", "inspect", "typing", "pathlib", "contextlib", "importlib", "pkgutil", "urllib.parse",
    "vaultkit.vault.files",
}  # fmt: skip
MOST_OF_OURS = 70
"""Modules of vaultkit's own that one changed note may import."""
MOST_RULES = 32
"""Files of rules among them: of those that run, most are never called."""


def test_one_changed_note_pays_for_little(tmp_path: Path) -> None:
    """What lint imports where one note changed: no command line, no database, no dates."""
    (tmp_path / "a.md").write_text("[[b]]\n", encoding="utf-8")
    (tmp_path / "b.md").write_text("# B\n", encoding="utf-8")
    code = (
        "import sys; from vaultkit.vault import replay; replay.RACY_NS = 0\n"
        "from vaultkit.__main__ import main\n"
        "code = main()\n"
        "sys.stderr.write('\\n' + ' '.join(sorted(sys.modules)))\n"
        "raise SystemExit(code)"
    )
    for text in ("[[b]]\n", "[[b]] again\n"):
        (tmp_path / "a.md").write_text(text, encoding="utf-8")
        done = subprocess.run(
            [sys.executable, "-c", code, "--vault", str(tmp_path), "lint"],
            capture_output=True, text=True, check=False, env=os.environ,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
    loaded = set(done.stderr.splitlines()[-1].split())
    assert not loaded & SELDOM
    ours = {one for one in loaded if one.startswith("vaultkit.")}
    rules = {one for one in ours if one.startswith("vaultkit.lint.rules.")}
    assert len(rules) <= MOST_RULES
    assert len(ours - rules) <= MOST_OF_OURS


def test_a_staged_note_pays_for_no_command_line(tmp_path: Path) -> None:
    """What the hook imports for one staged note."""
    (tmp_path / "a.md").write_text("[[a]]\n", encoding="utf-8")
    for words in (["init", "-q"], ["add", "a.md"]):
        subprocess.run(["git", "-C", str(tmp_path), *words], check=True)
    code = (
        "import sys; from vaultkit.__main__ import main\n"
        "code = main()\n"
        "sys.stderr.write('\\n' + ' '.join(sorted(sys.modules)))\n"
        "raise SystemExit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "--vault", str(tmp_path), "lint", "--staged"],
        capture_output=True, text=True, check=False, env=os.environ,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    loaded = set(done.stderr.splitlines()[-1].split())
    assert not loaded & {"click", "dataclasses", "inspect", "typing", "json", "sqlite3", "hashlib"}
