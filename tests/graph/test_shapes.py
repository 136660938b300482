"""The SHACL shapes of schema.ttl, each with facts that break it and facts that do not."""

from __future__ import annotations

from functools import cache

import pytest
import rdflib

from vaultkit.graph.vocab import schema_path

pyshacl = pytest.importorskip("pyshacl", reason="the extra 'shacl' is not installed")

HEAD = """@prefix vk: <https://w3id.org/vaultkit/ns#> . @prefix : <urn:x:> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
MODELS = ":a a vk:Model, vk:ModelVariant . :b a vk:Model . :c a vk:Model . "
CLAIM = """:k a vk:Claim ; rdf:subject :a ; rdf:predicate vk:fineTunedFrom ; rdf:object :b ; vk:note :n ; vk:line 3 ;
  vk:quote "q" ; vk:confidence 0.9 ; vk:modality "asserted" ; vk:status "accepted" ; vk:rule :r . """
DERIVED = ":a vk:fineTunedFrom :b ; vk:derivedFrom :b ; vk:lineage :b . "


@cache
def shapes() -> rdflib.Graph:
    return rdflib.Graph().parse(schema_path())


def broken(facts: str) -> set[str]:
    data = rdflib.Graph().parse(data=HEAD + facts, format="turtle")
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes(), inference="none", advanced=True)
    sh = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    sources = set(report.objects(None, sh.sourceShape))
    names = set()
    for source in sources:
        # A property shape stands in the node shape that is named.
        owner = next(shapes().subjects(sh.property, source), source)
        names.add(str(owner).rpartition("#")[2])
    return names


def test_whole_facts_break_nothing() -> None:
    assert broken(MODELS + DERIVED + CLAIM + ":a vk:parameterCount 7000000000 .") == set()


@pytest.mark.parametrize(
    ("shape", "facts"),
    [
        ("OneSizeShape", ":a vk:parameterCount 7000000000, 8000000000 ."),
        ("AcyclicShape", ":a vk:derivedFrom :b . :b vk:derivedFrom :c . :c vk:derivedFrom :a ."),
        ("LineageShape", DERIVED.replace(":b", ":nothing") + CLAIM.replace(":b", ":nothing")),
        ("LineageShape", ":a vk:lineage :a ."),
        ("MergeShape", ":a vk:mergeOf :b ."),
        ("PaperShape", ':p a vk:Paper ; vk:arxivId "230.1" .'),
        (
            "PaperDateShape",
            ':a vk:releaseDate "2022-01-01"^^xsd:date ; vk:introducedBy :p . :p a vk:Paper ; vk:arxivId "2302.00001" .',
        ),
        (
            "OrderShape",
            DERIVED
            + CLAIM
            + ':a vk:releaseDate "2022-01-01"^^xsd:date . :b vk:releaseDate "2023-01-01"^^xsd:date .',
        ),
        ("ActiveShape", ":a vk:parameterCount 7000000000 ; vk:activeParameterCount 9000000000 ."),
        ("RangeShape", ":a vk:contextLength 4096819218432 ."),
        ("RangeShape", ':a vk:weightsAvailability "ajar" .'),
        ("ClaimShape", CLAIM.replace("vk:line 3", "vk:line 0")),
        ("ClaimShape", CLAIM.replace("vk:rule :r", "vk:raw 'x'")),
        ("ClaimShape", CLAIM.replace("0.9", "1.5")),
        ("TraceShape", DERIVED),
        (
            "LacksShape",
            ":t a vk:Technique ; skos:prefLabel 'T' . :a vk:usesTechnique :t ; vk:lacksTechnique :t .",
        ),
        ("TechniqueShape", ":t a vk:Technique ; skos:prefLabel 'T' ; skos:altLabel 'T' ."),
        ("TechniqueShape", ":t a vk:Technique ."),
    ],
)
def test_a_shape_is_broken_by_what_it_is_for(shape: str, facts: str) -> None:
    assert shape in broken(MODELS + facts)


@pytest.mark.parametrize(
    "facts",
    [
        ":b vk:parameterCount 7000000000, 13000000000 .",
        ":a vk:mergeOf :b, :c .",
        ':p a vk:Paper ; vk:arxivId "2302.13971" . :q a vk:Paper ; vk:arxivId "cs/0112017" .',
        ':a vk:releaseDate "2023-12-01"^^xsd:date ; vk:introducedBy :p . :p a vk:Paper ; vk:arxivId "2401.00001" .',
        ":a vk:activeParameterCount 9000000000 ; vk:parameterCount 9000000000 .",
        ":t a vk:Technique ; skos:prefLabel 'T'@en, 'T'@ko ; skos:altLabel 'tee' .",
    ],
)
def test_shapes_let_pass_what_is_usual(facts: str) -> None:
    assert broken(MODELS + facts) == set()
