"""Found: a name at a place of a text, and what it means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vaultkit.extract.lexicon import Entry


@dataclass(frozen=True, slots=True)
class Found:
    """A name at a place of a view."""

    start: int
    end: int
    """0-based code points of the view's text."""
    entry: Entry
    confidence: float
    style: bool = False
    """Only a likeness is said: `Orca-style`, `BERT-like`."""
    size: str = ""
    """The size that stands with the name, as `70B`."""
    part: bool = False
    """Only a part of the name stands here (`13B` behind `Foo 7B`): no other name of the thing."""
