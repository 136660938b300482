"""What lint says of real vaults of other people, held against an independent reading of their links."""

from __future__ import annotations

import gzip
import json
import tarfile
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

import pytest

from vaultkit.config import Config
from vaultkit.lint.fix import settle
from vaultkit.lint.lint import lint
from vaultkit.lint.memory import pack
from vaultkit.lint.report import View
from vaultkit.lint.reports import text
from vaultkit.lint.select import all_rules, find_rule
from vaultkit.lint.tally import tally
from vaultkit.vault.files import open_vault

if TYPE_CHECKING:
    from pathlib import Path

    from vaultkit.lint.finding import Finding
    from vaultkit.vault.vault import Vault

DAY = date(2026, 11, 21)
RULES = [one for one in all_rules() if one.default and not one.needs_graph]
ON_LINKS = {"LNK001", "LNK002", "LNK003", "LNK004", "LNK005", "LNK007", "LNK008", "LNK021"}


def unpack(shared: Path, name: str, to: Path) -> Vault:
    with tarfile.open(shared / "vaults" / f"{name}.tar.gz") as tar:
        tar.extractall(to, filter="data")
    root = to / name if (to / name).is_dir() else to
    return open_vault(root, Config(), use_cache=False)


def judged(vault: Vault) -> tuple[Finding, ...]:
    return lint(vault, None, RULES, Config(), DAY)


def test_notes_never_written_are_one_ranked_group_and_no_error(
    shared: Path, tmp_path: Path
) -> None:
    vault = unpack(shared, "hannah-wiki", tmp_path)
    found = judged(vault)
    unwritten = [one for one in found if one.code == "LNK002"]
    assert len(unwritten) == 445
    assert {one.severity for one in unwritten} == {"info"}
    assert len({one.cause for one in unwritten}) == 1
    counted = tally((one.path, pack(one)) for one in found)
    groups = [one for one in text.groups(counted) if one.code == "LNK002"]
    assert len(groups) == 1
    assert groups[0].ranked[0] == ("intent-shift-attack", 29)
    counts = [count for _, count in groups[0].ranked]
    assert counts == sorted(counts, reverse=True)


def test_links_that_differ_in_case_and_hyphens_are_one_cause_that_one_fix_mends(
    shared: Path, tmp_path: Path
) -> None:
    vault = unpack(shared, "fxmartin-ai", tmp_path)
    rule = [find_rule("LNK001")]
    found = lint(vault, None, rule, Config(), DAY)
    safe = [one for one in found if one.fix is not None and one.fix.safe]
    assert len(safe) == 410
    assert {one.cause for one in safe} == {
        "links differ from a file name only in case, blanks or hyphens"
    }
    done = settle(vault, rule, Config(), DAY)
    assert len(done.made) == 410
    assert len(done.left) == len(found) - 410
    rest = {
        one.order for one in lint(done.vault, None, RULES, Config(), DAY) if one.code == "LNK001"
    }
    assert not any(one.topic in {other.topic for other in safe} for one in done.left)
    assert len(rest) == len(found) - 410
    for path, new in done.texts.items():
        old = vault.notes[path].text
        edits = sum(1 for one in safe if one.path == path)
        assert new.count("[[") == old.count("[[")
        assert len(new.split("\n")) == len(old.split("\n"))
        changed = sum(a != b for a, b in zip(old.split("\n"), new.split("\n"), strict=True))
        assert changed <= edits


@pytest.mark.parametrize(
    "name",
    [
        "hannah-wiki",
        "fxmartin-ai",
        "kepano",
        "tasks-demo",
        "hyperv0id-llm-wiki",
        "hzl-domain-vault",
        "dswok",
    ],
)
def test_no_link_is_called_broken_that_another_reading_finds(
    shared: Path, tmp_path: Path, name: str
) -> None:
    vault = unpack(shared, name, tmp_path)
    with gzip.open(shared / "vaults" / f"{name}.links.jsonl.gz", "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    inner = next((f"{path.partition('/')[0]}/" for path in vault.notes), "")
    own = {row["source"] for row in rows}
    reached = {
        (row["source"], row["line"], row["column"])
        for row in rows
        if row["resolved"] is not None
        and row.get("heading_ok") is not False
        and row.get("block_ok") is not False
    }
    wrong = []
    for one in judged(vault):
        path = one.path if one.path in own else one.path.removeprefix(inner)
        if one.code in ON_LINKS and (path, *one.place) in reached:
            wrong.append((one.code, one.path, *one.place))
    assert wrong == []


def test_a_first_run_on_the_largest_fits_two_screens(shared: Path, tmp_path: Path) -> None:
    vault = unpack(shared, "hzl-domain-vault", tmp_path)
    found = judged(vault)
    shown = text.render(found, View(line=lambda _path, _line: None, notes=len(vault.notes)))
    assert shown.count("\n") <= 80


LABELS = {
    # A label of ours, the rule that must find it, and how many of the labelled places may be missed.
    "ragged-table-row": ("TAB001", 0),
    "table-row-unclosed": ("TAB002", 0),
    "paper-year-mismatch": ("CIT002", 0),
    "malformed-date": ("NOT018", 0),
    "dead-placeholder": ("LNK020", 0),
    "unsafe-filename": ("NOT009", 0),
    "empty-property": ("NOT016", 0),
    "dangling-reference-number": ("CIT005", 0),
    "unresolved-asset": ("LNK017", 0),
    "unresolved-embed": ("LNK001", 0),
    "invisible-whitespace": ("NOT017", 0),
    "unresolved-wikilink": ("LNK001 LNK002 LNK003 LNK004", 0),
    "self-link": ("LNK011", 0),
    "todo": ("TSK009", 1),
}


@pytest.mark.parametrize("label", sorted(LABELS))
def test_labelled_defects_of_the_real_notes_are_found(shared: Path, label: str) -> None:
    code, missed = LABELS[label]
    rows = [
        json.loads(one)
        for one in (shared / "gold/labels/defects.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    names = {
        "000": "foundational-llms.md",
        "001": "*shiny-fm-llm.md",
        "002": "large-language-models.md",
        "003": "important-papers.md",
        "004": "llm-learning-notes.md",
    }
    wanted = {(names[row["seed"]], row["line"]) for row in rows if row["rule"] == label}
    vault = open_vault(shared / "notes", Config(), use_cache=False)
    found = lint(vault, None, [find_rule(one) for one in code.split()], Config(), DAY)
    there = Counter((one.path, one.place.line) for one in found)
    assert len([one for one in wanted if one not in there]) <= missed, sorted(
        one for one in wanted if one not in there
    )


def test_the_second_of_two_equal_headings_is_found(shared: Path) -> None:
    vault = open_vault(shared / "notes", Config(), use_cache=False)
    found = lint(vault, None, [find_rule("NOT012")], Config(), DAY)
    assert [one.place.line for one in found] == [345, 352]
