"""A small set of weights is trained on top of a frozen model.

Foo is a LoRA adapter for Bar. Foo was built by QLoRA fine-tuning of Bar.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaultkit.extract.pattern import Pattern

if TYPE_CHECKING:
    from vaultkit.extract.nlp import Match
    from vaultkit.extract.sentence import Sentence


def _is_adapter(sentence: Sentence, match: Match) -> bool:
    """Tell whether the technique in the phrase trains an adapter."""
    named = [
        token.norm for token in sentence.tokens[match.start : match.end] if token.type == "TECH"
    ]
    return any("lora" in name or "adapter" in name for name in named)


adapter_of = Pattern(
    "adapter-of",
    "adapterOf",
    (
        "S <TECH>? adapter|adaptor|adapters|lora|loras for|of|on|over =top? =of? O",
        "S adapter|adaptor|lora ~3 train ~2 on|over|for =top? =of? O",
        "S =qlora|lora|dora finetune|finetuning|tune of|on O",
    ),
)

called_adapter = Pattern(
    "called-adapter",
    "adapterOf",
    (
        "adapter|adaptor|lora ~1 for|on|of O ,? call|name|dub S",
        "<TECH> ~2 for|on|of O ,? call|name|dub S",
    ),
)

adapter_technique = Pattern(
    "adapter-technique",
    "adapterOf",
    ("S <TECH> of|on|for|over O", "S <TECH> finetune|finetuning|tune|adapter of|on|for|over O"),
    gap=3,
    check=_is_adapter,
)
