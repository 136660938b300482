"""Sizes that stand for a model of the release spoken of: `the 7B and the 13B use Bar`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from vaultkit.extract.bare import NOT_SIZE
from vaultkit.extract.found import Found
from vaultkit.extract.modality import modality_of
from vaultkit.extract.names import SIZE, Tail, canonical_size
from vaultkit.extract.numbers import whole
from vaultkit.extract.owners import base_of
from vaultkit.extract.sentence import KINDS, Sentence, Token, depths
from vaultkit.extract.statement import Statement
from vaultkit.extract.words import PREPOSITIONS, VERBS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.extract.lexicon import Entry, Lexicon

_ARTICLES = frozenset({"the", "both", "its", "their"})
_UNITS = frozenset({"b", "m"})
_JOINS = frozenset({"and", "or", "&", ",", "/"})
_ENDS = frozenset(". , ; : ) and or but while whereas which that only alone also both".split())
_AUXILIARIES = frozenset("is are was were has have had does do did can could will would".split())


def sized(sentence: Sentence, topic: tuple[Entry, ...], lexicon: Lexicon) -> Sentence:
    """Return a sentence with each bare size that is a model in it replaced by that model's name.

    The release is the last one that the sentence names before, else the one model that is the
    topic; a model that is itself of one size has no others.
    """
    tokens = sentence.tokens
    if not any(one.quantity is not None and one.quantity.unit in _UNITS for one in tokens):
        return sentence
    made: list[Token] = []
    owner = _release(topic, lexicon)
    last_is_size = False
    for index, token in enumerate(tokens):
        if token.type == "MODEL" and token.found:
            owner = _release((token.found.entry,), lexicon)
        meant = owner is not None and _is_model(tokens, index, after_size=last_is_size)
        if meant and owner is not None and token.quantity is not None:
            size = canonical_size(token.quantity.raw.lstrip("~ "))
            entry = lexicon.with_tail(owner, Tail(0, size=size))
            found = Found(token.start, token.end, entry, 0.75, part=True)
            made.append(replace(token, type=KINDS[entry.kind], found=found, quantity=None))
            last_is_size = True
            continue
        last_is_size = last_is_size and token.norm in {*_JOINS, "the"}
        made.append(token)
    if len(made) == len(tokens) and all(a is b for a, b in zip(made, tokens, strict=True)):
        return sentence
    whole = tuple(made)
    return Sentence(sentence.view, whole, depths(whole))


def read_sizes(before: Sentence, after: Sentence, lexicon: Lexicon) -> Iterator[Statement]:
    """Yield how large a model is that a bare size named, and of which release it is."""
    if before is after:
        return
    for index, (old, new) in enumerate(zip(before.tokens, after.tokens, strict=True)):
        if old is new or old.quantity is None or new.found is None:
            continue
        if {one.norm for one in before.tokens[max(0, index - 2) : index]} & PREPOSITIONS:
            continue  # `three times those of the 2B` is about another model
        entry, modality = new.found.entry, modality_of(before, index, index + 1)
        place = (before.start, before.end)
        yield Statement(
            entry, "parameterCount", None, whole(old.quantity.value), old.quantity.raw, *place,
            "parameters", modality, at=old.start,
        )  # fmt: skip
        owner = lexicon.get(entry.part_of) if entry.part_of else None
        if owner is not None:
            yield Statement(
                entry, "partOf", owner, None, None, *place, "size-list", modality, at=old.start
            )


def _release(models: tuple[Entry, ...], lexicon: Lexicon) -> Entry | None:
    """Return the one release that some models are of, if it can have several sizes."""
    if len(models) != 1:
        return None
    base = base_of(models[0], lexicon)
    if base.only_size or SIZE.search(base.label):
        return None
    return base


def _is_model(tokens: tuple[Token, ...], index: int, *, after_size: bool) -> bool:
    """Tell whether a number is a size that stands as a noun: `the 7B uses`, `the 7B and 13B keep`."""
    token = tokens[index]
    quantity = token.quantity
    if token.type != "NUM" or quantity is None or quantity.unit not in _UNITS:
        return False
    if not SIZE.fullmatch(quantity.raw.strip("~ ")):
        return False
    before = [one.norm for one in tokens[max(0, index - 2) : index]]
    opened = bool(before) and before[-1] in _ARTICLES
    kind = len(before) > 1 and before[-2] == "the" and not tokens[index - 1].type
    if not (opened or kind or (after_size and before and before[-1] in _JOINS)):
        return False
    if index + 1 == len(tokens):
        return True
    after = tokens[index + 1]
    if after.stem in NOT_SIZE or after.type == "MODEL":
        return False
    verb = after.stem in VERBS or after.norm in _AUXILIARIES
    return verb or after.norm in _ENDS or after.norm in PREPOSITIONS or after.type == "NUM"
