"""A dataset was used in training a model.

Foo was trained on C4. Foo: 15T tokens from FineWeb. Training data: The Pile.
"""

from vaultkit.extract.pattern import Pattern

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
    ),
    objects=frozenset({"DATA"}),
    gap=5,
)

pretrained_on = Pattern(
    "pretrained-on",
    "pretrainedOn",
    (
        "S pretrain|pretrained|pretraining ~5 on|using|with|over|from O",
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
    ),
    objects=frozenset({"DATA"}),
    gap=4,
)
