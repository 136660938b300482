"""What another statement implies by the meaning of its words: a merge uses merging."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from vaultkit.extract.lexicon import Lexicon
    from vaultkit.extract.statement import Statement

TECHNIQUES = {
    "distilledFrom": "Knowledge distillation",
    "mergeOf": "Model merging",
    "prunedFrom": "Pruning",
    "quantizedFrom": "Quantization",
    "expertCount": "Mixture of Experts",
    "expertsPerToken": "Mixture of Experts",
}
"""Predicate to the technique that it can not be without."""
_ONLY = frozenset({"technique"})


def read_implied(found: Iterable[Statement], lexicon: Lexicon) -> Iterator[Statement]:
    """Yield the techniques that statements imply, at the same place, as sure as they are."""
    held = list(found)
    for one in held:
        name = TECHNIQUES.get(one.predicate)
        target = lexicon.find(name, _ONLY) if name else None
        if target is not None:
            yield replace(
                one,
                predicate="usesTechnique",
                object=target,
                value=None,
                raw=None,
                rule="implied-technique",
            )
