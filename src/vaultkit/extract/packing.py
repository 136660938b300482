"""A reading as plain rows, and back: what a cache keeps of a note that did not change."""

from __future__ import annotations

import marshal
from dataclasses import fields
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from vaultkit.extract.lexicon import Entry
from vaultkit.extract.reading import Reading
from vaultkit.graph.facts import Claim, Mention, NoteFacts
from vaultkit.text import Span

if TYPE_CHECKING:
    from collections.abc import Callable


def _row(kind: type[Any]) -> Callable[[Any], tuple[Any, ...]]:
    """Return a function from a value to its fields in order."""
    return attrgetter(*(one.name for one in fields(kind)))


_CLAIM, _MENTION, _ENTRY, _FACTS = _row(Claim), _row(Mention), _row(Entry), _row(NoteFacts)
_CLAIM_SPAN = [one.name for one in fields(Claim)].index("span")
_MENTION_SPAN = [one.name for one in fields(Mention)].index("span")


def pack_reading(reading: Reading) -> bytes:
    """Return a reading as bytes that only `unpack_reading` is meant for."""
    # Version 2 of the format has no references: the same reading gives the same bytes.
    return marshal.dumps(
        (
            [_plain(_CLAIM(one), _CLAIM_SPAN) for one in reading.claims],
            [_plain(_MENTION(one), _MENTION_SPAN) for one in reading.mentions],
            [_ENTRY(one) for one in reading.entries],
            reading.forms,
            reading.unknown,
            _FACTS(reading.facts),
        ),
        2,
    )


def unpack_reading(packed: bytes) -> Reading:
    """Return the reading that `pack_reading` packed."""
    # The shelf hands out only bytes whose keyed hash proves that vaultkit wrote them.
    claims, mentions, entries, forms, unknown, facts = marshal.loads(packed)  # noqa: S302
    return Reading(
        tuple(Claim(*_spanned(one, _CLAIM_SPAN)) for one in claims),
        tuple(Mention(*_spanned(one, _MENTION_SPAN)) for one in mentions),
        tuple(Entry(*one) for one in entries),
        forms,
        unknown,
        NoteFacts(*facts),
    )


def _plain(row: tuple[Any, ...], at: int) -> tuple[Any, ...]:
    """Return a row with its span as a plain pair, which is all that marshal takes."""
    return (*row[:at], tuple(row[at]), *row[at + 1 :])


def _spanned(row: tuple[Any, ...], at: int) -> tuple[Any, ...]:
    """Return a row with its pair as a span again."""
    return (*row[:at], Span(*row[at]), *row[at + 1 :])
