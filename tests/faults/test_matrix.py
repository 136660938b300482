"""docs/safety.md against the tests: every row of the matrix has a test, or says why not here."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TESTS = ROOT / "tests"
ROWS = range(1, 83)
REASON = "not here:"


def table() -> dict[int, str]:
    """Return the last cell of each row of the matrix, ranges taken apart."""
    text = (ROOT / "docs" / "safety.md").read_text(encoding="utf-8")
    part = text[text.index("## The matrix") :]
    found: dict[int, str] = {}
    for line in part.split("\n"):
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if not line.startswith("|") or not cells[0][:1].isdigit():
            continue
        for group in cells[0].split(","):
            first, _, last = group.strip().partition("-")
            for row in range(int(first), int(last or first) + 1):
                assert row not in found, f"row {row} stands twice"
                found[row] = cells[2]
    return found


def test_every_row_stands_there_once() -> None:
    assert sorted(table()) == list(ROWS)


def test_every_row_names_tests_that_exist() -> None:
    for row, where in table().items():
        files = re.findall(r"`([\w/]+\.py)(?:::(\w+))?`", where)
        assert files, f"row {row} names no test"
        for file, name in files:
            path = TESTS / file
            assert path.is_file(), f"row {row} names {file}, which is not there"
            text = path.read_text(encoding="utf-8")
            assert re.search(r"^def test_", text, re.MULTILINE) or "TestCase" in text, file
            if name:
                assert re.search(rf"^def {name}\b", text, re.MULTILINE), (
                    f"row {row}: {file}::{name}"
                )


def test_what_is_not_tried_here_says_why() -> None:
    for row, where in table().items():
        for words in ("not tried", "not simulated", "not run"):
            assert words not in where or REASON in where, f"row {row} gives no reason"
        if REASON in where:
            assert len(where.partition(REASON)[2].strip()) > len("no reason"), row
