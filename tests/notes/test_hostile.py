"""Hostile notes: time grows with the text, not with its square (design row 16)."""

from __future__ import annotations

import gc
import time

import pytest

from vaultkit.notes.parse import parse_note
from vaultkit.text import NotePath

SIZE = 100_000
LINES = (
    "[[",
    "[[x ",
    "[[a]] ",
    "[",
    "[a](",
    "![[",
    " ",
    "|",
    "| a ",
    "`a",
    "`",
    "$a ",
    "%%",
    "%% a ",
    "#",
    "# ",
    "#a ",
    "#a#b",
    " ^a",
    "::",
    "a:: ",
    "[a::",
    "[a:: b] ",
    "(a:: (",
    "* ",
    "- ",
    "> ",
    "*a",
    "**a **",
    "_a",
    "~a",
    "<a ",
    "<!-- ",
    "<a>",
    "\\",
    "\\[[",
    "http://",
    "http://a ",
    "{% cite a ",
    "[@a",
    "@",
    "2024-",
    "may ",
    "1 may ",
    "et al. ",
    "⏫ ",
    "\r",
    "[^1] ",
    "a*b_c**d__",
    '[x](y "',
    "`[[a]]`",
    "[[`a]]`",
    "[a]([[b]])",
    "<http://a>",
)
BLOCKS = (
    "%%\n",
    "a ^a\n\n",
    "- [ ] a\n",
    "- a\n",
    "\n",
    "[^1]: a\n",
    "[a]: b\n",
    "a\n",
    "<<<<<<< \n",
    "---\n",
    "```\n",
    "~~~\n%%\n",
    "[[\n]]\n",
    "# a\n",
    "- a\n\n^x\n\n",
    "%% vaultkit:begin a v1 sha=000000000000 %%\n",
    "| x | y |\n",
)
HEADS = (
    "a: b\n",
    "- - ",
    "a: ",
    "# \n",
    "'",
    '"',
    "a:",
    "  - x\n",
    '  - "[[x]]"\n',
    "[",
    "{",
    "? ",
    "&a ",
    "*a ",
    "\t",
)


def seconds(text: str) -> float:
    """Return the least CPU time of three runs, without the collector's pauses."""
    best = float("inf")
    gc.collect()
    gc.disable()
    try:
        for _ in range(3):
            start = time.process_time()
            parse_note(NotePath("n.md"), text)
            best = min(best, time.process_time() - start)
    finally:
        gc.enable()
    return best


def grows_evenly(one: str, head: str = "", tail: str = "") -> None:
    """Eight times the text takes less than thirty times as long (its square would be 64 times)."""
    times = max(8, SIZE // len(one))
    short = seconds(head + one * (times // 8) + tail)
    long = seconds(head + one * times + tail)
    assert long < 30 * short + 0.25, (one, short, long)


@pytest.mark.parametrize("one", LINES)
def test_one_long_line(one: str) -> None:
    grows_evenly(one)


@pytest.mark.parametrize("one", LINES)
def test_one_long_task(one: str) -> None:
    grows_evenly(one, head="- [ ] ")


@pytest.mark.parametrize("one", BLOCKS)
def test_many_blocks(one: str) -> None:
    grows_evenly(one, head="| a | b |\n|---|---|\n" if one.startswith("|") else "")


@pytest.mark.parametrize("one", HEADS)
def test_heads(one: str) -> None:
    grows_evenly(one, head="---\nk: ", tail="\n---\n")
    grows_evenly(one, head="---\n", tail="\n---\n")
