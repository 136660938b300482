"""Larger models of a stated size and no name: `distilled from a larger 6B model`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaultkit.extract.arguments import Frame, find_subjects
from vaultkit.extract.described import statement_of
from vaultkit.extract.modality import is_negated, modality_of
from vaultkit.extract.phrases import Phrase, closes, plain
from vaultkit.extract.statement import Statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from vaultkit.extract.sentence import Sentence

_MODEL = frozenset({"MODEL"})
_LINEAGE = {"distil": "distilledFrom", "prun": "prunedFrom"}


def read_teachers(
    sentence: Sentence, frame: Frame, read: Iterable[Statement]
) -> Iterator[Statement]:
    """Yield the larger model, of a stated size and no name, that a model was distilled or pruned from."""
    tokens = sentence.tokens
    held = list(read)
    for index, token in enumerate(tokens):
        how = _LINEAGE.get(token.stem, "") if not token.type and token.norm.endswith("ed") else ""
        if not how or tokens[index + 1 : index + 2] == () or is_negated(sentence, index):
            continue
        place = next(
            (n for n in range(index + 1, min(index + 5, len(tokens))) if tokens[n].norm == "from"),
            -1,
        )
        phrase = sized_model(sentence, place + 1) if place > 0 else None
        if phrase is None or modality_of(sentence, index, phrase.end) != "asserted":
            continue
        subjects = find_subjects(sentence, index, _MODEL, frame)
        if len(subjects.entries) != 1 or not (subjects.explicit or frame.own):
            continue
        subject = subjects.entries[0]
        if any(one.subject.id == subject.id and one.predicate == how for one in held):
            continue
        said = statement_of(
            sentence, subject, how, phrase, "model", "described-teacher", explicit=subjects.explicit
        )
        yield said
        if said.object is not None and phrase.value is not None:
            yield Statement(
                said.object, "parameterCount", None, phrase.value, phrase.raw, said.start, said.end,
                "described-teacher", at=said.at,
            )  # fmt: skip
        return


def sized_model(sentence: Sentence, place: int) -> Phrase | None:
    """Return a model of a stated size and no name that begins at a token: `a larger 6.4B model`."""
    tokens = sentence.tokens
    start = place
    if tokens[start : start + 1] and tokens[start].norm in {"a", "an"}:
        start += 1
    else:
        return None
    size = None
    for index in range(start, min(start + 7, len(tokens))):
        token = tokens[index]
        if token.type == "NUM" and token.quantity is not None:
            size = token.quantity
        elif token.type:
            return None
        elif token.norm == "model":
            if size is None or size.value < _SMALLEST or not closes(sentence, index):
                return None
            text = sentence.view.text
            first = next(n for n in range(start, index) if tokens[n].type == "NUM")
            words = plain(text[tokens[first].start : token.end])
            whole = plain(text[tokens[start].start : token.end])
            return Phrase(start, index + 1, words, whole, round(size.value), size.raw)
        elif not (token.norm.isalpha() or token.norm == "-"):
            return None
    return None


_SMALLEST = 1_000_000
