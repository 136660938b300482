"""The messy vault shows each rule of lint at work, and notes that only look wrong stay silent."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest

from vaultkit.lint.select import all_rules

MESSY = Path(__file__).resolve().parent / "messy"
ROOT = MESSY.parents[2]
SHOWN: dict[str, tuple[str, ...]] = {
    "CIT001": ("Citations.md",),
    "CIT002": ("Citations.md",),
    "CIT003": ("Citations.md",),
    "CIT004": ("Citations.md",),
    "CIT005": ("Citations.md",),
    "CIT006": ("Citations.md",),
    "CIT007": ("Citations.md",),
    "LNK001": ("Embeds.md", "Index.md", "Notion export 3f9a2c.md", "Reading club.md"),
    "LNK002": ("Index.md",),
    "LNK003": ("Index.md", "Week 16.md"),
    "LNK004": ("Embeds.md", "Transformers.md"),
    "LNK005": ("Transformers.md",),
    "LNK006": ("Which Mistral.md",),
    "LNK007": ("Llama notes.md",),
    "LNK008": ("Llama notes.md",),
    "LNK009": ("Raw data.md",),
    "LNK010": ("Large-Language-Models.md", "Raw data.md"),
    "LNK011": ("Llama notes.md",),
    "LNK012": ("Alone.md",),
    "LNK013": ("unused-figure.png",),
    "LNK014": ("models/Mistral.md",),
    "LNK015": ("Links that are none.md", "Pictures.md"),
    "LNK016": ("Block ids.md",),
    "LNK017": ("Jekyll page.md", "Pictures.md"),
    "LNK018": ("Links that are none.md",),
    "LNK019": ("Links that are none.md",),
    "LNK020": ("Links that are none.md", "Readwise import.md"),
    "LNK021": ("Links that are none.md",),
    "NOT001": ("Broken head.md",),
    "NOT002": ("Double key.md",),
    "NOT003": ("Old keys.md",),
    "NOT004": ("Tags as text.md",),
    "NOT005": ("Year four.md",),
    "NOT006": ("Year one.md",),
    "NOT007": ("Merge me.md",),
    "NOT008": ("Windows text.md",),
    "NOT009": ("what is a llama?.md",),
    "NOT010": ("C# notes.md",),
    "NOT011": ("alone.md",),
    "NOT012": ("Duplicate headings.md",),
    "NOT013": ("Fence.md",),
    "NOT014": ("Formula.md",),
    "NOT015": ("Comment.md",),
    "NOT016": ("Empty things.md",),
    "NOT017": ("Pasted from a PDF.md",),
    "NOT018": ("Dates.md",),
    "NOT019": ("Empty things.md",),
    "NOT020": ("Head without end.md",),
    "NOT021": ("Panel.md",),
    "NOT022": ("Lost letters.md",),
    "NOT023": ("torn.canvas",),
    "SUP001": ("Suppressed.md",),
    "TAB001": ("Tables.md",),
    "TAB002": ("Tables.md",),
    "TAB003": ("Tables.md",),
    "TAB004": ("Tables.md",),
    "TSK001": ("In progress.md", "Papers to read.md"),
    "TSK002": ("Papers to read.md",),
    "TSK003": ("Papers to read.md",),
    "TSK004": ("Papers to read.md",),
    "TSK005": ("Papers to read.md",),
    "TSK006": ("Dates.md",),
    "TSK007": ("Dates.md",),
    "TSK008": ("Papers to read.md",),
    "TSK009": ("Papers to read.md",),
    "TSK010": ("Papers to read.md",),
    "TSK011": ("Papers to read.md",),
    "TSK012": ("Papers to read.md",),
    "TSK013": ("In progress.md",),
}
"""Where each rule must speak. A new rule needs a note in the vault, and a line here."""
CODES = tuple(rule.code for rule in all_rules() if not rule.needs_graph)
"""All rules that need no graph."""
SILENT = ("Attention.md", "Zotero.md", "Hugo page.md", "Mixture-of-Experts.md", "aa/Phi.md")
"""Notes with habits that are right: nothing may be said about them."""
ADDED = {"what is a llama?.md": "NOT009", "alone.md": "NOT011", "Windows text.md": "NOT008"}
"""Names and bytes that a repository can not hold for all systems and tools, with their rules."""


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """Return the notes that each rule speaks about, in a copy of the vault."""
    place = tmp_path_factory.mktemp("messy") / "vault"
    shutil.copytree(MESSY, place)
    for name in ADDED:
        _add(place / name)
    command = [sys.executable, "-m", "vaultkit", "--vault", str(place), "lint", "--no-cache"]
    done = subprocess.run(
        [*command, "--select", "ALL", "--format", "json", "--today", "2026-01-01"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )
    assert done.returncode == 1, done.stderr
    by_code: dict[str, set[str]] = defaultdict(set)
    for finding in json.loads(done.stdout)["findings"]:
        by_code[finding["code"]].add(finding["path"])
    return by_code


def _add(file: Path) -> None:
    """Write a note where the disk allows its name beside the others."""
    if file.exists():  # a disk on which case tells no two names apart
        return
    try:
        file.write_bytes(
            b"Caf\xe9: [[Index]].\n" if "Windows" in file.name else b"See [[Index]].\n"
        )
    except OSError:
        return


def test_every_rule_has_its_note() -> None:
    assert set(CODES) - set(SHOWN) == set()


@pytest.mark.parametrize("code", sorted(set(CODES) & set(SHOWN)))
def test_the_rule_speaks(code: str, found: dict[str, set[str]]) -> None:
    if code in ADDED.values() and code not in found:
        pytest.skip("this disk does not hold the name that the rule is about")
    assert set(SHOWN[code]) <= found[code]


def test_right_notes_are_left_alone(found: dict[str, set[str]]) -> None:
    said = {(code, path) for code, paths in found.items() for path in paths}
    assert [one for one in sorted(said) if one[1] in SILENT] == []


def test_the_vault_is_of_a_size_to_learn_from() -> None:
    assert len(list(MESSY.rglob("*.md"))) >= 55
