"""Reads a query's words before any engine does, and refuses what may not be asked.

The engine would fetch from the network for SERVICE, and dies of deep nesting; so the words are
read here first, in one pass. A worker without sockets and with limits stands behind it.
"""

from __future__ import annotations

import re
import sys

from vaultkit.errors import QueryError

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from typing import NamedTuple
else:
    from vaultkit.values import NamedTuple

MOST_CHARACTERS = 200_000
DEEPEST = 64

_TOKEN = re.compile(
    r"""
    (?P<space>\s+)
  | (?P<comment>\#[^\r\n]*)
  | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
  | (?P<long>\"{3}|'{3})
  | (?P<text>"(?:[^"\\\r\n]|\\.)*"|'(?:[^'\\\r\n]|\\.)*')
  | (?P<variable>[?$]\w+)
  | (?P<name>[^\W\d_][\w.-]*:|_?:)
  | (?P<word>[^\W\d_][\w-]*)
  | (?P<number>\d[\d.]*(?:[eE][+-]?\d+)?)
  | (?P<mark>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_LOCAL = re.compile(r"(?:[\w.:%-]|\\.)*")
_CODE_POINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_UPDATES = {"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD", "WITH"}
_FORMS = {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"}
_PREFIX_MARKS = set("!-+^")


class Token(NamedTuple):
    """One word of a query."""

    kind: str
    """`iri`, `text`, `variable`, `name` (prefixed), `word`, `number` or `mark`."""
    text: str
    start: int
    """0-based, code points."""


def tokens(query: str) -> Iterator[Token]:
    """Yield the words of a query without white space and comments; never fails."""
    at = 0
    while at < len(query):
        found = _TOKEN.match(query, at)
        assert found is not None
        kind, text, start = str(found.lastgroup), found[0], at
        at = found.end()
        if kind == "long":
            at = _end_of_long(query, at, text)
            kind, text = "text", query[start:at]
        elif kind == "name":
            local = _LOCAL.match(query, at)
            assert local is not None
            at = local.end()
            text = query[start:at]
        if kind not in {"space", "comment"}:
            yield Token(kind, text, start)


def _end_of_long(query: str, at: int, quotes: str) -> int:
    """Return where a long string ends."""
    while True:
        end = query.find(quotes, at)
        if end == -1:
            return len(query)
        slashes = 0
        while query[end - 1 - slashes] == "\\" and end - 1 - slashes >= at:
            slashes += 1
        if slashes % 2 == 0:
            return end + 3
        at = end + 1


def decode(query: str) -> str:
    r"""Return a query with its `\u0053` escapes put in, as SPARQL reads them before all else."""

    def char(found: re.Match[str]) -> str:
        code = int(found[1] or found[2], 16)
        is_character = code <= sys.maxunicode and not 0xD800 <= code < 0xE000  # noqa: PLR2004 (surrogates)
        return chr(code) if is_character else found[0]

    return _CODE_POINT.sub(char, query)


def check(query: str, graphs: Collection[str] = (), prefixes: dict[str, str] | None = None) -> None:
    """Refuse a query that is too long or deep, changes data, or reaches out of the store.

    Args:
        query: SPARQL.
        graphs: IRIs of the named graphs in the store, which FROM may name.
        prefixes: those that the query may use without declaring them.

    Raises:
        QueryError: with the reason.
    """
    if len(query) > MOST_CHARACTERS:
        raise QueryError(
            f"the query has {len(query):,} characters; at most {MOST_CHARACTERS:,} are read"
        )
    for text in dict.fromkeys((query, decode(query))):
        _check(text, graphs, dict(prefixes or {}))


def _check(query: str, graphs: Collection[str], prefixes: dict[str, str]) -> None:
    """Check one reading of the query."""
    depth = run = 0
    begun = False
    words = list(tokens(query))
    for number, token in enumerate(words):
        if token.kind == "mark":
            if token.text in "({[":
                depth += 1
            elif token.text in ")}]":
                depth -= 1
            run = run + 1 if token.text in _PREFIX_MARKS else 0
            if depth > DEEPEST or run > DEEPEST:
                raise QueryError(
                    f"the query nests more than {DEEPEST} deep",
                    where=_place(query, token.start),
                )
            continue
        run = 0
        if token.kind != "word":
            continue
        word = token.text.upper()
        following = words[number + 1] if number + 1 < len(words) else None
        if word == "SERVICE":
            raise QueryError(
                "SERVICE is refused: a query reads this vault's graph only, never the network",
                where=_place(query, token.start),
            )
        if word == "PREFIX" and following and number + 2 < len(words):
            prefixes[following.text.partition(":")[0]] = words[number + 2].text[1:-1]
        if not begun and word in _UPDATES:
            raise QueryError(
                f"{word} is refused: the graph is made from the notes, so change those",
                where=_place(query, token.start),
            )
        begun = begun or word in _FORMS
        if word == "FROM" and following:
            if following.text.upper() == "NAMED" and number + 2 < len(words):
                following = words[number + 2]
            if _expand(following, prefixes) not in graphs:
                raise QueryError(
                    f"FROM {following.text} is refused: it names no layer of this graph, "
                    "and nothing else is read",
                    where=_place(query, token.start),
                    hint="layers are chosen with --layers, or FROM <" + _first(graphs) + ">",
                )


def _expand(token: Token, prefixes: dict[str, str]) -> str:
    """Return the IRI that a token names."""
    if token.kind == "iri":
        return token.text[1:-1]
    prefix, _, local = token.text.partition(":")
    return prefixes.get(prefix, "\0") + local.replace("\\", "")


def _first(graphs: Collection[str]) -> str:
    """Return an example of a layer's name."""
    return min(graphs, default="https://w3id.org/vaultkit/ns#layer/asserted")


def _place(query: str, start: int) -> str:
    """Say where in a query something stands."""
    line = query.count("\n", 0, start) + 1
    column = start - (query.rfind("\n", 0, start) + 1) + 1
    return f"query:{line}:{column}"


def names_in(query: str, prefixes: dict[str, str]) -> list[str]:
    """Return every IRI that a query names, in order, each once."""
    known = dict(prefixes)
    words = list(tokens(query))
    found: dict[str, None] = {}
    declared: set[int] = set()
    for number, token in enumerate(words):
        if token.kind == "word" and token.text.upper() == "PREFIX" and number + 2 < len(words):
            known[words[number + 1].text.partition(":")[0]] = words[number + 2].text[1:-1]
            declared |= {number + 1, number + 2}
        elif token.kind in {"iri", "name"} and number not in declared:
            iri = _expand(token, known)
            if not iri.startswith("\0"):
                found[iri] = None
    return list(found)
