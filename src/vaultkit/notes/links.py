"""Links of every kind in the text of a note: wikilinks, Markdown links, addresses."""

from __future__ import annotations

from bisect import bisect_right

from vaultkit.text import Span, pattern

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import NamedTuple

    from vaultkit.notes.note import LinkKind
    from vaultkit.notes.rows import Row
    from vaultkit.notes.structure import Dest, Leaf, Mark
else:
    from vaultkit.values import NamedTuple

_SCHEME = pattern(r"[A-Za-z][A-Za-z0-9+.-]{1,40}:")
NO_LEAF = (-1, -1, -1, False, False)
_BARE = pattern(r"https?://[^\s<>\"`|\\^{}\[\]]+")


class Target(NamedTuple):
    """The inside of a wikilink, taken apart (B1)."""

    path: str
    subpath: str
    display: str | None
    length: int
    """Of path and subpath as written, in code points."""


def split_wikilink(inner: str) -> Target:
    r"""Split `Note#Heading|shown` at the first `|` and then the first `#` (B1).

    In a table the bar is written `\|` (B49). A bar at the very start is part of the name: that is
    how the app's own index has `[[|a]]` (B45).
    """
    bar = inner.find("|", 1)
    display = inner[bar + 1 :] if bar > 0 else None
    written = inner[:bar] if bar > 0 else inner
    if bar > 0 and written.endswith("\\"):
        written = written[:-1]
    path, sharp, sub = written.partition("#")
    return Target(path.strip(), (sharp + sub).rstrip(), display, len(written))


def split_address(dest: str) -> tuple[str, str]:
    """Percent-decode a Markdown link's destination, then split it at `#` (B22)."""
    if "%" in dest:
        from urllib.parse import unquote  # costs as much as parsing some notes

        dest = unquote(dest)
    path, sharp, sub = dest.partition("#")
    return path, sharp + sub


def is_external(dest: str) -> bool:
    """Tell whether a destination has a URI scheme; one letter is a drive, not a scheme (B23)."""
    return _SCHEME.match(dest) is not None or dest.startswith("//")


class Hidden:
    """The parts of a text that no link or tag is read in, asked in order of position."""

    def __init__(self, marks: Iterable[tuple[int, int]]) -> None:
        self._spans = sorted(marks)
        self._starts = [span[0] for span in self._spans]

    def end_at(self, offset: int) -> int:
        """Return where the part around `offset` ends, or -1 where there is none."""
        at = bisect_right(self._starts, offset) - 1
        if at >= 0 and self._spans[at][1] > offset:
            return self._spans[at][1]
        return -1


class Stretch(NamedTuple):
    """A stretch of inline text."""

    start: int
    end: int
    comment: bool
    """Stands in a comment."""


class Leaves:
    """Stretches of inline text by position."""

    def __init__(self, leaves: Sequence[Leaf]) -> None:
        self._leaves = leaves
        self._starts = [leaf[0] for leaf in leaves]

    def at(self, offset: int) -> Stretch | None:
        """Return the stretch that holds `offset`."""
        at = bisect_right(self._starts, offset) - 1
        if at >= 0 and offset < self._leaves[at][1]:
            start, end, _block, _cell, comment = self._leaves[at]
            return Stretch(start, end, comment)
        return None

    def after(self, offset: int) -> int:
        """Return where the next stretch after `offset` starts, or -1."""
        at = bisect_right(self._starts, offset)
        return self._starts[at] if at < len(self._starts) else -1


def find_wikilinks(  # noqa: PLR0912 (calls would cost more than they say)
    text: str, start: int, leaves: Sequence[Leaf], marks: Sequence[Mark]
) -> tuple[list[Row], Sequence[Mark]]:
    """Return the wikilinks and embeds from `start` on, and the marks that still hold.

    Whichever opens first wins (B46): a code span that starts before `[[` hides it, one that starts
    inside a link is none.
    """
    links: list[Row] = []
    find = text.find
    at = find("[[", start)
    if at < 0:
        return links, marks
    starts = [leaf[0] for leaf in leaves]
    kept: list[Mark] = []
    turn = 0
    line_end = -1
    while at != -1:
        # Marks that end before here hold; one around here hides it.
        while turn < len(marks) and marks[turn].end <= at:
            kept.append(marks[turn])
            turn += 1
        if turn < len(marks) and marks[turn].start < at:
            at = find("[[", marks[turn].end)
            continue
        number = bisect_right(starts, at) - 1
        leaf = leaves[number] if number >= 0 else NO_LEAF
        end = leaf[1]
        if at >= end:
            if number + 1 >= len(starts):
                break
            # The two brackets may stand across the border: `[` before a stretch, `[[` inside it.
            at = find("[[", starts[number + 1])
            continue
        if at and text[at - 1] == "\\" and is_escaped(text, at):
            at = find("[[", at + 1)
            continue
        if line_end <= at or line_end > end:
            line_end = find("\n", at, end)
            line_end = end if line_end < 0 else line_end
        close = _close(text, at, line_end)
        if close < 0:
            at = find("[[", line_end)
            continue
        first = at
        at = max(at, text.rfind("[[", at, close))  # only the innermost is a link (B45)
        if at != first and turn < len(marks) and marks[turn].start < at:
            continue
        inner = text[at + 2 : close]
        if inner and not inner.isspace():
            links.append(_wikilink(text, at, close + 2, inner, leaf[4]))
            while turn < len(marks) and marks[turn].start < close + 2:
                if marks[turn].start < at:
                    kept.append(marks[turn])
                turn += 1
        at = find("[[", close + 2)
    kept += marks[turn:]
    return links, kept


def _close(text: str, at: int, line_end: int) -> int:
    """Return where the `]]` of the link at `at` stands, or -1."""
    close = text.find("]]", at + 2, line_end)
    if text[close + 2 : close + 3] == "]" and text.rfind("[^", at, max(close, at)) > at:
        return close + 1  # `[[N#[^1]]]` names a footnote (B41)
    return close


def _wikilink(text: str, start: int, end: int, inner: str, in_comment: bool) -> Row:  # noqa: FBT001 (one of many rows)
    """Make the link between `[[` at `start` and `]]` before `end`."""
    if "|" in inner or "#" in inner:
        path, sub, display, length = split_wikilink(inner)
    else:
        path, sub, display, length = inner.strip(), "", None, len(inner)
    embed = start > 0 and text[start - 1] == "!" and not is_escaped(text, start - 1)
    begin = start - 1 if embed else start
    return (
        "wikilink", begin, end, path, sub, display, embed, in_comment,
        start + 2, start + 2 + length, "", False,
    )  # fmt: skip


def is_escaped(text: str, offset: int) -> bool:
    """Tell whether an odd number of backslashes stands before `offset`."""
    at = offset
    while at and text[at - 1] == "\\":
        at -= 1
    return (offset - at) % 2 == 1


def markdown_links(text: str, dests: Iterable[Dest], taken: Hidden, leaves: Leaves) -> list[Row]:
    """Return the Markdown links, images and autolinks that no wikilink covers."""
    links: list[Row] = []
    for dest in dests:
        if taken.end_at(dest.start) >= 0:
            continue
        leaf = leaves.at(dest.start)
        inner = dest.start + (2 if dest.image else 1)
        raw = text[dest.start : dest.end]
        kind: LinkKind = "url"
        if dest.form in {"Autolink", "Email"}:
            url = f"mailto:{dest.url}" if dest.form == "Email" else dest.url
            path, sub, display = url, "", None
            where = Span(dest.start + 1, dest.end - 1)
        else:
            close = text.find("]", dest.inner_end, dest.end)
            display = text[inner:close] if close >= 0 else raw
            where = Span(0, 0)
            if dest.form == "Inline" and close >= 0:
                where = _destination(text, close + 2, dest.end - 1)
            if is_external(dest.url):
                path, sub = dest.url, ""
            else:
                kind = "markdown"
                path, sub = split_address(dest.url)
                path = path.strip()
                if not path and not sub:
                    continue
        hidden = leaf is not None and leaf.comment
        row = (kind, dest.start, dest.end, path, sub, display, dest.image, hidden)
        links.append((*row, *where, "", False))
    return links


def _destination(text: str, start: int, end: int) -> Span:
    """Return where a link's destination stands between its round brackets."""
    while start < end and text[start] in " \t\r\n":
        start += 1
    if text[start : start + 1] == "<":
        close = text.find(">", start, end)
        return Span(start + 1, close if close > 0 else end)
    at = start
    while at < end and text[at] not in " \t\r\n":
        at += 1
    return Span(start, at)


def bare_urls(text: str, start: int, leaves: Leaves, taken: Hidden) -> list[Row]:
    """Return the addresses that stand in the text without any brackets."""
    links: list[Row] = []
    for found in _BARE.finditer(text, start):
        at = found.start()
        leaf = leaves.at(at)
        if leaf is None or taken.end_at(at) >= 0 or (at and text[at - 1].isalnum()):
            continue
        url = _trim_url(found.group()[: leaf.end - at])
        if url:
            end = at + len(url)
            links.append(("url", at, end, url, "", None, False, leaf.comment, at, end, "", False))
    return links


def _trim_url(url: str) -> str:
    """Drop the punctuation after an address, and a bracket that opened before it."""
    surplus = url.count(")") - url.count("(")
    end = len(url)
    while end:
        last = url[end - 1]
        if last == ")" and surplus > 0:
            surplus -= 1
        elif last not in ".,:;!?'*_~":
            break
        end -= 1
    return url[:end] if "://" in url[:end] and not url[:end].endswith("://") else ""
