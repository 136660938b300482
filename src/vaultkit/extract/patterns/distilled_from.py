"""A model learned to match another one's outputs.

Foo was distilled from Bar. Foo is a distillation of Bar, with Bar as the teacher.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaultkit.extract.pattern import Pattern

if TYPE_CHECKING:
    from vaultkit.extract.nlp import Match
    from vaultkit.extract.sentence import Sentence


def _learns(sentence: Sentence, match: Match) -> bool:
    """Tell whether the name behind `teacher` is the teacher: in `known as the teacher of Foo` not."""
    after = sentence.tokens[match.end : match.end + 1]
    if sentence.tokens[match.end - 1].norm == "taught" and after and after[0].norm == "by":
        return False
    if not after or sentence.tokens[match.end - 1].norm != "teacher":
        return True
    return after[0].norm not in {"of", "for", "behind", "to"}


distilled_from = Pattern(
    "distilled-from",
    "distilledFrom",
    (
        "S distil|distill|distilled|co-distilled|codistilled ~5 from|of|by O",
        "S distillation of|from O",
        "S distil|distill ~2 version|variant|checkpoint of O",
        "S distillation|distil ~4 with|using|use O ~1 =as _2 teacher",
        "S with|using O ~1 =as _2 teacher",
        "S student of O",
        "S =distills|distils O",
        "S ~4 teacher model? : O",
        "S , teacher O",
        "S =taught|coached|supervised =by O",
        "S =its|their =teacher ,? (? O",
        "S =whose|its|the teacher model? =is|was O",
        "S =compressed =version|copy =of O",
    ),
    check=_learns,
)

had_teacher = Pattern(
    "had-teacher",
    "distilledFrom",
    ("S =had|has|got ~3 teacher =,|:|in O", "S teacher : O"),
    gap=1,
)

distilled_across = Pattern(
    "distilled-across",
    "distilledFrom",
    ("distil ~2 from O into|to S",),
)

distilled_into = Pattern(
    "distilled-into",
    "distilledFrom",
    (
        "O distil|distill|distilled ~4 into|to|in S",
        "O =as _2 teacher =for|of S",
        "O =is|was|as|serve|act ~3 teacher =for|of S",
        "O teach|taught S",
    ),
    check=_learns,
)
