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
    inside = [token.norm for token in tokens[match.start : last]]
    if inside[:1] in (["replaces"], ["replace"], ["replacing"]) and {"with", "by"} & set(inside):
        return False  # what comes instead: `replaces both with Foo`
    if inside[:1] == ["removed"] and tokens[match.start - 1].stem == "be":
        return False  # `it was removed, and Foo introduced`
    if last and tokens[last - 1].norm in {"non", "parametric", "-"}:
        return False  # `without non-parametric Foo`: another thing
    behind = [token.norm for token in tokens[last + 1 : last + 8]]
    return not (
        {"layer", "layers", "blocks", "cases", "tasks", "experiments"} & set(behind)
        and _PART & set(behind)
    )


def _is_done(sentence: Sentence, match: Match) -> bool:
    """Tell whether the subject itself does it: not in `was replaced by Foo`."""
    before = sentence.tokens[max(0, match.start - 2) : match.start]
    last = next(
        (n for n in range(match.end, len(sentence.tokens)) if sentence.tokens[n].type == "TECH"),
        match.end,
    )
    behind = sentence.tokens[match.start + 1 : last]
    swapped = sentence.tokens[match.start].norm in {"replaced", "swapped"}
    if any(token.stem == "be" for token in before) or any(
        one.norm in {"by", "and"} for one in behind
    ):
        return False
    if swapped and any(one.norm in {"with", "for"} for one in behind):
        return False  # what comes instead: `replaced it with Foo`
    return _is_whole(sentence, match)


_TECH = frozenset({"TECH"})

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
        "S =unlike|departing ~2 O",
        "S =contrast =to|with ~2 O",
        "S =no longer use|need|rely ~1 O",
        "S didnt|dont|doesnt ~1 use|employ|adopt|apply|include|rely|have|need|require|contain|utilize|leverage|do|implement|undergo|support|feature|involve|share ~3 O",
    ),
    objects=_TECH,
    gap=4,
    check=_is_whole,
)

gave_up = Pattern(
    "gave-up",
    "lacksTechnique",
    (
        "S =replaced|dropped|removed|omitted|abandoned|discarded|skipped|ditched|eliminated|avoided|forwent|swapped ~4 O",
        "S do|does|did away with ~3 O",
        "S dispense|dispensed with ~3 O",
        "S get|got rid of ~3 O",
        "S do|does|did without ~3 O",
        "S give|gave up ~2 O",
        "S move|moved|shift|shifted away from ~2 O",
    ),
    objects=_TECH,
    gap=4,
    check=_is_done,
)

was_dropped = Pattern(
    "was-dropped",
    "lacksTechnique",
    ("^ <TECH> _2 be _2 drop|remove|abandon|discard|omit|skip|eliminate|avoid",),
    objects=_TECH,
)
