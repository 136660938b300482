"""JSON-LD: the facts as JSON objects, with the context that gives their keys a meaning."""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING, Any

from vaultkit.export.format import MARK, Format, Source
from vaultkit.export.formats._layers import union
from vaultkit.graph.terms import XSD, A, Data, Iri, sort_key
from vaultkit.graph.turtle import shorten

if TYPE_CHECKING:
    from collections.abc import Mapping


def write(source: Source) -> str:
    """Return the chosen layers, a line for each thing."""
    prefixes = source.names.prefixes()
    nodes = []
    for subject, about in groupby(sorted(union(source), key=sort_key), key=lambda one: one.subject):
        node: dict[str, Any] = {"@id": _short(subject, prefixes)}
        for one in about:
            if one.predicate == A:
                node.setdefault("@type", []).append(_short(Iri(str(one.object)), prefixes))
                continue
            key = _short(one.predicate, prefixes)
            node.setdefault(key, []).append(_value(one.object, prefixes))
        nodes.append({key: _bare(value) for key, value in node.items()})
    # A term that means nothing: JSON has no comments, and unknown keys beside @graph have a sense.
    context = {MARK: None, **prefixes}
    lines = ",\n".join(" " + json.dumps(node, ensure_ascii=False) for node in nodes)
    head = json.dumps(context, ensure_ascii=False, indent=1)
    return f'{{"@context": {head},\n"@graph": [\n{lines}\n]}}\n'


def _short(iri: Iri, prefixes: Mapping[str, str]) -> str:
    """Return a compact IRI, or the whole one."""
    return shorten(iri, prefixes).removeprefix("<").removesuffix(">")


def _value(term: Iri | Data, prefixes: Mapping[str, str]) -> object:
    """Return an object as JSON-LD has it."""
    if isinstance(term, Iri):
        return {"@id": _short(term, prefixes)}
    if term.datatype == XSD + "string":
        return term.text
    if term.datatype == XSD + "boolean" and term.text in {"true", "false"}:
        return term.text == "true"
    return {"@value": term.text, "@type": _short(Iri(term.datatype), prefixes)}


def _bare(value: object) -> object:
    """Return the only member of a list instead of the list."""
    return value[0] if isinstance(value, list) and len(value) == 1 else value


jsonld = Format("jsonld", ".jsonld", "RDF as JSON, with a context", write)
