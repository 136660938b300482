"""Terms of use in words: whether weights are open, gated or closed, and for whom."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vaultkit.extract.arguments import Frame, find_subjects
from vaultkit.extract.modality import is_negated, modality_of
from vaultkit.extract.statement import Statement
from vaultkit.text import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.extract.sentence import Sentence

_SAID = pattern(
    r"\b(?P<gated>gated(?:\saccess)?|weights?\s(?:are|is)\s(?:available\s)?(?:on|upon|by)\srequest)\b"
    r"|\b(?P<closed>closed[-\s](?:source|weights?|model)|proprietary|(?:only\s)?(?:available\s)?(?:via|through|behind)\s(?:an|the|its)\sAPI"
    r"|API[-\s]only|weights?\s(?:are|is|were|was)\s(?:not|never)\s(?:public|open|released|available|published)"
    r"|(?:is|are|remains?|stays?|was|were)\sclosed)\b"
    r"|\b(?P<open>open[-\s](?:weights?|source(?:d)?)|weights?(?:\s(?:of|for)\s[^.,;:\n]{1,40}?)?\s(?:are|is|were|was)\s(?:open|public(?:ly)?|released|available|free(?:ly)?|published)"
    r"|(?:is|are)\s(?:fully\s|truly\s|completely\s)?open)(?![-\w])",
    re.IGNORECASE,
)
_TERMS = pattern(
    r"\b(?P<noncommercial>non[-\s]?commercial(?:\suse|\slicen[cs]e|\spurposes)?(?:\sonly)?)\b"
    r"|\b(?P<research>(?:for\s)?research(?:[-\s]use|\spurposes)?[-\s]only(?:\slicen[cs]e)?)\b"
    r"|\b(?P<permissive>permissive(?:ly)?[-\s]licen[cs]ed?|permissive\slicen[cs]e)\b"
    r"|\b(?P<commercial>(?:allows|permits|free\sfor|available\sfor|licen[cs]ed\sfor)\scommercial(?:\suse)?)\b",
    re.IGNORECASE,
)
_WORDS = {
    "noncommercial": "non-commercial",
    "research": "research only",
    "permissive": "permissive",
    "commercial": "commercial use allowed",
}
_OPEN_SOURCE = pattern(r"\bopen[-\s]sourced?\b", re.IGNORECASE)
_MODEL = frozenset({"MODEL"})
_OTHERS = pattern(
    r"\s(?:LLM|language|chat|AI|foundation|weights?|and|or|large|multimodal|reasoning|,)?\s?"
    r"(?:models|ones|LLMs|alternatives?|competitors?|counterparts?|rivals?|communit\w+|tools?|code|datasets?|data|librar\w+|project)\b",
    re.IGNORECASE,
)
"""Behind the words: somebody else's, or something else."""
_NOT = pattern(
    r"(?:\bnot|\bn't|\bnever|\bno longer|\bother|\bbest|\bmost|\bmany|\bsome|\bunlike|\bfirst)\s(?:\w+\s)?$",
    re.IGNORECASE,
)


def read_terms(sentence: Sentence, frame: Frame) -> Iterator[Statement]:
    """Yield the terms of use that a sentence states in words, where it names no licence."""
    text = sentence.view.text[sentence.start : sentence.end]
    match = _TERMS.search(text)
    if match is None or any(token.type == "LICENSE" for token in sentence.tokens):
        return
    place = sentence.start + match.start()
    index = _token_at(sentence, place)
    if is_negated(sentence, index):
        return
    value = _WORDS[match.lastgroup or ""]
    if value != "non-commercial" and _OPEN_SOURCE.search(text[: match.start()]):
        value = f"open-source, {value}"
    subjects = find_subjects(sentence, index, _MODEL, frame)
    for subject in subjects.entries:
        yield Statement(
            subject,
            "licenseNote",
            None,
            value,
            match[0],
            sentence.start,
            sentence.end,
            "terms-of-use",
            modality_of(sentence, index, index + 1),
            subjects.explicit,
            place,
            1.0 if subjects.explicit else 0.9,
        )


def _token_at(sentence: Sentence, place: int) -> int:
    """Return the first token that ends behind a place of the view."""
    tokens = sentence.tokens
    return next((i for i, one in enumerate(tokens) if one.end > place), len(tokens))


def read_openness(sentence: Sentence, frame: Frame) -> Iterator[Statement]:
    """Yield what a sentence says of the weights of its own subject."""
    text = sentence.view.text[sentence.start : sentence.end]
    said = set()
    for match in _SAID.finditer(text):
        value = match.lastgroup or ""
        if value in said or _OTHERS.match(text, match.end()) or _NOT.search(text[: match.start()]):
            continue
        place = sentence.start + match.start()
        index = _token_at(sentence, sentence.start + match.end() - 1)
        if value != "closed" and is_negated(sentence, index):
            continue
        subjects = find_subjects(sentence, index, _MODEL, frame)
        if not subjects.explicit and len(subjects.entries) != 1:
            continue
        for subject in subjects.entries:
            said.add(value)
            yield Statement(
                subject,
                "weightsAvailability",
                None,
                value,
                match[0],
                sentence.start,
                sentence.end,
                "openness",
                modality_of(sentence, index, index + 1),
                subjects.explicit,
                place,
                1.0 if subjects.explicit else 0.9,
            )
