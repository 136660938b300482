"""Techniques that stand in what is said of a model, without a verb that ties them to it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vaultkit.extract.arguments import Frame, find_subjects
from vaultkit.extract.modality import modality_of
from vaultkit.extract.statement import Statement
from vaultkit.extract.words import COMPARING, NEGATIONS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from vaultkit.extract.sentence import Sentence

_GENERAL = re.compile(
    r"\b(?:most|many|some|other|existing|traditional|popular|several|typical|conventional|various|all|these|such|current(?:ly)?|modern|"
    r"recent|previous|prior|common)\s(?:\w+\s){0,3}(?:models|approaches|methods|LLMs|architectures|works|language models|techniques|transformers)\b"
    r"|\b(?:is|are) (?:a|an|the) (?:\w+\s){0,3}(?:technique|method|approach|way|process|paradigm|strategy|concept|idea)\b"
    r"|\b(?:alternative to|another (?:approach|way|method)|motivation|limitation|drawback|disadvantage|in general|generally speaking"
    r"|for example,? given|this is in contrast|as opposed|would be better|could be used|can be used|might|would be|could also|there could"
    r"|interesting to|inspired us|demonstrates? that|explores?|the findings of|future work|related work|note that|unlike|different from|if we want|for comparison|as a benchmark)\b",
    re.IGNORECASE,
)
"""Sentences that speak of techniques at large."""
_PLAIN = frozenset({"MODEL"})
_BACK = 5
_PURPOSE = frozenset(
    {
        "minimiz",
        "minimis",
        "reduc",
        "avoid",
        "improv",
        "surpass",
        "over",
        "against",
        "sam",
        "same",
        "better",
    }
)


_CAPTION = re.compile(r"(?:Fig|Figure|Table|Image|Illustration)s?\b", re.IGNORECASE)


def is_general(sentence: Sentence) -> bool:
    """Tell whether a sentence speaks of the field at large, not of one model."""
    return _GENERAL.search(sentence.text) is not None


def read_techniques(
    sentence: Sentence, frame: Frame, known: Collection[tuple[str, str]], *, listed: bool
) -> Iterator[Statement]:
    """Yield techniques of the model that a sentence is about.

    Left out are those that the sentence denies, compares with or replaces, classes of techniques,
    and sentences about the field at large.
    """
    if not any(token.type == "TECH" for token in sentence.tokens):
        return
    if is_general(sentence) or _CAPTION.match(sentence.text):
        return
    for index, token in enumerate(sentence.tokens):
        if token.type != "TECH" or token.found is None or token.found.entry.general:
            continue
        if _set_apart(sentence, index):
            continue
        subjects = find_subjects(sentence, index, _PLAIN, frame, loose=True)
        named = [one for one in subjects.entries if (one.id, token.found.entry.id) not in known]
        for subject in named:
            yield Statement(
                subject,
                "usesTechnique",
                token.found.entry,
                None,
                None,
                sentence.start,
                sentence.end,
                "technique-in-list" if listed else "technique-in-section",
                modality_of(sentence, index, index + 1),
                subjects.explicit,
                token.start,
            )


def _set_apart(sentence: Sentence, index: int) -> bool:
    """Tell whether a name is denied, compared with, replaced, or only a likeness."""
    tokens = sentence.tokens
    listing = True
    for back in range(index - 1, max(-1, index - 1 - _BACK * 2), -1):
        token = tokens[back]
        if token.norm in {".", ";", ":", "?", "!", "(", ")", "\u2014", "but"}:
            break
        if token.type == "TECH" or token.norm in {",", "and", "or"}:
            continue
        if index - back > _BACK and not listing:
            break
        if token.stem in _PURPOSE and index - back <= 3:
            return True
        if token.stem in NEGATIONS or token.stem in COMPARING or token.norm.endswith("n't"):
            return True
        if token.norm in {
            "replace",
            "replaces",
            "replacing",
            "removing",
            "removed",
            "without",
            "vs",
            "than",
        }:
            return True
        listing = listing and token.type != ""
    after = [token.norm for token in tokens[index + 1 : index + 4]]
    before = tokens[index - 1] if index else None
    if before is not None and (before.type in {"NUM", "LIKE"} or before.norm == "for"):
        return True
    if after and after[0] in {
        "models",
        "methods",
        "approaches",
        "suite",
        "family",
        "systems",
        "works",
        "baselines",
    }:
        return True
    return bool(after) and (
        after[0] in {"like", "style"}
        or after[:2] in (["was", "replaced"], ["is", "replaced"], ["instead", "of"])
        or "not" in after[:2]
    )
