"""Lineage in the words of talk: where a model stands, what came of it, what it was turned into.

From Bar came Foo. Out of Bar Acme built Foo. Foo sits on Bar. Acme took Bar and turned it into Foo.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaultkit.extract.pattern import Pattern
from vaultkit.extract.patterns.derived_from import is_named
from vaultkit.extract.words import FILLERS, PREPOSITIONS, VERBS

if TYPE_CHECKING:
    from vaultkit.extract.nlp import Match
    from vaultkit.extract.sentence import Sentence

_RANKED = frozenset(
    "leaderboard leaderboards ranking rankings board chart table benchmark arena list par top level footing".split()
)


def _stands_on(sentence: Sentence, match: Match) -> bool:
    """Tell whether a model stands on another one, not above it in a ranking."""
    if not is_named(sentence, match):
        return False
    near = sentence.tokens[match.start : match.end + 5]
    if any(token.norm in _RANKED and not token.type for token in near if token.norm != "top"):
        return False
    inside = any(token.type == "MODEL" for token in sentence.tokens[match.start : match.end])
    for token in sentence.tokens[match.end : match.end + 4]:
        if inside or token.type == "MODEL":
            break
        if token.norm in {",", "and", "or", "it", "them"}:
            return False
    before = sentence.tokens[match.start - 1 : match.start]
    if sentence.tokens[match.start].norm in {"come", "comes", "came"}:
        return bool(before) and before[0].type == "MODEL"  # not its weights, nor its data
    return not before or before[0].norm not in {"tests", "results", "compared", "evaluated"}


def _leads_to(sentence: Sentence, match: Match) -> bool:
    """Tell whether the name of what came stands right behind: not `came a version tuned on Foo`."""
    for token in sentence.tokens[match.end : match.end + 5]:
        if token.type == "MODEL":
            return True
        if token.norm in PREPOSITIONS or (token.stem in VERBS and token.norm not in FILLERS):
            return False
    return True


stands_on = Pattern(
    "stands-on",
    "derivedFrom",
    (
        "S sit|stand|rest|lean|ride|ground on|upon|atop =top? =of? O",
        "S sit|stand|rest|live|run ~1 =on =top =of O",
        "S =is|was ~2 built|build|based|made|grown|raised on|upon|atop|off =top? =of? O",
        "S =with O =as _2 starting|start|jumping|departure =point?",
        "S =use|uses|used|took|takes|take|with O =for =its|the|a _1 starting|base|backbone point|model|weights?",
        "S =with O underneath|beneath|inside",
        "S =is|was ~2 made|make|created|cooked|grown|cut|carved|forked =out? from|of O",
        "S grow|grew|hatch|spring|split =out? =of|from O",
        "S =has|have|had O =in =its|the =blood|ancestry|veins|family|pedigree",
        "S fork|spin-off|spinoff|derivative|finetune|child|grandchild|offspring|derivate of|from O",
        "S descend|come|stem ~1 from O",
        "S =whose base|parent|ancestor|backbone model? =is|was O",
        "S base|parent|ancestor|backbone model? : O",
        "S =is|was ~1 O underneath|inside|internally",
        "S trace ~2 back to O",
    ),
    gap=3,
    check=_stands_on,
)

continues = Pattern(
    "continues",
    "continuedFrom",
    (
        "S continue|continued from O",
        "S ~2 =what =you =get ~4 continue|pretrain ~3 O",
        "S keep|kept|keeps pretraining|training O",
    ),
    gap=3,
)

tuned_from_talk = Pattern(
    "tuned-in-talk",
    "fineTunedFrom",
    (
        "S ~2 =what =you =get ~4 finetune|tune|post-train|posttrain|align O",
        "S =is|was|are ~3 finetune|finetunes|tune|finetuning|chat-tune|sft|rlhf of|on|over O",
        "S finetune|tune|finetuned|tuned ~2 from|off O",
        "S =tunes|finetunes|posttrains|post-trains O",
        "S post-train|posttrain|posttrained ~3 from|of|on O",
        "S =is|was O ~2 =but|only|then ~2 finetuned|tuned|aligned|post-trained",
    ),
    gap=3,
)

came_of = Pattern(
    "came-of",
    "derivedFrom",
    (
        "from|off O ~2 come|spring|grow|emerge|descend|arise|stem|hatch|develop ~2 S",
        "=out =of O ~2 come|spring|grow|emerge|arise ~2 S",
        "from|off|upon O <ORG> ~1 build|make|train|develop|create|derive|distil|finetune|tune|produce|cook ~2 S",
        "=out|top =of O <ORG> ~1 build|make|train|develop|create|derive|finetune|tune|produce|cook ~2 S",
        "O ' s ~3 offspring|child|children|descendant|descendants|derivative|finetune|fork|progeny =is|are|: ~1 S",
        "O s ~3 offspring|child|children|descendant|descendants|derivative|finetune|fork|progeny =is|are|: ~1 S",
        "O =is|was|became ~4 parent|ancestor|mother|father|base|basis|foundation|backbone of|for|behind|beneath|under S",
        "O =is|was|became|serves|served =as? ~3 starting|start|jumping point|checkpoint for|of|behind S",
        "O turn|turned|made|evolve|shape|grow ~1 into S",
        "take|took|taken O ~3 =and|to turn|make|transform|shape|convert|tune|finetune|train ~1 into S",
        "take|took|taken O ~4 =and|to make|build|create|get|train|produce|cook ~1 S",
        "O ~2 give|gave us|birth to? S",
        "O ~1 =lives|lived =on =in|as S",
        "O ~2 power|underlie|underlies S",
        "O =is|was|sits|lies|stands beneath|underneath S",
    ),
    gap=3,
    check=_leads_to,
)
