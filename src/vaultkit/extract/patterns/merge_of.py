"""A model's weights are made of those of several models.

Foo is a merge of Bar and Baz. Foo merges Bar with Baz. Foo: SLERP of Bar + Baz.
"""

from vaultkit.extract.pattern import Pattern

merge_of = Pattern(
    "merge-of",
    "mergeOf",
    (
        "S merg|merge|blend|mix|slerp|frankenmerge|interpolation|soup|average|fusion of|between O",
        "S merge|fuse|blend|interpolate|combine ~2 weights of O",
        "S =merges|merging|blends|fuses O",
        "S be _2 merge|made|built|create from|by ~1 merge|merging? O",
        "S be _2 merge _1 from|of O",
        "S model merge|merging of|from O",
    ),
)
