"""Every named question gives its expected rows, on pyoxigraph and on rdflib alike."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graph.sample import BASE, graph
from vaultkit.graph.rdf import fill, term_of, to_rdf
from vaultkit.graph.terms import ID, VK
from vaultkit.query.question import questions, terms_for
from vaultkit.query.results import plain
from vaultkit.query.stored import Stored, of_graph, schema_triples

if TYPE_CHECKING:
    from collections.abc import Iterable

    import rdflib
    from rdflib.term import Node

    from vaultkit.graph.terms import Term

EXPECTED = json.loads(Path(__file__).with_name("expected.json").read_text(encoding="utf-8"))
FILES = Path(__file__).resolve().parents[2] / "src" / "vaultkit" / "query" / "questions"


@pytest.fixture(scope="module")
def ready() -> Stored:
    return of_graph(graph(), BASE)


@pytest.fixture(scope="module")
def in_rdflib() -> rdflib.Graph:
    return fill(to_rdf(graph(), BASE), schema_triples())


def short(row: Iterable[Term | None]) -> list[str]:
    return [plain(one).replace(BASE, "").replace(ID, "").replace(VK, "vk:") for one in row]


def ours(node: Node | None) -> Term | None:
    return None if node is None else term_of(node)


def test_every_question_has_expected_rows_and_finds_something() -> None:
    assert set(EXPECTED) == set(questions())
    assert not [name for name, one in EXPECTED.items() if not one["rows"]]


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_expected_rows_on_both_engines(ready: Stored, in_rdflib: rdflib.Graph, name: str) -> None:
    asked = questions()[name]
    text = asked.bind(terms_for(asked, EXPECTED[name]["given"], ready.lexicon))
    answer = ready.run(text)
    assert [short(row) for row in answer.rows] == EXPECTED[name]["rows"]
    other = in_rdflib.query(text)
    assert [str(one) for one in other.vars or ()] == list(answer.variables)
    rows = [short(ours(one) for one in row) for row in other if not isinstance(row, bool)]
    assert rows == EXPECTED[name]["rows"]


def test_the_forty_competency_questions_are_all_there() -> None:
    texts = [file.read_text(encoding="utf-8") for file in sorted(FILES.glob("*.rq"))]
    numbers = {
        int(one) for text in texts for one in re.findall(r"^# number: (\d+)$", text, re.MULTILINE)
    }
    assert numbers == set(range(1, 41))


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_the_head_of_a_question_is_whole(name: str) -> None:
    asked = questions()[name]
    assert asked.answers.endswith(".")
    assert asked.phrases
    used = {one[1:] for one in re.findall(r"\$\w+", asked.text)}
    assert used == {one.name for one in asked.parameters}
    slots = {one for phrase in asked.phrases for one in re.findall(r"\{(\w+)\}", phrase)}
    assert slots <= used | {"period"}
    assert re.search(r"^SELECT (DISTINCT )?\?", asked.text, re.MULTILINE), "columns are named"
    assert "ORDER BY" in asked.text
