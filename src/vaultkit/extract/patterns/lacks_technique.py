"""A model does without a technique.

Foo does not use MoE. No dropout. Foo drops biases. Foo is dense, without MoE.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaultkit.extract.pattern import Pattern

if TYPE_CHECKING:
    from vaultkit.extract.nlp import Match
    from vaultkit.extract.sentence import Sentence

_AWAY = frozenset({",", ";", "from", "in", "for", "between", "behind", "about", "on"})
_PART = frozenset("every some most half alternate fourth third few last first certain".split())


def _is_whole(sentence: Sentence, match: Match) -> bool:
    """Tell whether it is the technique itself that is missing, and in the whole model.

    In `drops the KL term from X` it is the term, in `no X in every fourth layer` some layers.
    """
    tokens = sentence.tokens
    if any(token.norm.startswith("ablat") for token in tokens):
        return False
    last = next((n for n in range(match.end, len(tokens)) if tokens[n].type == "TECH"), match.end)
    if any(token.norm in _AWAY for token in tokens[match.start : last]):
        return False
    behind = [token.norm for token in tokens[last + 1 : last + 8]]
    return not (
        {"layer", "layers", "blocks", "cases", "tasks", "experiments"} & set(behind)
        and _PART & set(behind)
    )


lacks_technique = Pattern(
    "lacks-technique",
    "lacksTechnique",
    (
        "S =no|neither|without|lacks|lack|lacking|omits|omit|drops|drop|removes|remove|removed|removing|avoids|avoid|avoiding|excludes|abandons|eliminates|eliminating|forgoes|skips|skipping|discards|discarding|ditches|replaces|replace|replacing|dropping ~4 O",
        "S =not|never ~1 use|employ|adopt|apply|include|rely|have|need|require|contain|incorporate|utilize|leverage|train|do|implement|undergo|support|feature|involve|share|add ~3 O",
        "S be =not ~2 O",
        "S =not a|an O",
        "S =instead|rather =of|than O",
        "S =in =place =of O",
        "S =unlike|departing|contrast ~2 O",
        "S =no longer use|need|rely ~1 O",
        "S didnt|dont|doesnt ~1 use|employ|adopt|apply|include|rely|have|need|require|contain|utilize|leverage|do|implement|undergo|support|feature|involve|share ~3 O",
    ),
    objects=frozenset({"TECH"}),
    gap=4,
    check=_is_whole,
)
