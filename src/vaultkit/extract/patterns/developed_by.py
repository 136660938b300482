"""Who made a model.

Foo was released by Acme. Acme introduces Foo. Acme's Foo. From Acme Research.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaultkit.extract.pattern import Pattern

if TYPE_CHECKING:
    from vaultkit.extract.nlp import Match
    from vaultkit.extract.sentence import Sentence


def _is_label(sentence: Sentence, match: Match) -> bool:
    """Tell whether the sentence begins with the name: `Foo 7B, Acme.`."""
    return match.start <= 1 or (sentence.tokens[0].norm == "[" and match.start == _LINKED)


_LINKED = 2
_ORG = frozenset({"ORG"})
_MADE = frozenset({"MODEL", "DATA", "BENCH", "SOFT", "TECH"})

developed_by = Pattern(
    "developed-by",
    "developedBy",
    (
        "S develop|create|build|release|publish|introduce|make|design|open-source|announce|propose|launch|present|author|maintain|unveil|engineer|ship|train|pretrain by|at O",
        "S develop|create|build|release|publish|introduce|design|make|announce|train ~3 by|at O",
        "S , a|an|the ~4 finetune|tune|train|develop|release|build|create|make by|at O",
        "S company|organization|organisation|developer|developers|creator|maker|vendor|author|authors|lab|org|provider|publisher : O",
        "^ from|by O",
        "S come|hail|stem from O",
        "S =is|was O ' s",
        "S =is|are the|a|an|one ~4 =of|in O ' s",
        "S , O ' s",
        "S a|an|the|new|first|latest ~5 model|models|llm|family|series|chatbot|checkpoint from|by O",
    ),
    subjects=_MADE,
    objects=_ORG,
    gap=2,
)

tuned_by = Pattern(
    "tuned-by",
    "developedBy",
    ("O to|into create|produce|obtain|build|get|make|form S",),
    objects=_ORG,
)

stands_beside_maker = Pattern(
    "beside-maker",
    "developedBy",
    ("S |  O", "S \\ O", "S from|by O", "S ( O", "S , O ' s", "S , =by|from O", "S =is|was O ' s"),
    objects=_ORG,
    near=True,
)

maker_in_label = Pattern(
    "maker-in-label",
    "developedBy",
    ("S : =the|a|an? O ' s", "S , O .", "S , O ; ", "S : O .", "S , =the? O , =the|a|an"),
    objects=_ORG,
    near=True,
    check=_is_label,
)

maker_of = Pattern(
    "maker-of",
    "developedBy",
    (
        "O introduce|release|develop|create|build|publish|open-source|announce|launch|present|unveil|ship|propose|design|debut|open ~3 S",
        "O have|has introduce|release|develop|create|build|publish|open-source|announce|launch|unveil ~3 S",
        "O train|pretrain S",
        "team|researchers|people|engineers at|from O develop|build|create|train|make|release S",
        "O model|llm : S",
    ),
    objects=_ORG,
    gap=3,
)

possessive = Pattern(
    "possessive",
    "developedBy",
    ("O ' s? S", "O s S"),
    objects=_ORG,
    gap=1,
)

possessive_noun = Pattern(
    "possessive-noun",
    "developedBy",
    ("^ O ' s _3 model|llm|chatbot|release",),
    objects=_ORG,
)
