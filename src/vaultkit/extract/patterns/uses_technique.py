"""A model is built, trained, tuned or run with a technique.

Foo uses GQA and RoPE. Foo was trained with DPO. Foo, a decoder-only transformer, adopts SwiGLU.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaultkit.extract.pattern import Pattern

if TYPE_CHECKING:
    from vaultkit.extract.nlp import Match
    from vaultkit.extract.sentence import Sentence


def _is_no_judge(sentence: Sentence, match: Match) -> bool:
    """Tell whether the technique behind the phrase is not how the model was judged."""
    behind = sentence.tokens[match.end : match.end + 4]
    return not any(token.type == "TECH" and "judge" in token.norm for token in behind)


_TECH = frozenset({"TECH"})

uses_technique = Pattern(
    "uses-technique",
    "usesTechnique",
    (
        "S use|employ|adopt|leverage|utilize|utilise|apply|incorporate|integrate|implement|exploit|harness|pioneer|interleave|alternate|undergo|retain|inherit ~3 O",
        "S train|pretrain|finetune|tune|align|optimize|optimise|refine|quantize|compress|distil|extend|build|average|polish|teach|initialize|encode|tokenize|scale|regularize|create|make|produce|obtain|compute|average ~6 with|using|via|through|by ~2 =of? O",
        "S be ~2 train|pretrain|finetune|tune|align|optimize|refine|build|base|extend ~3 on|upon|around|with|using|via|by O",
        "S rely|relies|build|switch|move on|upon|to O",
        "S opt for O",
        "S train|pretrain ~1 on|with ~2 O",
        "S difference|improvement|change|innovation|feature|upgrade|addition ~6 include|be|are ~5 O",
        "S take advantage of O",
        "S , ~1 using|via O",
        "S average|merge ~2 using|with|via O",
        "S make use of O",
        "S replace|swap ~6 with|by|for O",
        "S follow by|with ~2 O",
        "S perform|introduce|propose ~3 O",
        "S learn|work|reason|operate by|with|through|via ~2 O",
        "S combine|mix|pair O",
        "S combine|mix|pair ~4 and|with O",
    ),
    objects=_TECH,
    negated="lacksTechnique",
    loose=True,
    gap=5,
)

has_technique = Pattern(
    "has-technique",
    "usesTechnique",
    (
        "S feature|include|have|has|add|support|embed|choose|prefer|keep|take|receive|select|run|contain|provide|carry|create|produce|generate ~2 O",
        "S =with|via|through|using O",
        "S , using|with|via O",
    ),
    objects=_TECH,
    negated="lacksTechnique",
    explicit=True,
    check=_is_no_judge,
    gap=3,
)

is_technique = Pattern(
    "is-technique",
    "usesTechnique",
    (
        "S =is|was|are|were|remains a|an|the _2 O",
        "S =is|was|are|were _1 O",
        "S , a|an _2 O",
    ),
    objects=_TECH,
    negated="lacksTechnique",
    gap=2,
)

technique_used_by = Pattern(
    "technique-used-by",
    "usesTechnique",
    (
        "O =used|employed|adopted|leveraged|implemented|applied|popularized|popularised|introduced|pioneered|found in|by|for S",
        "O be ~2 use|employ|adopt|apply|perform|do|conduct|implement|add|repeat|introduce ~2 in|by|for|to S",
    ),
    objects=_TECH,
    gap=3,
)

technique_applied = Pattern(
    "technique-applied",
    "usesTechnique",
    (
        "S O =is|was|are|were|has|have ~2 use|employ|adopt|perform|do|conduct|implement|add|repeat",
        "^ optimizer|tokenizer|objective|activation|attention|architecture|loss be ~2 O",
    ),
    objects=_TECH,
    loose=True,
)
