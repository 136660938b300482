"""The structure of a note's text, as the CommonMark parser has it where its lines do not tell."""

from __future__ import annotations

from functools import cache

from vaultkit.notes.offsets import code_points
from vaultkit.notes.plain import can_be_plain, read_plain
from vaultkit.notes.structure import (
    DEPTH,
    END,
    FILLED,
    INFO,
    INNER,
    INNER_END,
    KIND,
    LEVEL,
    SECTION,
    START,
    Dest,
    Mark,
    Piece,
    Structure,
)
from vaultkit.text import pattern

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from vaultkit.notes.note import BlockKind, RegionKind
    from vaultkit.text import Span

_INLINE = frozenset(
    {"Emphasis", "Strong", "Strikethrough", "Link", "Image", "Superscript", "Subscript"}
)
_CONTAINERS: dict[str, BlockKind] = {
    "BlockQuote": "quote",
    "CodeBlock": "code",
    "HtmlBlock": "html",
    "FootnoteDefinition": "footnote",
    "Table": "table",
}
_CALLOUT = pattern(r">[ \t]{0,8}\[!([^\]\n]{1,80})\]")
_LINKS = frozenset({"Link", "Image"})
_RAW = frozenset({"code", "html"})
_MARKS: dict[str, RegionKind] = {
    "Code": "code",
    "InlineMath": "math",
    "DisplayMath": "math",
    "InlineHtml": "html",
}
_ROWS = frozenset({"TableHead", "TableRow"})
_AROUND = frozenset({"quote", "callout", "footnote"})
_EMPTY = frozenset({"code", "heading"})
_BLANK = pattern(r"[ \t\r\n]*")
_BLANKS = frozenset({" ", "\t", "\r", "\n"})
_MARKER = pattern(r"(?:[-*+]|\d{1,9}[.)])(?=[ \t\r\n]|\Z)")
_BULLETS = frozenset("-*+")
_INDENT = pattern(r"[ \t>]*")
# `- [ ] 1. x`: what follows the box is a list of its own.
_LIST_IN_TASK = pattern(r"\[.\][ \t]{1,4}((?:[-*+]|\d{1,9}[.)])[ \t]+)(?=\S)")
_SURROGATES = pattern("[\ud800-\udfff]")
_LEVELS = {"H1": 1, "H2": 2, "H3": 3, "H4": 4, "H5": 5, "H6": 6}


def read_structure(text: str, start: int, hidden: Sequence[Span] = ()) -> Structure:
    """Return the blocks of a note's text from `start` on; `hidden` spans count as blank.

    YAML is left to `frontmatter.py`: the parser's own option for it also takes pairs of `---` in
    the middle of a note.
    """
    for one in hidden:
        blank = "".join(char if char == "\n" else " " for char in one.of(text))
        text = text[: one.start] + blank + text[one.end :]
    reader = Reader(text)
    if can_be_plain(text, start):
        read_plain(reader, start)
    else:
        reader.run(start, len(text))
    reader.found.dests.sort()
    return reader.found


@cache
def _options() -> Any:
    """Return what the parser is to know besides CommonMark."""
    from pyromark import Options

    return (
        Options.ENABLE_TABLES
        | Options.ENABLE_TASKLISTS
        | Options.ENABLE_FOOTNOTES
        | Options.ENABLE_MATH
        | Options.ENABLE_STRIKETHROUGH
    )


class Reader:
    """Walks the parser's events, of a whole text or of a part that stands for itself."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found = Structure()
        self.at: Callable[[int], int] = int
        """From the parser's offsets to those of the text."""
        self.stack: list[int] = []
        self.lists = 0
        self.section = -1
        self.cell = False
        self.trimmed = (-1, -1)

    def run(self, low: int, high: int) -> None:  # noqa: PLR0912, PLR0915 (calls would double its cost)
        """Turn the events of a part into blocks, leaves, marks and destinations.

        Most events are texts: of a stretch of inline events only the first and the last count.
        """
        source = self.text[low:high]
        if not source.isascii():
            # A lone surrogate has no UTF-8; U+FFFD is as wide.
            source = _SURROGATES.sub("\ufffd", source)
        self.at = code_points(source, low)
        from pyromark import events_with_range

        first: Any = None
        last: Any = None
        open_links: list[tuple[Any, Any, bool]] = []
        stack, pieces = self.stack, self.found.pieces
        event: Any
        where: Any
        for event, where in events_with_range(source, options=_options()):
            if "Text" in event:
                if first is None:
                    first = where
                last = where
                continue
            if event.__class__ is str:
                if event == "Rule":
                    if first is not None:
                        self.flush(first, last)
                        first = None
                    self.close(self.open("rule", where), where)
                continue
            ((kind, value),) = event.items()
            if kind == "Start":
                name: str
                info: Any
                name, info = (value, None) if value.__class__ is str else next(iter(value.items()))
                if name in _INLINE:
                    if first is None:
                        first = where
                    if name in _LINKS:
                        open_links.append((info, where, name == "Image"))
                    continue
                if first is not None:
                    self.flush(first, last)
                    first = None
                if name == "Item":
                    stack.append(self.open("item", where))
                elif name == "Paragraph":
                    # The first one of an item is the item's own text.
                    if stack and (top := pieces[stack[-1]])[KIND] == "item" and not top[FILLED]:
                        stack.append(stack[-1])
                    else:
                        stack.append(self.open("paragraph", where))
                elif name == "List":
                    self.lists += 1
                else:
                    self.enter(name, info, where)
            elif kind == "End":
                name = value if value.__class__ is str else next(iter(value))
                if name in _INLINE:
                    if name in _LINKS:
                        self.dest(*open_links.pop(), last)
                    last = where
                    continue
                if first is not None:
                    self.flush(first, last)
                    first = None
                if name == "List":
                    self.lists -= 1
                elif name == "TableCell":
                    self.cell = False
                elif name not in _ROWS:
                    block = stack.pop()
                    # An item's own paragraph ends before the item does.
                    if name != "Paragraph" or pieces[block][KIND] == "paragraph":
                        self.close(block, where)
            else:
                if first is None:
                    first = where
                last = where
                if kind in _MARKS:
                    start, end = self.at(where["start"]), self.at(where["end"])
                    self.found.marks.append(Mark(start, end, _MARKS[kind]))

    def dest(self, info: dict[str, Any], span: Any, image: bool, last: Any) -> None:  # noqa: FBT001 (kept in a tuple)
        """Add a link; its words end with the last event before its own end."""
        start, end = self.at(span["start"]), self.at(span["end"])
        inner = start
        if last is not None and last["start"] >= span["start"]:
            inner = min(self.at(last["end"]), end)
        form, url = info["link_type"], info["dest_url"]
        self.found.dests.append(Dest(start, end, form, url, image, inner))

    def trim(self, end: int) -> int:
        """Return `end` without the blanks and line ends before it."""
        if self.trimmed[0] == end:
            return self.trimmed[1]
        at, text = end, self.text
        while at and text[at - 1] in _BLANKS:
            at -= 1
        self.trimmed = (end, at)
        return at

    def open(self, kind: BlockKind, where: dict[str, int]) -> int:
        """Add a block; return its position. Its end is set when it is closed."""
        start, text = self.at(where["start"]), self.text
        if text[start : start + 1] in _BLANKS:
            start = _BLANK.match(text, start).end()  # type: ignore[union-attr] # matches ""
        if (
            kind == "item"
            and text[start : start + 1] not in _BULLETS
            and not _MARKER.match(text, start)
        ):
            # Behind a tab the parser's place is some columns early, in the line before.
            line = text.find("\n", start) + 1
            start = _INDENT.match(text, line).end()  # type: ignore[union-attr] # matches ""
        parent = self.stack[-1] if self.stack else -1
        pieces = self.found.pieces
        pieces.append(
            [kind, start, start, start, start, self.lists, parent, self.section, "", "", 0, False]
        )
        return len(pieces) - 1

    def close(self, block: int, where: dict[str, int]) -> None:
        """Set where a block ends: before the blanks at its end."""
        piece = self.found.pieces[block]
        end = self.trim(self.at(where["end"]))
        end = max(end, piece[START])
        piece[END] = end
        if not piece[FILLED]:
            if piece[KIND] in _EMPTY:
                piece[INNER] = end
            elif block + 1 < len(self.found.pieces) and piece[KIND] in _AROUND:
                piece[INNER] = self.found.pieces[block + 1][START]
            piece[INNER_END] = end

    def flush(self, first: Any, last: Any) -> None:
        """Close the stretch of inline text from the first to the last event."""
        if first is None or not self.stack:
            return
        start, end = self.at(first["start"]), self.at(last["end"])
        block = self.stack[-1]
        pieces = self.found.pieces
        piece = pieces[block]
        kind = piece[KIND]
        if kind in _RAW:
            piece[INNER], piece[INNER_END], piece[FILLED] = start, max(start, end), True
            return
        if start and self.text[start - 1] == "\\":
            start -= 1
        if self.cell:
            self.found.leaves.append((start, end, block, True, False))
            return
        if not piece[FILLED]:
            piece[INNER], piece[INNER_END], piece[FILLED] = start, end, True
            if kind == "item" and self.text[start] == "[":
                self.list_in_task(piece, block)
        elif kind == "item":
            # Text of an item after its children: a paragraph of its own.
            self.add(["paragraph", start, end, start, end, self.lists, block, piece[SECTION]])
            block = len(pieces) - 1
        self.found.leaves.append((start, end, block, False, False))

    def add(self, piece: Piece) -> None:
        """Add a block whose places are known."""
        self.found.pieces.append([*piece, "", "", 0, True])

    def list_in_task(self, piece: Piece, block: int) -> None:
        """Add the item that stands behind a task's box: `- [ ] 1. x` holds a list."""
        end = piece[INNER_END]
        found = _LIST_IN_TASK.match(self.text, piece[INNER], end)
        if found:
            at, depth = found.start(1), piece[DEPTH] + 1
            self.add(["item", at, end, found.end(), end, depth, block, piece[SECTION]])

    def enter(self, name: str, info: Any, where: dict[str, int]) -> None:
        """Open a block of a rarer kind."""
        if name == "Heading":
            self.heading(info["level"], where)
        elif name == "TableCell":
            self.cell = True
        elif name in _ROWS:
            start, end = self.at(where["start"]), self.trim(self.at(where["end"]))
            self.found.rows.append((start, end, self.stack[-1]))
        elif name in _CONTAINERS:
            block = self.open(_CONTAINERS[name], where)
            self.stack.append(block)
            self.describe(self.found.pieces[block], name, info)

    def describe(self, piece: Piece, name: str, info: Any) -> None:
        """Note the language of code, the label of a footnote, the type of a callout (B73)."""
        if name == "FootnoteDefinition":
            piece[INFO] = info
        elif name == "CodeBlock":
            piece[INFO] = info["Fenced"] if isinstance(info, dict) else ""
            piece[LEVEL] = 0 if isinstance(info, dict) else 1
        elif name == "BlockQuote":
            found = _CALLOUT.match(self.text, piece[START])
            if found:
                piece[KIND], piece[INFO] = "callout", found.group(1).lower()

    def heading(self, level: str, where: dict[str, int]) -> None:
        """Open a heading; one in a list or quote begins no section."""
        block = self.open("heading", where)
        piece = self.found.pieces[block]
        piece[LEVEL] = _LEVELS[level]
        piece[SECTION] = len(self.found.headings)
        self.found.headings.append(block)
        if not self.stack:
            self.section = piece[SECTION]
        self.stack.append(block)
