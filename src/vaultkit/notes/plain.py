"""Blocks so plain that their lines tell what they are: no CommonMark parser need look at them.

Most of a note is headings, paragraphs, lists and fenced code at the left edge. Each is known by
how its lines begin and by what follows it. Whatever is not, goes to the parser, up to the next
line at the left edge behind a blank one, where every open block but a fence or HTML ends. A
property test holds the result against that of the parser alone.
"""

from __future__ import annotations

from vaultkit.notes.structure import Dest, Mark
from vaultkit.text import pattern

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    import re
    from collections.abc import Callable

    from vaultkit.notes.blocks import Reader

# A line that begins so is text of a paragraph, at its start and within it.
_LINE = (
    r"(?:[^\s\d#>+*_`~<|=:\-\\]|\\[^\n]|\#{1,6}[^\s#]|\*{1,2}[^\s*]|_{1,2}[^\s_]|`{1,2}[^`\n]"
    r"|~{1,2}[^~\n]|[0-9]{1,15}(?:[^0-9.)\n]|[.)][^\s]|(?=\n|\Z)))[^\n]*+"
)
_BLANKS = r"(?:[ \t]*+\n)"
_ITEM = rf"(?:[-*+]|[0-9]{{1,9}}[.)]) {{1,4}}{_LINE}"
_END = r"\n?[ \t\n]*+\Z"
# What begins a block where no blank line stands before it.
_HEAD = r"\#{1,6} "
_FENCE = r"```[^`\n]*+\n"
_BULLET = r"[-*+] {1,4}[^\s|:*_+\-]"
_PLAIN = pattern(
    rf"(?P<marks>\#{{1,6}}) {{1,9}}(?P<heading>[^\s#][^\n]*+)(?:\n{_BLANKS}*+|\Z)"
    rf"|(?P<paragraph>{_LINE}(?:\n{_LINE})*+)"
    rf"(?:\n{_BLANKS}++|{_END}|\n(?={_HEAD}|{_BULLET}|{_FENCE}))"
    rf"|(?P<list>{_ITEM}(?:\n{_BLANKS}*+[ \t]*+{_ITEM})*+)"
    rf"(?:\n{_BLANKS}++(?=\S)|{_END}|\n(?={_HEAD}|{_FENCE}))"
    rf"|(?P<fence>`{{3,}})(?P<info>[^`\n&\\]*+)\n(?P<code>(?:[^\n]*+\n)*?)"
    rf"(?: {{0,3}}(?P=fence)`*+[ \t]*+(?:\n{_BLANKS}*+|\Z)|\Z)"
    rf"|(?P<rule>-{{3,}}|\*{{3,}}|_{{3,}})[ \t]*+(?:\n{_BLANKS}*+|\Z)"
    rf"|{_BLANKS}++"
)
_ONE = pattern(rf"(?:\n{_BLANKS}*+)?([ \t]*+)([-*+]|[0-9]{{1,9}}[.)])( {{1,4}})([^\n]++)")
_CUT = pattern(r"\n(?:[ \t]*\n)+(?=\S)")
# A block that a blank line does not end.
_LASTING = pattern(
    r"(?mi)^[ \t>]*(?:(?:[-*+]|[0-9]{1,9}[.)])[ \t]+)*"
    r"(?:```|~~~|<(?:[!?]|script|pre|style|textarea))"
)
_NEVER = ("\r", "\0", "\x0b", "\x0c")
"""Line ends and blanks of other sorts."""
# A definition of a link or footnote: it holds everywhere in the note.
_DEFINES = pattern(r"(?m)^[ \t>*+\-0-9.)]*(?:\[.\][ \t]+)?\[(?:[^\[\]\\]|\\[\s\S]){1,1000}\]:")
_INLINE = ("`", "$", "<", "](")
"""Where one of these stands in a line, it may hold code, math, HTML or a Markdown link."""
_TAG = pattern(r"<[A-Za-z/!?]")
_TICKS = pattern(r"`+")
_LINK = pattern(r"!?\[([^\[\]\n`^][^\[\]\n`]*+)\]\(([^\s\x00-\x1f\x7f()<>&`]*+)\)")
_MOST_TICKS = 100
"""Of more in a line, looking for the other end of each would take too long."""
_TAB = 4
"""Columns to the next of which a tab leads."""
_DEEP = 3
"""Columns that a marker may stand to the right of where it must."""


def can_be_plain(text: str, start: int) -> bool:
    """Tell whether the parts of a text from `start` on may be read one by one."""
    for one in _NEVER:
        if one in text:
            return False
    if start and text[start - 1] != "\n":
        return False
    return "]:" not in text or _DEFINES.search(text, start) is None


def read_plain(reader: Reader, start: int) -> None:  # noqa: PLR0912, PLR0915 (calls would double its cost)
    """Read the blocks of a text from `start` on, handing to the parser what is not plain."""
    text, found = reader.text, reader.found
    pieces, leaves, headings = found.pieces, found.leaves, found.headings
    inline = [one for one in _INLINE if text.find(one, start) >= 0]
    find = text.find
    end, at = len(text), start
    match: Callable[[], re.Match[str] | None]
    match = _PLAIN.scanner(text, start).match  # type: ignore[attr-defined] # not in typeshed
    while at < end:
        one = match()
        if one is None:
            cut = _CUT.search(text, at)
            stop = cut.end() if cut else end
            if _LASTING.search(text, at, stop):
                stop = end
            reader.run(at, stop)
            at = stop
            match = _PLAIN.scanner(text, at).match  # type: ignore[attr-defined] # the same
            continue
        first, at = at, one.end()
        kind = one.lastgroup
        if kind == "paragraph" or kind == "heading":  # noqa: PLR1714 (faster than a set)
            low, high = one.span(kind)
            while text[high - 1] in " \t":
                high -= 1
            for mark in inline:
                if find(mark, low, high) >= 0:
                    plain = _read_inline(reader, low, high)
                    break
            else:
                plain = True
            if not plain or (kind == "heading" and text[high - 1] == "#"):
                reader.run(first, at)
                continue
            leaves.append((low, high, len(pieces), False, False))
            if kind == "paragraph":
                pieces.append(
                    ["paragraph", low, high, low, high, 0, -1, reader.section, "", "", 0, True]
                )
            else:
                section = reader.section = len(headings)
                level = one.end("marks") - first
                headings.append(len(pieces))
                pieces.append(
                    ["heading", first, high, low, high, 0, -1, section, "", "", level, True]
                )
        elif kind == "list":
            many = len(pieces), len(leaves), len(found.marks), len(found.dests)
            if not _read_list(reader, first, one.end(kind), inline):
                del pieces[many[0] :], leaves[many[1] :]
                del found.marks[many[2] :], found.dests[many[3] :]
                reader.run(first, at)
        elif kind == "code":
            _read_code(reader, one)
        elif kind == "rule":
            high = one.end(kind)
            pieces.append(
                ["rule", first, high, first, high, 0, -1, reader.section, "", "", 0, False]
            )


def _read_list(reader: Reader, start: int, end: int, inline: list[str]) -> bool:
    """Add the items of a list and of those inside it; False where it is not that plain."""
    text, found = reader.text, reader.found
    pieces, leaves, section = found.pieces, found.leaves, reader.section
    around: list[tuple[int, int, str]] = []
    """Of each open item: the column of its text, its block, the last character of its marker."""
    high = at = start
    for one in _ONE.finditer(text, start, end):
        indent, marker, gap, _ = one.groups()
        column = len(indent)
        if "\t" in indent:
            column = 0
            for char in indent:
                column += _TAB - column % _TAB if char == "\t" else 1
        before = ""
        while around and around[-1][0] > column:
            _, block, before = around.pop()
            pieces[block][2] = high
        edge = around[-1][0] if around else 0
        if column - edge > _DEEP:
            return False
        sign = marker[-1]
        if (
            at != start
            and sign in ".)"
            and before != sign
            and marker[:-1] != "1"
            and text.count("\n", one.start(), one.start(1)) < 2  # noqa: PLR2004 (a blank line)
        ):
            return False  # it does not end a paragraph
        first, low = one.start(2), one.start(4)
        at = high = one.end()
        while text[high - 1] in " \t":
            high -= 1
        for mark in inline:
            if text.find(mark, low, high) >= 0:
                if not _read_inline(reader, low, high):
                    return False
                break
        block = len(pieces)
        parent = around[-1][1] if around else -1
        depth = len(around) + 1
        piece = ["item", first, high, low, high, depth, parent, section, "", "", 0, True]
        pieces.append(piece)
        if text[low] == "[":
            reader.list_in_task(piece, block)
        leaves.append((low, high, block, False, False))
        around.append((column + len(marker) + len(gap), block, sign))
    for _, block, _ in around:
        pieces[block][2] = high
    return at == end


def _read_inline(reader: Reader, low: int, high: int) -> bool:
    """Add the code and the Markdown links of a line; False where only the parser can tell."""
    text, found = reader.text, reader.found
    if (
        text.find("\\", low, high) >= 0
        or text.count("$", low, high) > 1
        or (text.find("<", low, high) >= 0 and _TAG.search(text, low, high))
        or (text.find("<", low, high) >= 0 and text.find("@", low, high) >= 0)
    ):
        return False
    spans: list[tuple[int, int]] = []
    at = text.find("`", low, high)
    if at >= 0:
        ticks = [one.span() for one in _TICKS.finditer(text, at, high)]
        if len(ticks) > _MOST_TICKS:
            return False
        turn = 0
        while turn < len(ticks):
            first, last = ticks[turn]
            turn += 1
            for other in range(turn, len(ticks)):
                if ticks[other][1] - ticks[other][0] == last - first:
                    spans.append((first, ticks[other][1]))
                    turn = other + 1
                    break
    links: list[re.Match[str]] = []
    many = text.count("](", low, high)
    if many:
        links = list(_LINK.finditer(text, low, high))
        if len(links) != many or spans:
            return False
    for first, last in spans:
        found.marks.append(Mark(first, last, "code"))
    for one in links:
        image = text[one.start()] == "!"
        found.dests.append(Dest(*one.span(), "Inline", one.group(2), image, one.end(1)))
    return True


def _read_code(reader: Reader, one: re.Match[str]) -> None:
    """Add a fenced block."""
    first, end = one.start(), one.end()
    low, high = one.span("code")
    while reader.text[end - 1] in " \t\n":
        end -= 1
    if low == high:
        low = high = end
    info = one.group("info").strip(" \t")
    reader.found.pieces.append(
        ["code", first, end, low, high, 0, -1, reader.section, "", info, 0, True]
    )
