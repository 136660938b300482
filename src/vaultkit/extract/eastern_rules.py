"""What a rule is that reads Korean or Chinese: a pattern over names and particles."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EasternRule:
    """One way of saying one thing.

    In a pattern `{M}` `{T}` `{D}` `{O}` `{N}` stand for a model, technique, dataset or benchmark,
    organization and number; `{T+}` for one or more in a row. The one that is the object is in
    `o`, a subject that the pattern holds itself in `s`; else the subject is the sentence's.
    """

    predicate: str
    pattern: str
    swap: bool = False
    """Subject and object change places: `A is worse than B` is `B outperforms A`."""
    fragments: bool = False
    """Only in a sentence that is a row of fragments: `32 레이어, GQA, RoPE`."""


_GAP = r"[^\ue000-\ue003.;!?\n]{0,%d}?"


def gap(most: int) -> str:
    """Return up to so many characters of one clause that hold no name."""
    return _GAP % most
