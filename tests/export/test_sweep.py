"""Many lines looked at at once cross what each of them crosses alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vaultkit.export.views.ground import Box, Ground, along, along_curve
from vaultkit.export.views.routes import TURNS, across
from vaultkit.export.views.sweep import WORTH, Sweep, sweep

np = pytest.importorskip("numpy")

PLACE = st.floats(-200, 900, allow_nan=False)
BOXES = st.lists(
    st.builds(
        lambda x, y, wide, tall, cost, owner: Box(x, y, x + wide, y + tall, cost, owner),
        PLACE,
        PLACE,
        st.floats(8, 160),
        st.floats(8, 20),
        st.sampled_from([1, 6]),
        st.sampled_from("abcdef"),
    ),
    min_size=1,
    max_size=30,
    unique=True,
)
OWN = st.frozensets(st.sampled_from("abcz"), max_size=2)


@given(BOXES, st.lists(st.tuples(*[PLACE] * 8), min_size=1, max_size=8), OWN)
@settings(max_examples=60, deadline=None)
def test_curves_cross_what_each_crosses_alone(
    boxes: list[Box], curves: list[tuple[float, ...]], own: frozenset[str]
) -> None:
    alone = [Ground(boxes).crossed(along_curve(one), own) for one in curves]
    assert Sweep(boxes, np).curves(curves, own) == alone


@given(BOXES, st.lists(st.lists(st.tuples(PLACE, PLACE), min_size=2, max_size=6), min_size=1), OWN)
@settings(max_examples=60, deadline=None)
def test_pieces_cross_what_each_row_crosses_alone(
    boxes: list[Box], trials: list[list[tuple[float, float]]], own: frozenset[str]
) -> None:
    alone = [Ground(boxes).crossed(along(one), own) for one in trials]
    assert Sweep(boxes, np).pieces(trials, own) == alone


@given(BOXES, PLACE, st.floats(0, 900), PLACE, st.floats(0, 300), OWN)
@settings(max_examples=60, deadline=None)
def test_the_clearest_lines_are_the_same(
    boxes: list[Box], left: float, wide: float, top: float, tall: float, own: frozenset[str]
) -> None:
    sides = (left, left + wide, top, top + tall, own, 8)
    assert Sweep(boxes, np).clearest(*sides) == Ground(boxes).clearest(*sides)


@given(BOXES, st.tuples(PLACE, PLACE), st.tuples(PLACE, PLACE), st.integers(0, 3), st.booleans())
@settings(max_examples=60, deadline=None)
def test_a_line_takes_the_same_way(
    boxes: list[Box],
    start: tuple[float, float],
    end: tuple[float, float],
    bend: int,
    led: bool,  # noqa: FBT001 (drawn by hypothesis)
) -> None:
    both = (*start, 5.0), (*end, 6.0)
    own = frozenset("ab")
    alone = across(*both, Ground(boxes), own, bend, led=led)
    assert across(*both, Ground(boxes, Sweep(boxes, np)), own, bend, led=led) == alone


def test_few_lines_are_not_worth_an_import() -> None:
    box = Box(0, 0, 9, 9, 1, "a")
    assert sweep([box], WORTH - 1) is None
    assert sweep([], WORTH) is None
    assert sweep([box], WORTH) is not None
    assert [effort for effort, *_ in TURNS] == sorted(effort for effort, *_ in TURNS)
