"""Who made a model.

Foo was released by Acme. Acme introduces Foo. Acme's Foo. From Acme Research.
"""

from vaultkit.extract.pattern import Pattern

developed_by = Pattern(
    "developed-by",
    "developedBy",
    (
        "S develop|create|build|train|release|publish|introduce|make|design|open-source|announce|propose|launch|present|author|maintain|unveil|engineer|ship ~3 by|from|at O",
        "S =by|from O",
        "S company|organization|organisation|developer|creator|maker|vendor|author|authors|lab|org|provider|publisher : O",
        "S , O",
        "S - O",
        "S ( O",
    ),
    objects=frozenset({"ORG"}),
    subjects=frozenset({"MODEL"}),
    gap=4,
)

maker_of = Pattern(
    "maker-of",
    "developedBy",
    (
        "O introduce|release|develop|create|build|train|publish|open-source|announce|launch|present|unveil|ship|propose|design|debut|make|have ~4 S",
        "O ' s? S",
        "O model|llm : S",
    ),
    objects=frozenset({"ORG"}),
    gap=4,
)
