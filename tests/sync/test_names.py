"""Row 29: names of new notes are valid everywhere, linkable, stable and not too long."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultkit.sync.entity_notes import LONGEST, safe_name
from vaultkit.sync.rename import check_name

HOSTILE = [
    "CON",
    "nul.md",
    "a:b",
    "x.",
    "x ",
    "a/b",
    "..",
    ".",
    "<>|?*",
    "",
    "x" * 300,
    "😀" * 100,
    "a#b^c[d]",
    "lpt1.txt",
    "\u202eabc",
    "a\nb",
    "%41",
    "-rf",
]


@pytest.mark.parametrize("label", HOSTILE)
def test_hostile_labels(label: str) -> None:
    fits(label)


@given(st.text(max_size=200))
def test_any_label(label: str) -> None:
    fits(label)


def fits(label: str) -> None:
    name = safe_name(label)
    check_name(f"{name}.md", linkable=True)
    assert len(name.encode()) <= LONGEST + 1
    assert name == safe_name(label)
    assert "/" not in name
    assert name not in {"", ".", ".."}
    assert not name.startswith(".")
    assert not name.endswith((".", " "))
    assert name.partition(".")[0].lower() not in {"con", "nul", "prn", "aux", "lpt1"}
