"""Who made a model.

Foo was released by Acme. Acme introduces Foo. Acme's Foo. From Acme Research.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaultkit.extract.pattern import Pattern
from vaultkit.extract.words import PREPOSITIONS, VERBS

if TYPE_CHECKING:
    from vaultkit.extract.nlp import Match
    from vaultkit.extract.sentence import Sentence


def _is_label(sentence: Sentence, match: Match) -> bool:
    """Tell whether the sentence begins with the name: `Foo 7B, Acme.`."""
    return match.start <= 1 or (sentence.tokens[0].norm == "[" and match.start == _LINKED)


_LINKED = 2
_ORG = frozenset({"ORG"})
_MADE = frozenset({"MODEL", "DATA", "BENCH", "SOFT", "TECH"})


def _is_clear(sentence: Sentence, match: Match) -> bool:
    """Tell whether no model stands before the organisation: `From Foo Acme made Bar`."""
    tokens = sentence.tokens
    if tokens[match.start].norm == "," and tokens[match.end - 1].norm == "s":
        return _is_apposed(sentence, match)
    for index, token in enumerate(tokens[match.end : match.end + 4], match.end):
        if token.type == "ORG":
            owned = [one.norm for one in tokens[index + 1 : index + 3]] == ["'", "s"]
            thing = tokens[index + 3 : index + 4]
            return not owned or not thing or bool(thing[0].type) or thing[0].norm in _UNITS
        if token.type == "MODEL":
            return False
    return True


_UNITS = frozenset("team lab labs research researchers group brain division ai people engineers frontier flagship small latest most new first open best newest".split())  # fmt: skip
"""Behind a house's possessive: a part of it, or its model; else `by Acme's tests` says nothing."""


developed_by = Pattern(
    "developed-by",
    "developedBy",
    (
        "S develop|create|build|release|publish|introduce|make|design|open-source|announce|propose|launch|present|author|maintain|unveil|engineer|ship|train|pretrain by|at O",
        "S develop|create|build|release|publish|introduce|design|make|announce|train ~3 by|at O",
        "S , a|an|the ~4 finetune|tune|train|develop|release|build|create|make by|at O",
        "S company|organization|organisation|developer|developers|creator|maker|vendor|author|authors|lab|org|provider|publisher : O",
        "^ from|by O",
        "S come|hail|stem from O",
        "S come|came|grow|emerge =out =of O",
        "S , =the|a|an ~6 model|llm|family|chatbot|one|flagship|project|product|effort|creation|brainchild of|from|by O",
        "S , do|done|made|trained|built|released|published ~2 by|at O",
        "S =is|was O ' s",
        "S =is|are the|a|an|one ~4 =of|in O ' s",
        "S , O ' s",
        "S a|an|the|new|first|latest ~5 model|models|llm|family|series|chatbot|checkpoint from|by O",
    ),
    subjects=_MADE,
    objects=_ORG,
    gap=2,
    check=_is_clear,
)

tuned_by = Pattern(
    "tuned-by",
    "developedBy",
    ("O to|into create|produce|obtain|build|get|make|form S",),
    objects=_ORG,
)

stands_beside_maker = Pattern(
    "beside-maker",
    "developedBy",
    ("S |  O", "S \\ O", "S by O", "S , =by|from O", "S =is|was O ' s"),
    objects=_ORG,
    near=True,
)

maker_in_label = Pattern(
    "maker-in-label",
    "developedBy",
    ("S : =the|a|an? O ' s", "S , O .", "S , O ; ", "S : O .", "S , =the? O , =the|a|an"),
    objects=_ORG,
    near=True,
    check=_is_label,
)


def _is_alone(sentence: Sentence, match: Match) -> bool:
    """Tell whether a bracket begins with an organisation, not with a thing of its: `(Acme Cloud)`."""
    tokens = sentence.tokens
    opened = match.end
    if opened >= len(tokens) or tokens[opened].type != "ORG":
        return False
    for index in range(opened, len(tokens)):
        token = tokens[index]
        if sentence.depth[index] < sentence.depth[opened] or token.norm in {")", ",", ";"}:
            return True
        if token.type in {"ORG", "NUM", "DATE", "CITE"} or token.norm in _JOINING:
            continue
        return token.norm in _HOUSES
    return True


_JOINING = frozenset({"and", "&", "/", "+", "with", "x"})
_HOUSES = frozenset({"research", "labs", "lab", "team", "ai", "inc", "et", "h4", "2023", "2024"})


def _is_behind(sentence: Sentence, match: Match) -> bool:
    """Tell whether `behind` stands before the subject: `Behind Foo is Acme`."""
    return match.start > 1 and sentence.tokens[match.start - 2].norm == "behind"


behind = Pattern(
    "maker-behind",
    "developedBy",
    ("S =is|are|was|stands O",),
    objects=_ORG,
    gap=2,
    check=_is_behind,
    beside=True,
)


def _tunes_itself(sentence: Sentence, match: Match) -> bool:
    """Tell whether it is the tuning that a house did, not a thing named on the way to it."""
    inside = sentence.tokens[match.start + 1 : match.end]
    behind = [one.norm for one in sentence.tokens[match.end + 1 : match.end + 4]]
    if any(word in {"to", "into"} for word in behind[:2]):
        return False  # what is tuned `to create Foo` is the base
    return _is_clear(sentence, match) and not any(
        token.stem in VERBS and not token.type and token.norm not in {"based", "using"}
        for token in inside
    )


tuned_by_house = Pattern(
    "tuned-by-house",
    "developedBy",
    ("S finetune|tune|distil|merg|prune|adapt|derive|posttrain|post-train|align ~7 by O",),
    objects=_ORG,
    gap=1,
    check=_tunes_itself,
)


def _is_apposed(sentence: Sentence, match: Match) -> bool:
    """Tell whether a house's possessive says what the name before it is: `Foo, Acme's new model`."""
    tokens = sentence.tokens
    org = next(
        (n for n in range(match.end - 4, match.end) if n >= 0 and tokens[n].type == "ORG"), -1
    )
    for token in tokens[org + 1 : org + 12] if org >= 0 else ():
        if token.type == "MODEL" or token.norm in {",", ".", ";", "("}:
            return False
        if token.norm in {
            "model",
            "llm",
            "chatbot",
            "answer",
            "flagship",
            "release",
            "entry",
            "offering",
            "series",
            "family",
            "assistant",
        }:
            return True
    return False


def _is_short(sentence: Sentence, match: Match) -> bool:
    """Tell whether only a noun and its adjectives stand on the way to the house."""
    return _is_clear(sentence, match) and not any(
        not token.type and (token.norm in PREPOSITIONS or token.stem in VERBS)
        for token in sentence.tokens[match.start + 2 : match.end - 1]
    )


apposed_noun = Pattern(
    "apposed-noun",
    "developedBy",
    ("S , =the|a|an ~5 from|by O", "S , =the|a|an ~4 model|llm|chatbot|family|series|one of O"),
    objects=_ORG,
    gap=1,
    check=_is_short,
    beside=True,
)


def _is_made_there(sentence: Sentence, match: Match) -> bool:
    """Tell whether a model is from its house, and not only fetched there."""
    return _is_clear(sentence, match) and not any(
        token.stem in _FETCHED for token in sentence.tokens[: match.start] if not token.type
    )


_FETCHED = frozenset("download get got fetch pull load run serv host rent buy copi cop import order us call query take took".split())  # fmt: skip

maker_from = Pattern(
    "maker-from",
    "developedBy",
    ("S from O",),
    objects=_ORG,
    gap=1,
    check=_is_made_there,
    beside=True,
)

apposed_passive = Pattern(
    "apposed-passive",
    "developedBy",
    ("S , =made|built|trained|created|released|developed|published ~1 by|at O",),
    objects=_ORG,
    gap=1,
    check=_is_clear,
    beside=True,
)

apposed_maker = Pattern(
    "apposed-maker",
    "developedBy",
    ("S , O ' s", "S , =which =is O ' s", "S - O ' s"),
    objects=_ORG,
    gap=1,
    check=_is_apposed,
    beside=True,
)

maker_in_brackets = Pattern(
    "maker-in-brackets",
    "developedBy",
    ("S (  O", "S :  O"),
    objects=_ORG,
    gap=1,
    check=_is_alone,
    beside=True,
)

maker_of = Pattern(
    "maker-of",
    "developedBy",
    (
        "O introduce|release|develop|create|build|make|publish|open-source|announce|launch|present|unveil|ship|propose|design|debut|open ~3 S",
        "O have|has introduce|release|develop|create|build|publish|open-source|announce|launch|unveil ~3 S",
        "O train|pretrain S",
        "O finetune|tune|distil|derive|cook|assemble ~1 S",
        "O give|gave|bring|brought|hand|handed ~2 S",
        "O =is|are|stands|was behind S",
        "O take|took <MODEL> ~4 =and|to turn|make|build|train|create|transform ~3 S",
        "O ' s =own ~1 S",
        "O ' s ~2 answer|reply|response|entry|contribution|offering|flagship|effort|try|attempt =is|was|,|: ~1 S",
        "from|by O come|came ~2 S",
        "team|researchers|people|engineers at|from O develop|build|create|train|make|release S",
        "O model|llm : S",
        "O ' s ~3 team|lab|labs|researchers|group|division|people ~1 build|make|train|develop|release|publish|create ~2 S",
    ),
    objects=_ORG,
    gap=3,
)


def _is_direct(sentence: Sentence, match: Match) -> bool:
    """Tell whether no comma stands between the possessive and the name."""
    behind = sentence.tokens[match.end : match.end + 1]
    return not behind or behind[0].norm != ","


possessive = Pattern(
    "possessive",
    "developedBy",
    ("O ' s? S", "O s S"),
    objects=_ORG,
    gap=1,
    check=_is_direct,
)

possessive_noun = Pattern(
    "possessive-noun",
    "developedBy",
    (
        "^ O ' s _6 model|llm|chatbot|release|answer|entry|flagship|family|series|contender|take|attempt|offering",
    ),
    objects=_ORG,
)
