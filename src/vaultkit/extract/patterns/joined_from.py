"""A model is built by joining others, each with its own weights, or keeps one of them frozen.

Foo connects Bar to Baz with one layer. Foo: a projection between Bar and Baz. Foo keeps Bar frozen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaultkit.extract.pattern import Pattern

if TYPE_CHECKING:
    from vaultkit.extract.nlp import Match
    from vaultkit.extract.sentence import Sentence

_PARTS = frozenset(
    (
        "layer layers projection projector mlp connector bridge adapter adapters encoder decoder resampler q-former qformer "
        "linear module tower head perceiver attention glue"
    ).split()
)


def _has_part(sentence: Sentence, match: Match) -> bool:
    """Tell whether a part that joins models is named in the phrase or right before it."""
    near = sentence.tokens[max(0, match.start - 4) : match.end]
    return any(
        token.norm in _PARTS or (token.type == "TECH" and set(token.norm.split()) & _PARTS)
        for token in near
    )


joined_from = Pattern(
    "joined-from",
    "initializedFrom",
    (
        "S connect|couple|pair|join|glue|bridge|marry|bolt|attach|graft|stick|plug|wire|stack|weld O ~3 to|with|and|onto|into|on|atop",
        "S connect|couple|pair|join|glue|bridge|marry|bolt|attach|graft|stick|plug|wire|weld <MODEL> ~3 to|with|and|onto|into|atop ~2 O",
        "S connect|couple|pair|join|glue|bridge|marry|bolt|attach|graft|stick|plug|wire|weld ~4 of O ~1 to|with|and|onto|into",
        "S connect|couple|pair|join|glue|bridge|marry ~4 of <MODEL> ~1 to|with|and|onto|into ~2 O",
        "S =keeps|kept|keep|leaves|holds|freezes|froze O =frozen|fixed|untouched|as",
        "S =reuses|recycles ~2 encoder|decoder|weights of|from O",
    ),
    gap=2,
)

frozen = Pattern(
    "frozen-part",
    "initializedFrom",
    ("S =freezes|froze|freezing O", "S =frozen O"),
    several=False,
    gap=1,
)

between = Pattern(
    "joined-between",
    "initializedFrom",
    ("S =between ~2 O",),
    gap=2,
    check=_has_part,
)
