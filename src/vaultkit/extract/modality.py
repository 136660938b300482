"""How a sentence means what it says: asserted, hedged, rumoured, planned or negated."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vaultkit.extract.words import CLAUSE, HEDGES, NEGATIONS, PLANS, RUMOURS
from vaultkit.text import pattern

if TYPE_CHECKING:
    from vaultkit.extract.sentence import Sentence
    from vaultkit.graph.facts import Modality

_ENDS = frozenset({";", ".", "!", "?"}) | (CLAUSE - {"so", "yet", "when", "where", "if", "as"})


_DOUBT = pattern(
    r"\b(?:(?P<said>it is (?:said|rumou?red)|people say|word is|(?:is|are) said to|so they say|the rumou?r)|I (?:guess|think|believe|suspect|suppose)|"
    r"AFAIK|IIRC|as far as I know|not sure (?:if|whether)|unconfirmed|my guess|could be that|we (?:guess|suspect)|citation needed|to be confirmed|tbc)\b",
    re.IGNORECASE,
)
"""Words of doubt about the whole sentence."""
_IF = pattern(r"\s*(?:if|suppose|imagine|had|what if|maybe|perhaps|whether)\b", re.IGNORECASE)


def clause(sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """Return the tokens of the clause around some tokens, half-open."""
    tokens = sentence.tokens
    first = start
    while first > 0 and tokens[first - 1].norm not in _ENDS:
        first -= 1
    last = end
    while last < len(tokens) and tokens[last].norm not in _ENDS:
        last += 1
    return first, last


def is_negated(sentence: Sentence, start: int) -> bool:
    """Tell whether the phrase that begins at a token is denied: `does not use`, `without`."""
    tokens = sentence.tokens
    for index in range(start - 1, max(-1, start - 5), -1):
        token = tokens[index]
        if token.norm in _ENDS or token.norm == "," or token.type:
            return False
        if token.norm == "only" and index and tokens[index - 1].norm == "not":
            return False
        if token.stem in _SWAPS and tokens[start].norm in {"with", "by", "for"}:
            return False  # what comes instead is there: `replaced it with Foo`
        after = tokens[index + 1].norm if index + 1 < len(tokens) else ""
        if token.norm in _TURNS and after not in {"of", "than"}:
            continue  # `Foo instead uses Bar`
        if token.norm == "non" and sentence.tokens[index + 1].type != "TECH":
            continue  # `scales non-uniformly`
        if token.stem in NEGATIONS or token.norm.endswith("n't"):
            return not (index + 1 < len(tokens) and tokens[index + 1].norm == "only")
    return False


_TURNS = frozenset({"instead", "rather"})
_SWAPS = frozenset({"replac", "swap", "substitut", "exchang"})


def _months(sentence: Sentence) -> set[int]:
    """Return the tokens that are the month of May, not the verb."""
    found = set()
    for index, token in enumerate(sentence.tokens):
        if token.text != "May":
            continue
        before = sentence.tokens[index - 1] if index else None
        after = sentence.tokens[index + 1] if index + 1 < len(sentence.tokens) else None
        dated = after is not None and (after.type in {"NUM", "DATE"} or after.norm[:1].isdigit())
        if dated or (before is not None and before.norm in _WHEN) or (index and before is None):
            found.add(index)
    return found


_WHEN = frozenset({"in", "of", "since", "until", "by", "late", "early", "mid", "on", "from", "("})


def _is_believed(sentence: Sentence, first: int, end: int) -> bool:
    """Tell whether it `is thought` so: not in `thought processes`, `chain of thought`."""
    tokens = sentence.tokens
    return any(
        tokens[n].norm == "thought" and n and tokens[n - 1].stem in {"be", "we", "i", "wide"}
        for n in range(first, end)
    )


def _only_weights(sentence: Sentence, first: int, last: int, told: set[str]) -> bool:
    """Tell whether what leaked is weights, which is no rumour about the model."""
    if any(not stem.startswith("leak") for stem in told):
        return False
    return all(
        any(one.norm in _THINGS for one in sentence.tokens[max(0, n - 3) : n + 3])
        for n in range(first, last)
        if sentence.tokens[n].stem.startswith("leak")
    )


_THINGS = frozenset({"weights", "checkpoint", "checkpoints", "torrent", "4chan"})


def modality_of(sentence: Sentence, start: int, end: int) -> Modality:
    """Return how the clause around a phrase means it."""
    doubt = _DOUBT.search(sentence.text)
    if doubt:
        return "rumoured" if doubt["said"] else "hedged"
    first, last = clause(sentence, start, end)
    months = _months(sentence)
    stems = {
        token.stem
        for n, token in enumerate(sentence.tokens[first:last], first)
        if not token.type and n not in months
    }
    norms = {token.norm for token in sentence.tokens[first:last]}
    if stems & RUMOURS and not _only_weights(sentence, first, last, stems & RUMOURS):
        return "rumoured"
    if stems & PLANS and not norms & {"follow", "following"}:
        return "planned"
    before = {
        token.stem
        for n, token in enumerate(sentence.tokens[first:end], first)
        if not token.type and n not in months
    }
    if "thought" in before and not _is_believed(sentence, first, end):
        before = before - {"thought"}
    if before & HEDGES or "apparently" in norms or "allegedly" in norms:
        return "hedged"
    if _IF.match(sentence.text) or "whether" in {one.norm for one in sentence.tokens[first:start]}:
        return "hedged"
    tail = sentence.tokens[end : end + 3]
    if any(token.norm == "?" for token in tail) or sentence.tokens[-1].norm == "?":
        return "hedged"
    return "asserted"
