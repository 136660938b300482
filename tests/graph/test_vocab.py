"""The terms of schema.ttl, as they are read."""

from __future__ import annotations

import re

import pytest

from vaultkit.errors import ConfigError
from vaultkit.graph.store import parse_turtle
from vaultkit.graph.vocab import (
    RDFS,
    SCHEMA,
    VK,
    read_schema,
    read_vocabulary,
    schema,
    schema_path,
)

TEXT = schema_path().read_text(encoding="utf-8")


def test_every_term_has_a_label_and_a_comment() -> None:
    for one in schema().classes.values():
        assert one.label, one.name
        assert one.comment.endswith("."), one.name
    for two in schema().properties.values():
        assert two.label, two.name
        assert two.comment.endswith("."), two.name


def test_every_property_belongs_to_a_module() -> None:
    assert {one.module for one in schema().properties.values()} == {
        "lineage",
        "technique",
        "data",
        "origin",
        "evaluation",
        "number",
        "vault",
        "evidence",
        "annotation",
    }


def test_names_are_unique_and_tell_classes_from_properties() -> None:
    assert all(name[0].isupper() for name in schema().classes)
    assert all(name[0].islower() for name in schema().properties)


def test_supers_are_transitive_and_nearest_first() -> None:
    assert schema().properties["fineTunedFrom"].supers == ("derivedFrom", "lineage")
    assert schema().classes["ModelVariant"].supers == ("Model",)
    assert schema().properties["partOf"].supers == ()


def test_the_four_meanings_of_lineage_stay_apart() -> None:
    below = schema().below("lineage")
    assert {"fineTunedFrom", "distilledFrom", "architectureFrom", "successorOf"} <= set(below)
    for one in ("comparedWith", "outperforms", "judgedBy", "partOf", "generatedBy"):
        assert one not in below
    assert "distilledFrom" not in schema().below("derivedFrom")


def test_what_is_said_of_domain_range_and_type() -> None:
    one = schema().properties["parameterCount"]
    assert (one.domain, one.range, one.datatype, one.functional) == (
        ("Model",),
        (),
        "integer",
        True,
    )
    two = schema().properties["introducedBy"]
    assert two.range == ("Paper",)
    assert set(two.domain) == {"Model", "Technique", "Dataset", "Software"}
    assert two.inverse == "introduces"
    assert schema().properties["comparedWith"].symmetric
    assert schema().properties["releaseDate"].datatype == "date"


def test_every_number_has_both_ends_of_a_range() -> None:
    numbers = [one for one in schema().properties.values() if one.module == "number"]
    for one in numbers:
        assert one.datatype == "integer"
        if one.functional:
            assert {one.name + "Min", one.name + "Max"} <= {other.name for other in numbers}


def test_every_name_that_a_term_refers_to_is_defined() -> None:
    classes, properties = schema().classes, schema().properties
    for one in properties.values():
        assert {*one.domain, *one.range} <= set(classes), one.name
        assert set(one.supers) <= set(properties), one.name
        assert one.inverse is None or one.inverse in properties, one.name
    defined = {*classes, *properties, "techniques", "shapes"}
    used = set(re.findall(r"\bvk:([A-Za-z]+)", re.sub(r"(?m)^#.*$", "", TEXT)))
    assert {name for name in used - defined if not name.endswith("Shape")} == set()


def test_no_term_has_two_domains_and_schema_org_has_one_scheme() -> None:
    # Two of rdfs:domain mean both at once: one pass of RDFS would make an organization a model.
    seen: set[tuple[str, str]] = set()
    for subject, predicate, value in parse_turtle(TEXT):
        assert "http://schema.org" not in value
        if predicate in (RDFS + "domain", RDFS + "range"):
            assert (subject, predicate) not in seen, subject
            seen.add((subject, predicate))


def test_the_shapes_are_all_there() -> None:
    numbers = {
        int(one) for one in re.findall(r'Shape a sh:NodeShape ; rdfs:comment "(\d+)\.', TEXT)
    }
    assert numbers == set(range(1, 13))


def test_the_file_is_turtle_for_rdflib_too() -> None:
    import rdflib

    graph = rdflib.Graph().parse(data=TEXT, format="turtle")
    assert len(graph) == len(set(parse_turtle(TEXT)))


def test_a_users_own_words_need_a_class_and_a_label() -> None:
    known = read_vocabulary(
        f"""@prefix vk: <{VK}> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        @prefix schema: <{SCHEMA}> . @prefix : <urn:mine:id/> .
        <urn:mine:id/model/wolf-2> a vk:ModelRelease ; skos:prefLabel "Wolf 2" ; skos:altLabel "W2" ;
          vk:releaseDate "2024-03-01" ; vk:developedBy <urn:mine:den> .
        <urn:mine:den> a vk:Organization ; skos:prefLabel "Den" .
        <urn:mine:bare> a vk:Technique .
        """
    )
    assert [(one.id, one.kind, one.label) for one in known] == [
        ("model/wolf-2", "model", "Wolf 2"),
        ("organization/den", "organization", "Den"),
    ]
    assert (known[0].aliases, known[0].released, known[0].developer) == (
        ("W2",),
        "2024-03",
        "organization/den",
    )


def test_a_users_words_that_are_no_turtle_are_misuse_that_says_where() -> None:
    with pytest.raises(ConfigError) as caught:
        read_vocabulary("a b", where="words.ttl")
    assert "words.ttl: this is no Turtle" in str(caught.value)


def test_a_date_precise_to_the_year_gives_no_month() -> None:
    known = read_vocabulary(
        f"""@prefix vk: <{VK}> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        <urn:x> a vk:Dataset ; skos:prefLabel "X" ; vk:releaseDate "2024-01-01" ; vk:datePrecision "year" ."""
    )
    assert known[0].released is None


def test_an_empty_text_defines_nothing() -> None:
    assert read_vocabulary("") == ()
    assert read_schema([]).properties == {}
