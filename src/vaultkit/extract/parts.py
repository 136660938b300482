"""Numbers of a part of a model, or of somebody's trial of it: they are not the model's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaultkit.extract.beside import spoken
from vaultkit.extract.words import COMPARING, PREPOSITIONS

if TYPE_CHECKING:
    from vaultkit.extract.sentence import Sentence, Token

OF_PARTS = frozenset("parameterCount layerCount hiddenSize headCount trainingTokens".split())
"""What a part of a model has numbers of its own of."""
_PART = frozenset(
    "encoder tower projector adapter adapters connector router vit reward critic draft drafter resampler verifier".split()
)
_KIND = frozenset("vision image visual audio speech reward draft value critic a an the its".split())
_TRYING = frozenset(
    "ran run running tried try tested test served serve loaded load deployed".split()
)
_OPENING = 3


def of_part(sentence: Sentence, index: int) -> bool:
    """Tell whether a number is of a part: `the reward model of Foo has 6B`, `Foo's vision encoder has`."""
    tokens = sentence.tokens
    named = next((n for n in range(index - 1, -1, -1) if tokens[n].type == "MODEL"), -1)
    if named >= 0:
        behind = tokens[named + 1 : min(index, named + 6)]
        if behind and behind[0].norm in {"'", "\u2019", "s"} and any(map(_is_part, behind)):
            return True
        before = tokens[max(0, named - 4) : named]
        led = before and before[-1].norm in {"of", "for"}
        return bool(led) and any(map(_is_part, before[-3:-1]))
    words = {token.norm for token in tokens[max(0, index - _FAR) : index] if not token.type}
    if words & _SOME and words & _MANY:
        return True  # `the larger two sizes saw 1.4T`
    for number, token in enumerate(tokens[:_HEAD]):
        if _is_part(token):
            return all(one.norm in _KIND for one in tokens[:number])
    return False


def _is_part(token: Token) -> bool:
    """Tell whether a word, or the name of a technique, is a part of a model: `vision encoder`."""
    return bool(_PART & set(token.norm.split())) and token.type in {"", "TECH"}


_HEAD = 4
_FAR = 7
_SOME = frozenset("larger smaller small big bigger biggest smallest first last other".split())
_MANY = frozenset("two three four ones sizes".split())


def is_tried(sentence: Sentence) -> bool:
    """Tell whether a sentence is about somebody's own trial: `We ran Foo with 4 experts`."""
    first = [token.norm for token in sentence.tokens[:_OPENING]]
    named = any(token.type == "MODEL" for token in sentence.tokens[: _OPENING + 1])
    return named and first[:1] in (["we"], ["i"]) and bool(_TRYING & set(first))


def is_share(sentence: Sentence, index: int) -> bool:
    """Tell whether a number is only what a share is of, or a rate: `a tenth of the 340M`, `per second`."""
    tokens = sentence.tokens
    before = [token.norm for token in tokens[max(0, index - 3) : index]]
    if "of" in before and _SHARES & set(before):
        return True
    if index and tokens[index - 1].norm in {"$", "\u20ac", "\u00a3"}:
        return True
    for at in range(index + 1, min(index + 5, len(tokens) - 1)):
        if tokens[at].norm in {",", ".", ";", ")", "and"}:
            break
        rate = tokens[at].norm in {"per", "/", "a", "each"}
        if rate and tokens[at + 1].norm in _RATES:
            return True
        if tokens[at].norm in {"dollars", "usd", "euros"}:
            return True
    return False


_SHARES = frozenset("tenth half third quarter fifth fraction percent portion share twice".split())
_RATES = frozenset(
    "second sec s minute day hour month dollar parameter gpu week year batch".split()
)


def of_anybody(sentence: Sentence, index: int) -> bool:
    """Tell whether a number only marks off a class of models: `models with 70B parameters`."""
    tokens = sentence.tokens
    at = index - 1
    while at >= 0 and (tokens[at].norm in _CLASSING or tokens[at].stem in spoken()):
        if tokens[at].norm in {"models", "llms", "systems", "networks", "transformers"}:
            break
        at -= 1
    if at < 0 or at == index - 1 or tokens[at].type:
        return False
    if tokens[at].norm not in {"models", "llms", "systems", "networks", "transformers"}:
        return False
    ahead = tokens[max(0, at - 3) : at]
    if any(token.type for token in ahead[-1:]):
        return False
    return any(
        not token.type and (token.norm in PREPOSITIONS or token.stem in COMPARING)
        for token in ahead
    ) or [token.norm for token in ahead[-1:]] == ["other"]


_CLASSING = frozenset(
    "with of having that have has only about around over up to at least more".split()
)
