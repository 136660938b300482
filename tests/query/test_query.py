"""Named questions, results read back by another library, names and prefixes."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pytest
import rdflib
from rdflib.plugins.sparql.results.csvresults import CSVResultParser
from rdflib.plugins.sparql.results.jsonresults import JSONResultParser
from rdflib.plugins.sparql.results.tsvresults import TSVResultParser
from rdflib.plugins.sparql.results.xmlresults import XMLResultParser

from graph.sample import BASE, graph
from vaultkit.errors import QueryError, UnknownName, VaultkitError
from vaultkit.graph.quads import everything
from vaultkit.graph.terms import Names
from vaultkit.graph.turtle import turtle
from vaultkit.query.question import question, read_number, read_question, terms_for
from vaultkit.query.results import write
from vaultkit.query.stored import Stored, of_graph, of_turtle

if TYPE_CHECKING:
    from pathlib import Path

    from rdflib.query import ResultParser


@pytest.fixture(scope="module")
def ready() -> Stored:
    return of_graph(graph(), BASE)


def test_known_prefixes_need_no_declaring(ready: Stored) -> None:
    answer = ready.run("SELECT ?m { ?m vk:usesTechnique technique:gqa } ORDER BY ?m")
    assert [ready.lexicon.label(str(row[0])) for row in answer.rows] == [
        "Llama 2",
        "Mistral 7B",
        "Mixtral 8x7B",
    ]
    mine = ready.run("ASK { here-model:orca a vk:Model }")
    assert mine.yes


def list_of_answer(text: str) -> bool | None:
    parser: type[ResultParser] = XMLResultParser
    return parser().parse(io.BytesIO(text.encode())).askAnswer


def list_of(parser: type[ResultParser], text: str) -> tuple[list[str], list[list[str]]]:
    back = parser().parse(io.BytesIO(text.encode()))
    rows = [[str(term) for term in row] for row in back if not isinstance(row, bool)]
    return [str(one) for one in back.vars or ()], rows


@pytest.mark.parametrize(
    ("form", "parser"),
    [
        ("json", JSONResultParser),
        ("xml", XMLResultParser),
        ("csv", CSVResultParser),
        ("tsv", TSVResultParser),
    ],
)
def test_results_are_read_back_by_rdflib(
    ready: Stored, form: str, parser: type[ResultParser]
) -> None:
    answer = ready.run(
        "SELECT ?m ?n ?q ?none { ?c rdf:subject ?m ; vk:quote ?q ; rdf:predicate vk:parameterCount ; rdf:object ?n } ORDER BY ?n ?q"
    )
    assert len(answer.rows) > 4
    text = write(answer, form, ready.prefixes)
    back = list_of(parser, text)
    names, rows = back
    assert names == ["m", "n", "q", "none"]
    assert [int(row[1]) for row in rows] == [
        int(getattr(row[1], "text", "")) for row in answer.rows
    ]
    assert [row[2] for row in rows] == [getattr(row[2], "text", "") for row in answer.rows]


def test_ask_and_construct(ready: Stored) -> None:
    yes = ready.run("ASK { ?m vk:usesTechnique technique:gqa }")
    assert json.loads(write(yes, "json", {})) == {"head": {}, "boolean": True}
    back = list_of_answer(write(yes, "xml", {}))
    assert back is True
    made = ready.run("CONSTRUCT { ?a vk:derivedFrom ?b } WHERE { ?a vk:derivedFrom ?b }")
    text = write(made, "turtle", ready.prefixes)
    assert len(rdflib.Graph().parse(data=text, format="turtle")) == len(made.rows) == 7
    assert len(rdflib.Graph().parse(data=write(made, "ntriples", {}), format="nt")) == 7
    with pytest.raises(QueryError, match="is a graph"):
        write(made, "csv", {})


def test_names_resolve_through_aliases(ready: Stored) -> None:
    for name in (
        "gqa",
        "GQA",
        "Grouped-query attention",
        "grouped query attention",
        "technique/gqa",
    ):
        assert ready.lexicon.one(name, "technique").id == "technique/gqa"
    assert ready.lexicon.one("Mistral", "organization").id == "organization/mistral-ai"
    assert ready.lexicon.one("llama 2").id == "model/llama-2"
    with pytest.raises(UnknownName, match="RoPE"):
        ready.lexicon.one("RoPEE", "technique")


def test_an_ambiguous_name_says_what_it_can_mean() -> None:
    from graph.sample import entity

    two = [entity("model", "Nova", key="model/nova-a"), entity("model", "Nova", key="model/nova-b")]
    with pytest.raises(VaultkitError, match="model/nova-a, model/nova-b"):
        of_graph(graph([], two), BASE).lexicon.one("Nova")


def test_a_graph_ttl_alone_answers(tmp_path: Path, ready: Stored) -> None:
    file = tmp_path / "graph.ttl"
    names = Names(BASE)
    file.write_text(turtle(everything(graph(), names), names.prefixes()), encoding="utf-8")
    alone = of_turtle(file, BASE)
    asked = question("models-using")
    text = asked.bind(terms_for(asked, {"technique": "gqa"}, alone.lexicon))
    assert alone.run(text).rows == ready.run(text).rows
    file.write_text("no turtle at all", encoding="utf-8")
    with pytest.raises(QueryError, match=r"graph\.ttl: is no Turtle"):
        of_turtle(file, BASE)


def test_parameters_are_bound_as_terms_never_as_text(ready: Stored) -> None:
    asked = read_question(
        "x",
        '# answers: X.\n# param: text (text)\nSELECT ?t { BIND($text AS ?t) BIND("$text" AS ?u) }',
    )
    evil = '" } ; DROP ALL # \\ \n $text'
    answer = ready.run(asked.bind(terms_for(asked, {"text": evil}, ready.lexicon)))
    assert [getattr(row[0], "text", "") for row in answer.rows] == [evil]


def test_a_missing_or_unknown_parameter_says_what_is_wanted(ready: Stored) -> None:
    asked = question("models-using")
    with pytest.raises(QueryError, match="technique=TECHNIQUE"):
        terms_for(asked, {}, ready.lexicon)
    with pytest.raises(UnknownName, match="technique"):
        terms_for(asked, {"techniqe": "gqa"}, ready.lexicon)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("7B", 7_000_000_000),
        ("1.4T", 1_400_000_000_000),
        ("32k", 32_000),
        ("131,072", 131_072),
        ("13 b", 13_000_000_000),
    ],
)
def test_numbers_as_people_write_them(written: str, value: int) -> None:
    assert read_number(written) == value


def test_an_iri_that_the_graph_does_not_have_is_named(ready: Stored) -> None:
    answer = ready.run("SELECT ?m { ?m vk:derivedFrom model:no-such }")
    assert answer.absent == ("https://w3id.org/vaultkit/id/model/no-such",)


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("SELECT ?m WHERE ?m", "query:1:17", 'expected "{"'),
        ("SELECT * {\n ?s nope:x ?o }", "query:2:", "Prefix not found"),
        ("SELECT ?m { ?m vk:partOf ?n", "query:1:", "expected one of"),
        ("SELECT ?x { ?x ?y ?z } GROUP BY ?y", "query:1:", "variable that is unbound"),
        ("ASK { } garbage", "query:1:", "expected one of HAVING"),
    ],
)
def test_a_slip_in_a_query_is_said_with_its_place_in_one_line(
    ready: Stored, text: str, place: str, said: str
) -> None:
    with pytest.raises(QueryError, match="can not read the query") as stop:
        ready.run(text)
    message = str(stop.value)
    assert message.startswith(place)
    assert said in message
    assert len(message) < 200
    assert "\n" not in message
    assert "u{" not in message
