"""A dataset was used in training a model.

Foo was trained on C4. Foo: 15T tokens from FineWeb. Training data: The Pile.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaultkit.extract.pattern import Pattern

if TYPE_CHECKING:
    from vaultkit.extract.nlp import Match
    from vaultkit.extract.sentence import Sentence

trained_on = Pattern(
    "trained-on",
    "trainedOn",
    (
        "S train|retrain|learn|bootstrap ~5 on|using|with|over|from O",
        "S train|trained ~3 on ~8 from|of|including|include|comprise|=like O",
        "S training|train data|dataset|corpus|set|mix|mixture|datasets : O",
        "S data|dataset|datasets|corpus : O",
        "S train|trained ~3 :  O",
        "S <NUM> =tokens|tokens from|of ~3 O",
        "S ' s? pretraining|training? data|dataset|datasets|corpus|mix|mixture be O",
        "S train|training data|dataset|corpus be O",
        "S mix|blend|use|uses ~2 O",
        "S : ~10 dataset|datasets|data|subset|corpus ~6 from|of O",
        "S : ~6 dataset|data|corpus O",
        "S dataset|corpus|collection ~2 called|named|dubbed O",
        "S on ~4 rows|samples|examples|subset|split|instances|conversations|pairs|instructions of|from O",
        "S collect|collected|gathered|scraped|sampled from O",
        "S use|uses|using|leverage|collect|scrape ~2 O ~1 dataset|data|corpus",
        "S use|uses|using O , supplemented",
        "S use|uses O =for|to ~1 training|train",
        "S =saw|sees|see|ate|eats|reads|ingested|ingests|consumed|swallowed ~6 of|from? O",
        "S feed|fed|feeds|raise|raised|reared|nourished on|with? O",
        "S =went|goes|go =for ~6 from? O",
        "S diet ~1 be|of|: O",
        "S ' s pretraining|training? set|diet|corpus|food be O",
        "S share|shares|shared O",
        "S train|trained|pretrain ~6 : ~5 O",
        "S =got|gets|learned|learnt|picked|takes ~5 from O",
    ),
    objects=frozenset({"DATA"}),
    gap=5,
)

pretrained_on = Pattern(
    "pretrained-on",
    "pretrainedOn",
    (
        "S pretrain|pretrained|pretraining ~5 on|using|with|over|from O",
        "S <TECH> from <MODEL> on O",
        "S pretrain|pretraining data|dataset|corpus|mix|mixture : O",
    ),
    objects=frozenset({"DATA"}),
    gap=5,
)

fine_tuned_on = Pattern(
    "fine-tuned-on",
    "fineTunedOn",
    (
        "S finetune|tune|finetuned|tuned|finetuning|align ~7 on|using|with|over O",
        "S <TECH> on O",
        "S finetune|finetuning|instruction|sft|alignment data|dataset|set|mix : O",
        "S finetune|tune|finetuned ~4 on ~8 of|from O",
        "S on ~7 dataset|datasets|corpus O",
    ),
    objects=frozenset({"DATA"}),
    gap=5,
)

data_used_for = Pattern(
    "data-used-for",
    "trainedOn",
    (
        "O use|used to|for ~2 train|training|pretrain|pretraining|finetune|finetuning|tune S",
        "O =for|in train|training|finetuning|pretraining|finetune S",
        "O ~4 go|went|goes|flow|flowed|fed into S",
        "O =is|was ~2 =what|all S =was|is trained|fed|tuned on",
        "O feed|fed|feeds S",
        "O =is|was|were ~1 made|built|collected|created|curated|assembled|cleaned|scraped =for S",
        "O =is|was|were ~2 mixed|added|blended|thrown|folded|went =in|into|to ~3 of? S",
    ),
    objects=frozenset({"DATA"}),
    gap=4,
)


def _takes_in(sentence: Sentence, match: Match) -> bool:
    """Tell whether it is to the data that something is added."""
    return any(token.norm in _DIETS for token in sentence.tokens[match.end : match.end + 14])


_DIETS = frozenset({"data", "diet", "mix", "mixture", "corpus", "corpora", "pile"})

adds_data = Pattern(
    "adds-data",
    "trainedOn",
    ("S add|adds|added|throws|mixes O",),
    objects=frozenset({"DATA"}),
    gap=3,
    check=_takes_in,
)


def is_what(sentence: Sentence, match: Match) -> bool:
    """Tell whether a model was trained with what stands before: `D is what Foo was tuned on`."""
    last = max(
        (
            n
            for n in range(match.end, min(len(sentence.tokens), match.end + 3))
            if sentence.tokens[n].type == "MODEL"
        ),
        default=-1,
    )
    behind = sentence.tokens[last + 1 : last + 4]
    return bool(last > 0 and behind) and any(
        token.stem in {"train", "pretrain", "tun", "finetun", "align", "fed", "feed", "learn"}
        for token in behind
    )


data_is_what = Pattern(
    "data-is-what",
    "trainedOn",
    ("O =is|was =what|all S", "O , =which|on =which? S"),
    objects=frozenset({"DATA"}),
    gap=2,
    check=is_what,
)
