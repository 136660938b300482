"""Names are found alike in one long text, by an index, and in whatever order they were given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vaultkit.vault import names as room
from vaultkit.vault.asked import Sorted
from vaultkit.vault.names import Names

if TYPE_CHECKING:
    import pytest

PARTS = st.sampled_from(["a", "A", "b", "Note", "note", "n-ote", "é", "É", "x y", "ς", "."])
ENDINGS = st.sampled_from([".md", ".MD", ".png", "", ".md.md"])
PATHS = st.builds(
    lambda parts, ending: "/".join(parts) + ending, st.lists(PARTS, min_size=1, max_size=3), ENDINGS
)
Answers = tuple[str | None, str | None, list[str], list[str], tuple[str, ...]]


def answers(names: Names, path: str) -> Answers:
    """Return all that can be asked."""
    found = [*names.matches(path)]
    return names.at(path), names.exact(path), found, [*names.same_name(path)], names.near(path)


@given(st.sets(PATHS, max_size=9), st.lists(PATHS, min_size=1, max_size=5))
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_however_names_are_looked_for_the_same_are_found(paths: set[str], asked: list[str]) -> None:
    files = sorted(paths)
    few, loose, many, both = (Names(one) for one in (files, Sorted(paths), files, Sorted(paths)))
    many._asked = both._asked = room.FEW
    for path in (*files, *asked):
        few._asked = loose._asked = 0
        whole = answers(many, path)
        assert answers(few, path) == answers(loose, path) == answers(both, path) == whole


def test_few_names_are_looked_for_without_an_index(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "FEW", 3)
    names = Names(["a/Note.md", "b.md"])
    assert [names.exact(one) for one in ("a/note", "b")] == ["a/Note.md", "b.md"]
    assert "_by_name" not in vars(names)
    assert names.matches("note") == names.matches("note") == ["a/Note.md"]
    assert "_by_name" in vars(names)
