"""A question in plain words, read into names, numbers, dates and concepts."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from string import ascii_lowercase
from typing import TYPE_CHECKING

from vaultkit.errors import QueryError
from vaultkit.query.lexicon import KINDS, Lexicon, Named, fold
from vaultkit.query.question import read_number
from vaultkit.query.words import FORMS, GLUE, LONGEST_FORM, MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_OWN = frozenset(piece for form in FORMS for piece in form) | GLUE | frozenset(MONTHS)
"""Every word of the grammar."""
_MEANING = {form[0]: concept for form, concept in FORMS.items() if len(form) == 1}
LEAST_MENDED = 5
"""Letters of a word whose slips are mended: a shorter one is near too many others."""
LONGEST_NAME = 9
"""Words of the longest name that is looked for."""
MOST_CHARACTERS = 500
_WORD = re.compile(r"[<>]=?|[\w][\w.,+'/-]{0,80}|[^\s\w]")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_DATE = re.compile(r"(?:19|20)[0-9]{2}-[0-9]{2}(?:-[0-9]{2})?")
_NUMBER = re.compile(r"[0-9][0-9.,]{0,20}(?:k|m|b|bn|t)?", re.IGNORECASE)
_LEVEL_WORDS = {"models", "family", "series"}
_SCALES = {
    "thousand": "k", "million": "m", "millions": "m", "billion": "b", "billions": "b",
    "trillion": "t", "k": "k", "m": "m", "b": "b", "t": "t", "bn": "b",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of a question."""

    kind: str
    """`concept`, `name`, `number`, `date`, `glue` or `unknown`."""
    text: str
    """As written."""
    value: str = ""
    """The concept; the number in digits; the date in ISO 8601, as long as it was written."""
    things: tuple[Named, ...] = ()
    """What a name can mean, best first."""
    suffix: str = ""
    """The scale of a number, as written: `b`, `k` ..."""
    mended: str = ""
    """What was read for a misspelt word; else empty."""

    def of_kind(self, kind: str) -> Named | None:
        """Return the best thing of a kind that the name can mean."""
        wanted = KINDS.get(kind, (kind,))
        return next((one for one in self.things if not wanted or one.kind in wanted), None)


def words_of(text: str) -> list[str]:
    """Return the words of a question, without marks at their ends and without `'s`."""
    found = []
    for word in _WORD.findall(text[:MOST_CHARACTERS].replace("\u2019", "'")):
        bare = word.rstrip(".,'/-")
        bare = bare.removesuffix("'s")
        if bare and (bare[0].isalnum() or bare[0] in "<>"):
            found.append(bare)
    return found


def read(text: str, names: Lexicon) -> list[Part]:
    """Return the parts of a question in order: the longest names first, then the longest forms.

    A word that is both a name and a concept is the concept where it is written small.

    Raises:
        QueryError: the question is empty or too long.
    """
    if not text.strip():
        raise QueryError("nothing was asked", hint='such as vaultkit ask "models using GQA"')
    if len(text) > MOST_CHARACTERS:
        raise QueryError(f"the question is longer than {MOST_CHARACTERS} characters")
    written = words_of(text)
    written = [piece for word in written for piece in _pieces(word, names)]
    words = [_mended(word, names) for word in written]
    parts: list[Part] = []
    at = 0
    while at < len(words):
        part, taken = _next(words, at, names)
        was = " ".join(written[at : at + taken])
        if part.text != was and words[at : at + taken] != written[at : at + taken]:
            part = replace(part, text=was, mended=part.text) if part.kind != "glue" else part
        parts.append(part)
        at += taken
    return parts


def _pieces(word: str, names: Lexicon) -> list[str]:
    """Take a word with hyphens apart where its pieces are known and the whole is not."""
    pieces = word.split("-")
    low = tuple(word.lower().split("-"))
    if len(pieces) == 1 or low in FORMS or word.lower() in GLUE or names.find(word):
        return [word]
    known = [piece.lower() in _OWN or bool(names.find(piece)) for piece in pieces]
    return pieces if all(pieces) and all(known) else [word]


def _mended(word: str, names: Lexicon) -> str:
    """Return the grammar's own word that a small, long, unknown one is one slip away from.

    A name of the vault, or a word of one, is never mended; nor is a word that is near two others
    of different meaning.
    """
    if not (word.isascii() and word.isalpha() and len(word) >= LEAST_MENDED):
        return word
    low = word.lower()
    if not (word.islower() or word.istitle()) or low in _OWN or low in names.words:
        return word
    near = {_MEANING.get(one, one): one for one in _one_slip(low) if one in _OWN}
    return next(iter(near.values())) if len(near) == 1 else word


def near_names(word: str, names: Lexicon) -> list[str]:
    """Return the labels of things that have a name one slip away from an unknown word."""
    folded = fold(word)
    if len(folded) < LEAST_MENDED:
        return []
    found = {iri for slip in _one_slip(folded) for iri in names.index.get(slip, ())}
    return sorted({names.label(iri) or iri for iri in found})[:3]


def _one_slip(word: str) -> Iterator[str]:
    """Yield the words that a dropped, doubled, swapped or wrong letter makes of one."""
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        if tail:
            yield head + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        for char in ascii_lowercase:
            if tail:
                yield head + char + tail[1:]
            yield head + char + tail


def _next(words: list[str], at: int, names: Lexicon) -> tuple[Part, int]:
    """Return the part that begins at a word, and how many words it takes."""
    name, long_name = _name(words, at, names)
    concept, long_concept = _concept(words, at)
    date, long_date = _date(words, at)
    small = words[at].islower()
    if name and all(_is_known(word) for word in words[at : at + long_name]):
        name, long_name = (
            None,
            0,
        )  # "merged models" asks for merges, though a technique is called so
    if name and long_name >= max(long_concept, long_date):
        both = concept and long_name == long_concept
        if not (both and small) and not (long_name == 1 and small and words[at] in GLUE):
            return name, long_name
    if date and long_date >= long_concept:
        return date, long_date
    number, long_number = _number(words, at)
    if number:
        return number, long_number
    if concept and not (long_concept == 1 and words[at] in GLUE):
        return concept, long_concept
    split = _split(words[at], names)
    if split:
        return split, 1
    kind = "glue" if words[at].lower() in GLUE else "unknown"
    return Part(kind, words[at]), 1


def _is_known(word: str) -> bool:
    """Tell whether a word that is written small is one of the grammar's own."""
    return word.islower() and ((word,) in FORMS or word in GLUE)


def _name(words: list[str], at: int, names: Lexicon) -> tuple[Part | None, int]:
    """Return the longest name that begins at a word."""
    for count in range(min(LONGEST_NAME, len(words) - at), 0, -1):
        text = " ".join(words[at : at + count])
        folded = fold(text)
        if (
            count > 1
            and words[at + count - 1].lower() in _LEVEL_WORDS
            and names.find(" ".join(words[at : at + count - 1]))
        ):
            continue  # "Llama models" asks for models, though it is another name of the series
        if count == 1 and (len(folded) < 2 or folded.isdigit()):  # noqa: PLR2004 (a letter is no name)
            continue
        found = names.find(text)
        if found:
            return Part("name", text, things=found), count
    return None, 0


def _split(word: str, names: Lexicon) -> Part | None:
    """Return the name that a plural names (`Falcons` is no name, `Phi-3s` may be)."""
    if word.endswith("s") and len(word) > 3:  # noqa: PLR2004 (a plural of a short word says little)
        found = names.find(word[:-1])
        if found:
            return Part("name", word, things=found)
    return None


def _concept(words: list[str], at: int) -> tuple[Part | None, int]:
    """Return the concept of the longest form that begins at a word."""
    for count in range(min(LONGEST_FORM, len(words) - at), 0, -1):
        pieces = tuple(
            piece for word in words[at : at + count] for piece in word.lower().split("-")
        )
        if pieces in FORMS:
            return Part("concept", " ".join(words[at : at + count]), FORMS[pieces]), count
    return None, 0


def _date(words: list[str], at: int) -> tuple[Part | None, int]:
    """Return a date: `2023`, `2023-09`, `October 2023`, `12 October 2023`."""
    word = words[at]
    if _DATE.fullmatch(word) or _YEAR.fullmatch(word):
        return Part("date", word, word), 1
    if word.isdigit() and at + 1 < len(words) and words[at + 1].lower() in MONTHS:
        month, count = _date(words, at + 1)
        if month and len(month.value) == len("2023-10") and 1 <= int(word) <= 31:  # noqa: PLR2004
            return Part("date", f"{word} {month.text}", f"{month.value}-{int(word):02d}"), count + 1
    if word.lower() in MONTHS and at + 1 < len(words) and _YEAR.fullmatch(words[at + 1]):
        value = f"{words[at + 1]}-{MONTHS[word.lower()]:02d}"
        return Part("date", f"{word} {words[at + 1]}", value), 2
    return None, 0


def _number(words: list[str], at: int) -> tuple[Part | None, int]:
    """Return a number with its scale: `7B`, `100 billion`, `131,072`."""
    word = words[at]
    if not _NUMBER.fullmatch(word):
        return None, 0
    scale = _SCALES.get(words[at + 1].lower()) if at + 1 < len(words) else None
    if scale and not word[-1].isalpha():
        text, count, suffix = f"{word}{scale}", 2, scale
    else:
        text, count, suffix = word, 1, word[-1].lower() if word[-1].isalpha() else ""
    try:
        value = read_number(text)
    except QueryError:
        return None, 0
    return Part("number", " ".join(words[at : at + count]), str(value), suffix=suffix), count


def meaning(parts: Iterable[Part]) -> list[Part]:
    """Return the parts that say something."""
    return [one for one in parts if one.kind != "glue"]
