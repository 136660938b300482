"""The licence that something was released under.

Foo is licensed under Apache 2.0. Foo (MIT license). License: CC BY 4.0.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaultkit.extract.pattern import Pattern

if TYPE_CHECKING:
    from vaultkit.extract.nlp import Match
    from vaultkit.extract.sentence import Sentence


def _of_model(sentence: Sentence, match: Match) -> bool:
    """Tell whether the clause is about the model, not its code, its data or others of its kind."""
    tokens = sentence.tokens
    first = next((n + 1 for n in range(match.start - 1, -1, -1) if tokens[n].norm in _ENDS), 0)
    words = {token.norm for token in tokens[first : match.end] if not token.type}
    if any(token.norm == "&" for token in tokens[match.start : match.end + 4]):
        return False  # the university: `(Doe & Roe, MIT, 2025)`
    if words & _OTHERS:
        return False
    return not words & _CODE or bool(words & _WEIGHTS)


_ENDS = frozenset({",", ";", ".", "but", "while", "whereas"})
_CODE = frozenset(
    "code dataset datasets data repo repository library tokenizer scripts demo docs".split()
)
_WEIGHTS = frozenset("weights model models checkpoint checkpoints everything all both".split())
_OTHERS = frozenset("ones others rest".split())
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
    check=_of_model,
)

licensed_here = Pattern(
    "license-here",
    "license",
    (
        "^ license|licence|licensed : O",
        "^ license|licensed|licence under|with O",
        "^ O license|licence|licensed",
    ),
    explicit=True,
    objects=_LICENSE,
    gap=2,
    several=False,
    check=_of_model,
)

licensed_under = Pattern(
    "licensed-under",
    "license",
    ("O under ~2 S", "O ( S", "O , S", "O with ~2 S"),
    subjects=_LICENSE,
    objects=_THINGS,
    gap=1,
    several=False,
    check=_of_model,
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
    check=_of_model,
)
