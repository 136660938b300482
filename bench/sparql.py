"""Loads a graph, or asks it six queries, in oxigraph or rdflib; prints the CPU seconds of that alone.

python bench/sparql.py oxigraph|rdflib load|ask FILE.nt
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

PREFIX = (
    "PREFIX vk: <https://w3id.org/vaultkit/ns#> "
    "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
)
QUERIES = (
    "SELECT ?a ?b ?c { ?a vk:linksTo ?b . ?b vk:linksTo ?c . ?c vk:linksTo ?a }",
    "SELECT ?b { ?a vk:path 'area 0/topic 0/Note 0.md' . ?a vk:linksTo+ ?b }",
    "SELECT ?c { ?c a vk:Claim ; vk:confidence ?n FILTER(?n > 0.9) }",
    "SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p ORDER BY DESC(?n)",
    "SELECT ?n { ?n a vk:Note OPTIONAL { ?n vk:mentions ?m } FILTER(!BOUND(?m)) }",
    "SELECT ?n { ?n rdfs:label ?l FILTER(REGEX(?l, '7[0-9]$')) }",
)
"""A join, a path, a filter, a count, an optional and a regular expression."""


def run(how: str, what: str, file: str) -> float:
    """Return the CPU seconds of loading, or of the six queries."""
    data = Path(file).read_bytes()
    if how == "oxigraph":
        from pyoxigraph import RdfFormat, Store

        start = time.process_time()
        store = Store()
        store.bulk_load(data, format=RdfFormat.N_TRIPLES)
        loaded = time.process_time()
        if what == "ask":
            for query in QUERIES:
                for _ in store.query(PREFIX + query):
                    pass
    else:
        from rdflib import Graph

        start = time.process_time()
        graph = Graph()
        graph.parse(data=data, format="nt")
        loaded = time.process_time()
        if what == "ask":
            for query in QUERIES:
                for _ in graph.query(PREFIX + query):
                    pass
    return time.process_time() - loaded if what == "ask" else loaded - start


if __name__ == "__main__":
    print(run(*sys.argv[1:4]))
