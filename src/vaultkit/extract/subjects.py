"""What a section, a list item or a line is about."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from vaultkit.extract.names import fold
from vaultkit.extract.sentence import normal, stem
from vaultkit.text import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from vaultkit.extract.found import Found
    from vaultkit.extract.lexicon import Entry
    from vaultkit.graph.facts import EntityId

GENERIC = frozenset(
    stem(normal(word))
    for word in (
        "architecture training train data dataset datasets results evaluation evals overview "
        "pretraining post-training posttraining finetuning notes key points features limitations "
        "summary details background introduction related work method methods model models "
        "performance benchmarks context tokenizer attention inference usage license licensing "
        "release releases history timeline specs specification specifications parameters size "
        "sizes variants versions family safety alignment misc todo links resources references "
        "reading paper papers technical report abstract contributions innovations impl "
        "implementation comparison comparisons strengths weaknesses pros cons applications "
        "downstream tasks embeddings types optimization efficiency deployment access availability "
        "why how what highlights findings takeaways conclusion discussion capabilities "
        "improvements changes lineage ancestors descendants techniques design components stage "
        "stages phase hyperparameters configuration setup recipe insights facts see also sources "
        "claims ablation ablations quick core main info information positional encoding "
        "normalization activation optimizer objective loss language multimodal vision code math "
        "reasoning numbers figures statistics stats pipeline process procedure works work worked made make built build "
        "hardware infrastructure compute budget cost costs price pricing scale scaling mixture mix corpus curriculum "
        "instruction tuning reward scores score capability caveats caveat criticism criticisms reception impact legacy "
        "significance importance status role takeaway thoughts comments remarks opinion verdict abstract description "
        "definition purpose goal idea ideas intuition mechanism internals structure layer block innovation novelty "
        "novelties contribution technical characteristics features properties fact origin origins essentials basics "
        "glance brief nutshell tldr observations questions question open practice use uses used trained tuned lessons "
        "learned intro context window length knowledge cutoff languages modality modalities inputs hyper detail general "
        "things interesting relevance identity profile card sheet about development creation reported claimed numerical"
    ).split()
)
"""Stems of words that a sub-section's heading is made of: the section stays about the one above."""

_SERIES = pattern(r"\b(?:series|family|families|models|herd|suite|lineup|line-up)\b", re.IGNORECASE)
_WORD = pattern(r"[A-Za-z][\w-]*")
_LABEL = pattern(r"\s*(?:\([^()]{0,80}\)\s*)?(?::|;|\||\u2014|--|\s-\s|->|=)")
_JOINED = pattern(r"\s*(?:,|and|&|/|\+|or)\s*(?:the\s)?")
_LABEL_END = pattern(r"\s*(?:\([^()]{0,80}\)\s*)?$")


@dataclass(frozen=True, slots=True)
class Topic:
    """What a stretch of a note is about."""

    models: tuple[Entry, ...] = ()
    others: tuple[Entry, ...] = ()
    """Techniques, datasets, papers ... that it is about."""
    vendors: tuple[Entry, ...] = ()
    """Organisations whose models stand below."""
    family: tuple[Entry, ...] = ()
    """Series or releases whose members stand below."""

    def under(self, above: Topic) -> Topic:
        """Return this topic with what the section above gives to it."""
        return Topic(
            self.models,
            self.others,
            self.vendors or above.vendors,
            self.family or above.family,
        )


def heading_topic(
    text: str,
    found: Sequence[Found],
    above: Topic,
    introduced: Mapping[EntityId, tuple[Entry, ...]],
) -> Topic:
    """Return what a section is about from its heading and the section above.

    A heading of common words (`Training data`) goes on with the section above; one that names
    something unknown ends it.
    """
    models = _distinct(one for one in found if one.entry.is_model and not one.style)
    if models and _AROUND.match(text):
        return Topic((), (), above.vendors, above.family)
    orgs = _distinct(one for one in found if one.entry.kind == "organization")
    others = _distinct(
        one for one in found if not one.entry.is_model and one.entry.kind != "organization"
    )
    if models:
        models = _common_owner(models)
        family = models if _SERIES.search(text) or len(models) == 1 else ()
        return Topic(models, others, orgs or above.vendors, family or above.family)
    for paper in others:
        told = introduced.get(paper.id, ())
        named = tuple(one for one in told if fold(one.label) in fold(text))
        told = named or told
        if 0 < len(told) <= _FEW:
            return Topic(told, others, orgs or above.vendors, above.family)
    if orgs:
        return Topic((), others, orgs, ())
    if others:
        if above.models and not is_of_others(text):
            return Topic(above.models, others, above.vendors, above.family)
        return Topic((), others, above.vendors, above.family)
    if is_generic(text):
        return above
    return Topic((), (), above.vendors, above.family)


_AROUND = pattern(
    r"\s*(?:before|after|beyond|towards?|since|until|post-|pre-|from\s.*\sto|instead\sof|not\s|without|against|life\safter|why\snot)\b",
    re.IGNORECASE,
)
"""Headings that place a section beside a model: `Before Foo`."""
_FEW = 3
"""A paper of more models than this is about none of them."""


_OF_OTHERS = frozenset(
    stem(word)
    for word in "distilled derivatives derivative related similar competitors competitor alternatives baselines baseline other others follow-ups".split()
)
"""Stems of words of headings below which other models stand than the section's."""


def is_of_others(text: str) -> bool:
    """Tell whether a heading calls for other models than the section's: `Distilled models`."""
    return any(stem(normal(word)) in _OF_OTHERS for word in re.findall(r"[A-Za-z][\w-]*", text))


@lru_cache(maxsize=1 << 12)
def is_generic(text: str) -> bool:
    """Tell whether a heading is made of words that any section may have."""
    words = _WORD.findall(text)
    if not words:
        return True
    if is_of_others(text):
        return False
    known = sum(
        stem(normal(word)) in GENERIC or stem(normal(word.split("-")[0])) in GENERIC
        for word in words
    )
    small = sum(
        word.lower() in {"of", "the", "and", "a", "an", "in", "on", "for", "to", "with", "by", "vs"}
        for word in words
    )
    if known > 0 and known + small >= (len(words) + 1) / 2:
        return True
    plain = not any(re.search(r"\d|[a-z][A-Z]|[A-Z]{2}", word) for word in words)
    return known > 0 and plain and len(words) > 1


def _common_owner(models: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Return the release where only its sizes are enumerated, else the models themselves."""
    if len(models) < 2:
        return models
    ids = {one.id for one in models}
    kept = tuple(one for one in models if one.part_of not in ids)
    return kept or models


def label_of(text: str, found: Sequence[Found], start: int = 0) -> tuple[Entry, ...]:
    """Return the models that a line begins with as its label: `Foo-7B: ...`, `Foo (large) - ...`."""
    named: list[Entry] = []
    at = start
    for one in found:
        if one.end <= start:
            continue
        gap = text[at : one.start]
        if named:
            if not _JOINED.fullmatch(gap):
                break
        elif gap.strip(" \n-*#>[]()0123456789.") and gap.strip().lower() not in {
            "the",
            "the model",
            "model",
        }:
            break
        if not one.entry.is_model or one.style:
            break
        named.append(one.entry)
        at = one.end
    if not named:
        return ()
    if _LABEL.match(text, at) or _LABEL_END.match(text, at):
        return tuple(dict.fromkeys(named))
    return ()


def _distinct(found: Iterable[Found]) -> tuple[Entry, ...]:
    """Return the entries of names, each once."""
    return tuple(dict.fromkeys(one.entry for one in found))
