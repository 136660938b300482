"""Pre-training of a model was carried on with more data.

Foo was further pre-trained from Bar. Foo continues the training of Bar on code.
"""

from vaultkit.extract.pattern import Pattern

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
