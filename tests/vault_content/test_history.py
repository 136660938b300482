"""`vaultkit diff` on the history of vault/: a new repository of its edits, and the project's own."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from vaultkit.config import read_config
from vaultkit.extract.extract import extract
from vaultkit.graph.diff import Difference, as_record, difference
from vaultkit.vault.files import open_vault
from vaultkit.vault.past import vault_at
from vaultkit.vault.shelf import open_shelf

if TYPE_CHECKING:
    from collections.abc import Callable

    from vaultkit.graph.graph import KnowledgeGraph

ROOT = Path(__file__).resolve().parents[2]
NOTES = ROOT / "vault"


def git(root: Path, *words: str) -> str:
    done = subprocess.run(
        ["git", "-c", "user.name=a", "-c", "user.email=a@b.c", "-c", "init.defaultBranch=main",
         "-c", "core.autocrlf=false", *words],
        cwd=root, check=True, capture_output=True, encoding="utf-8",
    )  # fmt: skip
    return done.stdout.strip()


def write(root: Path, note: str, text: str) -> None:
    (root / "vault" / note).write_text(text, encoding="utf-8", newline="\n")


def read(root: Path, note: str) -> str:
    return (root / "vault" / note).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a repository of vault/ with one commit for each kind of edit, each under a tag."""
    root = tmp_path_factory.mktemp("history")
    shutil.copytree(NOTES, root / "vault")
    git(root, "init", "-q")

    def commit(tag: str) -> None:
        git(root, "add", "-A")
        git(root, "commit", "-qm", tag)
        git(root, "tag", tag)

    commit("start")
    write(root, "Models/Zephyrine.md",
          "---\ntype: model\n---\n# Zephyrine\n\nZephyrine was developed by [[LMSYS]]. It uses [[GQA]].\n\nZephyrine was fine-tuned from [[Vicuna]].\n")  # fmt: skip
    commit("gained")
    write(root, "Models/Zephyrine.md",
          "---\ntype: model\n---\n# Zephyrine\n\nAn introduction, one line more.\n\nZephyrine was developed by [[LMSYS]]. It uses [[GQA]].\n\nZephyrine was fine-tuned from [[LLaMA]].\n")  # fmt: skip
    commit("changed")
    git(root, "mv", "vault/Models/Zephyrine.md", "vault/Inbox/Zephyrine.md")
    commit("moved")
    write(root, "Daily/2025-11-03.md", "Zephyrine has 7B parameters.\n")
    commit("number")
    write(root, "Daily/2025-11-04.md", "Zephyrine has 9B parameters.\n")
    commit("contradicted")
    write(root, "Daily/2025-11-04.md", "Zephyrine has 7B parameters.\n")
    commit("settled")
    (root / "vault/Inbox/Zephyrine.md").unlink()
    commit("lost")
    text = read(root, "Home.md")
    write(root, "Home.md", text + "\nNothing about models is said on this line.\n")
    commit("prose")
    return root


@pytest.fixture(scope="module")
def states(history: Path) -> Callable[[str], KnowledgeGraph]:
    """Return what reads the vault at a tag, each note's text once."""
    root = history / "vault"
    config = read_config(root)
    now = open_vault(root, config, use_cache=False)

    @cache
    def at(tag: str) -> KnowledgeGraph:
        return extract(vault_at(root, tag, now), config, open_shelf(root, "readings", "extract"))

    return at


@pytest.fixture
def between(states: Callable[[str], KnowledgeGraph]) -> Callable[[str, str], dict[str, Any]]:
    def call(old: str, new: str) -> dict[str, Any]:
        return as_record(difference(states(old), states(new)), states(old), states(new))

    return call


def changes(found: dict[str, Any]) -> list[Any]:
    return [one for part in ("gained", "lost", "contradicted", "settled") for one in found[part]]


def said(found: dict[str, Any], part: str) -> set[tuple[str, str, str]]:
    return {
        (
            claim["subject_label"],
            claim["predicate"],
            claim["object_label"] or str(claim["value"]),
        )
        for one in found[part]
        for claim in one["claims"]
    }


def test_every_kind_of_edit_of_the_example_vault(
    between: Callable[[str, str], dict[str, Any]], history: Path
) -> None:
    gained = between("start", "gained")
    assert {("Zephyrine", "fineTunedFrom", "Vicuna"), ("Zephyrine", "developedBy", "LMSYS")} <= said(gained, "gained")  # fmt: skip
    assert not gained["lost"]
    assert not gained["contradicted"]
    changed = between("gained", "changed")
    assert said(changed, "gained") == {("Zephyrine", "fineTunedFrom", "LLaMA")}
    assert said(changed, "lost") == {("Zephyrine", "fineTunedFrom", "Vicuna")}
    assert changed["gained"][0]["claims"][0]["line"] == 10
    moved = between("changed", "moved")
    assert not changes(moved), "a note that moved says what it said"
    number = between("moved", "number")
    assert said(number, "gained") == {("Zephyrine", "parameterCount", "7000000000")}
    contradicted = between("number", "contradicted")
    assert {value for *_, value in said(contradicted, "contradicted")} == {"7000000000", "9000000000"}  # fmt: skip
    settled = between("contradicted", "settled")
    assert ("Zephyrine", "parameterCount", "7000000000") in said(settled, "settled")
    # The newer dated note had won; now both say what the older one said.
    assert said(settled, "gained") == {("Zephyrine", "parameterCount", "7000000000")}
    assert said(settled, "lost") == {("Zephyrine", "parameterCount", "9000000000")}
    lost = between("settled", "lost")
    assert ("Zephyrine", "fineTunedFrom", "LLaMA") in said(lost, "lost")
    assert not lost["gained"]
    assert not changes(between("lost", "prose"))
    assert not changes(between("start", "prose")), "without its note the name is nobody's"
    done = subprocess.run(
        [sys.executable, "-m", "vaultkit", "--vault", "vault", "diff", "gained", "changed"],
        cwd=history, check=True, capture_output=True, encoding="utf-8",
    )  # fmt: skip
    assert "+ Zephyrine fine-tuned from LLaMA\n    Models/Zephyrine.md:10" in done.stdout
    assert "- Zephyrine fine-tuned from Vicuna\n    Models/Zephyrine.md:8" in done.stdout


@pytest.fixture(scope="module")
def own() -> list[str]:
    """Return the commits of this project that changed vault/, newest first."""
    if not (ROOT / ".git").exists() or shutil.which("git") is None:
        pytest.skip("no git history here")
    if git(ROOT, "rev-parse", "--is-shallow-repository") == "true":
        pytest.skip("the history is shallow (fetch-depth: 0 has all of it)")
    commits = git(ROOT, "log", "--format=%H", "--", "vault").split()
    if len(commits) < 3:
        pytest.skip("too few commits changed vault/")
    return commits


def _bare(text: str) -> str:
    return re.sub(r"\W+", "", text)


def test_the_history_of_vault_itself(own: list[str]) -> None:
    """Every fact gained stands in the newer state's note, on its line; every lost one in the older's."""
    config = read_config(NOTES)
    now = open_vault(NOTES, config, use_cache=False)
    states = {}
    for name in (own[0], own[len(own) // 2], own[-1]):
        vault = vault_at(NOTES, name, now)
        states[name] = (vault, extract(vault, config))
    new, middle, old = states.values()
    steps = 0
    for (before, earlier), (after, later) in ((old, middle), (middle, new), (old, new)):
        found: Difference = difference(earlier, later)
        steps += bool(found)
        for part, vault in ((found.gained, after), (found.lost, before)):
            for fact in part:
                assert fact.claims
                for claim in fact.claims:
                    lines = vault.notes[claim.note].text.split("\n")
                    first = _bare(claim.quote.split("\n", maxsplit=1)[0])
                    assert first in _bare("".join(lines[claim.line - 1 :])), (
                        claim.note,
                        claim.line,
                    )
        back = difference(later, earlier)
        ids = [{(one.subject, one.predicate) for one in part} for part in (found.gained, back.lost)]
        assert ids[0] == ids[1], "what is gained one way is lost the other way"
    assert steps >= 1
