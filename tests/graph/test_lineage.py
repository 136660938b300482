"""Ancestors, descendants, depth, common ancestors and cycles, against networkx."""

from __future__ import annotations

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.sample import claim, entity, graph
from vaultkit.graph.facts import EntityId
from vaultkit.graph.lineage import lineage, without_cycles

ORCA, LLAMA, ALPACA = EntityId("model/orca"), EntityId("model/llama-1"), EntityId("model/alpaca")


def test_orca_comes_from_vicuna_and_llama_by_these_lines() -> None:
    way = lineage(graph()).path(ORCA, LLAMA)
    assert way is not None
    assert [(one.child, one.kind, one.parent) for one in way] == [
        ("model/orca", "fineTunedFrom", "model/vicuna-13b"),
        ("model/vicuna-13b", "partOf", "model/vicuna"),
        ("model/vicuna", "fineTunedFrom", "model/llama-1"),
    ]
    assert [one.claims[0].line for one in way] == [187, 5, 69]


def test_a_wider_kind_is_more_evidence_of_the_narrower_step() -> None:
    said = [
        claim("vicuna", "derivedFrom", "model/llama-1", line=4),
        claim("vicuna", "fineTunedFrom", "model/llama-1", line=9),
        claim("vicuna", "learnedFrom", "model/llama-1", line=12),
    ]
    steps = list(lineage(graph(said)).steps())
    assert [(one.kind, len(one.claims)) for one in steps] == [
        ("fineTunedFrom", 2),
        ("learnedFrom", 1),
    ]


def test_parts_speak_for_a_model_of_whose_origin_nothing_is_said() -> None:
    said = [
        claim("vicuna-13b", "partOf", "model/vicuna"),
        claim("vicuna-13b", "fineTunedFrom", "model/llama-1"),
    ]
    lines = lineage(graph(said))
    assert lines.speakers(EntityId("model/vicuna")) == ("model/vicuna-13b",)
    assert lines.speakers(EntityId("model/vicuna-13b")) == ("model/vicuna-13b",)
    assert lines.speakers(LLAMA) == (LLAMA,)


def test_a_rejected_claim_is_no_step() -> None:
    assert EntityId("model/falcon") not in lineage(graph()).climb(ALPACA)


def test_weights_only_leaves_teachers_and_successors_out() -> None:
    lines = lineage(graph(), "derivedFrom")
    assert EntityId("model/gpt-4") not in lines.climb(ORCA)
    assert EntityId("model/gpt-4") in lineage(graph()).climb(ORCA)
    assert LLAMA not in lines.climb(EntityId("model/llama-2"))


def test_common_ancestor_and_influence() -> None:
    lines = lineage(graph())
    assert lines.common(ORCA, ALPACA) == (LLAMA,)
    assert lines.common(ORCA, LLAMA) == (LLAMA,)
    assert lines.depth(ORCA) == 2
    assert next(iter(lines.influence())) == LLAMA


def test_a_cycle_is_broken_at_its_least_certain_step() -> None:
    said = [
        claim("orca", "fineTunedFrom", "model/vicuna", confidence=0.9),
        claim("vicuna", "fineTunedFrom", "model/alpaca", confidence=0.8),
        claim("alpaca", "fineTunedFrom", "model/orca", confidence=0.75),
    ]
    lines = lineage(graph(said))
    assert [(one.child, one.parent) for one in lines.broken] == [("model/alpaca", "model/orca")]
    assert set(lines.climb(ORCA)) == {"model/vicuna", "model/alpaca"}


def test_levels_of_shipped_names_are_steps_without_claims() -> None:
    named = [
        entity("model-series", "Llama", shipped=True),
        entity("model", "Llama 2", shipped=True),
        entity("organization", "Meta", shipped=True),
        entity("organization", "Meta AI", shipped=True),
    ]
    steps = list(lineage(graph([], named)).steps())
    assert [(one.child, one.parent, one.claims) for one in steps] == [
        ("model/llama-2", "model/llama", ())
    ]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7), st.integers(50, 99)), max_size=25))
def test_any_graph_becomes_one_without_cycles_that_networkx_walks_alike(
    edges: list[tuple[int, int, int]],
) -> None:
    said = [
        claim(f"m{a}", "fineTunedFrom", f"model/m{b}", confidence=c / 100, line=n + 1)
        for n, (a, b, c) in enumerate(edges)
    ]
    lines = lineage(graph(said, [entity("model", f"m{n}") for n in range(8)]))
    other: nx.DiGraph[str] = nx.DiGraph()
    other.add_edges_from((one.child, one.parent) for one in lines.steps())
    assert nx.is_directed_acyclic_graph(other)
    for node in sorted(other):
        key = EntityId(node)
        assert set(lines.climb(key)) == nx.descendants(other, node)
        assert set(lines.descend(key)) == nx.ancestors(other, node)
        for there, way in lines.climb(key).items():
            assert len(way) == nx.shortest_path_length(other, node, there)
        longest = max(
            (len(nx.dag_longest_path(other.subgraph({node, *nx.descendants(other, node)}))) - 1, 0)
        )
        assert lines.depth(key) == longest


def test_what_is_kept_and_broken_is_what_was_given() -> None:
    lines = lineage(graph())
    kept, broken = without_cycles(list(lines.steps()))
    assert kept == list(lines.steps())
    assert not broken
