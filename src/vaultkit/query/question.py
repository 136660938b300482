"""Named questions: one file each in questions/, its head saying what it answers."""

from __future__ import annotations

import os
import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from vaultkit.errors import QueryError, UnknownName
from vaultkit.graph.terms import XSD, Data, Iri
from vaultkit.graph.turtle import written
from vaultkit.query.scan import tokens

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vaultkit.graph.terms import Term
    from vaultkit.query.lexicon import Lexicon

FOLDER = os.path.join(os.path.dirname(__file__), "questions")  # noqa: PTH118, PTH120 (pathlib costs too much)
_HEAD = re.compile(r"#[ \t]*([a-z]+):[ \t]*(.*)")
_PARAMETER = re.compile(r"(\w+)[ \t]+\(([a-z-]+)\)(?:[ \t]*=[ \t]*(\S+))?(?:[ \t]*[-:][ \t]*(.*))?")
_SCALES = {"k": 10**3, "m": 10**6, "b": 10**9, "bn": 10**9, "t": 10**12}
_NUMBER = re.compile(r"([0-9][0-9,_]{0,20}(?:\.[0-9]{1,6})?)[ ]?(k|m|b|bn|t)?", re.IGNORECASE)
_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")


class Parameter(NamedTuple):
    """What a question is asked about."""

    name: str
    kind: str
    """A kind of entity, `entity` for any, or `number`, `date`, `text`, `predicate`."""
    default: str | None = None
    words: str = ""


class Question(NamedTuple):
    """A query with a name."""

    name: str
    """That of its file: `models-using`."""
    answers: str
    """One sentence: what it answers."""
    parameters: tuple[Parameter, ...]
    phrases: tuple[str, ...]
    """How people ask it, with parameters in braces."""
    text: str
    """The SPARQL, with `$name` for each parameter."""
    layers: tuple[str, ...] = ()
    """Layers that it needs besides those that are read by default."""

    def bind(self, values: Mapping[str, Term]) -> str:
        """Return the SPARQL with the values put in as whole terms, never as text."""
        out, at = [], 0
        for token in tokens(self.text):
            if token.kind == "variable" and token.text[0] == "$" and token.text[1:] in values:
                out += [self.text[at : token.start], written(values[token.text[1:]])]
                at = token.start + len(token.text)
        return "".join([*out, self.text[at:]]).lstrip("\n")


def read_question(name: str, text: str) -> Question:
    """Return a question from its file.

    Raises:
        QueryError: its head lacks what it answers, or has a line that can not be read.
    """
    lines = text.split("\n")
    heads = [line for line in lines if line.startswith("#")]
    answers = ""
    parameters: list[Parameter] = []
    phrases: list[str] = []
    layers: list[str] = []
    for line in heads:
        found = _HEAD.fullmatch(line.rstrip())
        if found is None:
            continue
        key, value = found[1], found[2]
        if key == "answers":
            answers = value
        elif key == "phrase":
            phrases.append(value)
        elif key == "layers":
            layers += value.split()
        elif key == "param":
            part = _PARAMETER.fullmatch(value)
            if part is None:
                raise QueryError(f"can not read {value!r}", where=f"question {name}")
            parameters.append(Parameter(part[1], part[2], part[3], part[4] or ""))
    if not answers:
        raise QueryError("its head does not say what it answers", where=f"question {name}")
    body = "\n".join(line for line in lines if not line.startswith("#"))
    return Question(
        name, answers, tuple(parameters), tuple(phrases), body.strip("\n") + "\n", tuple(layers)
    )


@cache
def questions() -> Mapping[str, Question]:
    """Return every named question, sorted by name."""
    files = sorted(name for name in os.listdir(FOLDER) if name.endswith(".rq"))  # noqa: PTH208 (the same)
    return {name.removesuffix(".rq"): read_file(name.removesuffix(".rq")) for name in files}


@cache
def read_file(name: str) -> Question:
    """Return the question of a file in questions/."""
    with open(f"{FOLDER}/{name}.rq", encoding="utf-8") as file:  # noqa: PTH123 (the same)
        return read_question(name, file.read())


def question(name: str) -> Question:
    """Return the question of a name.

    Raises:
        UnknownName: there is none.
    """
    if name.replace("-", "").isalnum() and os.path.isfile(f"{FOLDER}/{name}.rq"):  # noqa: PTH113 (the same)
        return read_file(name)
    known = questions()
    if name not in known:
        raise UnknownName("question", name, known, hint="see `vaultkit query --list`")
    return known[name]


def terms_for(asked: Question, given: Mapping[str, str], names: Lexicon) -> dict[str, Term]:
    """Return the terms for a question's parameters, names resolved through aliases.

    Raises:
        QueryError: a parameter is missing, not the question's, or no number or date.
        UnknownName: a name means nothing in this graph.
    """
    known = {one.name for one in asked.parameters}
    for key in given:
        if key not in known:
            raise UnknownName(f"parameter of {asked.name}", key, known, hint=_wanted(asked))
    found: dict[str, Term] = {}
    for one in asked.parameters:
        value = given.get(one.name, one.default)
        if value is None:
            raise QueryError(
                f"{asked.name} needs {one.name}=...", hint=_wanted(asked), where="query"
            )
        found[one.name] = term_for(value, one.kind, names)
    return found


def _wanted(asked: Question) -> str:
    """Say what a question takes."""
    parts = [f"{one.name}={(one.default or one.kind.upper())}" for one in asked.parameters]
    return f"vaultkit query {asked.name} {' '.join(parts)}".rstrip()


def term_for(value: str, kind: str, names: Lexicon) -> Term:
    """Return the term that a typed value stands for.

    Raises:
        QueryError: it is no number or date where one is wanted.
        UnknownName: the name means nothing in this graph.
    """
    if kind == "number":
        return Data(str(read_number(value)), XSD + "integer")
    if kind == "date":
        if not _DATE.fullmatch(value):
            raise QueryError(f"{value!r} is no date", hint="give 2023, 2023-09 or 2023-09-12")
        return Data("-".join([*value.split("-"), "01", "01"][:3]), XSD + "date")
    if kind == "text":
        return Data(value)
    if kind == "predicate":
        return predicate(value)
    return names.one(value, kind).iri


def read_number(value: str) -> int:
    """Return a number as people write it: `7B`, `1.4T`, `32k`, `131,072`.

    Raises:
        QueryError: it is none.
    """
    found = _NUMBER.fullmatch(value.strip())
    if found is None:
        raise QueryError(f"{value!r} is no number", hint="give 131072, 32k, 7B or 1.4T")
    plain = found[1].replace(",", "").replace("_", "")
    scale = _SCALES[found[2].lower()] if found[2] else 1
    whole, _, rest = plain.partition(".")
    return int(whole) * scale + (int(rest) * scale // 10 ** len(rest) if rest else 0)


def predicate(value: str) -> Iri:
    """Return the property of a local name, in any spelling.

    Raises:
        UnknownName: there is none.
    """
    from vaultkit.graph.terms import vk
    from vaultkit.graph.vocab import schema

    bare = value.removeprefix("vk:")
    known = schema().properties
    by_form = {_bare(form): name for name, one in known.items() for form in (one.label, name)}
    if _bare(bare) not in by_form:
        raise UnknownName("predicate", value, known, hint="see docs/ontology.md")
    return vk(by_form[_bare(bare)])


def _bare(name: str) -> str:
    """Return a name without case, blanks, hyphens."""
    return "".join(char for char in name.lower() if char.isalnum())
