"""A model is another one with parts taken out.

Foo was pruned from Bar. Foo: a sparsified Bar with half the layers.
"""

from vaultkit.extract.pattern import Pattern

pruned_from = Pattern(
    "pruned-from",
    "prunedFrom",
    (
        "S prune|sparsify|shrink|slice|downscale ~4 from O",
        "S prune|sparsify|pruned|sparsified ~2 version|variant of O",
        "S =by =pruning O",
        "S =pruning =of O",
    ),
)
