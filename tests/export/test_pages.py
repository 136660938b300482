"""The parts of pages that need no browser: dates, folding, layout, communities, escaping."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from browser import sample
from vaultkit.export.views.community import communities
from vaultkit.export.views.dating import date_of, paper_month, read_month
from vaultkit.export.views.escape import clean, esc, island
from vaultkit.export.views.evidence import Source
from vaultkit.export.views.forces import SIDE, positions
from vaultkit.export.views.layout import picture
from vaultkit.export.views.scene import scene
from vaultkit.graph.facts import Entity, EntityId

if TYPE_CHECKING:
    from vaultkit.graph.facts import Claim
    from vaultkit.graph.graph import KnowledgeGraph
    from vaultkit.graph.known import Known

HERE = Source("v")


def test_dates_are_stated_then_the_papers_then_the_lists() -> None:
    key = sample.model("Orca")
    known = sample.listed(key, released="2023-07")
    stated = sample.claim(key, "releaseDate", value="2023-06-05", precision="day")
    paper = sample.claim(key, "introducedBy", EntityId("paper/arxiv-2306.02707"))
    for claims, source, words in (
        ([stated, paper], "stated", "2023-06"),
        ([paper], "paper", "2023-06"),
        ([], "list", "2023-07"),
    ):
        placed = date_of(claims, known, {})
        assert placed is not None
        assert (placed.source, placed.words) == (source, words)
    assert date_of([], None, {}) is None


def test_a_bare_year_is_drawn_where_another_source_puts_it() -> None:
    key = sample.model("Orca")
    year = sample.claim(key, "releaseDate", value="2023", precision="year")
    alone = date_of([year], None, {})
    assert alone is not None
    assert (alone.words, alone.high - alone.low) == ("2023", 11)
    both = date_of([year], sample.listed(key, released="2023-06"), {})
    assert both is not None
    assert (both.words, both.source, both.month) == ("2023", "stated", 2023 * 12 + 5)
    other = date_of([year], sample.listed(key, released="2022-06"), {})
    assert other is not None
    assert other.month == alone.month, "the list does not overrule the notes"


@pytest.mark.parametrize("text", ["2023-13", "soon", "", "23-01", "2023-00", "2023-01-01T00:00"])
def test_what_is_no_date_is_none(text: str) -> None:
    assert read_month(text, "stated") is None
    assert paper_month(f"paper/{text}") is None


def fold(entities: list[Entity], claims: list[Claim], known: list[Known]) -> set[str]:
    return set(scene(sample.graph_of(entities, claims), known, HERE).models)


def test_sizes_fold_into_their_release_unless_a_note_says_how_they_came() -> None:
    release, size, chat = (sample.model(name) for name in ("Llama 2", "Llama 2 7B", "Llama 2 Chat"))
    entities = [
        Entity(release, "model", "Llama 2"),
        Entity(size, "model-variant", "Llama 2 7B"),
        Entity(chat, "model-variant", "Llama 2 Chat"),
    ]
    known = [sample.listed(size, release), sample.listed(chat, release)]
    tuned = sample.claim(chat, "fineTunedFrom", release)
    assert fold(entities, [tuned], known) == {release, chat}
    assert fold(entities, [], known) == {release}
    quantised = sample.claim(size, "quantizedFrom", release)
    assert fold(entities, [quantised], known) == {release}


def boxes(graph: KnowledgeGraph, known: tuple[Known, ...]) -> None:
    drawn = picture(scene(graph, known, HERE))
    places = {dot.model.id: dot for dot in drawn.dots}
    dots = list(places.values())
    for at, one in enumerate(dots):
        for other in dots[at + 1 :]:
            if abs(one.y - other.y) < 12:
                left, right = sorted((one, other), key=lambda dot: dot.x)
                assert left.label_x + left.label_width <= right.x - 6, (left.label, right.label)
    for line in drawn.lines:
        if not line.tie.breaks_cycle and not line.backwards:
            assert places[line.tie.parent].x <= places[line.tie.child].x + 0.5


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 70), st.integers(0, 10_000))
def test_no_label_meets_another(count: int, seed: int) -> None:
    boxes(*sample.generated(count, seed))


@settings(max_examples=40, deadline=None)
@given(
    st.integers(1, 60), st.lists(st.tuples(st.integers(0, 59), st.integers(0, 59)), max_size=150)
)
def test_communities_cover_and_places_fit(count: int, pairs: list[tuple[int, int]]) -> None:
    edges = [(a % count, b % count, 1.0) for a, b in pairs if a % count != b % count]
    groups = communities(count, edges)
    linked = {end for a, b, _ in edges for end in (a, b)}
    assert len(groups) == count
    assert {node for node in range(count) if groups[node] >= 0} == linked
    assert set(groups) - {-1} == set(range(len(set(groups) - {-1})))
    places = positions(groups, edges)
    assert len(places) == count
    assert all(0 <= x <= SIDE and 0 <= y <= SIDE for x, y in places)
    assert positions(groups, edges) == places
    kept = dict(enumerate(places))
    assert positions(groups, edges, kept) == places


def test_two_clusters_are_two_communities() -> None:
    def ring(first: int) -> list[tuple[int, int, float]]:
        return [(first + a, first + b, 1.0) for a in range(8) for b in range(a)]

    groups = communities(16, [*ring(0), *ring(8), (0, 8, 1.0)])
    assert len(set(groups[:8])) == 1
    assert len(set(groups[8:])) == 1
    assert groups[0] != groups[8]


@given(st.text(st.characters(), max_size=60))
def test_text_is_text_everywhere(text: str) -> None:
    made = island({"a": text})
    assert not set("<>&\u2028\u2029") & set(made)
    assert json.loads(made)["a"] == text.encode("utf-8", "replace").decode()
    safe = esc(text)
    assert not set("<>\"'") & set(safe)
    assert "\n" not in clean(text)
    safe.encode()
