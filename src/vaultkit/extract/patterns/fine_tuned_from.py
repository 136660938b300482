"""A model's weights were tuned further.

Foo-7B was fine-tuned from Bar on chats. Foo: an instruction-tuned Bar. Bar was fine-tuned by Acme
to create Foo. Foo is Bar finetuned with DPO.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaultkit.extract.pattern import Pattern

if TYPE_CHECKING:
    from vaultkit.extract.nlp import Match
    from vaultkit.extract.sentence import Sentence


def _is_fragment(sentence: Sentence, match: Match) -> bool:
    """Tell whether no `was` stands between a base and its tuning: else the base is spoken of."""
    before = sentence.tokens[max(0, match.start - 4) : match.start]
    named = max((n for n, token in enumerate(before) if token.type == "MODEL"), default=-1)
    return all(token.stem != "be" for token in before[named + 1 :])


def _is_tuning(sentence: Sentence, match: Match) -> bool:
    """Tell whether the technique in the phrase tunes a model."""
    named = [
        token.norm for token in sentence.tokens[match.start : match.end] if token.type == "TECH"
    ]
    return any("tuning" in name for name in named)


fine_tuned_from = Pattern(
    "fine-tuned-from",
    "fineTunedFrom",
    (
        "S finetune|tune|retrain ~4 from|over|upon|atop O",
        "S finetune|tune|retrain ~4 =on =top =of O",
        "S finetune|tune _2 version|variant|derivative|descendant|checkpoint|copy|model of|from O",
        "S finetune|tune _2 version|variant|derivative|descendant|model based on|upon O",
        "S finetune|finetuning of O",
        "S create|make|build|obtain|produce|train|get|develop _2 by|through|via finetuning|tuning|finetune O",
        "S , a|an _1 instruction|chat|instruct|supervised|preference? tune|tuned|finetuned|aligned O",
        "S =is a|an _2 O based|derived|tuned",
        "S descend|descended from O",
        "S : O =that|which _2 finetune|tune",
        "S adapt|specialize|specialise O to|for",
        "S =finetuned =from O",
        "S instruction|supervised|chat|dialogue|preference tune|finetune _2 from|of O",
        "S =instruct =version|variant|model =of O",
        "S =chat|chatbot|dialogue =version|variant =of O",
        "S align|aligned _2 version of O",
        "S obtain|create|build|make|get|produce|develop|train _2 by _2 finetune|tune _3 O",
        "S =by =finetuning|tuning O",
        "S take|start with|from O ~6 =and finetune|tune",
        "S =base|parent|foundation =model : O",
        "S base|parent|foundation model is|be O",
        "S be train|finetune _3 start|starting from O",
        "S =uses|use O =as =base|=its =base? model?",
        "S =takes|take|took|takes|has O =as =its|the|a|their =base|foundation|backbone|basis|starting|initialization",
        "S be =trained|finetuned|tuned =from O",
        "S =specialises|specializes|specialise|specialize O ~2 on|further|for|to",
    ),
    gap=5,
)


def _is_direct(sentence: Sentence, match: Match) -> bool:
    """Tell whether what is tuned stands behind the phrase: after `on` or `with` stands data."""
    behind = sentence.tokens[match.end : match.end + 1]
    return not any(
        token.norm in {"on", "with", "using", "via", "by", "for", "to"} for token in behind
    )


tunes = Pattern(
    "tunes",
    "fineTunedFrom",
    (
        "S =finetuning|tuning O",
        "S =start|starts|starting|started from O",
        "S =finetune|finetunes|finetuned O",
        "^ =finetune|finetuned|finetuning O",
    ),
    gap=1,
    check=_is_direct,
)

base_tuned_into = Pattern(
    "tuned-into",
    "fineTunedFrom",
    (
        "O finetune|tune ~5 to|into create|produce|obtain|build|get|make|yield|become|form S",
        "O finetune|tune ~3 into|as S",
        "O ~3 =basis|base|foundation =for|of S",
        "O serve|act as ~2 base|basis|foundation|backbone|start|starting point? model? for S",
        "O become S =after|through finetuning",
        "finetune|tune|finetuned|tuned O to|into obtain|get|create|produce|make|build|form S",
        "finetune|tune|finetuning|tuning O ~8 result|resulted|give|gives|gave|yield|yields|lead|led|produce|produces|produced in|to? S",
        "O finetune|tune|finetuned|tuned ~6 ; =the result is|was S",
    ),
)

serves_as_base = Pattern(
    "serves-as-base",
    "fineTunedFrom",
    (
        "O =serves|served|acts|acted as =its|the ~1 base|basis|foundation",
        "O =is|was its base|foundation|parent",
        "O =was|is =used|chosen|taken as =its|the ~1 base|basis|foundation",
    ),
)

trained_as_itself = Pattern(
    "trained-further",
    "fineTunedFrom",
    ("S =is|was|are O ~1 train on|with",),
)

is_tuned = Pattern(
    "base-then-tuned",
    "fineTunedFrom",
    (
        "O finetune|tune|finetuned|tuned use|using|with|on|for|via|to|specifically",
        "O augment|extend|equip with",
    ),
    check=_is_fragment,
)

tuning_technique = Pattern(
    "tuning-technique",
    "fineTunedFrom",
    ("S <TECH> of|on|over O",),
    gap=3,
    check=_is_tuning,
)
