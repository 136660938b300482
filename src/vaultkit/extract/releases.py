"""When a model came out, as sentences say it: `released on 2023-02-24`, `launched in May 2024`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vaultkit.extract.arguments import Frame, Subjects, begins_with_pronoun, find_subjects
from vaultkit.extract.modality import is_negated, modality_of
from vaultkit.extract.statement import Statement
from vaultkit.text import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.extract.found import Found
    from vaultkit.extract.sentence import Sentence
    from vaultkit.graph.facts import Modality

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sep sept", "october oct", "november nov", "december dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_NAMES = "|".join(sorted(_MONTHS, key=len, reverse=True))
_WRITTEN = pattern(
    rf"(?P<iso>(?:19|20)\d{{2}}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)(?!\d)"
    rf"|\b(?P<m1>{_NAMES})\.?\s(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<y1>(?:19|20)\d{{2}})\b"
    rf"|\b(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<m2>{_NAMES})\.?,?\s(?P<y2>(?:19|20)\d{{2}})\b"
    rf"|\b(?P<m3>{_NAMES})\.?,?\s(?P<y3>(?:19|20)\d{{2}})\b"
    r"|\b(?:in|of|since|early|late|mid)\s(?P<y4>(?:19|20)\d{2})\b(?!-)",
    re.IGNORECASE,
)
_TASK = pattern(r"^\s*\[[ xX/-]\]|[\u2795\u23f3\U0001f4c5\U0001f6eb\u2705\u274c\U0001f501]")
"""Check boxes and the signs of the Tasks plugin: their dates are of the task."""
_CUES = frozenset(
    {
        "releas",
        "announc",
        "publish",
        "launch",
        "debut",
        "unveil",
        "ship",
        "open",
        "out",
        "introduc",
        "came",
        "come",
        "public",
        "available",
        "appear",
    }
)
_ARRIVING = frozenset({"follow", "arriv"})
"""Stems of verbs that say so where the date is right behind them: `Foo followed in May 2023`."""
_MODEL = frozenset({"MODEL"})
_FAR = 12
_NEAR = 2


def find_dates(text: str) -> list[tuple[int, int, str]]:
    """Return dates as written in prose: start, end, ISO 8601 as far as it goes."""
    found = []
    for match in _WRITTEN.finditer(text):
        if match["iso"]:
            date = match["iso"]
        elif match["y4"]:
            date = match["y4"]
        else:
            year = match["y1"] or match["y2"] or match["y3"]
            month = _MONTHS[(match["m1"] or match["m2"] or match["m3"]).lower()]
            day = match["d1"] or match["d2"]
            date = f"{year}-{month:02d}" + (f"-{int(day):02d}" if day else "")
        found.append((match.start(), match.end(), date))
    return found


def read_releases(sentence: Sentence, frame: Frame) -> Iterator[Statement]:
    """Yield the release dates that a sentence states."""
    text = sentence.view.text
    if _TASK.search(text):
        return
    for at, dated in _years(sentence):
        token = sentence.tokens[at]
        yield Statement(
            dated.entry,
            "releaseDate",
            None,
            token.text,
            token.text,
            sentence.start,
            sentence.end,
            "date-in-brackets",
            modality_of(sentence, at, at),
            at=token.start,
        )
    for start, end, date in find_dates(text[sentence.start : sentence.end]):
        place = sentence.start + start
        index = next(
            (i for i, one in enumerate(sentence.tokens) if one.end > place), len(sentence.tokens)
        )
        named = _in_brackets(sentence, index)
        if named is not None and len(date) > len("2024"):
            yield Statement(
                named.entry,
                "releaseDate",
                None,
                date,
                text[place : sentence.start + end],
                sentence.start,
                sentence.end,
                "date-in-brackets",
                modality_of(sentence, index, index),
                at=place,
            )
            continue
        opened = _opened(sentence, index)
        cue = opened[0] if opened else _cue(sentence, index)
        if cue is None or is_negated(sentence, cue):
            continue
        subjects = (
            opened[1]
            if opened
            else _between(sentence, cue, index) or find_subjects(sentence, cue, _MODEL, frame)
        )
        if not subjects.explicit and cue > _NEAR and not begins_with_pronoun(sentence):
            continue
        for subject in subjects.entries:
            yield Statement(
                subject,
                "releaseDate",
                None,
                date,
                text[place : sentence.start + end],
                sentence.start,
                sentence.end,
                "release-date",
                _modality(sentence, cue, index),
                subjects.explicit,
                place,
                1.0 if subjects.explicit else 0.95,
            )


def _modality(sentence: Sentence, cue: int, index: int) -> Modality:
    """Return how a date is meant: `appeared` doubts nothing here."""
    meant = modality_of(sentence, cue, index)
    sure = sentence.tokens[cue].norm == "appeared" and meant == "hedged"
    return "asserted" if sure else meant


def _in_brackets(sentence: Sentence, index: int) -> Found | None:
    """Return the model that a date stands in brackets behind: `Foo (May 2024)`, `Foo (Acme, 2024-05)`."""
    tokens = sentence.tokens
    at = index - 1
    while at > 0 and (tokens[at].type == "ORG" or tokens[at].norm in _BEFORE_DATE):
        at -= 1
    if at < 1 or index >= len(tokens) or tokens[at].norm != "(":
        return None
    return tokens[at - 1].found if tokens[at - 1].type == "MODEL" else None


_BEFORE_DATE = frozenset(
    ", by from released release in weights out since announced launched ' s".split()
)


def _years(sentence: Sentence) -> Iterator[tuple[int, Found]]:
    """Yield years alone in brackets behind a model, with its maker at most: `Foo (Acme, 2020)`."""
    tokens = sentence.tokens
    for index, token in enumerate(tokens):
        if token.type != "NUM" or not _YEAR.fullmatch(token.text) or index + 1 >= len(tokens):
            continue
        named = _in_brackets(sentence, index)
        close = index + 1
        while close < len(tokens) and (tokens[close].type == "ORG" or tokens[close].norm == ","):
            close += 1
        if named is not None and close < len(tokens) and tokens[close].norm == ")":
            yield index, named


_YEAR = pattern(r"201[5-9]|202\d")


def _opened(sentence: Sentence, index: int) -> tuple[int, Subjects] | None:
    """Return what came out on the date that opens a sentence: `In May 2024 Acme released Foo`."""
    tokens = sentence.tokens
    if index > _OPENS or tokens[0].norm not in {"in", "on"}:
        return None
    for at in range(index, min(index + _FAR, len(tokens))):
        token = tokens[at]
        if token.norm in {".", ";"}:
            return None
        if token.type or token.stem not in _ISSUING:
            continue
        ahead = [one for one in tokens[index:at] if one.type == "MODEL" and one.found]
        behind = tokens[at + 1 : at + 4]
        if not ahead and token.norm in {
            "released",
            "launched",
            "announced",
            "unveiled",
            "published",
        }:
            ahead = [one for one in behind if one.type == "MODEL" and one.found][:1]
        named = tuple(one.found.entry for one in ahead if one.found)
        return (at, Subjects(named, explicit=True)) if len(named) == 1 else None
    return None


_OPENS = 1
_ISSUING = frozenset("releas announc launch unveil publish came come debut arriv appear".split())


def _between(sentence: Sentence, cue: int, index: int) -> Subjects | None:
    """Return the model between a cue and its date: `A came out in May, B in June`."""
    for token in reversed(sentence.tokens[cue + 1 : index]):
        if token.type == "MODEL" and token.found:
            return Subjects((token.found.entry,), explicit=True)
    return None


def _cue(sentence: Sentence, index: int) -> int | None:
    """Return the word that says that something came out, close before a date in its clause."""
    tokens = sentence.tokens
    for back in range(index - 1, max(-1, index - 1 - _FAR), -1):
        token = tokens[back]
        if token.norm in {".", ";", "!", "?"} or token.type == "DATE":
            return None
        if token.type in {"PAPER", "CITE"} or token.norm in {
            "paper",
            "report",
            "updated",
            "cutoff",
            "data",
            "until",
        }:
            return None
        if token.stem in _CUES and not token.type:
            return back
        if token.stem in _ARRIVING and not token.type and index - back <= _NEAR:
            return back
    return None
