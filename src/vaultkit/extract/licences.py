"""A licence that stands alone behind what was said of its model, as a sentence of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaultkit.extract.modality import modality_of
from vaultkit.extract.statement import Statement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.extract.arguments import Frame
    from vaultkit.extract.sentence import Sentence

_BESIDE = frozenset(
    "license licence licensed licenced under the weights are is open fully released with as well too . , ; : ( ) ! - *".split()
)
"""Words and marks that say no more than a licence does."""


def licenced(sentence: Sentence) -> bool:
    """Tell whether a sentence names a licence."""
    return any(token.type == "LICENSE" for token in sentence.tokens)


def read_licence(sentence: Sentence, frame: Frame) -> Iterator[Statement]:
    """Yield the licence that a sentence is made of, for the one model that is spoken of."""
    yield from _in_brackets(sentence)
    named = [(n, one) for n, one in enumerate(sentence.tokens) if one.type == "LICENSE"]
    if len(named) != 1 or any(
        one.type or one.norm not in _BESIDE for one in sentence.tokens if one is not named[0][1]
    ):
        return
    owners = frame.topic or (frame.section if frame.own else ())
    if frame.own and frame.section and not set(frame.topic) & set(frame.section):
        owners = frame.section
    index, token = named[0]
    if len(owners) != 1 or owners[0].kind == "model-series" or token.found is None:
        return
    yield Statement(
        owners[0],
        "license",
        token.found.entry,
        None,
        None,
        sentence.start,
        sentence.end,
        "licence-alone",
        modality_of(sentence, index, index + 1),
        explicit=False,
        at=token.start,
        factor=0.95,
    )


def _in_brackets(sentence: Sentence) -> Iterator[Statement]:
    """Yield a licence in the brackets right behind a model: `Foo (35B, 128k context, MIT)`."""
    tokens = sentence.tokens
    for index, token in enumerate(tokens):
        if token.type != "LICENSE" or token.found is None or sentence.depth[index] != 1:
            continue
        at = index
        while at > 0 and tokens[at].norm != "(":
            at -= 1
        inside = tokens[at + 1 : index]
        host = tokens[at - 1] if at else None
        if host is None or host.type != "MODEL" or host.found is None:
            continue
        if any(one.type == "MODEL" or one.norm in {"code", "data", "not", "&"} for one in inside):
            continue  # the university, where people stand beside it: `(Doe & Roe, MIT, 2025)`
        yield Statement(
            host.found.entry,
            "license",
            token.found.entry,
            None,
            None,
            sentence.start,
            sentence.end,
            "licence-in-brackets",
            modality_of(sentence, index, index + 1),
            at=token.start,
        )
