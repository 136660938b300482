"""Names made of a known model's name and something before it: `Small-Foo`, `KoFoo`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from vaultkit.extract.found import Found
from vaultkit.extract.names import fold, read_tail
from vaultkit.text import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from vaultkit.extract.lexicon import Lexicon
    from vaultkit.extract.names import Tail

_PREFIX = pattern(r"(?<![\w/.@-])(?P<word>[A-Z][A-Za-z]{2,14})-$")
_NO_PREFIX = frozenset(
    "pre post non anti semi multi like based the all both open original vanilla mini self".split()
)
"""Words before a hyphen and a model's name that make no name of their own."""
_CAMEL = pattern(r"(?<![\w/.@#-])[A-Za-z][a-z]{0,9}[A-Z][A-Za-z]{3,14}(?![A-Za-z0-9_/@])")
_ENDING, _LEAD = 4, 10
"""Letters of the model's name at the end of a compound at least, and before it at most."""


def read_compound(text: str, start: int, end: int, tail: Tail, lexicon: Lexicon) -> Found | None:
    """Return the model that a hyphenated name ends as: `Sheared-LLaMA` is no LLaMA.

    Args:
        text: what is read.
        start: where the known name begins in it.
        end: just past it.
        tail: version and size behind it.
        lexicon: what is known.
    """
    before = _PREFIX.search(text, max(0, start - 20), start) if start else None
    if before is None or before["word"].lower() in _NO_PREFIX:
        return None
    name = before[0] + text[start:end]
    if lexicon.forms.get(fold(before["word"])) or lexicon.forms.get(fold(name)):
        return None
    entry = lexicon.with_tail(lexicon.new(name), replace(tail, late=""))
    return Found(before.start(), tail.end, entry, 0.85, size=tail.size)


def read_compounds(text: str, found: Iterable[Found], lexicon: Lexicon) -> Iterator[Found]:
    """Yield names that are some letters before a known model's name: `KoBERT`, `mDeBERTa`."""
    taken: list[tuple[int, int]] | None = None
    for match in _CAMEL.finditer(text):
        name = match[0]
        if lexicon.forms.get(fold(name)) or not _ends_as_model(name, lexicon):
            continue
        if taken is None:
            taken = [(one.start, one.end) for one in found]
        if any(a < match.end() and match.start() < b for a, b in taken):
            continue
        tail = read_tail(text, match.end())
        entry = lexicon.with_tail(lexicon.new(name), replace(tail, late=""))
        yield Found(match.start(), tail.end, entry, 0.8, size=tail.size)


def _ends_as_model(name: str, lexicon: Lexicon) -> bool:
    """Tell whether a name is letters before a known model's name, written as that one is."""
    for cut in range(1, min(len(name) - _ENDING, _LEAD) + 1):
        rest = name[cut:]
        if rest[0].isupper() and any(
            form == rest and lexicon.entries[one].is_model
            for one, form in lexicon.forms.get(fold(rest), ())
        ):
            return True
    return False
