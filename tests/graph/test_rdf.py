"""The RDF view, its Turtle, and that networkx holds the same edges."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx
import rdflib

from graph.sample import BASE, CLAIMS, ENTITIES, claim, entity, graph
from vaultkit.graph import quads
from vaultkit.graph.facts import Claim, EntityId
from vaultkit.graph.network import to_networkx
from vaultkit.graph.rdf import to_dataset, to_rdf
from vaultkit.graph.store import make_store, read_triples
from vaultkit.graph.terms import ID, RDF, VK, Iri, Names, graph_name, sort_key
from vaultkit.graph.turtle import nquads, ntriples, turtle
from vaultkit.graph.vocab import schema, schema_path

if TYPE_CHECKING:
    from rdflib.term import Node

NAMES = Names(BASE)


def test_networkx_and_rdf_hold_the_same_edges() -> None:
    made = to_rdf(graph(), BASE)
    iri: dict[Node | None, str] = {rdflib.URIRef(NAMES.entity(one)): one.id for one in ENTITIES}
    direct = {
        (iri[s], str(made.value(c, rdflib.RDF.predicate)).removeprefix(VK), iri[o])
        for c in made.subjects(rdflib.RDF.type, rdflib.URIRef(VK + "Claim"))
        if str(made.value(c, rdflib.URIRef(VK + "status"))) == "accepted"
        and (o := made.value(c, rdflib.RDF.object)) in iri
        and (s := made.value(c, rdflib.RDF.subject)) in iri
    }
    edges = {(u, key, v) for u, v, key in to_networkx(graph()).edges(keys=True)}
    assert edges == direct
    assert len(edges) > 30
    # And the plain triples between entities are these edges, closed over vk: super-properties.
    closed = {(u, up, v) for u, key, v in edges for up in (key, *schema().properties[key].supers)}
    plain = {
        (iri[s], str(p).removeprefix(VK), iri[o])
        for s, p, o in made
        if s in iri and o in iri and str(p).startswith(VK)
    }
    assert plain == closed


def test_every_plain_fact_rests_on_a_claim() -> None:
    made = to_rdf(graph(), BASE).parse(schema_path())
    row = made.query(
        """SELECT ?s ?p ?o { ?s ?p ?o . ?p rdfs:subPropertyOf* vk:lineage .
           FILTER NOT EXISTS { ?c rdf:subject ?s ; rdf:object ?o ; rdf:predicate/rdfs:subPropertyOf* ?p } }""",
        initNs={"vk": VK, "rdfs": rdflib.RDFS, "rdf": rdflib.RDF},
    )
    assert not list(row)


def test_only_accepted_and_asserted_claims_are_facts() -> None:
    made = to_rdf(graph(), BASE)
    gpt4 = rdflib.URIRef(BASE + "model/gpt-4")
    falcon = rdflib.URIRef(BASE + "model/falcon")
    count = rdflib.URIRef(VK + "parameterCount")
    assert made.value(gpt4, count) is None
    assert [int(str(one)) for one in made.objects(falcon, count)] == [180_000_000_000]
    assert not list(
        made.objects(rdflib.URIRef(BASE + "model/alpaca"), rdflib.URIRef(VK + "mergeOf"))
    )


def test_a_denial_is_a_fact_and_a_negated_claim_is_none() -> None:
    said = [
        claim("llama-2", "lacksTechnique", "technique/moe"),
        claim("llama-2", "trainedOn", "dataset/sharegpt", modality="negated"),
    ]
    triples = quads.plain(graph(said), NAMES)
    predicates = {one.predicate for one in triples if one.subject.endswith("model/llama-2")}
    assert VK + "lacksTechnique" in predicates
    assert VK + "trainedOn" not in predicates


def test_names_on_the_web() -> None:
    assert NAMES.entity(entity("technique", "GQA", shipped=True)) == ID + "technique/gqa"
    assert NAMES.entity(entity("model", "Orca")) == BASE + "model/orca"
    assert NAMES.note("a b/É#x.md") == BASE + "note/a%20b/%C3%89%23x.md"


def test_dates_keep_their_precision() -> None:
    made = to_rdf(graph(), BASE)
    one = rdflib.URIRef(BASE + "model/llama-1")
    date = made.value(one, rdflib.URIRef(VK + "releaseDate"))
    assert str(date) == "2023-02-01"
    assert str(made.value(one, rdflib.URIRef(VK + "datePrecision"))) == "month"


def test_one_sentence_in_two_notes_is_two_nodes() -> None:
    first = claim("orca", "usesTechnique", "technique/gqa", line=4, quote="Orca uses GQA")
    other = claim("orca", "usesTechnique", "technique/gqa", line=9, quote="Orca uses  GQA")
    assert first.id == other.id
    made = to_rdf(graph([first, other]), BASE)
    nodes = list(made.subjects(rdflib.RDF.type, rdflib.URIRef(VK + "Claim")))
    assert len(nodes) == 2
    for node in nodes:
        assert len(list(made.objects(node, rdflib.URIRef(VK + "line")))) == 1


def test_turtle_is_sorted_and_says_what_the_graph_says() -> None:
    triples = quads.everything(graph(), NAMES)
    text = turtle(triples, NAMES.prefixes(), head="made by a test")
    assert text == turtle(
        sorted(triples, key=sort_key, reverse=True), NAMES.prefixes(), head="made by a test"
    )
    back = rdflib.Graph().parse(data=text, format="turtle")
    assert set(back) == set(to_rdf(graph(), BASE))
    assert set(read_triples(text)) == triples
    lines = ntriples(triples).splitlines()
    assert lines == sorted(lines)
    assert set(rdflib.Graph().parse(data=ntriples(triples), format="nt")) == set(back)


def test_turtle_to_graph_to_turtle_is_a_fixpoint() -> None:
    once = turtle(quads.everything(graph(), NAMES), NAMES.prefixes())
    assert turtle(read_triples(once), NAMES.prefixes()) == once


def test_layers_are_named_graphs_and_background_is_apart() -> None:
    layers = quads.layered(graph(), NAMES)
    text = nquads({graph_name(name): triples for name, triples in layers.items()})
    store = make_store(None, text.encode())
    assert {one.value for one in store.named_graphs()} == {
        graph_name(name) for name, triples in layers.items() if triples
    }
    made = to_dataset(graph(), BASE)
    inferred = made.graph(rdflib.URIRef(graph_name("inferred")))
    uses = rdflib.URIRef(VK + "usesTechnique")
    rope = rdflib.URIRef(ID + "technique/rope")
    assert (rdflib.URIRef(BASE + "model/orca"), uses, rope) in inferred
    assert (rdflib.URIRef(BASE + "model/orca"), uses, rope) not in to_rdf(graph(), BASE)


def test_background_says_what_the_shipped_list_says_and_is_off() -> None:
    known = [entity("model", "Vicuna", shipped=True, key="model/vicuna")]
    small = graph([], known)
    iri = Iri(ID + "model/vicuna")
    assert not [one for one in quads.plain(small, NAMES) if one.predicate == VK + "releaseDate"]
    back = quads.layered(small, NAMES)["background"]
    assert VK + "releaseDate" in {one.predicate for one in back if one.subject == iri}


def test_inferred_facts_rest_on_claims_and_stop_at_denials() -> None:
    found = {(model, technique): rests for model, technique, rests in quads.inferred(graph())}
    assert ("model/orca", "technique/rope") in found
    assert [one.line for one in found[EntityId("model/orca"), EntityId("technique/rope")]] == [
        187,
        5,
        69,
        76,
    ]
    # RLHF belongs to one training run; teachers pass no weights on; a successor neither.
    assert {technique for _, technique in found} == {"technique/gqa", "technique/rope"}
    assert ("model/llama-2", "technique/rope") not in found
    denied = [*CLAIMS, claim("orca", "lacksTechnique", "technique/rope")]
    assert ("model/orca", "technique/rope") not in {
        one[:2] for one in quads.inferred(graph(denied))
    }


def test_no_clock_run_or_machine_in_any_file() -> None:
    text = turtle(quads.everything(graph(), NAMES), NAMES.prefixes())
    assert "generatedAtTime" not in text
    assert "/home/" not in text
    assert str(RDF) in text


def test_networkx_attributes_are_plain_values_that_graphml_takes() -> None:
    made = to_networkx(graph())
    edge = made.edges["model/orca", "model/vicuna-13b", "fineTunedFrom"]
    said = next(one for one in CLAIMS if one.line == 187)
    assert edge == {
        "predicate": "fineTunedFrom",
        "claims": said.id,
        "confidence": 0.9,
        "layer": "asserted",
        "notes": 1,
    }
    assert made.nodes["model/orca"]["parameterCount"] == 13_000_000_000
    twice = made.edges["model/mistral-7b", "model/llama-2", "outperforms"]
    assert twice["notes"] == 2
    assert len(twice["claims"].split()) == 2
    assert b"graphml" in b"".join(line.encode() for line in nx.generate_graphml(made))


def test_level_release_folds_variants() -> None:
    made = to_networkx(graph(), level="release")
    assert "model/vicuna-13b" not in made
    assert made.has_edge("model/orca", "model/vicuna", key="fineTunedFrom")
    assert not made.has_edge("model/vicuna", "model/vicuna", key="partOf")
    series = to_networkx(graph(), level="series")
    assert series.has_edge("model/vicuna", "model/llama", key="fineTunedFrom")
    assert not series.has_edge("model/llama", "model/llama", key="successorOf")


def test_a_hostile_quote_comes_back_as_it_was() -> None:
    quote = 'a"b\\c\n\r\t\x00\x1f\u2028\ufffe {} <x> \U0001f600 ^^ @en .'
    said: list[Claim] = [claim("orca", "licenseNote", "free", quote=quote)]
    triples = quads.everything(graph(said), NAMES)
    back = read_triples(turtle(triples, NAMES.prefixes()))
    assert quote in {str(getattr(one.object, "text", "")) for one in back}
