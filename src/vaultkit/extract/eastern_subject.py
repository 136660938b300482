"""Who a Korean or Chinese phrase is about: the sentence's topic, or the section's model."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from vaultkit.extract.eastern_mask import AND, MODEL, Masked

if TYPE_CHECKING:
    from vaultkit.extract.lexicon import Entry

HANGUL = re.compile(r"[\uac00-\ud7a3]")
TOPIC = re.compile(
    r"\s?(?:\([^()]{0,60}\))?\s?(?:(?:모델|버전)\s?(?:은|이|의|에는|에서는|에|부터|에만|만)|는|은|이|가|의|도|에는|에서는)(?![가-힣])"
)


def subjects_of(
    masked: Masked,
    match: re.Match[str],
    objects: list[int],
    topic: tuple[Entry, ...],
    held: int,
) -> list[tuple[Entry, bool]]:
    """Return who a match is about: one model, or several sizes of one named in a row."""
    one = _subject(masked, match, objects, topic, held)
    if one is None:
        return []
    row = [
        index
        for index, found in sorted(masked.names.items())
        if found.size and index not in objects and index < match.start("o")
    ]
    entries = [masked.names[index].entry for index in row]
    if one[0] in entries and all(
        re.fullmatch(AND, masked.text[a + 1 : b]) for a, b in pairwise(row)
    ):
        return [(entry, True) for entry in entries]
    return [one]


def _subject(
    masked: Masked,
    match: re.Match[str],
    objects: list[int],
    topic: tuple[Entry, ...],
    held: int,
) -> tuple[Entry, bool] | None:
    """Return who a match is about, and whether the sentence names it."""
    if held >= 0:
        return masked.names[held].entry, True
    before = [
        index
        for index, one in sorted(masked.names.items())
        if index not in objects
        and one.entry.is_model
        and masked.text[index] == MODEL
        and index < match.start("o")
        and not _HANGS.search(masked.text[max(0, index - 12) : index])
        and not _aside(masked.text, index, match.start("o"))
    ]
    opening = masked.text.rfind("(", 0, match.start("o"))
    if opening >= 0 and ")" not in masked.text[opening : match.start("o")]:
        named = masked.text[:opening].rstrip()
        if len(named) - 1 in before:
            return masked.names[len(named) - 1].entry, True
        if set(objects) <= masked.numbers.keys():
            return None
    marked = [index for index in before if TOPIC.match(masked.text, index + 1)]
    hangul = HANGUL.search(masked.text) is not None
    if not hangul:
        clauses = [one for one in before if masked.text[:one].rstrip()[-1:] in {",", ""}]
        near = [one for one in clauses if "," not in masked.text[one : match.start("o")]]
        choice = near[-1:] or before[:1]
    elif marked or topic:
        choice = marked[-1:]
    else:
        choice = [one for one in before if not _CASE.match(masked.text, one + 1)][:1]
    if choice:
        return masked.names[choice[0]].entry, True
    if not topic:
        return None
    if hangul and _IS_MODEL.search(masked.text):
        return topic[0], False
    opens = _opens(masked.text[: match.start()], bare=hangul or not before)
    return (topic[0], False) if opens else None


_IS_MODEL = re.compile(r"(?:모델|버전|LLM|언어\s?모델)(?:이다|입니다|이며|이고|임|로|으로)?\s*$")
"""The end of a sentence that is one long description of the section's model."""


def _opens(lead: str, *, bare: bool) -> bool:
    """Tell whether words before a phrase leave its subject to the section.

    `bare`: no model is named in them; then whole clauses may stand there, if they have no other
    subject of their own.
    """
    last = lead if not bare else re.split(r"[,;]|(?<=[고며서만])\s", lead)[-1]
    if len(re.sub(r"[\s*_>-]", "", last)) > _LEAD and not _OWN_WORDS.fullmatch(last.strip()):
        return False
    return not (
        bare
        and any(not _OWN_NOUN.search(one[0].rstrip()[:-1]) for one in _OTHER_TOPIC.finditer(lead))
    )


_OTHER_TOPIC = re.compile(r"([가-힣A-Za-z]{2,})(?:은|는|이|가)\s|(作者|论文|本文|我们|数据集|团队)")
"""Another subject: a noun with a particle of the topic."""
_OWN_NOUN = re.compile(
    r"(?:모델|버전|파라미터|매개변수|크기|구조|아키텍처|컨텍스트|문맥|길이|층|레이어|데이터|토큰|학습|[하되있없지시])$"
)
"""Nouns that speak of the section's model still, and ends of verbs that look like a particle."""
_OWN_WORDS = re.compile(
    r"(?:(?:이|해당|본|모든|전체|총|약|최대|기본|주요|핵심|아키텍처|구조|모델|버전|학습|사전|훈련|추가로|또한|그리고|여기에|특징|기법|각|층|토큰마다|토큰당)(?:은|는|에|에는|으로|로|에서|의|을|를)?\s?:?\s?)+"
    r"|(?:该|此|本)?(?:模型|版本|架构|结构|训练|预训练|整体|同时|并|还|其|也)+(?:上|中|阶段)?\s?:?"
)


def _aside(text: str, index: int, place: int) -> bool:
    """Tell whether a name stands in brackets that close before a place."""
    opening = text.rfind("(", 0, index)
    closing = text.find(")", index, place)
    return opening >= 0 and closing >= 0 and ")" not in text[opening:index]


_HANGS = re.compile(
    r"(?:基于|使用|采用|在|由|用|以|通过|结合|利用|对|从|将|把|微调|与|和|比|于|如|例如|像|相比|对比|\bvs\.?)\s?[^\s,.;:()\ue000]{0,6}\s?$|[+/]\s?$"
)
"""Before a name: it is no subject but what something is done with."""
_CASE = re.compile(r"\s?(?:를|을|에|로|으로|와|과|보다|처럼|부터)")
_LEAD = 6
"""Characters before a phrase that has its subject from the section, at most."""
