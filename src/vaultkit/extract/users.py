"""Models that a page, section or line about a technique names as its users."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vaultkit.extract.modality import modality_of
from vaultkit.extract.objects import find_objects
from vaultkit.extract.statement import Statement
from vaultkit.extract.subjects import label_of
from vaultkit.extract.words import NEGATIONS, VERBS
from vaultkit.text import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.extract.lexicon import Entry
    from vaultkit.extract.reading import Page
    from vaultkit.extract.sentence import Sentence
    from vaultkit.extract.units import Unit

NOT_USERS = pattern(r"\b(?:not|never|without|instead|unlike|alternatives?)\b", re.IGNORECASE)
USERS = pattern(
    r"\b(?:used|adopted|employed|implemented|deployed)\s(?:by|in)\b|\badopt(?:ers|ion)\b|\bwho\suses\b"
    r"|\b(?:models|llms|systems)\s(?:that\suse|using|with|adopting|built\son|based\son)\b|\b(?:notable|example|representative|known|prominent)\s(?:models|llms|users|adopters|implementations)\b"
    r"|사용\s?(?:모델|사례)|적용\s?(?:모델|사례)|채택|(?:使用|采用|应用).{0,6}模型|代表(?:性)?模型",
    re.IGNORECASE,
)
"""Headings, labels and columns below which the users of a technique stand."""
_CUE = pattern(
    r"(?:used|adopted|employed|implemented|deployed|popularized|popularised|featured|found|seen|applied)"
)
_LIST_LABEL = pattern(
    r"\s*(?:examples?|models|used (?:by|in)|users|adopters|adopted by|who uses it|seen in|found in|e\.g\.?)\s*:",
    re.IGNORECASE,
)
_JOINS = frozenset(
    (
        ", ; and & / + also more recently later then newer e.g such as including notably mainly mostly by in "
        "the all most recent like now today originally first ; among others etc . * _ - : models model series family"
    ).split()
)
_MODEL = frozenset({"MODEL"})
_TECHNIQUE = "technique"
_LEAD = 4
"""Words before `used by` that name nothing: `It is now widely used by`."""


def read_users(page: Page) -> None:
    """Read who uses the techniques that the note, its sections and its lines are about."""
    above: list[tuple[int, tuple[Entry, ...] | None, str]] = []
    title = tuple(one for one in page.title.others if one.kind == _TECHNIQUE)
    bold: tuple[tuple[Entry, ...] | None, str] = (None, "")
    for unit in page.units:
        if unit.kind in {"heading", "bold"}:
            named = () if _models(unit) else _techniques(unit) or None
            if unit.kind == "bold":
                bold = (named, unit.view.text)
                continue
            level = page.note.headings[max(unit.heading, 0)].level
            above = [one for one in above if one[0] < level]
            above.append((level, named, unit.view.text))
            bold = (None, "")
            continue
        if not any(one.entry.is_model for one in unit.found):
            continue
        sections = [title, *(one for _, one, _ in above), bold[0]]
        section = next((one for one in reversed(sections) if one is not None), ())
        last = bold[1] or (above[-1][2] if above else "")
        whose = bool(page.title.models) or any(one == () for _, one, _ in above)
        for one in _of_unit(
            unit,
            section,
            listed=USERS.search(last) is not None and not NOT_USERS.search(last),
            owned=whose,
        ):
            page.add(one, unit.view, unit.path)


def _models(unit: Unit) -> bool:
    """Tell whether a heading names a model: then the section is about it."""
    return any(one.entry.is_model for one in unit.found)


def _techniques(unit: Unit) -> tuple[Entry, ...]:
    """Return the one technique that a heading names, and little else."""
    named = tuple(
        dict.fromkeys(
            one.entry
            for one in unit.found
            if one.entry.kind == _TECHNIQUE and not one.entry.general
        )
    )
    return named if len(named) == 1 else ()


def _of_unit(
    unit: Unit, section: tuple[Entry, ...], *, listed: bool, owned: bool
) -> Iterator[Statement]:
    """Yield the users that one stretch names."""
    label: tuple[Entry, ...] = ()
    for sentence in unit.sentences():
        begins = unit.view.text[: sentence.start].rstrip(" ")[-1:] in {"", "\n"}
        place = 0
        if begins:
            label, place = _label(sentence)
        first = sentence.tokens[min(place, len(sentence.tokens) - 1)]
        own = (first.found.entry,) if first.type == "TECH" and first.found else ()
        about = label or section
        if label and (owned or unit.topic.models):
            continue  # a part of the section's model: `Vision encoder: ViT`
        if not about:
            if own and not own[0].general:
                yield from _made(sentence, own, list(_in_brackets(sentence, own, place)))
            continue
        for index in _users(sentence, about, place, labelled=bool(label) and begins):
            yield from _made(sentence, about, [index])
        if listed and not label and begins:
            named = label_of(unit.view.text, unit.found, sentence.start)
            indices = [
                n for n, one in enumerate(sentence.tokens) if one.found and one.found.entry in named
            ]
            if not named and _is_row(sentence):
                indices = [
                    n
                    for n, one in enumerate(sentence.tokens)
                    if one.type == "MODEL" and not sentence.depth[n]
                ]
                named = ()
                yield from _made(sentence, about, indices)
                continue
            if named or (sentence.tokens[0].type == "MODEL" and len(sentence.tokens) == 1):
                yield from _made(sentence, about, indices or [0])


def _is_row(sentence: Sentence) -> bool:
    """Tell whether a line is a row of models without a verb or another technique."""
    tokens = sentence.tokens
    if tokens[0].type != "MODEL" or sum(one.type == "MODEL" for one in tokens) < _ROW:
        return False
    return not any(
        one.type == "TECH"
        or (one.stem in VERBS and not one.type and one.norm not in {"models", "model"})
        or one.stem in NEGATIONS
        for one in tokens
    )


_ROW = 3


def _label(sentence: Sentence) -> tuple[tuple[Entry, ...], int]:
    """Return the technique that a line begins with as its label, and where its text begins."""
    named: list[Entry] = []
    text, at = sentence.view.text, sentence.start
    for index, token in enumerate(sentence.tokens):
        if named and _SIGN.match(text, at):
            distinct = tuple(dict.fromkeys(named))
            return (distinct, index) if len(distinct) == 1 else ((), index)
        if token.type == "TECH" and token.found and not token.found.entry.general:
            named.append(token.found.entry)
        elif not (token.norm in {"*", "_", "/"} or (named and sentence.depth[index] > 0)):
            break
        at = token.end
    return (), 0


_SIGN = pattern(r"[\s*_\])]{0,6}(?::|[-\u2013\u2014]{1,2}\s)")


def _users(
    sentence: Sentence, about: tuple[Entry, ...], place: int, *, labelled: bool
) -> Iterator[int]:
    """Yield the tokens that name users in a sentence about a technique."""
    tokens = sentence.tokens
    others = any(
        one.type == "TECH" and one.found and one.found.entry not in about for one in tokens
    )
    if others or any(token.stem in NEGATIONS or token.norm == "unlike" for token in tokens):
        return
    head = _LIST_LABEL.match(sentence.text)
    if labelled or head:
        start = place
        if head:
            end = sentence.start + head.end()
            start = next((n for n, one in enumerate(tokens) if one.start >= end), len(tokens))
        if _only_models(sentence, start):
            yield from (
                n
                for n in range(start, len(tokens))
                if tokens[n].type == "MODEL" and not sentence.depth[n]
            )
            return
    for index in range(place, len(tokens) - 1):
        joined = tokens[index + 1].norm in {"by", "in"}
        if not joined or not _CUE.fullmatch(tokens[index].norm):
            continue
        lead = tokens[place:index]
        if any(one.type for one in lead) or len(lead) > _LEAD:
            return
        yield from (n for n, _ in find_objects(sentence, index + 2, _MODEL, gap=3))
        return
    yield from _in_brackets(sentence, about, place)


def _only_models(sentence: Sentence, start: int) -> bool:
    """Tell whether the rest of a sentence lists models and says nothing of them."""
    inside = [
        token
        for token, depth in zip(sentence.tokens[start:], sentence.depth[start:], strict=True)
        if not depth
    ]
    return any(one.type == "MODEL" for one in inside) and all(
        one.type in {"MODEL", "CITE", "NUM"} or one.norm in _JOINS for one in inside
    )


def _in_brackets(sentence: Sentence, about: tuple[Entry, ...], place: int) -> Iterator[int]:
    """Yield the models that a bracket at the end of what a technique does lists, and nothing else."""
    tokens = sentence.tokens
    first = tokens[min(place, len(tokens) - 1)]
    if first.type != "TECH" or first.found is None or first.found.entry not in about:
        return
    rest = tokens[place:]
    if any(one.type == "TECH" and one.found and one.found.entry not in about for one in rest):
        return
    opening = next(
        (
            n
            for n, one in enumerate(tokens)
            if n > place and one.norm == "(" and sentence.depth[n] == 1
        ),
        0,
    )
    closing = next((n for n in range(opening, len(tokens)) if tokens[n].norm == ")"), 0)
    behind = tokens[closing + 1].norm if closing + 1 < len(tokens) else "."
    inside = range(opening + 1, closing)
    if not opening or behind not in {".", ";", ","} or tokens[opening - 1].type:
        return
    if not any(one.stem in VERBS for one in tokens[place + 1 : opening]):
        return
    if all(tokens[n].type == "MODEL" or tokens[n].norm in _JOINS for n in inside):
        yield from (n for n in inside if tokens[n].type == "MODEL")


def _made(sentence: Sentence, about: tuple[Entry, ...], indices: list[int]) -> Iterator[Statement]:
    """Yield that the models of some tokens use a technique."""
    for index in indices:
        token = sentence.tokens[index]
        if token.found is None:
            continue
        for technique in about:
            yield Statement(
                token.found.entry, "usesTechnique", technique, None, None, sentence.start, sentence.end,
                "user-of-technique", modality_of(sentence, index, index + 1), at=token.start,
            )  # fmt: skip
