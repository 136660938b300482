"""What another statement implies by the meaning of its words: a merge uses merging."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from vaultkit.extract.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from vaultkit.extract.lexicon import Lexicon
    from vaultkit.extract.sentence import Sentence
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


def read_implied(
    sentence: Sentence, found: Iterable[Statement], lexicon: Lexicon
) -> Iterator[Statement]:
    """Yield the techniques that statements imply, at the same place, as sure as they are."""
    held = list(found)
    named = [
        fold(one.found.entry.label) for one in sentence.tokens if one.type == "TECH" and one.found
    ]
    for one in held:
        name = TECHNIQUES.get(one.predicate)
        if name and any(fold(name) in label for label in named):
            continue
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
