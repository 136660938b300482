"""Byte offsets become code points, in whichever of two ways costs less."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from vaultkit.notes.offsets import _counting, _looking_up, code_points

TEXTS = st.text(st.sampled_from("ab\né漢😀\u0300"), max_size=40)


@given(TEXTS, st.integers(0, 3))
def test_every_byte_has_its_character(text: str, first: int) -> None:
    data = text.encode()
    starts = [at for at, char in enumerate(text) for _ in char.encode()]
    for convert in (code_points(text, first), _counting(data, first), _looking_up(text, first)):
        assert [convert(at) for at in range(len(data))] == [first + at for at in starts]
        assert convert(len(data)) == first + len(text)
