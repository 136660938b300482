"""Lineage in a noun behind the parent's name: `Foo is a Bar finetune`, `Foo, yet another Bar merge`.

Foo, a Bar taught to use tools. Foo is a Bar 7B that rates prompts. Foo (Bar base).
"""

from vaultkit.extract.pattern import Pattern

finetune_noun = Pattern(
    "finetune-noun",
    "fineTunedFrom",
    (
        "S =is|was ~3 O finetune|finetuning|tune",
        "S : ~3 O finetune|finetuning|tune",
        "S =is|was ~3 O <TECH> =model|variant|version",
        "S =is|was a|an|another|yet|the ~2 O taught|tuned|finetuned|post-trained",
    ),
    several=False,
)

apposed_finetune = Pattern(
    "apposed-finetune",
    "fineTunedFrom",
    (
        "S , ~3 O finetune|finetuning|tune",
        "S , =a|an|another|yet|the ~2 O taught|tuned|finetuned|post-trained",
        "S (  O finetune|finetuned|tuned|tune",
    ),
    several=False,
    beside=True,
)

derivative_noun = Pattern(
    "derivative-noun",
    "derivedFrom",
    (
        "S =is|was|: ~3 O derivative|descendant|fork|spin-off|spinoff|offshoot|clone|child",
        "S =is|was =a|an O =that|which|who|for",
        "S ' s _1 parent|base|backbone|ancestor|foundation model|checkpoint? =is|was ~1 O",
        "S go|goes|went|reach|date back to O",
        "S build|make|create|derive|cook|train by _3 on|upon|from|atop O",
        "S build|make|create|derive|cook|train by <ORG> on|upon|from|atop O",
    ),
    several=False,
)

apposed_derivative = Pattern(
    "apposed-derivative",
    "derivedFrom",
    (
        "S , ~3 O derivative|descendant|fork|spin-off|offshoot|child",
        "S (  O base|based|init|backbone|underneath",
    ),
    several=False,
    beside=True,
)
