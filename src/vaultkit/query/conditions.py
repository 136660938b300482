"""Several conditions on models as one query, whose answer has three parts.

Yes; contradicted (a note says otherwise); not stated in these notes. Values of a release are
gathered from its series, itself and its variants, and each says through which (`via`).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vaultkit.graph.terms import XSD, Data, Iri
from vaultkit.graph.turtle import written

if TYPE_CHECKING:
    from collections.abc import Sequence

PREFIXES = """\
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX vk: <https://w3id.org/vaultkit/ns#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
TOLERANT = {"contextLength", "trainingTokens"}
"""Numbers that notes round: 32,768 is not over 32k, and 128k equals 131,072 (A8.6)."""
ONE_VALUE = {"developedBy", "license", "weightsAvailability"}
"""Properties of which another value speaks against the wanted one."""
RANKS = {"largest", "smallest"}
"""Comparisons that any value meets, and that order the answer."""
_ABOVE = {
    "usesTechnique": "skos:broader*",
    "developedBy": "<https://schema.org/parentOrganization>*",
    "lineage": "(vk:lineage|vk:partOf)*",
    "derivedFrom": "(vk:derivedFrom|vk:partOf)*",
}
"""The path from what is said to what it is a kind, part or descendant of."""
ANSWERS = ("yes", "contradicted", "not stated")


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that is asked of a model."""

    predicate: str
    """Local name of the property."""
    things: tuple[Iri, ...] = ()
    """Any of these, for a property whose objects are things."""
    text: str = ""
    """The wanted text, for a property of texts."""
    compare: str = ""
    """Of numbers: `over`, `under`, `least`, `most`, `equal`, `between`; of dates: `after`, `from`,
    `before`, `until`, `in`; of both: `largest`, `smallest`, which any value meets, for an order."""
    bound: str = ""
    """The number, or the ISO date as long as it was said; empty where `things` is the model whose
    own value is the bound."""
    negated: bool = False

    @property
    def column(self) -> str:
        """Return the name of the column that shows what was found."""
        return self.predicate


def date_range(date: str) -> tuple[str, str]:
    """Return the first day of a year or month and the first day after it; of a day, only it."""
    year, month, day = ([int(one) for one in date.split("-")] + [0, 0])[:3]
    start = f"{year:04d}-{month or 1:02d}-{day or 1:02d}"
    if not month:
        return start, f"{year + 1:04d}-01-01"
    if not day:
        return start, f"{year + month // 12:04d}-{month % 12 + 1:02d}-01"
    return start, ""


def day_after(date: str) -> str:
    """Return the day after an ISO day, or the day itself where the calendar has no such day."""
    try:
        return str(dt.date.fromisoformat(date) + dt.timedelta(days=1))
    except (ValueError, OverflowError):
        return date


def _date(text: str) -> str:
    """Return a date in SPARQL."""
    return written(Data(text, XSD + "date"))


def _test(one: Condition, at: int) -> str:
    """Return the test of a number or date `?x{at}`; `?b{at}` is the value of another model."""
    variable = f"?x{at}"
    if one.compare in RANKS:
        return "true"
    if one.things:
        mark = {"over": ">", "after": ">", "under": "<", "before": "<", "least": ">=", "from": ">=",
                "most": "<=", "until": "<="}.get(one.compare, "=")  # fmt: skip
        return f"{variable} {mark} ?b{at}"
    if one.compare in {"after", "from", "before", "until", "in"}:
        start, end = date_range(one.bound)
        later = f"{variable} > {_date(start)}" if not end else f"{variable} >= {_date(end)}"
        ends = f"{variable} <= {_date(start)}" if not end else f"{variable} < {_date(end)}"
        begins = f"{variable} >= {_date(start)}"
        return {
            "after": later,
            "from": begins,
            "before": f"{variable} < {_date(start)}",
            "until": ends,
            "in": f"{begins} && {ends}",
        }[one.compare]
    slack = "1.05" if one.predicate in TOLERANT else "1"
    less = "0.95" if one.predicate in TOLERANT else "1"
    if one.compare == "between":
        low, high = one.bound.split()
        return f"{variable} >= {low} * {less} && {variable} <= {high} * {slack}"
    return {
        "over": f"{variable} > {one.bound} * {slack}",
        "under": f"{variable} < {one.bound} * {less}",
        "least": f"{variable} >= {one.bound} * {less}",
        "most": f"{variable} <= {one.bound} * {slack}",
        "equal": f"{variable} >= {one.bound} * 0.95 && {variable} <= {one.bound} * 1.05",
    }[one.compare]


def _bound(one: Condition, at: int) -> str:
    """Return the pattern that finds the bound in another model: the first date, or the number."""
    if not one.things:
        return ""
    most = "MAX" if one.compare in {"over", "least"} else "MIN"
    return (
        f"{{ SELECT ({most}(?z{at}) AS ?b{at}) WHERE {{ "
        f"?y{at} vk:partOf* {written(one.things[0])} ; vk:{one.predicate} ?z{at} "
        f"}} }} FILTER(BOUND(?b{at})) "
    )


def _is_denial(one: Condition) -> bool:
    """Tell whether only a note that says no can meet the condition: there may be several values."""
    return (
        one.negated
        and bool(one.things)
        and one.predicate not in ONE_VALUE | {"usesTechnique", "partOf"}
    )


def _found(one: Condition, at: int) -> str:
    """Return the pattern that meets a condition at `?v{at}` with `?x{at}`."""
    here, there = f"?v{at}", f"?x{at}"
    if one.compare:
        return f"{_bound(one, at)}{here} vk:{one.predicate} {there} . FILTER({_test(one, at)})"
    if _is_denial(one):
        values = " ".join(written(thing) for thing in one.things)
        return (
            f"VALUES {there} {{ {values} }} ?k{at} rdf:object {there} ; rdf:subject {here} ; "
            f'rdf:predicate ?q{at} ; vk:modality "negated" ; vk:status ?u{at} . '
            f'?q{at} rdfs:subPropertyOf* vk:{one.predicate} . FILTER(?u{at} != "rejected")'
        )
    if one.things:
        values = " ".join(written(thing) for thing in one.things)
        is_denial = one.negated and one.predicate == "usesTechnique"
        predicate = "lacksTechnique" if is_denial else one.predicate
        above = _ABOVE.get(one.predicate)
        if above and (is_denial or not one.negated):
            return (
                f"VALUES ?t{at} {{ {values} }} {here} vk:{predicate} {there} . "
                f"{there} {above} ?t{at} ."
            )
        if one.predicate == "partOf":
            return f"VALUES {there} {{ {values} }} {here} vk:partOf+ {there} ."
        if one.negated:
            others = ", ".join(written(thing) for thing in one.things)
            return f"{here} vk:{predicate} {there} . FILTER({there} NOT IN ({others}))"
        return f"VALUES {there} {{ {values} }} {here} vk:{predicate} {there} ."
    if one.text:
        mark = "!=" if one.negated else "="
        wanted = written(Data(one.text))
        return f"{here} vk:{one.predicate} {there} . FILTER({there} {mark} {wanted})"
    raise AssertionError(one)


def _against(one: Condition, at: int) -> str | None:
    """Return the pattern that speaks against a condition, None where nothing can."""
    here, there = f"?v{at}", f"?x{at}"
    if one.compare in RANKS:
        return None
    if one.compare:
        return f"{_bound(one, at)}{here} vk:{one.predicate} {there} . FILTER(!({_test(one, at)}))"
    if one.things:
        values = " ".join(written(thing) for thing in one.things)
        if _is_denial(one):
            above = _ABOVE.get(one.predicate, "")
            found = f"{there} {above} ?t{at} ." if above else f"FILTER({there} = ?t{at})"
            return f"VALUES ?t{at} {{ {values} }} {here} vk:{one.predicate} {there} . {found}"
        if one.predicate == "usesTechnique":
            other = "usesTechnique" if one.negated else "lacksTechnique"
            return (
                f"VALUES ?t{at} {{ {values} }} {here} vk:{other} {there} . "
                f"{there} skos:broader* ?t{at} ."
            )
        if one.predicate in ONE_VALUE or one.negated:
            mark = "" if one.negated else "NOT "
            return (
                f"{here} vk:{one.predicate} {there} . FILTER({there} {mark}IN "
                f"({', '.join(written(thing) for thing in one.things)}))"
            )
        return None
    if one.text:
        mark = "=" if one.negated else "!="
        wanted = written(Data(one.text))
        return f"{here} vk:{one.predicate} {there} . FILTER({there} {mark} {wanted})"
    return None


def level(one: Condition, at: int) -> str:
    """Return the path from a level of a name to the models that it speaks for.

    What is said of a series speaks for its releases, but for numbers and dates: those of the
    newest member would else be everybody's.
    """
    if one.predicate == "partOf":
        return f"BIND(?v{at} AS ?model)"
    if one.compare:
        return f"?v{at} vk:partOf* ?model ."
    return f"?v{at} ((^vk:partOf)*|vk:partOf+) ?model ."


def sparql(conditions: Sequence[Condition]) -> str:
    """Return the query for models that meet conditions: answer, model, and what was found.

    Each condition is a sub-query of its own that begins at its facts: few, however many models
    there are.
    """
    names = columns(conditions)
    parts, states, ranks = [], [], []
    for at, one in enumerate(conditions, 1):
        doubt = (
            f"BIND(IF(EXISTS {{ ?c{at} rdf:subject ?v{at} ; rdf:predicate vk:{one.predicate} ; "
            f'vk:status "disputed" }}, " (disputed)", "") AS ?d{at})'
        )
        rank = ""
        if one.compare in RANKS:
            rank = f"({'MAX' if one.compare == 'largest' else 'MIN'}(?x{at}) AS ?r{at}) "
            ranks.append(f"DESC(?r{at})" if one.compare == "largest" else f"?r{at}")
        parts.append(
            f'  OPTIONAL {{ SELECT ?model {rank}(GROUP_CONCAT(DISTINCT ?s{at}; separator="; ") '
            f"AS ?{names[at - 1]}) WHERE {{\n"
            f"    {_found(one, at)} {level(one, at)}\n"
            f"    OPTIONAL {{ ?x{at} rdfs:label ?o{at} }} ?v{at} rdfs:label ?l{at} .\n"
            f"    {doubt}\n"
            f"    BIND(CONCAT(COALESCE(?o{at}, STR(?x{at})), ?d{at}, "
            f'IF(?v{at} = ?model, "", CONCAT(" via ", ?l{at}))) AS ?s{at})\n'
            f"  }} GROUP BY ?model }}"
        )
        against = _against(one, at)
        if against:
            parts.append(
                f"  OPTIONAL {{ SELECT DISTINCT ?model (true AS ?n{at}) WHERE {{\n"
                f"    {against} {level(one, at)}\n  }} }}"
            )
            states.append(f"(!BOUND(?{names[at - 1]}) && BOUND(?n{at}))")
    every = " && ".join(f"BOUND(?{name})" for name in names)
    seen = [f"BOUND(?{name})" for name in names]
    if all(one.negated for one in conditions):  # what speaks against it is all that is known
        seen += [state.rpartition("&& ")[2].rstrip(")") + ")" for state in states]
    some = " || ".join(dict.fromkeys(seen))
    other = " || ".join(states) or "false"
    met = " + ".join(f"IF(BOUND(?{name}), 1, 0)" for name in names)
    shown = " ".join(f"?{name}" for name in names)
    return (
        f"{PREFIXES}SELECT ?answer ?model {shown} WHERE {{\n"
        "  ?model a vk:Model .\n"
        "  FILTER NOT EXISTS { ?model vk:described true }\n"
        "  FILTER NOT EXISTS { ?model vk:partOf+ ?release . ?release a vk:ModelRelease }\n"
        "  FILTER NOT EXISTS { ?model a vk:ModelSeries . ?member vk:partOf ?model }\n"
        + "\n".join(parts)
        + f"\n  FILTER({some})\n"
        f'  BIND(IF({every}, "yes", IF({other}, "contradicted", "not stated")) AS ?answer)\n'
        f"}} ORDER BY DESC(?answer) {''.join(f'{one} ' for one in ranks)}DESC({met}) ?model\n"
    )


def evidence(conditions: Sequence[Condition], models: Sequence[str]) -> str:
    """Return the query for the accepted claims by which models meet conditions.

    Columns: claim in words, path of the note, line, quote.
    """
    chosen = " ".join(written(Iri(one)) for one in models)
    parts = []
    for at, one in enumerate(conditions, 1):
        denied = one.negated and one.predicate == "usesTechnique"
        predicate = "lacksTechnique" if denied else one.predicate
        parts.append(
            f"  {{ VALUES ?model {{ {chosen} }}\n"
            f"    {_found(one, at)} {level(one, at)}\n"
            f"    ?said rdfs:subPropertyOf* vk:{predicate} .\n"
            f"    ?node rdf:subject ?v{at} ; rdf:predicate ?said ; rdf:object ?x{at} .\n"
            f"    BIND(?v{at} AS ?who) BIND(?x{at} AS ?what) }}"
        )
    return (
        f"{PREFIXES}SELECT DISTINCT ?claim ?path ?line ?quote WHERE {{\n"
        + "\n  UNION\n".join(parts)
        + '\n  ?node vk:status "accepted" ; vk:line ?line ; vk:quote ?quote .\n'
        "  ?node vk:note/vk:path ?path .\n"
        "  ?who rdfs:label ?from . ?said rdfs:label ?verb . OPTIONAL { ?what rdfs:label ?to }\n"
        '  BIND(CONCAT(?from, " ", ?verb, " ", COALESCE(?to, STR(?what))) AS ?claim)\n'
        "} ORDER BY ?claim ?path ?line\n"
    )


def columns(conditions: Sequence[Condition]) -> list[str]:
    """Return a name for each condition's column, each once."""
    names: list[str] = []
    for one in conditions:
        name = one.column if not one.negated else f"not_{one.column}"
        count = sum(other == name or other.startswith(f"{name}_") for other in names)
        names.append(name if not count else f"{name}_{count + 1}")
    return names


def words(one: Condition, labels: Sequence[str]) -> str:
    """Return a condition in words."""
    from vaultkit.graph.vocab import schema

    known = schema().properties.get(one.predicate)
    label = known.label if known else one.predicate
    said = " or ".join(labels) if labels else one.text or one.bound
    if one.compare in RANKS:
        return (
            f"{label}, {one.compare} first"
            if one.predicate != "releaseDate"
            else (f"{label}, {'latest' if one.compare == 'largest' else 'earliest'} first")
        )
    if one.compare and labels:
        return f"{label} {one.compare} that of {labels[0]}"
    if one.compare:
        is_date = one.predicate == "releaseDate"
        number = one.bound if is_date else " and ".join(f"{int(n):,}" for n in one.bound.split())
        return f"{label} {one.compare} {number}"
    return f"{'not ' if one.negated else ''}{label} {said}"
