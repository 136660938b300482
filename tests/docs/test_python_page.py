"""Every line of docs/python.md runs, and gives what the page says."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import pytest

PAGE = Path(__file__).resolve().parents[2] / "docs" / "python.md"
GIVES = "# -> "


def test_the_page_tells_the_truth(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("spacy")
    pytest.importorskip("pyvis")
    monkeypatch.chdir(tmp_path)
    blocks = re.findall(
        r"^```python\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    names: dict[str, Any] = {}
    checked, wrong = 0, []
    for block in blocks:
        lines = block.split("\n")
        for statement in ast.parse(block).body:
            assert statement.end_lineno is not None
            text = ast.get_source_segment(block, statement) or ""
            _, mark, expected = lines[statement.end_lineno - 1].partition(GIVES)
            if not mark:
                exec(compile(text, "python.md", "exec"), names)  # noqa: S102 (the page itself)
                continue
            checked += 1
            found = str(eval(text, names))  # noqa: S307 (the page itself)
            if found != expected:
                wrong.append(f"{text}\n  gives {found}\n  said  {expected}")
    assert not wrong, "\n".join(wrong)
    assert checked >= 20
