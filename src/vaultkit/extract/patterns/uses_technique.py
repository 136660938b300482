"""A model is built, trained, tuned or run with a technique.

Foo uses GQA and RoPE. Foo was trained with DPO. Foo, a decoder-only transformer, adopts SwiGLU.
"""

from vaultkit.extract.pattern import Pattern

uses_technique = Pattern(
    "uses-technique",
    "usesTechnique",
    (
        "S use|employ|adopt|leverage|utilize|utilise|apply|incorporate|integrate|feature|include|implement|exploit|have|has|add|introduce|perform|combine|support|embed|swap|harness|rely|choose|opt|prefer|interleave|alternate|inherit|keep|retain|take|get|undergo|receive|select|run|pioneer ~3 O",
        "S =with|via|through|using|by|under|after|including|plus O",
        "S create|make|produce|obtain|train|pretrain|finetune|tune|align|optimize|optimise|refine|quantize|compress|distil|extend|build|base|polish|teach|initialize|encode|tokenize|scale|regularize ~4 with|using|via|through|by|on|upon|around ~2 =of? O",
        "S be ~3 O",
        "S rely|relies|build|switch|move on|upon|to O",
        "S benefit|profit|draw from|on O",
        "S take advantage of O",
        "S make use of O",
        "S replace|replaces|swap|swaps ~6 with|by|for O",
        "S follow|followed|follows by|with ~2 O",
    ),
    objects=frozenset({"TECH"}),
    negated="lacksTechnique",
    loose=True,
    gap=5,
)

technique_used_by = Pattern(
    "technique-used-by",
    "usesTechnique",
    (
        "O use|used|employ|employed|adopt|adopted|leverage|implement|apply|applied|popularise|popularize|introduce|pioneer|propose in|by|for S",
        "O find|found|see|seen|present in S",
        "O =in S",
    ),
    objects=frozenset({"TECH"}),
    gap=4,
)
