"""A model is a version of another one; how it was made is not said.

Foo is a lightweight version of Bar. Foo is a smaller variant of Bar.
"""

from vaultkit.extract.pattern import Pattern

variant_of = Pattern(
    "variant-of",
    "variantOf",
    (
        "S a|an ~4 version|variant|edition|flavor|flavour|spin of|on O",
        "S =is|are ~3 version|versions|variant|variants of O",
        "S recipe|procedure|method|strategy|approach for train|pretrain|training|pretraining O",
        "S =robustly =optimized O",
        "S be O for|but|plus|without",
    ),
    gap=3,
)

led_to = Pattern(
    "led-to",
    "variantOf",
    (
        "O lead|led to|for ~3 development|creation|birth|release|emergence of S",
        "O give|gave rise|birth to S",
        "O spawn S",
    ),
)
