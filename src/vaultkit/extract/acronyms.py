"""Short forms that a note itself defines: `Grouped-Query Attention (GQAttn)`, `GQAttn (grouped ...)`.

Schwartz and Hearst, A Simple Algorithm for Identifying Abbreviation Definitions (PSB 2003), with what it lacks: lines
`ABBR: Expansion`, `also called`, and short forms that two things share. A definition holds in its note only.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vaultkit.extract.introduced import read_introduced
from vaultkit.extract.names import fold
from vaultkit.extract.slots import read_slots
from vaultkit.text import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from vaultkit.extract.found import Found
    from vaultkit.extract.lexicon import Entry, Lexicon
    from vaultkit.extract.units import Unit

_BEHIND = pattern(
    r"\((?:the\s|or\s|short:?\s|aka\s)?[\"']?(?P<short>[A-Za-z][A-Za-z0-9-]{1,9})s?[\"']?[),;]"
)
_INSIDE = pattern(
    r"(?<![\w-])(?P<short>[A-Za-z][A-Za-z0-9-]{1,9})\s\((?P<long>[A-Za-z][^()\n.;:]{5,100})\)"
)
_LINE = pattern(
    r"(?:^|(?<=\n))[\s*-]*(?P<short>[A-Z][A-Za-z0-9-]{1,9})\s?(?::|-|\u2014|=)\s(?P<long>[A-Za-z][^().;:\n]{5,80})"
)
_CALLED = pattern(
    r",?\s\(?(?:aka|a\.k\.a\.|also\s(?:known\sas|called)|abbreviated(?:\s(?:as|to))?|or\ssimply)\s[\"']?"
    r"(?P<short>[A-Z][A-Za-z0-9-]{1,15})(?![\w-])"
)
_WORD = pattern(r"[A-Za-z0-9]+")
_CAPITALS = pattern(r"[A-Z][A-Za-z0-9-]{0,8}[A-Z]")
"""What every short form has: two capitals."""


@dataclass(slots=True)
class Short:
    """What the short forms of a note mean."""

    meant: dict[str, Entry] = field(default_factory=dict)
    """Short form to the known thing that the note writes out beside it; new names that it introduces."""
    other: set[str] = field(default_factory=set)
    """Short forms that mean here something that no list has."""


def read_short(units: Sequence[Unit], lexicon: Lexicon) -> Short:
    """Return the short forms that the stretches of a note define."""
    meant: dict[str, set[Entry]] = {}
    other: set[str] = set()
    for unit in units:
        text = unit.view.text
        for short, start, end in _pairs(text) if _CAPITALS.search(text) else ():
            entry = _thing(text, start, end, unit.found, lexicon)
            if entry is not None:
                meant.setdefault(short, set()).add(entry)
            elif _differs(short, text[start:end], lexicon):
                other.add(short)
        for match in _CALLED.finditer(text) if unit.found else ():
            named = next((one.entry for one in unit.found if one.end == match.start()), None)
            if named is not None and not lexicon.forms.get(fold(match["short"])):
                meant.setdefault(match["short"], set()).add(named)
    sure = {
        short: next(iter(entries))
        for short, entries in meant.items()
        if len(entries) == 1 and _is_new(short, next(iter(entries)), lexicon)
    }
    placed = dict(read_slots(units, lexicon))
    return Short({**placed, **read_introduced(units, lexicon), **sure}, other - set(meant))


def _is_new(short: str, entry: Entry, lexicon: Lexicon) -> bool:
    """Tell whether a short form is no model's name, and not known anyway to mean a thing."""
    known = [lexicon.entries[one] for one, _ in lexicon.forms.get(fold(short), ())]
    return all(one.id != entry.id and not one.is_model for one in known)


def _pairs(text: str) -> Iterable[tuple[str, int, int]]:
    """Yield short forms with the places of their long ones."""
    bracket = "(" in text
    for match in _BEHIND.finditer(text) if bracket else ():
        if _is_short(match["short"]):
            start = _long_before(text, match.start(), match["short"])
            if start is not None:
                yield match["short"], start, len(text[: match.start()].rstrip())
    for form in (_INSIDE, _LINE) if bracket else (_LINE,):
        for match in form.finditer(text):
            if not _is_short(match["short"]):
                continue
            start, end = match.span("long")
            end = start + len(text[start:end].rstrip())
            if is_whole(match["short"], text[start:end]):
                yield match["short"], start, end


def _is_short(word: str) -> bool:
    """Tell whether a word can be a short form: half of it letters, and two of them capitals."""
    letters = sum(char.isalpha() for char in word)
    return letters * 2 >= len(word) and sum(char.isupper() for char in word) > 1


def _long_before(text: str, end: int, short: str) -> int | None:
    """Return where the long form before a bracket begins; it never passes the sentence."""
    count = len(short)
    edge = (
        max(text.rfind(mark, 0, end) for mark in (". ", "\n", "; ", "(", ")", ": ", "! ", "? ")) + 1
    )
    words = list(_WORD.finditer(text, max(edge, end - 160, 0), end))
    first = words[-min(count + 5, count * 2) :]
    if not first or text[first[-1].end() : end].strip():
        return None
    found = expand(short, text[first[0].start() : first[-1].end()])
    return None if found is None else first[0].start() + found


def expand(short: str, text: str) -> int | None:
    """Return where in a text the words begin that a short form is made of; None where it is not.

    Its letters stand there in their order, from right to left, and the first begins a word.
    """
    at = len(text)
    letters = [char.lower() for char in short if char.isalnum()]
    for number in range(len(letters) - 1, -1, -1):
        at -= 1
        while at >= 0 and not (
            text[at].lower() == letters[number]
            and (number or at == 0 or not text[at - 1].isalnum())
        ):
            at -= 1
        if at < 0:
            return None
    return at if len(text[at:].split()) > 1 or "-" in text[at:] else None


def is_whole(short: str, long: str) -> bool:
    """Tell whether all of some words may be what a short form is made of."""
    if long[:1].lower() != short[:1].lower() or len(long.split()) > len(short) + 2:
        return False
    letters = iter(long.lower())
    named = all(char in letters for char in short.lower() if char.isalnum())
    return named and (" " in long or "-" in long)


def _thing(
    text: str, start: int, end: int, found: Iterable[Found], lexicon: Lexicon
) -> Entry | None:
    """Return the known thing that a long form names; models are no expansions."""
    for one in found:
        whole = one.start <= start and one.end >= end and one.end - end <= 1
        if whole and not one.entry.is_model and not one.style and not one.part:
            return one.entry
    for word in (text[start:end], text[start:end].removesuffix("s")):
        for wanted, _ in lexicon.forms.get(fold(word), ()):
            if not lexicon.entries[wanted].is_model:
                return lexicon.entries[wanted]
    return None


def _differs(short: str, long: str, lexicon: Lexicon) -> bool:
    """Tell whether a long form shares no word with the one that its short form is known to have."""
    known = lexicon.forms.get(fold(short), ())
    words = _stems(long)
    for one, _ in known:
        forms = (form for form in lexicon.entries[one].forms if short.lower() not in form.lower())
        written = [form for form in forms if is_whole(short, form)]
        if not written or any(words & _stems(form) for form in written):
            return False
    return bool(known)


_STEM = 5


def _stems(text: str) -> set[str]:
    """Return the beginnings of the words of a text."""
    return {word[:_STEM].lower() for word in _WORD.findall(text) if len(word) > 2}


def short_found(text: str, meant: Mapping[str, Entry]) -> Iterable[tuple[int, int, Entry]]:
    """Yield the places of a note's own short forms."""
    for short, entry in meant.items():
        start = text.find(short)
        while start >= 0:
            end = start + len(short)
            before = text[start - 1] if start else " "
            after = text[end] if end < len(text) else " "
            if not (before.isalnum() or after.isalnum() or before in "-/" or after == "-"):
                yield start, end, entry
            start = text.find(short, end)
