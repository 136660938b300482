"""A model's answers were graded by another one.

Foo was evaluated with Bar as a judge. Bar grades Foo's answers.
"""

from vaultkit.extract.pattern import Pattern

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
