"""Lines of the form `Label: value`, where the label says which property it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaultkit.extract.headers import OBJECTS, predicate_of
from vaultkit.extract.modality import modality_of
from vaultkit.extract.releases import find_dates
from vaultkit.extract.statement import Statement
from vaultkit.text import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.extract.arguments import Frame
    from vaultkit.extract.lexicon import Entry
    from vaultkit.extract.sentence import Sentence

_LABEL = pattern(
    r"\s*(?P<label>[A-Za-z][A-Za-z /+&_-]{1,40}?)(?:\s(?:of|for)\s(?P<who>[^:]{2,60}))?\s?(?::{1,2}|=|\u2192)\s"
)
_MODELS = frozenset({"model", "model-series", "model-variant"})
_PLAIN_DATE = pattern(r"\s*(?P<date>(?:19|20)\d{2}(?:-\d{2}(?:-\d{2})?)?)\b")


def read_labels(sentence: Sentence, frame: Frame) -> Iterator[Statement]:
    """Yield what a labelled line says of the model of its section."""
    match = _LABEL.match(sentence.text)
    if match is None:
        return
    predicate = predicate_of(match["label"])
    if predicate is None:
        return
    start = sentence.start + match.end()
    if match["who"]:
        spoken = [
            token.found.entry
            for token in sentence.tokens
            if token.type == "MODEL" and token.found and token.end <= start
        ]
        subjects: tuple[Entry, ...] = tuple(spoken[:1])
    else:
        subjects = frame.section if frame.own or frame.label else ()
    if len(subjects) != 1:
        return
    rest = sentence.view.text[start : sentence.end]
    if predicate == "releaseDate":
        yield from _dates(sentence, subjects[0], rest, start)
        return
    kinds = OBJECTS.get(predicate, _MODELS)
    for index, token in enumerate(sentence.tokens):
        if token.start < start or token.found is None or token.type in {"LIKE", "TITLE"}:
            continue
        entry = token.found.entry
        if entry.kind not in kinds or entry.id == subjects[0].id or entry.general:
            continue
        if predicate == "license" and any(
            one.norm in {"code", "data", "dataset"}
            for one in sentence.tokens[max(0, index - 3) : index]
        ):
            continue
        yield _made(sentence, subjects[0], predicate, entry, token.start, index)


def _dates(sentence: Sentence, subject: Entry, rest: str, start: int) -> Iterator[Statement]:
    """Yield the date that a labelled line begins with."""
    plain = _PLAIN_DATE.match(rest)
    found = find_dates(rest)
    if found and found[0][0] <= 2:
        a, b, date = found[0]
    elif plain:
        a, b, date = *plain.span("date"), plain["date"]
    else:
        return
    yield Statement(
        subject,
        "releaseDate",
        None,
        date,
        rest[a:b],
        sentence.start,
        sentence.end,
        "labelled-date",
        at=start + a,
    )


def _made(
    sentence: Sentence, subject: Entry, predicate: str, target: Entry, at: int, index: int
) -> Statement:
    """Return the statement of one thing in a labelled line."""
    return Statement(
        subject,
        predicate,
        target,
        None,
        None,
        sentence.start,
        sentence.end,
        "labelled-line",
        modality_of(sentence, index, index + 1),
        at=at,
    )
