"""A model's answers were graded by another one.

Foo was evaluated with Bar as a judge. Bar grades Foo's answers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaultkit.extract.pattern import Pattern

if TYPE_CHECKING:
    from vaultkit.extract.nlp import Match
    from vaultkit.extract.sentence import Sentence


def _as_judge(sentence: Sentence, match: Match) -> bool:
    """Tell whether the technique in the phrase is judging by a model."""
    held = sentence.tokens[match.start : match.end]
    return any(token.type == "TECH" and "judge" in token.norm for token in held)


judged_by = Pattern(
    "judged-by",
    "judgedBy",
    (
        "S evaluate|evaluation|judge|grade|score|rate|assess ~4 using|with|by|use O ~1 as ~1 judge|grader|evaluator|annotator",
        "S =using|with|by|use O =as ~1 judge|grader|evaluator|referee",
        "S judge|judged|graded|grade|rated|scored by O",
        "S O to|for grade|judge|grading|judging",
    ),
)

judge_of = Pattern(
    "judge-of",
    "judgedBy",
    ("O as a|an|the? judge|grader|evaluator|referee ~3 S",),
)

judging_technique = Pattern(
    "judging-technique",
    "judgedBy",
    ("S =using|with|by|use|uses O <TECH>", "^ =using|with O <TECH> ~1 show|shows"),
    check=_as_judge,
)
