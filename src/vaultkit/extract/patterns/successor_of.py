"""A model follows another one in its line.

Foo 2 is the successor of Foo 1. Foo 2 improves upon Foo 1. Foo 2 replaces Foo 1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaultkit.extract.pattern import Pattern

if TYPE_CHECKING:
    from vaultkit.extract.nlp import Match
    from vaultkit.extract.sentence import Sentence


def _is_active(sentence: Sentence, match: Match) -> bool:
    """Tell whether the subject follows, and is not followed: `was succeeded by Foo`."""
    return sentence.tokens[match.end].norm != "by" if match.end < len(sentence.tokens) else True


def _is_next(sentence: Sentence, match: Match) -> bool:
    """Tell whether the name right behind is what is followed: not in `follows Foo's recipe`."""
    tokens = sentence.tokens
    named = next((n for n in range(match.end, len(tokens)) if tokens[n].type == "MODEL"), -1)
    before = tokens[match.start - 1] if match.start else None
    if named < 0 or (before is not None and before.stem == "be"):
        return False
    behind = [one.norm for one in tokens[named + 1 : named + 3]]
    return not behind or behind[0] in {".", ",", ";", "and", "in", "(", "by", "with", "as"}


successor_of = Pattern(
    "successor-of",
    "successorOf",
    (
        "S successor|follow-up|followup|sequel|suppressor|heir|descendant to|of O",
        "S follow|up ~1 to O",
        "S natural|direct|next ~1 continuation|evolution|step|iteration|generation|descendant|successor of|from|after|to O",
        "S continuation|evolution|iteration|update|upgrade|refresh|refinement of|to|over|from O",
        "S succeed|supersede|replace|supplant|obsolete O",
        "S follow ~2 after O",
        "S upgrade|upgraded|updated|improved|new|newer|enhanced|next-generation _1 version|iteration|generation of O",
        "S difference|differences|change|changes|update|updates|upgrade _2 from|over|to|since|vs|versus O",
        "S =builds|building =on|upon O",
        "S supersede|succeed O",
        "S drop-in replacement|successor for|of O",
    ),
    several=False,
    gap=4,
    check=_is_active,
)

follows = Pattern(
    "follows",
    "successorOf",
    ("S =follows|followed O",),
    several=False,
    gap=1,
    check=_is_next,
)

succeeded_by = Pattern(
    "succeeded-by",
    "successorOf",
    (
        "O succeed|supersede|replace|follow|supplant by|with S",
        "O =evolved into|to S",
        "O predecessor|precursor|forerunner of|to S",
        "O ' s _2 successor|follow-up|sequel S",
        "O successor , S",
        "O =was followed by S",
    ),
)

predecessor = Pattern(
    "has-predecessor",
    "successorOf",
    (
        "S predecessor|precursor =: O",
        "S =its|the|their predecessor|predecessors ,? O",
        "S =compared =to|with =its predecessor O",
        "S ' s predecessor|precursor _4 be O",
        "S ' s _1 predecessor|precursor ,? (? O",
    ),
    several=False,
)
