"""Of the names that real notes use, nearly all have a note or section in the example vault."""

from __future__ import annotations

import json
import sys
from collections import Counter
from typing import TYPE_CHECKING

from vault_content.held import all_names, fold, hold, open_example

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

WANTED = {"Model", "ModelFamily", "Technique", "Paper"}
AIM = 0.97


def test_labelled_names_resolve(shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = all_names({path: hold(note) for path, note in open_example().notes.items()})
    labels = (shared / "gold/labels/entities.jsonl").read_text(encoding="utf-8").splitlines()
    total: Counter[str] = Counter()
    reached: Counter[str] = Counter()
    missing = []
    for record in map(json.loads, labels):
        apart = set(record.get("context_only") or ())
        forms = [record["name"], *(one for one in record["mentions"] if one not in apart)]
        total[record["type"]] += 1
        if any(fold(one) in names for one in forms):
            reached[record["type"]] += 1
        elif record["type"] in WANTED:
            missing.append(record["name"])
    share = sum(reached[one] for one in WANTED) / sum(total[one] for one in WANTED)
    with capsys.disabled():
        parts = ", ".join(f"{one} {reached[one]}/{total[one]}" for one in sorted(total))
        sys.stdout.write(f"\nlabelled names with a note: {share:.3f} ({parts})\n")
    assert share >= AIM, missing
