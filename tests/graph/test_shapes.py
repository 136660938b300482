"""The shapes of schema.ttl find what is wrong, and nothing in what is right."""

from __future__ import annotations

import pytest

from graph.sample import BASE, CLAIMS, claim, graph

pytest.importorskip("pyshacl", reason="the extra 'shacl' is not installed")

from vaultkit.graph.shapes import validate


@pytest.fixture(autouse=True)
def _quiet(recwarn: pytest.WarningsRecorder) -> None:
    del recwarn


pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


def test_a_good_graph_has_no_violation() -> None:
    found = validate(graph(), BASE)
    assert [one for one in found if one.severity == "violation"] == []


def test_what_is_wrong_is_found_with_its_thing_and_value() -> None:
    said = [
        *CLAIMS,
        claim("falcon", "fineTunedFrom", "dataset/refinedweb", line=900),
        claim("alpaca", "parameterCount", 7, line=901),
        claim("zephyr", "weightsAvailability", "ajar", line=902),
    ]
    found = {
        (one.thing.removeprefix(BASE), one.value.removeprefix(BASE))
        for one in validate(graph(said), BASE)
    }
    assert ("model/falcon", "dataset/refinedweb") in found
    assert ("model/alpaca", "7") in found
    assert ("model/zephyr", "ajar") in found


def test_a_circle_is_found() -> None:
    said = [
        claim("orca", "fineTunedFrom", "model/alpaca"),
        claim("alpaca", "fineTunedFrom", "model/orca"),
    ]
    messages = {one.message for one in validate(graph(said), BASE)}
    assert "this model is its own ancestor" in messages
