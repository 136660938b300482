"""A block's prose as plain text: marks and targets gone, the place of every character kept."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

from vaultkit.text import Span, pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vaultkit.notes.note import Link, Note

CITE = "\ufffc"
"""Stands for one citation, so that a sentence keeps its subject."""

PLAIN = str.maketrans(
    {
        "\u00a0": " ",
        "\u2002": " ",
        "\u2009": " ",
        "\u202f": " ",
        "\u2007": " ",
        "\t": " ",
        "\r": " ",
        "\u2010": "-",
        "\u2011": "-",
        "\u2012": "-",
        "\u2013": "-",
        "\u2212": "-",
        "\u2018": "'",
        "\u2019": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u00d7": "x",
        "\u2248": "~",
        "\uff5e": "~",
        "\uff08": "(",
        "\uff09": ")",
        "\uff0c": ",",
        "\uff1a": ":",
        "\uff1b": ";",
        "\u3002": ".",
        "\u3001": ",",
    }
)
"""Marks that mean the same, one for one, so that offsets stay."""

_CODE_NAME = pattern(r"[A-Za-z][\w.+/-]{1,79}(?: [\w.+-]{1,20}){0,3}")
_COMMAND = pattern(
    r"(?:pip3?|python3?|conda|npm|npx|git|curl|wget|docker|brew|uvx?|poetry|apt|apt-get|sudo|make|cargo|huggingface-cli|export|cd)\s"
)
"""Inline code that is a line for a shell."""
_SHELL = pattern(r"(?:^|(?<=\n))[ \t]*(?:[-*+] )?\$ [^\n]*")
_PLAIN_NUMBER = pattern(r"[~<>]?\s?\d[\d.,]{0,15}\s?[kKMBT]?")
_NUMERIC_CITE = pattern(r"\[\d{1,3}(?:\s?[,;-]\s?\d{1,3}){0,9}\]|\[\^[^\]\s]{1,160}\]")
_LIQUID = pattern(r"\{\{[^}\n]{0,200}\}\}|\{%[^%\n]{0,300}%\}|\{:[^}\n]{0,100}\}")
_QUOTE_MARK = pattern(r"(?<=\n)[ \t]*(?:>[ \t]?)+")
_MARK = pattern(r"[*`\\_~=]")
_ENDING = pattern(
    r"\.(?:md|pdf|py|json|jsonl|ya?ml|txt|ipynb|png|jpe?g|svg|html?|csv|tex|bib|sh)\b(?![/\w])"
)
_FILE = pattern(
    rf"!\[[^\]\n]{{0,200}}\]\([^)\n]{{0,400}}\)|(?<![\w/.-])[\w./-]{{1,200}}{_ENDING.pattern}"
)
"""Images that are no links to the parser (their address has braces), and names of files."""
_DATE_NAME = pattern(r"\d{4}-\d{2}(?:-\d{2})?")


@dataclass(frozen=True, slots=True)
class LinkText:
    """Where the words of a link stand in a view."""

    start: int
    end: int
    """0-based code points of the view's text."""
    link: Link


@dataclass(frozen=True, slots=True)
class View:
    """Plain text made of a part of a note."""

    text: str
    at: Sequence[int]
    """Offset in the note of each character, and one more for the end."""
    links: tuple[LinkText, ...] = ()
    """Links with words, URLs (empty) and citations (one `CITE`), in order."""

    def span(self, start: int, end: int) -> Span:
        """Return the place in the note of a part of the text."""
        if start >= end:
            return Span(self.at[start], self.at[start])
        return Span(self.at[start], self.at[end - 1] + 1)


def make_view(note: Note, span: Span) -> View:
    """Return the plain text of a part of a note."""
    text = note.text
    skips = sorted(_skips(note, span), key=lambda one: (one[0], -one[1]))
    full = text.find(_FULL_STOP, span.start, span.end) >= 0
    if not skips and not full and not _MARK.search(text, span.start, span.end):
        plain = text[span.start : span.end].translate(PLAIN)
        return View(plain, range(span.start, span.end + 1))
    out: list[str] = []
    at: list[int] = []
    found: list[LinkText] = []
    opened: list[tuple[int, int, Link]] = []
    offset, index, blank = span.start, 0, False
    while offset < span.end:
        while opened and offset >= opened[-1][1]:
            start, _, link = opened.pop()
            found.append(LinkText(start, len(at), link))
        if index < len(skips) and skips[index][0] <= offset:
            start, end, sign, opens = skips[index]
            index += 1
            if end <= offset and not (opens and start == offset):
                continue
            if sign and not (sign == " " and blank):
                out.append(sign)
                at.append(offset)
                blank = sign == " "
            if opens is not None:
                link, stop = opens
                if stop > end:
                    opened.append((len(at), stop, link))
                else:
                    found.append(LinkText(len(at) - (1 if sign == CITE else 0), len(at), link))
            offset = max(offset, end)
            continue
        # A run of plain characters goes over at once; only marks are looked at one by one.
        stop = min(span.end, skips[index][0] if index < len(skips) else span.end)
        if opened:
            stop = min(stop, opened[-1][1])
        mark = _MARK.search(text, offset, stop)
        run = mark.start() if mark else stop
        if run > offset:
            plain = text[offset:run].translate(PLAIN)
            if full and _FULL_STOP in text[offset:run]:
                _spread(text, offset, run, out, at)
            else:
                out.append(plain)
                at.extend(range(offset, run))
            blank = plain[-1] == " "
        if mark and not _is_mark(text, run, text[run]):
            out.append(text[run])
            at.append(run)
            blank = False
        offset = run + 1 if mark else run
    while opened:
        start, _, link = opened.pop()
        found.append(LinkText(start, len(at), link))
    at.append(span.end)
    found.sort(key=lambda one: (one.start, one.end))
    return View("".join(out), tuple(at), tuple(found))


_FULL_STOP = "\u3002"


def _spread(text: str, start: int, end: int, out: list[str], at: list[int]) -> None:
    """Add a run with a blank behind each ideographic full stop, so that it ends a sentence."""
    for place in range(start, end):
        out.append(text[place].translate(PLAIN))
        at.append(place)
        if text[place] == _FULL_STOP and not text[place + 1 : place + 2].isspace():
            out.append(" ")
            at.append(place)


Skip = tuple[int, int, str, "tuple[Link, int] | None"]


def _skips(note: Note, span: Span) -> Iterator[Skip]:
    """Yield the parts that are no prose: start, end, what stands for it, a link that opens."""
    text = note.text
    links = inside(note.links, span)
    for link in links:
        yield from _link_skips(text, link)
    for region in inside(note.regions, span):
        raw = text[region.span.start : region.span.end]
        if region.kind == "code" and _keeps_code(raw):
            continue
        if region.kind == "math":
            inner = raw.strip("$ ")
            if _PLAIN_NUMBER.fullmatch(inner):
                for place in range(region.span.start, region.span.end):
                    if text[place] == "$":
                        yield place, place + 1, "", None
                continue
        yield region.span.start, region.span.end, " ", None
    here, end = span.start, span.end
    # Most prose has none of these: a plain search for their marks costs a tenth.
    if text.find("[", here, end) >= 0:
        for found in _NUMERIC_CITE.finditer(text, here, end):
            yield found.start(), found.end(), "", None
    if text.find("$ ", here, end) >= 0:
        for found in _SHELL.finditer(text, here, end):
            yield found.start(), found.end(), " ", None
    if text.find(">", here, end) >= 0:
        for found in _QUOTE_MARK.finditer(text, here, end):
            yield found.start(), found.end(), "", None
    if text.find("![", here, end) >= 0 or _ENDING.search(text, here, end):
        for found in _FILE.finditer(text, here, end):
            if not any(one.span.start <= found.start() < one.span.end for one in links):
                yield found.start(), found.end(), " ", None
    if text.find("{", here, end) < 0:
        return
    cites = {one.span.start for one in links if one.kind == "citation"}
    for found in _LIQUID.finditer(text, here, end):
        if found.start() not in cites:
            yield found.start(), found.end(), " ", None


def _link_skips(text: str, link: Link) -> Iterator[Skip]:
    """Yield what of a link is no prose; its words stay."""
    start, end = link.span.start, link.span.end
    if link.kind == "citation":
        yield start, end, CITE, (link, end)
    elif link.embed or (link.kind == "url" and text[start] != "["):
        yield start, end, " ", (link, end)
    elif link.kind == "wikilink":
        inner = text.find("|", start, end)
        if inner < 0:
            inner = max(text.rfind("/", start, end), start + 1)
            hash_ = text.rfind("#", inner, end)
            inner = hash_ if hash_ > 0 else inner
        name = text[inner + 1 : end - 2]
        if _DATE_NAME.match(link.target.rpartition("/")[2]) and not _DATE_NAME.match(name):
            inner = start + 1
        yield start, inner + 1, "", (link, end - 2)
        yield end - 2, end, "", None
    elif text[start] == "[":
        stop = text.rfind("](", start, max(link.target_span.start + 1, start + 3))
        if stop < 0:
            stop = text.rfind("]", start, end)
        yield start, start + 1, "", (link, stop)
        yield stop, end, "", None


Part = TypeVar("Part", bound="Placed")


class Placed(Protocol):
    """A part of a note."""

    @property
    def span(self) -> Span:
        """Return its place."""


def inside(parts: Sequence[Part], span: Span) -> list[Part]:
    """Return the parts that start inside a span; parts are in order of position."""
    first = bisect_left(parts, span.start, key=lambda one: one.span.start)
    found = []
    for part in parts[first:]:
        if part.span.start >= span.end:
            break
        found.append(part)
    return found


def _keeps_code(raw: str) -> bool:
    """Tell whether inline code is only a name, such as the id of a model."""
    if "\n" in raw or raw.startswith("```"):
        return False
    inner = raw.strip("` ")
    return _CODE_NAME.fullmatch(inner) is not None and not _COMMAND.match(inner)


def _is_mark(text: str, offset: int, char: str) -> bool:
    """Tell whether a character is a mark of Markdown, not a word's."""
    if char in "*`":
        return True
    if char == "\\":
        after = text[offset + 1 : offset + 2]
        escaped = offset > 0 and text[offset - 1] == "\\"
        return not escaped and bool(after) and not after.isalnum() and not after.isspace()
    if char == "_":
        before = text[offset - 1] if offset else " "
        after = text[offset + 1] if offset + 1 < len(text) else " "
        return not (before.isalnum() or before == "\\") or not after.isalnum()
    if char in "~=":
        return text[offset : offset + 2] == char * 2 or (offset > 0 and text[offset - 1] == char)
    return False
