"""The claims behind an answer: those that join what stands in one of its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaultkit.graph.terms import Iri
from vaultkit.graph.turtle import written
from vaultkit.query.scan import names_in

if TYPE_CHECKING:
    from vaultkit.query.query import Answer
    from vaultkit.query.stored import Stored

MOST_PAIRS = 5_000

_QUERY = """
SELECT DISTINCT ?claim ?path ?line ?quote WHERE {{
  VALUES (?s ?o) {{ {pairs} }}
  ?node rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; vk:status "accepted" ;
    vk:note/vk:path ?path ; vk:line ?line ; vk:quote ?quote .
  ?s rdfs:label ?from .
  OPTIONAL {{ ?o rdfs:label ?to }}
  OPTIONAL {{ ?p rdfs:label ?verb }}
  BIND(CONCAT(?from, " ", COALESCE(?verb, ""), " ", COALESCE(?to, STR(?o))) AS ?claim)
}} ORDER BY ?claim ?path ?line
"""


def behind(answer: Answer, query: str, ready: Stored) -> Answer:
    """Return the accepted claims that join two terms of a row, or one with a name in the query.

    Columns: claim in words, path of the note, line, quote.
    """
    things = ready.lexicon.things
    asked = [one for one in names_in(query, dict(ready.prefixes)) if Iri(one) in things]
    pairs: dict[str, None] = {}
    for row in answer.rows:
        terms = [one for one in row if one is not None]
        subjects = [one for one in (*terms, *map(Iri, asked)) if isinstance(one, Iri)]
        for subject in subjects:
            if subject not in things:
                continue
            for other in (*terms, *map(Iri, asked)):
                if other != subject:
                    pairs[f"({written(subject)} {written(other)})"] = None
        if len(pairs) > MOST_PAIRS:
            break
    return ready.run(_QUERY.format(pairs=" ".join(list(pairs)[:MOST_PAIRS])))
