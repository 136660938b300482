from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from vaultkit.text import Edit, NotePath, Place, Span, apply_edits, line_starts, place

A = NotePath("a.md")


def test_lines_end_at_line_feed_only() -> None:
    assert line_starts("a\r\nb\u2028c\x0cd\re\n") == (0, 3, 11)


def test_place_is_one_based_in_code_points() -> None:
    starts = line_starts("😀a\nb")
    assert place(starts, 1) == Place(1, 2)
    assert place(starts, 3) == Place(2, 1)


def test_of_two_edits_that_overlap_the_first_wins() -> None:
    edits = [Edit(A, Span(2, 4), "Y"), Edit(A, Span(0, 3), "X")]
    assert apply_edits("abcdef", edits) == "Xdef"


def test_an_insertion_where_an_edit_ends_is_no_overlap() -> None:
    assert apply_edits("abc", [Edit(A, Span(0, 1), "x"), Edit(A, Span(1, 1), "-")]) == "x-bc"


@given(st.text(), st.integers(0, 50))
def test_place_and_line_starts_agree(text: str, offset: int) -> None:
    offset = min(offset, len(text))
    at = place(line_starts(text), offset)
    assert at.line == text.count("\n", 0, offset) + 1
    assert at.column == offset - (text.rfind("\n", 0, offset) + 1) + 1
