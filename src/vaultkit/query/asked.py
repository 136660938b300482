"""Conditions on models, out of the parts of a question: `using GQA but not MoE, over 32k`."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from vaultkit.query.conditions import ONE_VALUE, Condition

if TYPE_CHECKING:
    from vaultkit.graph.terms import Iri
    from vaultkit.query.reading import Part

NUMBERS = frozenset(
    {
        "parameterCount",
        "activeParameterCount",
        "contextLength",
        "trainingTokens",
        "layerCount",
        "headCount",
        "expertCount",
        "vocabularySize",
        "hiddenSize",
    }
)
"""Properties whose values are numbers, as concepts of a question."""
_RANKS = {"largest": "largest", "most": "largest", "latest": "largest"}
_RANKS |= {"smallest": "smallest", "first": "smallest"}
"""Words that order an answer, and how."""
_STRICT = {
    "derive",
    "descendants",
    "outperform",
    "learned",
    "introduced",
    "compare",
    "evaluated",
    "licensed",
    "merges",
}
"""Verbs that must find what they speak of: else another question was asked."""
_VERBS = {"use", "made", "released", "trained", "evaluated", "licensed", "derive", "descendants"}
_VERBS |= {"outperform", "learned", "introduced", "compare", "merges"}
_OPEN = {"open": "open", "closed": "closed", "gated": "gated"}
_COMPARE = {"over", "under"}
_WHEN = {"after", "before", "in"}
_EXACT_WORDS = {
    "at least": "least",
    ">=": "least",
    "at most": "most",
    "up to": "most",
    "<=": "most",
    "no more than": "most",
    "since": "from",
    "from": "from",
    "until": "until",
    "till": "until",
}
"""Words that take their bound in, with the comparison they mean."""
_NEVER_NEGATED = {"partOf"}
"""Properties of a name's level, which no note denies."""


@dataclass
class _State:
    """Where a reading stands."""

    made: list[Condition] = field(default_factory=list)
    verb: str = ""
    negated: bool = False
    compare: str = ""
    when: str = ""
    number: Condition | None = None
    """A number that waits for what it is a number of."""
    scale: str = ""
    """How that number was written: `b`, `k` ..."""
    between: int = 0
    """Dates that `between` still waits for."""
    about: str = ""
    """A property that waits for its number."""
    either: bool = False
    head: bool = False
    low: str = ""
    """The first number after `between`."""
    is_open: bool = False
    """The verb has not found what it speaks of."""
    rank: str = ""
    """A word such as `largest` that waits for its property."""


def conditions_in(parts: list[Part]) -> tuple[Condition, ...]:
    """Return the conditions on models that a question states; none where any part is left over."""
    now = _State()
    for part in parts:
        if part.kind == "unknown":
            return ()
        taken = {
            "concept": _concept,
            "name": _name,
            "number": _number,
            "date": _date,
        }[part.kind](now, part)
        if not taken:
            return ()
    _settle(now)
    _settle_rank(now)
    now.is_open = now.is_open and now.verb in _STRICT
    left = (
        now.is_open
        or now.rank
        or now.number
        or now.about
        or now.compare
        or now.when
        or now.either
        or now.between
    )
    if left or now.negated or not now.made or not (now.head or now.verb):
        return ()
    return tuple(now.made)


def _concept(now: _State, part: Part) -> bool:  # noqa: PLR0912 (one branch for each kind)
    """Take a concept in."""
    value = part.value
    if value == "models" or (value == "who" and not now.made):
        now.head = True
    elif value == "not":
        now.negated = True
    elif value == "or":
        now.either = bool(now.made)
    elif value in _RANKS and not now.rank:
        now.rank = value
    elif value in _VERBS:
        if now.is_open and now.verb in _STRICT:
            return False
        now.verb, now.is_open = value, True
    elif value == "outputs":
        return bool(now.made) and now.made[-1].predicate == "learnedFrom"
    elif value in _OPEN:
        now.made.append(Condition("weightsAvailability", text=value, negated=now.negated))
        now.negated = False
    elif value == "weights":
        return bool(now.made) and now.made[-1].predicate == "weightsAvailability"
    elif part.text.lower() == "between":
        now.between = 2
    elif value in _COMPARE:
        now.compare = _EXACT_WORDS.get(part.text.lower(), value)
    elif value in _WHEN:
        now.when = _EXACT_WORDS.get(part.text.lower(), value)
    elif value in NUMBERS and now.rank:
        now.made.append(Condition(value, compare=_RANKS[now.rank]))
        now.rank = ""
    elif value in NUMBERS:
        now.is_open = now.is_open and now.verb in _STRICT
        _settle_number(now, value)
    else:
        return False
    return True


def _settle_number(now: _State, about: str) -> None:
    """Join a property with the number before it, or keep it for the number after it."""
    if now.number is not None:
        pending, now.number = now.number, None
        # "trained on over 10T tokens", "10k tokens of context": the last word decides.
        now.made.append(replace(pending, predicate=about))
    elif (
        now.made
        and now.made[-1].predicate in NUMBERS
        and about != now.made[-1].predicate
        and "trainingTokens" in {about, now.made[-1].predicate}
    ):
        last = now.made.pop()
        real = last.predicate if about == "trainingTokens" else about
        now.made.append(Condition(real, compare=last.compare, bound=last.bound))
    else:
        now.about = about


def _number(now: _State, part: Part) -> bool:
    """Take a number in."""
    if now.between:
        now.between -= 1
        if now.between:
            now.low = part.value
            return True
        # "between 8k and 32k context", "context between 8k and 32k", "between 7B and 70B"
        now.number = Condition("", compare="between", bound=f"{now.low} {part.value}")
        now.scale, now.low = part.suffix, ""
        if now.about:
            about, now.about = now.about, ""
            _settle_number(now, about)
        return True
    if now.about:
        now.made.append(Condition(now.about, compare=now.compare or "equal", bound=part.value))
        now.about = now.compare = ""
        return True
    _settle(now)
    if now.number is not None:
        return False
    now.number = Condition("", compare=now.compare or "equal", bound=part.value)
    now.scale, now.compare = part.suffix, ""
    return True


def _settle_rank(now: _State) -> None:
    """Make an order of a word that named no property: `largest` means parameters, `first` dates."""
    if now.rank in {"latest", "first"}:
        now.made.append(Condition("releaseDate", compare=_RANKS[now.rank]))
    elif now.rank in {"largest", "smallest"}:
        now.made.append(Condition("parameterCount", compare=_RANKS[now.rank]))
    else:
        return
    now.rank = ""


def _settle(now: _State) -> None:
    """Make a condition of a number that nothing named: `over 100B` means parameters."""
    if now.number is None or now.scale not in {"b", "bn", "t", "m"}:
        return
    pending, now.number = now.number, None
    now.made.append(replace(pending, predicate="parameterCount"))


def _date(now: _State, part: Part) -> bool:
    """Take a date in: `after 2023`, `released in 2023`, `between 2022 and 2024`."""
    when = now.when or now.compare
    when = {"over": "after", "under": "before"}.get(when, when) or "in"
    if now.between:
        when = "from" if now.between == 2 else "until"  # noqa: PLR2004 (the first of two dates)
        now.between -= 1
    now.made.append(Condition("releaseDate", compare=when, bound=part.value))
    now.when = now.compare = ""
    now.is_open = now.is_open and now.verb in _STRICT
    return True


def _name(now: _State, part: Part) -> bool:
    """Take a name in: its kind and the verb before it say what is asked."""
    _settle(now)
    if now.compare == "under" and part.of_kind("license") is not None:
        now.compare, now.verb = "", "licensed"  # "released in 2023 under Apache 2.0"
    if now.compare or now.when or now.about:
        return _than(now, part)
    predicate, thing = _meant(now.verb, part, is_open=now.is_open)
    if thing is None:
        return False
    now.is_open = False
    last = now.made[-1] if now.made else None
    if now.either and last is not None and last.predicate == predicate and not now.negated:
        now.made[-1] = Condition(predicate, (*last.things, thing), negated=last.negated)
        now.either = False
        return True
    if (
        last is not None
        and last.predicate == predicate
        and predicate in ONE_VALUE
        and not (now.either or now.negated or last.negated)
    ):  # "by Google and OpenAI": each model has one maker
        now.made[-1] = Condition(predicate, (*last.things, thing))
        return True
    if now.either:
        return False
    if now.negated and predicate in _NEVER_NEGATED:
        return False
    now.made.append(Condition(predicate, (thing,), negated=now.negated))
    # "but not MoE or SWA" denies both; "not MoE and GQA" only the first.
    now.negated = False
    return True


def _than(now: _State, part: Part) -> bool:
    """Take a model in that others are compared with: `larger than GPT-3`, `after GPT-4`."""
    thing = part.of_kind("model")
    how = now.when or now.compare
    if thing is None or not how or now.negated or now.either:
        return False
    about = now.about or ("releaseDate" if now.when else "parameterCount")
    if (about == "releaseDate") != bool(now.when):
        return False
    now.made.append(Condition(about, (thing.iri,), compare=how))
    now.compare = now.when = now.about = ""
    now.is_open = now.is_open and now.verb in _STRICT
    return True


def _meant(verb: str, part: Part, *, is_open: bool) -> tuple[str, Iri | None]:
    """Return the property that a name after a verb stands for, and the thing."""
    ways = {
        "use": (("technique", "usesTechnique"),),
        "derive": (("model", "derivedFrom"),),
        "descendants": (("model", "derivedFrom"),),
        "learned": (("model", "learnedFrom"),),
        "outperform": (("model", "outperforms"),),
        "compare": (("model", "comparedWith"),),
        "trained": (
            ("dataset", "trainedOn"),
            ("technique", "usesTechnique"),
            ("model", "learnedFrom"),
        ),
        "merges": (("model", "mergeOf"),),
        "evaluated": (("dataset", "evaluatedOn"),),
        "licensed": (("license", "license"),),
        "introduced": (("paper", "introducedBy"),),
        "made": (("organization", "developedBy"), ("person", "developedBy")),
        "released": (("organization", "developedBy"), ("license", "license")),
    }
    kinds = (
        ways.get(verb, ())
        if verb in _STRICT and is_open
        else (
            *ways.get(verb, ()),
            ("technique", "usesTechnique"),
            ("organization", "developedBy"),
            ("license", "license"),
            ("model-series", "partOf"),  # "models by Mistral", where no note names a company so
        )
    )
    for kind, predicate in kinds:
        found = part.of_kind(kind)
        if found is not None:
            return predicate, found.iri
    return "", None
