"""What is done to a model, told by a participle: `was pruned`, `an instruction-tuned model`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaultkit.extract.arguments import Frame, find_subjects
from vaultkit.extract.modality import is_negated, modality_of
from vaultkit.extract.statement import Statement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.extract.lexicon import Lexicon
    from vaultkit.extract.sentence import Sentence, Token

TREATMENTS = {
    "distil": "Knowledge distillation",
    "prun": "Pruning",
    "quantiz": "Quantization",
    "quantis": "Quantization",
    "merg": "Model merging",
    "averag": "Model averaging",
}
"""Stem of a participle to the technique that it tells of."""
_FULL = "Full fine-tuning"
_INSTRUCTED = "Instruction tuning"
_TUNED = frozenset({"tuned", "finetuned"})
_BETWEEN = frozenset(
    (
        "a an the and or first later then also both further heavily jointly again itself subsequently series set "
        "family of , aggressively structurally finetuned tuned fully pruned distilled quantized merged averaged been"
    ).split()
)
"""Words between `was` and the participle."""
_MAY = frozenset({"can", "could", "may", "might", "should", "would", "to", "must"})
_PLURAL = frozenset({"are", "were"})
_BACK = 7
_ONLY = frozenset({"technique"})
_MODEL = frozenset({"MODEL"})


def read_treated(sentence: Sentence, frame: Frame, lexicon: Lexicon) -> Iterator[Statement]:
    """Yield the techniques that participles said of a model tell of."""
    for index, token in enumerate(sentence.tokens):
        name = _treatment(sentence.tokens, index)
        if not name or token.type:
            continue
        place = _ruled_by(sentence.tokens, index)
        if place < 0 or is_negated(sentence, index) or is_negated(sentence, place + 1):
            continue
        subjects = find_subjects(sentence, place, _MODEL, frame)
        target = lexicon.find(name, _ONLY)
        if (
            target is None
            or (len(subjects.entries) > 1 and sentence.tokens[place].norm not in _PLURAL)
            or not (subjects.explicit or frame.sure(subjects.entries))
        ):
            continue
        for subject in subjects.entries:
            yield Statement(
                subject, "usesTechnique", target, None, None, sentence.start, sentence.end, "participle",
                modality_of(sentence, place, index + 1), subjects.explicit, token.start,
                1.0 if subjects.explicit else 0.95,
            )  # fmt: skip


def _treatment(tokens: tuple[Token, ...], index: int) -> str:
    """Return the technique that a participle tells of, or nothing."""
    token = tokens[index]
    if not token.norm.endswith("ed"):
        return ""
    behind = [one.norm for one in tokens[index + 1 : index + 4]]
    if token.norm in _TUNED:
        before = tokens[index - 1].norm if index else ""
        if before in {"fully", "full"}:
            return _FULL
        told = before in {"instruction", "instructions"} or behind[:3] == [
            "to",
            "follow",
            "instructions",
        ]
        return _INSTRUCTED if told else ""
    if behind[:1] == ["into"]:
        return ""
    return TREATMENTS.get(token.stem, "")


def _ruled_by(tokens: tuple[Token, ...], index: int) -> int:
    """Return the token of the `was` that a participle belongs to, or -1."""
    back = index - 1
    if back >= 0 and tokens[back].norm in {"instruction", "instructions"}:
        back -= 1
    while back >= 0 and index - back <= _BACK:
        token = tokens[back]
        if token.stem == "be" and not token.type and token.norm != "been":
            before = tokens[back - 1].norm if back else ""
            return -1 if before in _MAY else back
        if token.type or token.norm not in _BETWEEN:
            return -1
        back -= 1
    return -1
