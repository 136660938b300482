"""What a sentence pattern is: phrases with the places of subject and object."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from vaultkit.extract.sentence import normal, stem

if TYPE_CHECKING:
    from collections.abc import Callable

ANY_MODEL = frozenset({"MODEL"})


@dataclass(frozen=True, slots=True)
class Pattern:
    """One relation as sentences say it.

    A phrase is words between places: `S` the subject, `O` the object, `^` the subject of the
    section (the phrase has none of its own). `S` and `O` stand first or last, in reach of the
    words rather than beside them. A word stands for all its forms, `=word` for itself alone,
    `a|b` for either, `word?` may be missing, `_3` is up to three other words, `<TECH>` a name of
    that type.
    """

    name: str
    """Rule of its claims."""
    predicate: str
    phrases: tuple[str, ...]
    subjects: frozenset[str] = ANY_MODEL
    """Types of token that the subject may have."""
    objects: frozenset[str] = ANY_MODEL
    several: bool = True
    """More than one object may be listed."""
    gap: int = 6
    """Words between the phrase and its object, at most."""
    negated: str = ""
    """Predicate of a denial; else a denial has modality `negated`."""
    swap: bool = False
    """Subject and object change places in the claim: `X trails Y` is `Y outperforms X`."""
    loose: bool = False
    """The section's model may be meant although the clause has another subject."""
    explicit: bool = False
    """The sentence itself, or a label before it, must name the subject."""
    near: bool = False
    """Subject and object stand right beside the phrase."""
    check: Callable[..., bool] | None = None
    """A further condition on the match."""
    beside: bool = False
    """The subject is the name right before the phrase, governed or not: `better than Foo (Acme)`."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase taken apart."""

    pattern: Pattern
    tokens: tuple[dict[str, Any], ...]
    """As spaCy's rule matcher takes them."""
    subject: str
    """`before`, `after`, `section`."""
    object: str
    """`before`, `after`, `inside`."""


@cache
def phrases_of(pattern: Pattern) -> tuple[Phrase, ...]:
    """Return the phrases of a pattern, ready for the matcher."""
    found = []
    for written in pattern.phrases:
        words = written.split()
        first, last = words[0], words[-1]
        subject = object_ = ""
        if first in {"S", "O", "^"}:
            words = words[1:]
            subject = {"S": "before", "^": "section"}.get(first, "")
            object_ = "before" if first == "O" else ""
        if last in {"S", "O"}:
            words = words[:-1]
            if last == "S":
                subject = "after"
            else:
                object_ = "after"
        tokens: list[dict[str, Any]] = []
        closed = pattern.objects | (pattern.subjects if subject == "after" else frozenset())
        for word in words:
            if word == "O":
                object_ = "inside"
                tokens.append(_token("_2", closed))
                tokens.append({"ENT_TYPE": {"IN": sorted(pattern.objects)}})
            else:
                tokens.append(_token(word, closed))
        found.append(Phrase(pattern, tuple(tokens), subject or "section", object_ or "after"))
    return tuple(found)


def _token(word: str, objects: frozenset[str]) -> dict[str, Any]:
    """Return one element of a phrase for the matcher."""
    made: dict[str, Any]
    optional = word.endswith("?") and len(word) > 1
    if word in {",", ",?"}:
        return {"LOWER": ",", **({"OP": "?"} if optional else {})}
    if word == "=":
        return {"LOWER": "="}
    if optional:
        word = word[:-1]
    if word.startswith("_"):
        most = int(word[1:] or "1")
        return {
            "ENT_TYPE": "",
            "IS_PUNCT": False,
            "LOWER": {"NOT_IN": _EDGES},
            "OP": f"{{0,{most}}}",
        }
    if word.startswith("~"):
        most = int(word[1:] or "1")
        return {
            "ENT_TYPE": {"NOT_IN": sorted(objects)},
            "LOWER": {"NOT_IN": _EDGES},
            "OP": f"{{0,{most}}}",
        }
    if word.startswith("<"):
        made = {"ENT_TYPE": {"IN": word.strip("<>").split("|")}}
    elif word.startswith("="):
        made = {"LOWER": {"IN": [normal(one) for one in word[1:].split("|")]}, "ENT_TYPE": ""}
    else:
        made = {"LEMMA": {"IN": [stem(normal(one)) for one in word.split("|")]}, "ENT_TYPE": ""}
    if optional:
        made["OP"] = "?"
    return made


_EDGES = (
    ". ; : ! ? but while whereas ( ) which although no not never without instead rather than unlike neither whether"
).split()
"""What a gap never crosses."""
TOLD = frozenset((*_EDGES, ",", "="))
"""Words that phrases tell from others even where they are names."""
