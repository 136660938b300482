"""A model is a version of another one; how it was made is not said.

Foo is a lightweight version of Bar. Foo is a smaller variant of Bar.
"""

from vaultkit.extract.pattern import Pattern

variant_of = Pattern(
    "variant-of",
    "variantOf",
    (
        "S version|variant|edition|flavor|flavour|spin|counterpart|sibling of|on O",
        "S =lite|light|tiny|mini|optimized|optimised|robust|multilingual|smaller|faster|larger|improved|modified|open O",
        "S recipe|procedure|method|strategy|approach for train|pretrain|training|pretraining O",
        "S =robustly optimized O",
    ),
    gap=3,
)
