"""Pre-training of a model was carried on with more data.

Foo was further pre-trained from Bar. Foo continues the training of Bar on code.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaultkit.extract.pattern import Pattern

if TYPE_CHECKING:
    from vaultkit.extract.nlp import Match
    from vaultkit.extract.sentence import Sentence


def _is_continued(sentence: Sentence, match: Match) -> bool:
    """Tell whether the technique in the phrase goes on with pre-training."""
    named = [one.norm for one in sentence.tokens[match.start : match.end] if one.type == "TECH"]
    return any("continu" in name or "further" in name for name in named)


continued_from = Pattern(
    "continued-from",
    "continuedFrom",
    (
        "S continue|further|additionally pretrain|train ~4 from|of|on =top? =of? O",
        "S continual|continued|continuous|further pretrain|pretraining|training of|from|on O",
        "S continue ~3 pretrain|pretraining|training of|from O",
        "S further pretrain|train O",
        "S =continues|continue|continued|continuing =pretraining|training|pre-training =of? =from? O",
        "S =is|was O , ~1 pretrain|train ~1 further|more|longer",
        "S =is|was O ~1 pretrain|train ~1 further|more|longer",
        "S mid-train|midtrain ~2 from O",
    ),
)

continued_technique = Pattern(
    "continued-technique",
    "continuedFrom",
    ("S <TECH> ~2 of|from|on|over ~1 O", "S <TECH> =starting from|with O"),
    gap=3,
    check=_is_continued,
)
