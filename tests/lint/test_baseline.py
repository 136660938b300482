"""A baseline knows findings by their text: edits above, renames and other lines do not matter."""

from __future__ import annotations

from datetime import date

import pytest

from vaultkit.config import Config
from vaultkit.errors import VaultkitError
from vaultkit.lint.baseline import Baseline
from vaultkit.lint.lint import lint
from vaultkit.lint.select import find_rule
from vaultkit.vault.vault import Vault

DAY = date(2026, 11, 21)
RULES = [find_rule("LNK001"), find_rule("NOT001")]


def judged(files: dict[str, str]) -> tuple[Vault, list[str], Baseline]:
    vault = Vault.of(files)
    found = lint(vault, None, RULES, Config(), DAY)
    return vault, [one.text for one in found], Baseline.of(found)


def left(base: Baseline, files: dict[str, str]) -> list[str]:
    vault = Vault.of(files)
    found = lint(vault, None, RULES, Config(), DAY)
    return [f"{one.path} {one.text}" for one in base.split(found, set(vault.files))[0]]


OLD = {"a.md": "![[gone.png]]\n", "b.md": "![[gone.png]] ![[lost.png]]\n"}


def test_what_was_there_is_passed_over() -> None:
    _, texts, base = judged(OLD)
    assert texts == ["![[gone.png]]", "![[gone.png]]", "![[lost.png]]"]
    assert left(base, OLD) == []


def test_lines_above_and_around_do_not_matter() -> None:
    base = judged(OLD)[2]
    assert left(base, {"a.md": "# New\n\ntext ![[gone.png]]\n", "b.md": OLD["b.md"]}) == []


def test_a_second_one_of_the_same_text_is_new() -> None:
    base = judged(OLD)[2]
    assert left(base, {**OLD, "a.md": "![[gone.png]] ![[gone.png]]\n"}) == ["a.md ![[gone.png]]"]


def test_a_renamed_note_takes_its_findings_along() -> None:
    base = judged(OLD)[2]
    assert left(base, {"c/a.md": OLD["a.md"], "b.md": OLD["b.md"]}) == []


def test_the_same_text_in_another_note_is_new_where_the_first_note_is_still_there() -> None:
    base = judged(OLD)[2]
    files = {"a.md": "mended\n", "b.md": OLD["b.md"], "c.md": "![[gone.png]]\n"}
    assert left(base, files) == ["c.md ![[gone.png]]"]


def test_it_shrinks_to_what_is_still_in_use() -> None:
    vault = Vault.of({**OLD, "a.md": "mended\n"})
    base = judged(OLD)[2]
    used = base.split(lint(vault, None, RULES, Config(), DAY), set(vault.files))[2]
    assert (base.size, used.size) == (3, 2)


def test_findings_of_rules_that_did_not_run_stay() -> None:
    base = judged({"a.md": "![[gone.png]]\n", "n.md": "---\na: [1\nb: 2\n---\n"})[2]
    vault = Vault.of({"a.md": "mended\n", "n.md": "---\na: [1\nb: 2\n---\n"})
    used = base.split(lint(vault, None, RULES[:1], Config(), DAY), set(vault.files))[2]
    assert used.size == 0
    assert used.with_others(base, {"LNK001"}).size == 1


def test_it_is_written_and_read_again() -> None:
    base = judged(OLD)[2]
    assert Baseline.read(base.text(), "x").text() == base.text()
    assert Baseline.of([]).text() == Baseline.read(Baseline.of([]).text(), "x").text()


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"version": 2, "findings": {}}', '{"version": 1, "findings": {"a": [[1]]}}'],
)
def test_another_file_is_refused(text: str) -> None:
    with pytest.raises(VaultkitError):
        Baseline.read(text, "baseline.json")
