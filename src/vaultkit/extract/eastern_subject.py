"""Who a Korean or Chinese phrase is about: the sentence's topic, or the section's model."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from vaultkit.extract.eastern_mask import AND, MODEL, Masked
from vaultkit.extract.found import Found
from vaultkit.text import pattern

if TYPE_CHECKING:
    from vaultkit.extract.lexicon import Entry, Lexicon
    from vaultkit.extract.units import Unit

HANGUL = pattern(r"[\uac00-\ud7a3]")
TOPIC = pattern(
    r"\s?(?:\([^()]{0,60}\))?\s?(?:(?:모델|버전)\s?(?:은|이|의|에는|에서는|에|부터|에만|만)|는|은|이|가|도|에는|에서는)(?![가-힣])"
    r"|\s?(?:\([^()]{0,60}\))?의(?![가-힣])(?!\s?(?:모델\s)?(?:가중치|웨이트|체크포인트|출력|응답|답변|구조|아키텍처|설계|토크나이저|학습|훈련|방식|방법|설명|데이터|후속|지식|레시피|weights?|checkpoint|architecture|tokenizer|output))"
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


def opener_of(masked: Masked) -> Entry | None:
    """Return the model that a sentence opens with as its topic."""
    match = _OPENS.match(masked.text)
    if match is None:
        return None
    found = masked.names.get(match.end() - 1)
    if found is None or found.style or (found.size and found.end - found.start <= len(found.size)):
        return None  # `32B 모델은`: one size of what is spoken of
    if HANGUL.search(masked.text):
        marked = TOPIC.match(masked.text, match.end()) or masked.text[match.end() :].startswith(":")
        return found.entry if marked else None
    return found.entry if not _HANGS.search(masked.text[: match.end() - 1]) else None


_OPENS = pattern(r"[\s>*_#-]*(?:\ue003\s?(?:의|的)?\s?)?\ue000")


def with_new(unit: Unit, start: int, stop: int, lexicon: Lexicon) -> None:
    """Add the name that a sentence opens with, where it says from which model that one comes."""
    text = unit.view.text
    matches = [_NEW.match(text, start, stop), *_NEW_CLAUSE.finditer(text, start, stop)]
    for match in matches:
        if match is None or match["name"].lower() in _PLAIN_WORDS:
            continue
        a, b = match.span("name")
        if text[b : b + 2].lstrip()[:1] == ":" and not _NAMELIKE.search(match["name"]):
            continue
        if any(one.start < b and a < one.end for one in unit.found):
            continue
        others = [
            one.entry.is_model and not one.style
            for one in unit.found
            if b <= one.start and one.end <= stop
        ]
        if any(others) and _COMES.search(text, b, stop):
            unit.found.append(Found(a, b, lexicon.new(match["name"]), 0.8))
            unit.found.sort(key=lambda one: one.start)


_NEW = pattern(
    r"[\s>*_#-]*(?P<name>[A-Z][A-Za-z0-9.+]{2,24}(?:-[A-Za-z0-9.]+){0,4}(?: \d[\w.]*)?)\s?(?:은|는|이란|:|是|为|基于|在|由|以)(?![가-힣])"
)
_NEW_CLAUSE = pattern(
    r"(?<=[고며,])\s(?P<name>[A-Z][A-Za-z0-9.+]{2,24}(?:-[A-Za-z0-9.+]{1,16}){0,4})(?:은|는)\s"
)
_UNKNOWN = pattern(r"(?<![A-Za-z0-9])[A-Z][A-Za-z0-9.+-]{2,32}(?:은|는)\s")
_NAMELIKE = pattern(r"[A-Z].*[A-Z]|\d")
_PLAIN_WORDS = frozenset(
    "vla vlm vlms mllm lvlm lvlms mllms sota api faq cot rlvr grpo summary method methods abstract tldr model base data note notes ai lora qlora sft dpo rlhf ppo moe llm llms slm transformer this the our rag gqa".split()
)
_COMES = pattern(
    r"파인\s?튜닝|fine-?\s?tun|미세\s?조정|(?:을|를|모델|[0-9A-Za-z])\s?(?:기반|바탕)|재학습|증류|(?:구조|아키텍처)를?\s?(?:그대로|사용|따[라르])|추가\s?학습|微调|精调|基于|蒸馏|二次预训练|为(?:基座|底座)",
    re.IGNORECASE,
)


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
    if choice and hangul and _UNKNOWN.search(masked.text, choice[0] + 1, match.start("o")):
        return None  # another name, that no list has, is the subject by now
    if choice:
        return masked.names[choice[0]].entry, True
    if not topic:
        return None
    if hangul and _IS_MODEL.search(masked.text):
        return topic[0], False
    label = masked.text[match.start()] == ":" and hangul
    opens = _opens("" if label else masked.text[: match.start()], bare=hangul or not before)
    return (topic[0], False) if opens else None


_IS_MODEL = pattern(r"(?:모델|버전|LLM|언어\s?모델)(?:이다|입니다|이며|이고|임|로|으로)?\s*$")
"""The end of a sentence that is one long description of the section's model."""


def _opens(lead: str, *, bare: bool) -> bool:
    """Tell whether words before a phrase leave its subject to the section.

    `bare`: no model is named in them; then whole clauses may stand there, if they have no other
    subject of their own.
    """
    last = lead if not bare else re.split(r"[,;]|(?<=[고며서만])\s", lead)[-1]
    long = len(re.sub(r"[\s*_>-]", "", last)) > _LEAD
    if long and not any(one.fullmatch(last) for one in (_OWN_WORDS, _WHEN, _CASED)):
        return False
    return not (
        bare
        and any(not _OWN_NOUN.search(one[0].rstrip()[:-1]) for one in _OTHER_TOPIC.finditer(lead))
    )


_OTHER_TOPIC = pattern(
    r"([가-힣A-Za-z]{2,})(?:은|는|이|가)\s|(\ue004)(?:은|는|이|가)\s|(作者|论文|本文|我们|数据集|团队)"
)
"""Another subject: a noun with a particle of the topic."""
_OWN_NOUN = pattern(
    r"(?:모델|버전|파라미터|매개변수|크기|구조|아키텍처|컨텍스트|문맥|길이|층|레이어|데이터|토큰|학습|토크나이저|어휘|함수|인코딩|방식|옵티마이저|단계|튜닝|정렬|훈련|헤드|차원|전문가|사이즈|에서|에|으로|[하되있없지시])$"
)
"""Nouns that speak of the section's model still, and ends of verbs that look like a particle."""
_OWN_WORDS = pattern(
    r"\s*(?:\ue004\s?개?\s?(?:레이어|층|파라미터)?\s?(?:짜리|규모의)\s?)?(?:(?:이|해당|본|모든|전체|총|약|최대|기본|주요|핵심|아키텍처|구조|모델|버전|학습|사전|훈련|추가로|또한|그리고|여기에|특징|기법|각|층|토큰마다|토큰당)(?:은|는|에|에는|으로|로|에서|의|을|를)?\s?:?\s?)*\s*"
    r"|\s*(?:该|此|本)?(?:模型|版本|架构|结构|训练|预训练|整体|同时|并|还|其|也)+(?:上|中|阶段)?\s?:?\s*"
)


def _aside(text: str, index: int, place: int) -> bool:
    """Tell whether a name stands in brackets that close before a place."""
    opening = text.rfind("(", 0, index)
    closing = text.find(")", index, place)
    return opening >= 0 and closing >= 0 and ")" not in text[opening:index]


_HANGS = pattern(
    r"(?:基于|使用|采用|在|由|用|以|通过|结合|利用|对|从|将|把|微调|与|和|比|于|如|例如|像|相比|对比|\bvs\.?)\s?[^\s,.;:()\ue000]{0,6}\s?$|[+/]\s?$"
)
"""Before a name: it is no subject but what something is done with."""
_CASE = pattern(r"\s?(?:를|을|에|로|으로|와|과|보다|처럼|부터)")
_WHEN = pattern(
    r"\s*(?:[가-힣A-Za-z\ue001]+(?:\([^()]{0,40}\))?\s?){0,4}(?:에서는?|에는|이후에?는?|후에?는?|뒤에?|단계에?|위해서?|때)\s?,?\s*"
)
"""When or wherefore something is done: `후처리 단계에서는 ...`."""
_CASED = pattern(
    r"\s*(?:(?:\S{1,16}\s){0,4}?\S{0,20}(?:를|을|에|로|으로|에서|까지|뒤|후|여|해|아|어|다음|고|며|서)\s?,?\s){1,4}"
)
"""Words that all hang on the verb to come: `소량의 데이터로 `."""
_LEAD = 6
"""Characters before a phrase that has its subject from the section, at most."""
