"""Values behave as dataclasses do, and cost no import of `dataclasses`."""

from __future__ import annotations

import copy
import dataclasses
import pickle
import subprocess
import sys
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vaultkit.text import Place, Span, pattern
from vaultkit.values import field, frozen, keeping, replace, slotted

if TYPE_CHECKING:
    import re


@frozen
class Point:
    """A value of ours."""

    x: int
    y: int = 0
    names: tuple[str, ...] = ()
    more: dict[str, int] = field(default_factory=dict, compare=False, repr=False)

    @property
    def sum(self) -> int:
        return self.x + self.y


@dataclasses.dataclass(frozen=True, slots=True)
class Twin:
    """The same as a dataclass."""

    x: int
    y: int = 0
    names: tuple[str, ...] = ()
    more: dict[str, int] = dataclasses.field(default_factory=dict, compare=False, repr=False)


@keeping
class Kept:
    """A value that keeps what it was asked."""

    text: str
    parts: list[str] = field(default_factory=list)

    @cached_property
    def size(self) -> int:
        return len(self.text)


@keeping
class Further(Kept):
    """A value with one field more."""

    last: int | None = None


@slotted
class Moved:
    """A value that a run moves along."""

    at: int = 0
    seen: list[int] = field(default_factory=list)


GIVEN = st.tuples(st.integers(), st.integers(), st.lists(st.text(max_size=3)).map(tuple))


@given(GIVEN, GIVEN)
@settings(deadline=None)
def test_a_value_is_compared_hashed_and_shown_as_a_dataclass_is(
    one: tuple[int, int, tuple[str, ...]], other: tuple[int, int, tuple[str, ...]]
) -> None:
    assert (Point(*one) == Point(*other)) == (Twin(*one) == Twin(*other))
    assert repr(Point(*one)) == repr(Twin(*one)).replace("Twin", "Point")
    assert hash(Point(*one)) == hash(Point(*one, more={"a": 1}))
    assert Point(*one) == Point(*one, {"a": 1})
    assert replace(Point(*one), y=other[1]) == dataclasses.replace(Point(*one), y=other[1])


def test_a_frozen_value_stays_as_it_is() -> None:
    one = Point(1)
    with pytest.raises(dataclasses.FrozenInstanceError, match="'x'"):
        one.x = 2  # type: ignore[misc] # that is the test
    with pytest.raises(dataclasses.FrozenInstanceError, match="'x'"):
        del one.x
    with pytest.raises(AttributeError):
        object.__setattr__(one, "z", 2)
    assert one.more is not Point(1).more
    assert one.sum == 1
    assert not hasattr(one, "__dict__")


def test_what_is_missing_or_unknown_is_refused() -> None:
    kind: Any = Point
    for words in ({}, {"x": 1, "z": 2}):
        with pytest.raises(TypeError):
            kind(**words)
    with pytest.raises(TypeError):
        replace(kind(1), z=2)


def test_dataclasses_know_them() -> None:
    kind: Any = Point
    assert dataclasses.is_dataclass(kind)
    assert [one.name for one in dataclasses.fields(kind)] == ["x", "y", "names", "more"]
    assert [one.type for one in dataclasses.fields(Further)] == ["str", "list[str]", "int | None"]
    assert dataclasses.fields(kind)[3].default_factory is dict
    assert dataclasses.asdict(Point(1, 2)) == {"x": 1, "y": 2, "names": (), "more": {}}
    match Point(1, 2):
        case Point(x, y):
            assert (x, y) == (1, 2)


@pytest.mark.parametrize("one", [Point(1, 2, ("a",)), Kept("a", ["b"]), Further("a"), Span(1, 2)])
def test_a_value_can_be_handed_to_another_process(one: object) -> None:
    assert pickle.loads(pickle.dumps(one)) == one  # noqa: S301 (made on this line)
    assert copy.deepcopy(one) == one


def test_a_value_without_slots_keeps_what_it_was_asked() -> None:
    one = Further("abc", last=3)
    assert (one.size, one.parts, one.last) == (3, [], 3)
    assert "size" in vars(one)
    assert Kept("abc") != one
    with pytest.raises(dataclasses.FrozenInstanceError):
        one.last = 4  # type: ignore[misc] # that is the test


def test_a_value_that_moves() -> None:
    one = Moved()
    one.at = 3
    assert one == Moved(3)
    with pytest.raises(TypeError):
        hash(one)


def test_a_tuple_with_names() -> None:
    one = Span(start=1, end=2)
    start, end = one
    assert (start, end) == one == (one.start, one.end)
    assert one._replace(end=4) == Span(1, 4)
    assert repr(Place(1, 2)) == "Place(line=1, column=2)"
    assert Span._make([3, 4]) == Span(3, 4)
    with pytest.raises(TypeError):
        Span(1)  # type: ignore[call-arg] # that is the test
    with pytest.raises(AttributeError):
        one.start = 4  # type: ignore[misc] # that is the test


def test_an_expression_is_compiled_when_it_is_used() -> None:
    one: re.Pattern[str] = pattern(r"(?i)(?P<word>a+)b")
    found = one.search("xAAb")
    assert found is not None
    assert found["word"] == "AA"
    assert one.pattern == r"(?i)(?P<word>a+)b"
    assert one.sub("-", "aab c") == "- c"
    with pytest.raises(AttributeError):
        one.nothing  # type: ignore[attr-defined]  # noqa: B018 (that is the test)


def test_values_cost_no_dataclasses() -> None:
    code = "import sys, vaultkit.notes.note, vaultkit.config; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not set(done.stdout.split()) & {"dataclasses", "inspect", "typing", "re"}
