"""The paper that first described a model, technique or dataset.

Foo was introduced in "A Paper". A Paper proposes Foo. Original paper: [1].
"""

from vaultkit.extract.pattern import Pattern

introduced_by = Pattern(
    "introduced-by",
    "introducedBy",
    (
        "S introduce|propose|present|describe|publish|detail ~3 in|by O",
        "S original|main|source|intro ~1 paper|report|reference|work|article : O",
        "S paper|report|reference|source|arxiv|technical : O",
        "S propose|proposed by O",
        "S ( O",
    ),
    subjects=frozenset({"MODEL", "TECH", "DATA", "BENCH", "SOFT"}),
    objects=frozenset({"PAPER", "CITE"}),
    gap=3,
    several=False,
)

paper_introduces = Pattern(
    "paper-introduces",
    "introducedBy",
    ("O introduce|propose|present|describe ~4 S",),
    subjects=frozenset({"MODEL", "TECH", "DATA", "BENCH", "SOFT"}),
    objects=frozenset({"PAPER", "CITE"}),
    gap=3,
    several=False,
)
