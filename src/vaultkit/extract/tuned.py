"""A tuned variant comes from its release: `Foo-chat is fine-tuned with RLHF`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaultkit.extract.arguments import Frame, topic_of
from vaultkit.extract.names import fold
from vaultkit.extract.statement import Statement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.extract.lexicon import Entry, Lexicon
    from vaultkit.extract.sentence import Sentence, Token

_TUNED = ("chat", "instruct", "it", "sft", "dpo", "rlhf", "assistant", "aligned")
_MANY = 6
_START = 4
_TUNING = frozenset({"finetun", "tun", "align", "rlhf", "sft", "dpo"})


def read_tuned(sentence: Sentence, frame: Frame, lexicon: Lexicon) -> Iterator[Statement]:
    """Yield that a variant whose name says that it is tuned comes from its release.

    The sentence must say that the variant is tuned, and name no other model that it comes from.
    """
    if not any(_tells(token) for token in sentence.tokens):
        return
    if sum(token.type == "MODEL" for token in sentence.tokens) > _MANY:
        return
    topic = {one.id for one in topic_of(sentence)}
    for number, token in enumerate(sentence.tokens):
        if token.type != "MODEL" or token.found is None:
            continue
        entry = token.found.entry
        if entry.part_of is None or not is_tuned(entry):
            continue
        base = lexicon.get(entry.part_of)
        before = sentence.tokens[number - 1].norm if number else ""
        if base is None or base.kind == "model-series":
            continue
        role = not fold(token.text).startswith(fold(base.label)[:_START])
        if role and len(frame.section) == 1 and frame.section[0].part_of == base.id:
            base = frame.section[0]
        if entry.id in topic or before == "," or role:
            yield Statement(
                entry,
                "fineTunedFrom",
                base,
                None,
                None,
                sentence.start,
                sentence.end,
                "tuned-variant",
                at=token.start,
            )


def is_tuned(entry: Entry) -> bool:
    """Tell whether a model's name says that it is tuned."""
    return entry.label.lower().endswith(_TUNED)


def _tells(token: Token) -> bool:
    """Tell whether a word speaks of tuning."""
    if token.type == "TECH":
        word = token.norm.replace("-", "").replace(" ", "")
        return "finetun" in word or word in _TUNING or "feedback" in word
    return token.stem in _TUNING
