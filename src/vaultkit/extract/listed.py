"""Names that a list leaves out in part: `GPT-2 and 3`, `Llama 2/3`, `DeepSeek V3/R1`, `GPT 1-3`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vaultkit.extract.found import Found
from vaultkit.extract.names import VARIANTS, Tail, canonical_size, read_tail
from vaultkit.text import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from vaultkit.extract.lexicon import Entry, Lexicon

_SIZE_BEHIND = pattern(
    r"\s?(?:,|/|&|and|or|\+|, and)\s?(?P<size>(?:\d{1,3}[xX])?\d{1,4}(?:\.\d{1,3})?\s?[bB])"
    r"(?![A-Za-z0-9-])(?!\s(?:tokens|active))"
)
_SIZE_TO = pattern(
    r"\s?(?:-|to)\s?(?P<size>\d{1,4}(?:\.\d{1,3})?\s?[bBM])(?![A-Za-z0-9-])(?!\s(?:tokens|active))"
)
_NEXT = pattern(
    r"(?P<sep>\s?[/&+]\s?|,\s(?:and\s|or\s|&\s)?|\s(?:and|or|to)\s|\s?(?:\u53ca|\u548c|\u4e0e|\u3001)\s?"
    r"|(?:\uc640|\uacfc)\s)"
    r"(?P<part>-?[A-Za-z]{0,8}\d{1,2}(?:\.\d{1,2})?[a-z]{0,2}|-?[A-Z][a-z]{2,9}|[A-Z]\d)"
    r"(?![A-Za-z0-9_%]|\.\d|,\d{3}|[-]\d)"
)
_RANGE = pattern(r"\s?-\s?(?P<last>\d{1,2})(?![\w.%-]|\s?(?:layers|tokens|shot|bit))")
_GOES_ON = pattern(
    r"\s*(?:$|[\n.,;:)\]/&|+\"']|-\s|\u2014|(?:and|or|are|were|is|was|use|uses|used|both|have|has|had|share|come|came|do|did|"
    r"can|could|will|in|on|from|by|with|as|at|than|to|which|that|when|vs|paper|papers|for|models)\b|[^\x00-\x7f])"
)
"""What may follow the last number of a list of names; `GPT-2 and 3 others` is none."""
_MOST = 5
_CUT = pattern(r"(?<=[\s_-])(?=\w)|(?<=\w)(?=[\s_-])|(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z])")
"""Where the last part of a name may begin."""


def read_listed(text: str, found: Iterable[Found], lexicon: Lexicon) -> Iterator[Found]:
    """Yield the names that stand in part behind others of their family; only known ones count."""
    held = list(found)
    taken = [(one.start, one.end) for one in held]
    for one in held:
        if not one.entry.is_model or one.style:
            continue
        name = text[one.start : one.end].rpartition("/")[2]
        if one.size:
            yield from _sizes(text, one, lexicon)
        else:
            yield from _range(text, one, name, lexicon)
            yield from _shared(text, one, lexicon)
        at = one.end
        for _ in range(_MOST):
            match = _NEXT.match(text, at)
            if match is None:
                break
            start, end = match.span("part")
            over = [(a, b) for a, b in taken if a < end and start < b]
            more = _member(name, match["part"], lexicon)
            if over not in ([], [(start, end)]) or more is None or more.id == one.entry.id:
                break
            tail = read_tail(text, end, versions=False)
            if not (tail.size or tail.variants) and not _closes(text, match, end):
                break
            more = lexicon.with_tail(more, tail)
            sure = 0.98 if over else 0.85  # `Claude 3 Opus/Sonnet`: a Claude 3, not any Sonnet
            yield Found(start, tail.end, more, sure, size=tail.size, part=True)
            at = tail.end


def _closes(text: str, match: re.Match[str], end: int) -> bool:
    """Tell whether what follows a part of a name lets it be one: a bare number may count things."""
    sep = match["sep"].strip()
    if not match["part"].isdigit() or sep == "/":
        return True
    if sep == ",":  # `In GPT-2, 3 is a token`: the list must go on, or end with its line
        return bool(_NEXT.match(text, end) or _ENDS.match(text, end))
    return bool(_GOES_ON.match(text, end))


_ENDS = pattern(r"\s*(?:$|[\n.;)\]|])")


def _member(name: str, part: str, lexicon: Lexicon) -> Entry | None:
    """Return the known name that ends in a part and begins as another name does."""
    for cut in reversed(list(_CUT.finditer(name))):
        head = name[: cut.start()]
        entry = lexicon.find(head + part) or lexicon.find(f"{head} {part.lstrip('-')}")
        if entry is not None and len(head) > 1:
            return entry
    return None


def _range(text: str, one: Found, name: str, lexicon: Lexicon) -> Iterator[Found]:
    """Yield the names that a range of numbers means: `GPT 1-3`."""
    match = _RANGE.match(text, one.end)
    digits = re.search(r"(?<![\d.])\d{1,2}$", name)
    if match is None or digits is None or not 0 < int(match["last"]) - int(digits[0]) <= _MOST:
        return
    head = name[: digits.start()]
    named = [
        lexicon.find(f"{head}{number}")
        for number in range(int(digits[0]) + 1, int(match["last"]) + 1)
    ]
    if not all(named):
        return
    # what lies between the ends stands at the dash: every name has a place of its own
    place = match.end("last")
    for entry in named[:-1][:1]:
        assert entry is not None
        yield Found(one.end, match.start("last"), entry, 0.8, part=True)
    last = named[-1]
    assert last is not None
    yield Found(match.start("last"), place, last, 0.85, part=True)


_SHARED = pattern(
    r"\s?[-(]?(?P<list>\d{1,3}(?:\.\d)?(?:\s?[/,]\s?\d{1,3}(?:\.\d)?){0,6}\s?(?:[/,]|,?\sand|\s&)\s?\d{1,4}(?:\.\d)?)"
    r"\s?(?P<unit>[BM])(?![A-Za-z0-9])(?!\stokens)"
)


def _shared(text: str, one: Found, lexicon: Lexicon) -> Iterator[Found]:
    """Yield the sizes behind a name of which only the last has its unit: `LLaMA 7/13/33/65B`."""
    match = _SHARED.match(text, one.end)
    for number in re.finditer(r"\d+(?:\.\d+)?", match["list"]) if match else ():
        start = match.start("list") + number.start() if match else 0
        size = canonical_size(number[0] + (match["unit"] if match else ""))
        variant = lexicon.with_tail(one.entry, Tail(0, size=size))
        yield Found(start, start + len(number[0]), variant, 0.85, size=size, part=True)


def _sizes(text: str, one: Found, lexicon: Lexicon) -> Iterator[Found]:
    """Yield the further sizes that follow a name with a size: `Foo 7B and 13B`."""
    owner = lexicon.get(one.entry.part_of) if one.entry.part_of else None
    # `Foo-Chat 13B and 70B`: both are chat models
    behind = one.entry.label.partition(one.size)[2].lower().split()
    tuned = tuple(word for word in behind if word in VARIANTS)
    at = one.end
    while owner is not None and (match := _SIZE_BEHIND.match(text, at) or _SIZE_TO.match(text, at)):
        size = canonical_size(match["size"])
        variant = lexicon.with_tail(owner, Tail(0, size=size, variants=tuned))
        yield Found(match.start("size"), match.end("size"), variant, 0.85, size=size, part=True)
        at = match.end()
