"""Blocks that are read off their lines are those that the CommonMark parser makes."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vaultkit.notes import blocks, frontmatter
from vaultkit.notes.packing import pack_note
from vaultkit.notes.parse import parse_note
from vaultkit.text import NotePath

if TYPE_CHECKING:
    from vaultkit.notes.packing import Packed

ROOT = Path(__file__).resolve().parents[2]
LINES = (
    *("", "", "", "words of a note", "more (words), and `code` here", "# Heading", "### Two #"),
    *("- item", "* item", "+ [ ] task 📅 2024-01-01", "1. one", "2. two", "3) three", "12. x"),
    *("  - inner", "    - deeper", "\t- by tab", "\t\t- by two", "   1. third", "     - [[far]]"),
    *("- [ ] 1. list in a task", "- **strong** and [a](b.md)", "- ![i](<a b>) `c`", "-", "- - x"),
    *("  lazy or indented", "    code or lazy", "> quote", "> [!note] callout", ">> twice"),
    *("```", "```python", "~~~", "````", "  ```", "---", "***", "===", "- - -", "| a | b |"),
    *("|---|---|", "-|-", "- | -", ":-", "[x]: y", "[^1]: note", "[a](b) [c](d)", "[[x]]: y"),
    *("<div>", "</div>", "<!-- c", "-->", "<b>x</b> a < b", "$a$ and $b$", "costs $5", "$$"),
    *("a \\", "\\", "\\[x](y)", "x  ", "x\t", "#tag here", "2024 was", "1.5 is", "`", "``a` b``"),
    *("* * *", "_a_ __b__", "*a* **b**", "~~a~~", "日本 **語**", "😀 [[x|y]] `z` é", "\u00a0x"),
    *(
        "x <'/|@b> y",
        "- <1#-_$0%'-{~^@b>",
        "^id",
        "words ^id",
        "%% c %%",
        "%%",
        "TODO: x",
        "key:: value",
        "=x",
        ":x",
        "a\u2028b",
    ),
)


def alone(text: str) -> Packed:
    """Return a note as the parsers of CommonMark and YAML alone have it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocks, "can_be_plain", lambda *_: False)
        patch.setattr(frontmatter, "plain_rows", lambda *_: None)
        return packed(text)


def packed(text: str) -> Packed:
    """Return a note as plain rows; of a block what its value holds."""
    rows = list(pack_note(parse_note(NotePath("a.md"), text)))
    rows[4] = [tuple(row[:10]) for row in rows[4]]
    return tuple(rows)


@settings(max_examples=600)
@given(st.lists(st.sampled_from(LINES), max_size=14), st.sampled_from(["", "\n", "\n\n"]))
def test_lines_in_any_order_make_the_blocks_of_the_parser(lines: list[str], last: str) -> None:
    text = "\n".join(lines) + last

    assert packed(text) == alone(text)


@settings(max_examples=400)
@given(st.text(alphabet="ab1 \t\n\n#->*`[]()!$\\|_.:~<+é", max_size=60))
def test_marks_in_any_order_make_the_blocks_of_the_parser(text: str) -> None:
    assert packed(text) == alone(text)


HEAD = (
    *("key: value", "Key: 12", "a_b: 1.5", "x-y: [a, b c]", "tags: []", "empty:", "q: 'it''s'"),
    *("d: 2024-01-02", 'w: "two words"', "s: 'one'", "t: true", "n: null", "n2: ~", "inf: .inf"),
    *("u: https://a.b/c?d=e", "c: a: b", "h: a #b", "h2: a#b", "l:", "  - one", "  - 2", "- three"),
    *("    - deep", "  more", "true: x", "key: again", "o: 0o17", "x: 0x1F", "e: 1e3", "z: 007"),
    *("f: {a: 1}", "m: |", "a: &x 1", "b: *x", "", "# words", "y: yes", "k : v", "k:v", "日: 本"),
    *("j: 日本 語", "v:  spaced  ", "[a]", '"quoted": 1', "t: 12:30:00", "? x", "b: [a, [b]]", "…: 1"),
    *("e: [a, , b]", "p: a, b", "g: -1", "g2: - 1", "big: 123456789012345678901234567890", "\tt: 1"),
)  # fmt: skip


@settings(max_examples=500)
@given(st.lists(st.sampled_from(HEAD), max_size=7))
def test_lines_of_a_head_make_the_properties_of_yaml(lines: list[str]) -> None:
    text = "\n".join(["---", *lines, "---", "words"])

    assert packed(text) == alone(text)


@given(st.text(alphabet="ab1.-:#[],'\" ~\n\\0xeé\u2028", max_size=14))
def test_a_value_of_a_head_is_that_of_yaml(value: str) -> None:
    text = f"---\nk: {value}\nl:\n - {value}\nm: [{value}]\n---\nwords"

    assert packed(text) == alone(text)


@pytest.mark.parametrize("folder", ["vault", "docs"])
def test_notes_are_read_as_by_the_parser(folder: str) -> None:
    for file in sorted((ROOT / folder).rglob("*.md")):
        text = file.read_text(encoding="utf-8")

        assert packed(text) == alone(text), file


@pytest.mark.parametrize(
    "part",
    [
        *(
            "a\n",
            "- a\n",
            "\t- a\n",
            "`",
            "` `` ",
            "[",
            "[a](",
            "```\n",
            "1. a\n2. b\n\n c\n",
            "\\",
        ),
        *("a\n=", "a\n  ", "- a\n  b\n", "|a\n", "# \n", "\n ", " \n", "- a\n\n", "[a]:", "<", "$"),
    ],
)
def test_no_text_takes_long(part: str) -> None:
    text = part * (60_000 // len(part))
    began = time.process_time()
    blocks.read_structure(text, 0)
    half = time.process_time() - began
    began = time.process_time()
    blocks.read_structure(text * 4, 0)

    assert time.process_time() - began < 12 * half + 0.2
