"""Answers as SPARQL JSON, XML, CSV and TSV (W3C), and as Turtle or N-Triples."""

from __future__ import annotations

import json

from vaultkit.errors import QueryError
from vaultkit.graph.terms import XSD, Blank, Data, Iri, Term
from vaultkit.graph.turtle import ntriples, turtle, written

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from io import StringIO

    from vaultkit.query.query import Answer, Coming

    Row = Sequence[Term | None]

ROW_FORMATS = ("json", "xml", "csv", "tsv")
GRAPH_FORMATS = ("turtle", "ntriples")
_NOT_IN_XML = {code: "\ufffd" for code in (*range(32), 0xFFFE, 0xFFFF) if code not in {9, 10, 13}}


def write(answer: Answer, form: str, prefixes: Mapping[str, str]) -> str:
    """Return an answer in a format.

    Raises:
        QueryError: the format is for rows and the answer is a graph, or the other way round.
    """
    if answer.sort != "graph":
        return "".join(parts(answer, form))
    check(answer, form)
    return ntriples(answer.triples) if form == "ntriples" else turtle(answer.triples, prefixes)


def check(answer: Answer | Coming, form: str) -> None:
    """Refuse a format that can not hold an answer.

    Raises:
        QueryError: the format is for rows and the answer is a graph, or the other way round.
    """
    if answer.sort == "graph" and form not in GRAPH_FORMATS:
        raise QueryError(
            f"the answer is a graph, which {form} can not hold",
            hint="use --format turtle or --format ntriples",
        )
    if answer.sort != "graph" and form not in ROW_FORMATS:
        raise QueryError(
            f"the answer is rows, which {form} can not hold",
            hint="use --format table, json, csv, tsv or xml, or write a CONSTRUCT",
        )


def parts(answer: Answer | Coming, form: str) -> Iterator[str]:
    """Yield an answer of rows in a format, row by row: what comes is not kept.

    Raises:
        QueryError: the format is for graphs, or the query ended before its last row.
    """
    check(answer, form)
    rows: Iterator[Row] = iter(answer.rows if hasattr(answer, "rows") else answer)
    if answer.sort == "ask":
        yes = next(rows, (None,))[0] == Data("true", XSD + "boolean")
        for _ in rows:
            pass
        yield _said(yes, form)
        return
    yield from {"json": _json, "xml": _xml, "csv": _csv, "tsv": _tsv}[form](answer.variables, rows)


def _said(yes: bool, form: str) -> str:  # noqa: FBT001 (the answer itself)
    """Return the answer of an ASK."""
    word = str(yes).lower()
    if form == "json":
        return json.dumps({"head": {}, "boolean": yes}) + "\n"
    if form == "xml":
        return f"{_XML}<head></head>\n<boolean>{word}</boolean>\n</sparql>\n"
    return f"{word}\n"


def _json(variables: Sequence[str], rows: Iterator[Row]) -> Iterator[str]:
    """Yield SPARQL 1.1 Query Results JSON."""
    head = json.dumps({"vars": list(variables)}, ensure_ascii=False)
    yield f'{{\n "head": {head},\n "results": {{"bindings": ['
    mark = "\n"
    for row in rows:
        said = {
            name: _json_term(term)
            for name, term in zip(variables, row, strict=True)
            if term is not None
        }
        yield f"{mark}  {json.dumps(said, ensure_ascii=False)}"
        mark = ",\n"
    yield "\n ]}\n}\n"


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


_XML = '<?xml version="1.0"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">\n'


def _xml(variables: Sequence[str], rows: Iterator[Row]) -> Iterator[str]:
    """Yield SPARQL Query Results XML."""
    from html import escape

    names = "".join(f'<variable name="{escape(name)}"/>' for name in variables)
    yield f"{_XML}<head>{names}</head>\n<results>\n"
    for row in rows:
        cells = "".join(
            f'<binding name="{escape(name)}">{_xml_term(term)}</binding>'
            for name, term in zip(variables, row, strict=True)
            if term is not None
        )
        yield f"<result>{cells}</result>\n"
    yield "</results>\n</sparql>\n"


def _xml_term(term: Term) -> str:
    """Return a term as the XML format has it; characters that XML lacks become U+FFFD."""
    from html import escape

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


def _csv(variables: Sequence[str], rows: Iterator[Row]) -> Iterator[str]:
    """Yield SPARQL 1.1 Query Results CSV: plain values, lines end with CRLF."""
    import csv
    import io

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(variables)
    for row in rows:
        yield _taken(out)
        writer.writerow(plain(term) for term in row)
    yield _taken(out)


def _taken(out: StringIO) -> str:
    """Return what was written into a text, and empty it."""
    text = out.getvalue()
    out.seek(0)
    out.truncate()
    return text


def plain(term: Term | None) -> str:
    """Return a term's bare value."""
    if term is None:
        return ""
    if isinstance(term, Data):
        return term.text
    return f"_:{term}" if isinstance(term, Blank) else str(term)


def _tsv(variables: Sequence[str], rows: Iterator[Row]) -> Iterator[str]:
    """Yield SPARQL 1.1 Query Results TSV: terms as in Turtle, without prefixes."""
    yield "\t".join(f"?{name}" for name in variables) + "\n"
    for row in rows:
        yield "\t".join("" if term is None else written(term) for term in row) + "\n"
