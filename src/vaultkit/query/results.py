"""Answers as SPARQL JSON, XML, CSV and TSV (W3C), and as Turtle or N-Triples."""

from __future__ import annotations

import csv
import io
import json
from html import escape
from typing import TYPE_CHECKING

from vaultkit.errors import QueryError
from vaultkit.graph.terms import XSD, Blank, Data, Iri, Term
from vaultkit.graph.turtle import ntriples, turtle, written

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vaultkit.query.query import Answer

ROW_FORMATS = ("json", "xml", "csv", "tsv")
GRAPH_FORMATS = ("turtle", "ntriples")
_NOT_IN_XML = {code: "\ufffd" for code in (*range(32), 0xFFFE, 0xFFFF) if code not in {9, 10, 13}}


def write(answer: Answer, form: str, prefixes: Mapping[str, str]) -> str:
    """Return an answer in a format.

    Raises:
        QueryError: the format is for rows and the answer is a graph, or the other way round.
    """
    if answer.sort == "graph":
        if form not in GRAPH_FORMATS:
            raise QueryError(
                f"the answer is a graph, which {form} can not hold",
                hint="use --format turtle or --format ntriples",
            )
        return ntriples(answer.triples) if form == "ntriples" else turtle(answer.triples, prefixes)
    if form not in ROW_FORMATS:
        raise QueryError(
            f"the answer is rows, which {form} can not hold",
            hint="use --format table, json, csv, tsv or xml, or write a CONSTRUCT",
        )
    if answer.sort == "ask" and form in {"csv", "tsv"}:
        return f"{str(answer.yes).lower()}\n"
    return {"json": _json, "xml": _xml, "csv": _csv, "tsv": _tsv}[form](answer)


def _json(answer: Answer) -> str:
    """Return SPARQL 1.1 Query Results JSON."""
    if answer.sort == "ask":
        return json.dumps({"head": {}, "boolean": answer.yes}) + "\n"
    rows = [
        {
            name: _json_term(term)
            for name, term in zip(answer.variables, row, strict=True)
            if term is not None
        }
        for row in answer.rows
    ]
    whole = {"head": {"vars": list(answer.variables)}, "results": {"bindings": rows}}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _json_term(term: Term) -> dict[str, str]:
    """Return a term as the JSON format has it."""
    if isinstance(term, Iri):
        return {"type": "uri", "value": str(term)}
    if isinstance(term, Blank):
        return {"type": "bnode", "value": str(term)}
    made = {"type": "literal", "value": term.text}
    if term.language:
        made["xml:lang"] = term.language
    elif term.datatype != XSD + "string":
        made["datatype"] = term.datatype
    return made


def _xml(answer: Answer) -> str:
    """Return SPARQL Query Results XML."""
    out = ['<?xml version="1.0"?>', '<sparql xmlns="http://www.w3.org/2005/sparql-results#">']
    names = "".join(f'<variable name="{escape(name)}"/>' for name in answer.variables)
    out.append(f"<head>{names}</head>")
    if answer.sort == "ask":
        out.append(f"<boolean>{str(answer.yes).lower()}</boolean>")
    else:
        out.append("<results>")
        for row in answer.rows:
            cells = "".join(
                f'<binding name="{escape(name)}">{_xml_term(term)}</binding>'
                for name, term in zip(answer.variables, row, strict=True)
                if term is not None
            )
            out.append(f"<result>{cells}</result>")
        out.append("</results>")
    return "\n".join([*out, "</sparql>"]) + "\n"


def _xml_term(term: Term) -> str:
    """Return a term as the XML format has it; characters that XML lacks become U+FFFD."""
    if isinstance(term, Iri):
        return f"<uri>{escape(term)}</uri>"
    if isinstance(term, Blank):
        return f"<bnode>{escape(term)}</bnode>"
    sort = ""
    if term.language:
        sort = f' xml:lang="{escape(term.language)}"'
    elif term.datatype != XSD + "string":
        sort = f' datatype="{escape(term.datatype)}"'
    body = escape(term.text.translate(_NOT_IN_XML), quote=False).replace("\r", "&#13;")
    return f"<literal{sort}>{body}</literal>"


def _csv(answer: Answer) -> str:
    """Return SPARQL 1.1 Query Results CSV: plain values, lines end with CRLF."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(answer.variables)
    for row in answer.rows:
        writer.writerow(plain(term) for term in row)
    return out.getvalue()


def plain(term: Term | None) -> str:
    """Return a term's bare value."""
    if term is None:
        return ""
    if isinstance(term, Data):
        return term.text
    return f"_:{term}" if isinstance(term, Blank) else str(term)


def _tsv(answer: Answer) -> str:
    """Return SPARQL 1.1 Query Results TSV: terms as in Turtle, without prefixes."""
    lines = ["\t".join(f"?{name}" for name in answer.variables)]
    lines += [
        "\t".join("" if term is None else written(term) for term in row) for row in answer.rows
    ]
    return "\n".join(lines) + "\n"
