"""A model comes from another one; how is not said.

Foo is based on Bar. Foo is built on top of Bar. Foo is a derivative of Bar. Base model: Bar.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaultkit.extract.pattern import Pattern
from vaultkit.extract.patterns.variant_of import is_itself
from vaultkit.extract.words import VERBS

if TYPE_CHECKING:
    from vaultkit.extract.nlp import Match
    from vaultkit.extract.sentence import Sentence


def _applies_technique(sentence: Sentence, match: Match) -> bool:
    """Tell whether it is a technique that the phrase applies to a model."""
    return any(token.type == "TECH" for token in sentence.tokens[match.start : match.end])


def is_named(sentence: Sentence, match: Match) -> bool:
    """Tell whether a name behind a colon is no subject: in `its base: Bar is bound by law` it is."""
    tokens = sentence.tokens
    if tokens[match.end - 1].norm != ":":
        return True
    named = next(
        (n for n in range(match.end, min(len(tokens), match.end + 5)) if tokens[n].type == "MODEL"),
        -1,
    )
    behind = tokens[named + 1 : named + 2] if named >= 0 else ()
    return (
        not behind
        or bool(behind[0].type)
        or behind[0].stem not in VERBS
        or behind[0].norm.endswith("ed")
    )


derived_from = Pattern(
    "derived-from",
    "derivedFrom",
    (
        "S based|built|build|base on|upon|atop|off ~1 O",
        "S build|built =on =top =of O",
        "S derive|derived|adapt|adapted|evolve|fork|forked|specialise|specialize|develop ~3 from O",
        "S specialization|specialisation|derivative|fork|adaptation|specialization|specialisation|extension|offshoot|offspring|child of|from O",
        "S initialize|initialise|initialized|initialised|bootstrap|warm-start|warmstart|init ~4 from|with O",
        "S start|begin|starting|starts from|with O ~1 checkpoint|checkpoints|weights",
        "S train|training|finetuning|pretraining start|starting|begin|begins from|with O",
        "S consist|consists|compose ~1 of ~2 O ~2 and ~3 layer|layers|head|encoder|decoder|linear|adapter|module|classifier",
        "S combine|combines|couples|pairs|pair O ~1 with ~4 <TECH|SOFT>|layer|head|encoder|decoder|transformer|adapter",
        "S =uses|use O =as _2 backbone|base|foundation|core|initialization|llm|=language|=text",
        "S =with O =as _2 backbone|base|foundation|core|initialization|llm",
        "S connect|couple|combine|pair|join ~8 with|to ~1 O ~1 language|llm|decoder|text",
        "S connect|connects|couple|couples|join|joins O ~1 to|with|and",
        "S base model|llm|checkpoint? : O",
        "S upcycl|upcycle ~2 from O",
        "S =on =top =of O",
    ),
    gap=3,
    check=is_named,
)

applied_to = Pattern(
    "applied-to",
    "derivedFrom",
    ("S apply|applies|applied ~4 (? <TECH>? )? ~2 to|on O",),
    gap=2,
    check=_applies_technique,
)

version_of = Pattern(
    "version-of",
    "derivedFrom",
    ("S =version =of O",),
    gap=3,
    check=is_itself,
)
