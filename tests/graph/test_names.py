"""IRIs made from any name are valid, differ where the names differ, and come back from every writer."""

from __future__ import annotations

import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.sample import BASE, graph
from vaultkit.errors import ConfigError
from vaultkit.graph.facts import Entity, EntityId, slug
from vaultkit.graph.quads import plain
from vaultkit.graph.store import read_triples
from vaultkit.graph.terms import Iri, Names, Triple, text, vk
from vaultkit.graph.turtle import ntriples, turtle

names = Names(BASE)
hostile = st.text(st.characters(exclude_categories=()), max_size=40)


@settings(max_examples=200, deadline=None)
@given(hostile, hostile)
def test_notes_have_valid_names_that_differ_where_paths_differ(one: str, other: str) -> None:
    first, second = names.note(one), names.note(other)
    assert (first == second) == (one == other)
    triple = Triple(first, vk("linksTo"), second)
    for written, form in (
        (turtle([triple], names.prefixes()), "turtle"),
        (ntriples([triple]), "nt"),
    ):
        assert set(read_triples(written)) == {triple}
        back = next(iter(rdflib.Graph().parse(data=written, format=form)))
        assert (str(back[0]), str(back[2])) == (first, second)


@settings(max_examples=200, deadline=None)
@given(hostile)
def test_an_entity_of_any_title_has_a_valid_name(title: str) -> None:
    entity = Entity(EntityId(f"model/{slug(title)}"), "model", title)
    triples = plain(graph([], [entity]), names)
    back = set(read_triples(turtle(triples, names.prefixes())))
    assert back == triples
    assert rdflib.Graph().parse(data=ntriples(triples), format="nt")


@settings(max_examples=150, deadline=None)
@given(hostile)
def test_any_text_comes_back_but_for_lone_surrogates(said: str) -> None:
    triple = Triple(Iri("urn:a"), vk("quote"), text(said))
    assert set(read_triples(turtle([triple], {}))) == {triple}
    back = next(iter(rdflib.Graph().parse(data=ntriples([triple]), format="nt")))
    assert str(back[2]) == "".join(
        "\ufffd" if "\ud800" <= char <= "\udfff" else char for char in said
    )


@pytest.mark.parametrize(
    "base", ["", "no scheme", "a b:", "urn:<x>", 'x:"', "//host/", "urn:x\n", "urn:{a}"]
)
def test_a_base_that_can_start_no_iri_is_refused(base: str) -> None:
    with pytest.raises(ConfigError, match="can not start an IRI"):
        Names(base)
