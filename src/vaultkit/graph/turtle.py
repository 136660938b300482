"""Turtle, N-Triples and N-Quads, written sorted: one fact a line, the same bytes everywhere."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from vaultkit.graph.terms import RDF, XSD, A, Blank, Data, Iri, Term, Triple, sort_key
from vaultkit.text import pattern

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Mapping

_LOCAL = pattern(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,200}[A-Za-z0-9_-])?")
_ESCAPED = pattern(r'["\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff\ud800-\udfff]')
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_INTEGER = pattern(r"[+-]?[0-9]{1,300}")
_DECIMAL = pattern(r"[+-]?[0-9]{0,300}\.[0-9]{1,300}")


def _escape(found: re.Match[str]) -> str:
    """Return a character as it may stand in a quoted string; a lone surrogate has no way in."""
    char = found[0]
    if "\ud800" <= char <= "\udfff":
        return "\ufffd"
    return _SHORT.get(char) or f"\\u{ord(char):04X}"


def quoted(value: str) -> str:
    """Return a text in double quotes, on one line."""
    return f'"{_ESCAPED.sub(_escape, value)}"'


def shorten(iri: str, prefixes: Mapping[str, str]) -> str:
    """Return `prefix:local` where a prefix fits and the rest needs no escape, else `<iri>`."""
    best = ""
    for prefix, start in prefixes.items():
        if (
            len(start) > len(prefixes.get(best, ""))
            and iri.startswith(start)
            and _LOCAL.fullmatch(iri, len(start))
        ):
            best = prefix
    return f"{best}:{iri[len(prefixes[best]) :]}" if best else f"<{iri}>"


class Short(dict[str, str]):
    """IRIs in short, each looked for once: where all prefixes end as usual, by its last mark."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        super().__init__()
        self._prefixes = prefixes
        self._by_start: dict[str, str] | None = None
        if "" not in prefixes and all(start.endswith(("/", "#")) for start in prefixes.values()):
            self._by_start = {start: prefix for prefix, start in reversed([*prefixes.items()])}

    def __missing__(self, iri: str) -> str:
        if self._by_start is None:
            made = shorten(iri, self._prefixes)
        else:
            # No local name holds `/` or `#`, so a prefix ends right behind the last of them.
            cut = max(iri.rfind("/"), iri.rfind("#")) + 1
            prefix = self._by_start.get(iri[:cut])
            fits = prefix is not None and _LOCAL.fullmatch(iri, cut)
            made = f"{prefix}:{iri[cut:]}" if fits else f"<{iri}>"
        self[iri] = made
        return made


def written(term: Term, prefixes: Mapping[str, str] | None = None) -> str:
    """Return a term in Turtle; without prefixes, as in N-Triples."""
    if isinstance(term, Data):
        if prefixes is not None:
            if term.datatype == XSD + "integer" and _INTEGER.fullmatch(term.text):
                return term.text
            if term.datatype == XSD + "decimal" and _DECIMAL.fullmatch(term.text):
                return term.text
            if term.datatype == XSD + "boolean" and term.text in {"true", "false"}:
                return term.text
        body = quoted(term.text)
        if term.language:
            return f"{body}@{term.language}"
        if term.datatype in {XSD + "string", RDF + "langString", ""}:
            return body
        return f"{body}^^{written(Iri(term.datatype), prefixes)}"
    if isinstance(term, Blank):
        return f"_:{term}"
    return f"<{term}>" if prefixes is None else shorten(term, prefixes)


def turtle(triples: Iterable[Triple], prefixes: Mapping[str, str], *, head: str = "") -> str:
    """Return triples as Turtle: sorted, a block for each subject, a line for each statement.

    Args:
        triples: in any order; doubles are written once.
        prefixes: those that may be used; only those that are used are declared.
        head: lines of a comment for the top of the file.
    """
    blocks: list[str] = []
    short = Short(prefixes)
    said_of: dict[Iri, list[Triple]] = {}
    for one in triples if isinstance(triples, AbstractSet) else set(triples):
        said_of.setdefault(one.subject, []).append(one)
    for subject in sorted(said_of):
        about = sorted(said_of[subject], key=sort_key)
        lines = [
            ("a" if predicate == A else short[predicate])
            + " "
            + (short[said] if isinstance(said, Iri) else written(said, prefixes))
            for _, predicate, said in about
        ]
        blocks.append(short[subject] + " " + " ;\n    ".join(lines) + " .\n")
    body = "\n".join(blocks)
    used = "".join(
        f"@prefix {prefix}: <{start}> .\n"
        for prefix, start in sorted(prefixes.items())
        if f"{prefix}:" in body
    )
    comment = "".join(f"# {line}\n" for line in head.split("\n")) if head else ""
    return f"{comment}{used}\n{body}"


def ntriples(triples: Iterable[Triple]) -> str:
    """Return triples as N-Triples, sorted."""
    rows = {
        f"{written(one.subject)} {written(one.predicate)} {written(one.object)} ."
        for one in triples
    }
    return "".join(f"{row}\n" for row in sorted(rows))


def nquads(layers: Mapping[Iri | None, Iterable[Triple]]) -> str:
    """Return the triples of each named graph (None: the default one) as N-Quads, sorted."""
    rows: set[str] = set()
    for name, triples in layers.items():
        end = f" {written(name)} ." if name is not None else " ."
        rows |= {
            f"{written(one.subject)} {written(one.predicate)} {written(one.object)}{end}"
            for one in triples
        }
    return "".join(f"{row}\n" for row in sorted(rows))
