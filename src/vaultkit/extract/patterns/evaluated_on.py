"""A model was measured on a benchmark.

Foo scores 67.8 on HumanEval. Foo was evaluated on MMLU and GSM8K. On ARC, Foo reaches 42%.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaultkit.extract.pattern import Pattern

if TYPE_CHECKING:
    from vaultkit.extract.nlp import Match
    from vaultkit.extract.sentence import Sentence


def _opens_clause(sentence: Sentence, match: Match) -> bool:
    """Tell whether the model right behind the benchmark is the subject, not what it is measured by."""
    behind = sentence.tokens[match.end : match.end + 2]
    return not any(token.norm in {"above", "below", "over", "behind", "ahead"} for token in behind)


evaluated_on = Pattern(
    "evaluated-on",
    "evaluatedOn",
    (
        "S evaluate|test|benchmark|measure|assess|score|reach|achieve|attain|get|obtain|perform|rank|rate|excel|report|place|top|post|hit|win|set|lead|beat|outperform|surpass|exceed|trail|match|show|parity|beats|result|sota|solve|pass|answer ~9 on|in|at|across|of|with|over O",
        "S =on|across|in O",
        "S with|achieve|reach|score|get|having|have|attain|hit|a|an ~2 O =score|scores|accuracy|rating|elo|performance|result|results|of|benchmark",
        "S O score|accuracy|result|pass|rating|performance|:",
        "S evaluation|benchmark|benchmarks|eval|evals : O",
        "S low|high|strong|weak|poor|good performance on|in O",
    ),
    objects=frozenset({"BENCH"}),
    gap=6,
)

on_benchmark = Pattern(
    "on-benchmark",
    "evaluatedOn",
    ("=on|in|at O ,? S",),
    objects=frozenset({"BENCH"}),
    gap=3,
    check=_opens_clause,
)
