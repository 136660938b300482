"""A model's weights are made of those of several models.

Foo is a merge of Bar and Baz. Foo merges Bar with Baz. Foo: SLERP of Bar + Baz.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaultkit.extract.pattern import Pattern

if TYPE_CHECKING:
    from vaultkit.extract.nlp import Match
    from vaultkit.extract.sentence import Sentence


def _is_sum(sentence: Sentence, match: Match) -> bool:
    """Tell whether two models or more are added up behind the sign."""
    behind = sentence.tokens[match.end :]
    return sum(token.type == "MODEL" for token in behind) > 1 and any(t.norm == "+" for t in behind)


merge_of = Pattern(
    "merge-of",
    "mergeOf",
    (
        "S merg|merge|blend|mix|slerp|frankenmerge|interpolation|soup|average|fusion of|between O",
        "S merge|fuse|blend|interpolate|combine ~2 weights of O",
        "S =merges|merging|blends|fuses O",
        "S be _2 made|built|create from|by ~1 merge|merging of? O",
        "S be _2 merge _1 from|of O",
        "S model merge|merging of|from O",
    ),
)

merging_gives = Pattern(
    "merging-gives",
    "mergeOf",
    (
        "merge|merging|blend|blending|fuse|fusing O ~6 give|gives|gave|result|resulted|yield|yields|yielded|create|creates|produce|produces in|to? S",
    ),
)

sum_of = Pattern("sum-of", "mergeOf", ("S = O",), check=_is_sum)
