"""The licence that something was released under.

Foo is licensed under Apache 2.0. Foo (MIT license). License: CC BY 4.0.
"""

from vaultkit.extract.pattern import Pattern

_LICENSE = frozenset({"LICENSE"})
_THINGS = frozenset({"MODEL", "DATA", "BENCH", "SOFT"})

licensed = Pattern(
    "licensed",
    "license",
    (
        "S license|licensed|release|available|distribute|publish|ship|open-source|open ~6 under ~2 O",
        "S license|licensed|licence|licenced|license_type ~2 : O",
        "S licensed|licenced O",
        "S license|licence is|be ~2 O",
        "S have|carry|use|come|is|be ~4 O",
    ),
    subjects=_THINGS,
    objects=_LICENSE,
    gap=2,
    several=False,
)

licensed_here = Pattern(
    "license-here",
    "license",
    (
        "^ license|licence|licensed : O",
        "^ license|licensed|licence under|with O",
        "^ O license|licence|licensed",
    ),
    objects=_LICENSE,
    gap=2,
    several=False,
)

licensed_under = Pattern(
    "licensed-under",
    "license",
    ("O under ~2 S", "O ( S", "O , S", "O with ~2 S"),
    subjects=_LICENSE,
    objects=_THINGS,
    gap=1,
    several=False,
    swap=True,
)
"""`Acme released Foo under MIT`: the name right before, whoever the clause is about."""

license_of = Pattern(
    "license-of",
    "license",
    ("O license|licence? ~2 for|of S",),
    subjects=_THINGS,
    objects=_LICENSE,
    gap=3,
    several=False,
)
