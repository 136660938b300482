"""A model is built, trained, tuned or run with a technique.

Foo uses GQA and RoPE. Foo was trained with DPO. Foo, a decoder-only transformer, adopts SwiGLU.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from vaultkit.extract.pattern import Pattern

if TYPE_CHECKING:
    from vaultkit.extract.nlp import Match
    from vaultkit.extract.sentence import Sentence


def _is_no_judge(sentence: Sentence, match: Match) -> bool:
    """Tell whether the technique is not how the model was judged, nor of a rate of zero."""
    behind = sentence.tokens[match.end : match.end + 4]
    if any(token.type == "TECH" and "judge" in token.norm for token in behind):
        return False
    return not any(token.norm == "zero" for token in sentence.tokens[match.end : match.end + 5])


def _is_no_use(sentence: Sentence, match: Match) -> bool:
    """Tell whether the phrase is `was used in` or `can be tuned with`: nothing is done there."""
    before = sentence.tokens[max(0, match.start - 3) : match.start]
    if _may_be(sentence, match):
        return True
    first = sentence.tokens[match.start]
    if first.norm.endswith("ing") and before and before[-1].norm in {"of", "for", "than"}:
        return True  # `the cost of applying it` says nothing of who does
    if (
        first.stem in _WRITES
        and not any(one.stem == "be" for one in before)
        and any(one.norm in {"had", "has", "have"} for one in before)
    ):
        return True  # `52K instructions that Foo had produced by self-instruct`
    after = sentence.tokens[match.start + 1 : match.start + 2]
    passive = first.norm == "used" and any(token.stem == "be" for token in before)
    return passive and any(token.norm in {"in", "as", "by", "during", "within"} for token in after)


def _may_be(sentence: Sentence, match: Match) -> bool:
    """Tell whether the clause before only says what is possible: `can be tuned on one GPU via`."""
    head = sentence.tokens[max(0, match.start - 10) : match.start + 1]
    return any(
        one.norm in {"can", "could"} and two.stem == "be" for one, two in itertools.pairwise(head)
    )


def _is_fact(sentence: Sentence, match: Match) -> bool:
    """Tell whether the technique behind the phrase is neither a judge nor a possibility."""
    return _is_no_judge(sentence, match) and not _may_be(sentence, match)


_WRITES = frozenset({"produc", "write", "generat", "creat", "mak", "make"})
_NOT_KIND = frozenset("in on for with by to used as at via using across between into over".split())


def _is_kind(sentence: Sentence, match: Match) -> bool:
    """Tell whether the model is said to be of a kind: not `was used in RL experiments`."""
    for token in sentence.tokens[match.end :]:
        if token.type == "TECH":
            return True
        if token.norm in _NOT_KIND:
            return False
    return True


def _is_listed(sentence: Sentence, match: Match) -> bool:
    """Tell whether a bracket behind a name holds short fields only: `Foo (DPO)`, `Foo (PPO, 7B)`."""
    words = 0
    for token in sentence.tokens[match.end :]:
        if token.norm in {")", ",", "!"}:
            return words <= 1
        if token.type not in {"TECH", "NUM"} and token.norm not in {"/", "+", "&", "and"}:
            words += 1
    return False


def _is_part(sentence: Sentence, match: Match) -> bool:
    """Tell whether the phrase begins with a part of any model: `The tokenizer is BPE`."""
    first = next(
        (one for one in sentence.tokens[match.start : match.end] if one.type == "TECH"), None
    )
    return first is not None and first.found is not None and first.found.entry.general


def _is_use(sentence: Sentence, match: Match) -> bool:
    """Tell whether the model itself does, or is made by, what the phrase says."""
    return not _is_no_use(sentence, match)


_TECH = frozenset({"TECH"})

uses_technique = Pattern(
    "uses-technique",
    "usesTechnique",
    (
        "S use|employ|adopt|borrow|champion|pick|leverage|utilize|utilise|apply|incorporate|integrate|implement|exploit|harness|pioneer|interleave|alternate|undergo|retain|inherit|bring ~3 O",
        "S train|pretrain|finetune|tune|align|optimize|optimise|refine|quantize|compress|distil|extend|build|average|polish|teach|initialize|encode|tokenize|scale|regularize|create|make|produce|obtain|compute|average ~7 =with|using|via|through|by ~2 =of? O",
        "S be ~2 train|pretrain|finetune|tune|align|optimize|refine|build|base|extend ~3 =on|upon|around|with|using|via|by O",
        "S keep|use|retain|follow|share|reuse ~5 architecture|design|recipe|components|layout|stack : ~1 O",
        "S train|finetune|tune|optimize|optimise|align ~8 =against ~1 O",
        "S use|employ|adopt|apply|incorporate|introduce|integrate|combine|include|feature|make|bring|add _6 <TECH>? _1 ,? =such|including|like|namely|e.g =as? O",
        "S train|pretrain|finetune|tune|align|optimize ~4 <TECH> ,? =and? after|follow|before|then ~3 O",
        "S rely|relies|build|switch|move on|upon|to O",
        "S opt for O",
        "S follow|use|adopt ~5 recipe|pipeline|procedure , =i.e|namely .? ~1 O",
        "S train ~3 on ~1 O",
        "S promote|enable|achieve|facilitate this O",
        "S combine|unify|turn|merge ~4 into ~4 O",
        "S train|pretrain ~1 on|with ~2 O",
        "S difference|improvement|change|innovation|feature|upgrade|addition ~6 include|be|are ~5 O",
        "S take advantage of O",
        "S , ~1 =using|via O",
        "S average|merge ~2 =using|with|via O",
        "S make use of O",
        "S take|takes|took over ~3 O",
        "S come|came up with ~3 O",
        "S =favour|favor =of ~3 O",
        "S replace|swap ~6 with|by|for O",
        "S follow by|with ~2 O",
        "S perform|introduce|propose ~3 O",
        "S learn|work|reason|operate by|with|through|via ~2 O",
        "S combine|mix|pair O",
        "S combine|mix|pair ~4 and|with O",
        "S introduce|propose|use|apply|adopt|add|employ|combine ~3 algorithms|techniques|methods|ideas|tricks|improvements|modifications|changes|components|stages ~1 <TECH>? : ~4 O",
    ),
    objects=_TECH,
    negated="lacksTechnique",
    loose=True,
    check=_is_use,
    gap=5,
)

has_technique = Pattern(
    "has-technique",
    "usesTechnique",
    (
        "S feature|include|have|has|add|support|embed|choose|prefer|keep|take|receive|select|run|contain|provide|carry|create|produce|generate ~2 O",
        "S =with|via|through|using O",
        "S , =first|then|next|second|finally|later? using|with|via O",
    ),
    objects=_TECH,
    negated="lacksTechnique",
    explicit=True,
    check=_is_fact,
    gap=3,
)

technique_by_stage = Pattern(
    "technique-by-stage",
    "usesTechnique",
    (
        "^ <TECH> be ~1 done|do|perform|apply|run|carry|split ~4 , =first|initially|starting ~1 using|with|via O",
        "^ <TECH> be ~1 done|do|perform|apply|run|carry ~1 with|using|via|by|through O",
        "^ <TECH> proceed|happen|come|go|work ~4 : ~2 O",
    ),
    objects=_TECH,
    loose=True,
    gap=4,
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
    check=_is_kind,
    gap=2,
)

technique_used_by = Pattern(
    "technique-used-by",
    "usesTechnique",
    (
        "O =used|employed|adopted|leveraged|implemented|applied|popularized|popularised|introduced|pioneered|found in|by|for S",
        "O =model|models|llm|llms|architectures|transformers ,? =such|like =as? S",
        "O =model|models|llm|llms ,? including|include S",
        "O =ones|models? ( =e.g .? ,? S",
        "O ( =e.g .? ,? S",
        "O =is|was =what S",
        "O extend|bring|take|push|stretch|allow|enable|help ~1 S",
        "O be ~2 use|employ|apply to|for|in =take|extend|bring|push|stretch|get|scale|make S",
        "O ,? =such =as S",
        "O be ~2 use|employ|adopt|apply|perform|do|conduct|implement|add|repeat|introduce ~2 in|by|for|to S",
        "O be ~2 use|employ|apply to|for|in train|finetune|align|pretrain|build|create|tune|extend ~2 S",
    ),
    objects=_TECH,
    gap=3,
)

in_brackets = Pattern(
    "technique-in-brackets",
    "usesTechnique",
    ("S ( O",),
    objects=_TECH,
    near=True,
    gap=0,
    check=_is_listed,
)

technique_applied = Pattern(
    "technique-applied",
    "usesTechnique",
    (
        "S O =is|was|are|were|has|have ~2 use|employ|adopt|perform|do|conduct|implement|add|repeat",
        "S O be ~1 retain|keep|inherit|carry",
        "^ <TECH> be ~1 replace|swap by|with|for ~1 O",
        "^ optimizer|tokenizer|objective|activation|attention|architecture|loss be ~2 O",
    ),
    objects=_TECH,
    loose=True,
)

part_is = Pattern(
    "part-is",
    "usesTechnique",
    ("^ <TECH> =function|scheme|mechanism|layer? be|=: ~2 O",),
    objects=_TECH,
    check=_is_part,
    gap=3,
)
