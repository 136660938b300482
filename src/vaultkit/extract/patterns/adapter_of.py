"""A small set of weights is trained on top of a frozen model.

Foo is a LoRA adapter for Bar. Foo was built by QLoRA fine-tuning of Bar.
"""

from vaultkit.extract.pattern import Pattern

adapter_of = Pattern(
    "adapter-of",
    "adapterOf",
    (
        "S <TECH>? adapter|adaptor|adapters|lora|loras for|of|on|over =top? =of? O",
        "S adapter|adaptor|lora ~3 train ~2 on|over|for =top? =of? O",
        "S =qlora|lora|dora finetune|finetuning|tune of|on O",
    ),
)
