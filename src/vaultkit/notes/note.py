"""A note and its parts: frozen values, each with its place in the text.

Every offset is a 0-based code point of `Note.text`, which is the file decoded as UTF-8 with its
byte order mark and its line endings as they are: `text.encode() == bytes on disk`.
"""

from __future__ import annotations

from vaultkit.text import NotePath, Place, Span, place
from vaultkit.values import frozen

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any, Literal

    Scalar = str | int | float | bool | None
    Value = Scalar | list["Value"] | dict[str, "Value"]
    LinkKind = Literal["wikilink", "markdown", "property", "canvas", "base", "url", "citation"]
    BlockKind = Literal[
        "paragraph",
        "heading",
        "item",
        "quote",
        "callout",
        "code",
        "math",
        "html",
        "table",
        "rule",
        "footnote",
        "comment",
    ]
    RegionKind = Literal["frontmatter", "code", "math", "html", "comment", "panel"]
    DateRole = Literal[
        "created", "modified", "daily-note", "released", "task", "published", "mentioned"
    ]


@frozen
class Problem:
    """What could not be read, or is not well-formed; a lint rule reports it."""

    kind: str
    """Such as `invalid-yaml`, `duplicate-key`, `not-utf8`, `binary`, `merge-conflict`."""
    span: Span
    message: str


@frozen
class Field:
    """A property of the YAML head, or a Dataview field in the text (`key:: value`)."""

    key: str
    """As written; nested YAML keys are not fields of their own."""
    value: Value
    span: Span
    """The key and its value with all its lines, without the final line end."""
    key_span: Span
    value_span: Span
    """Empty at the end of the key's line where there is no value."""
    inline: bool = False
    """A Dataview field in the text."""


@frozen
class Heading:
    """An ATX or setext heading."""

    level: int
    text: str
    """The raw source between the markers: links and emphasis stay, a trailing ` ^id` does not."""
    span: Span
    """The whole heading with its markers, without the line end."""
    text_span: Span
    nested: bool = False
    """Stands in a list or quote (B32)."""


@frozen
class Link:
    """One occurrence of a link, embed, URL or citation."""

    kind: LinkKind
    span: Span
    """From the first bracket (or `!`) to the last; for a property the link inside the value."""
    raw: str
    """The source at `span`; in canvas and base files the decoded string the link stands in."""
    target: str
    """The path part: trimmed, percent-decoded for Markdown links, `""` for the same note; the
    whole address of a URL; the key of a citation."""
    subpath: str = ""
    """With its first `#`: `#Heading`, `#A#B`, `#^block`; `""` where there is none."""
    display: str | None = None
    """The words shown, or the size of an image; None where the link has none of its own."""
    embed: bool = False
    in_comment: bool = False
    """Stands in `%% %%` (B48)."""
    target_span: Span = Span(0, 0)
    """Where path and subpath stand, as written, for renames; empty where they can not be told."""
    key: str = ""
    """Of a property link: the path of its key, such as `up` or `rel.0`."""
    in_html: bool = False
    """Stands in an element written inline, as in `<span>[[X]]</span>` (B49)."""


@frozen
class Tag:
    """A `#tag` in the text or an entry of the property `tags`."""

    name: str
    """Without `#`, as written."""
    span: Span
    """With its `#` where it has one."""


@frozen
class Date:
    """A date found in a note, with what it dates."""

    date: str
    """ISO 8601, as long as its precision: `2023`, `2023-09`, `2023-09-12`, or a time of day."""
    precision: Literal["year", "month", "day", "minute"]
    role: DateRole
    span: Span


@frozen
class Task:
    """A list item with a check box, or a line that asks for work (`TODO: ...`)."""

    text: str
    """Without marker, check box and the fields of the Tasks plugin."""
    status: str
    """The character in the box; a space where the task is open."""
    kind: Literal["checkbox", "todo", "reading"]
    span: Span
    """From the list marker (or the word) to the end of the line."""
    created: str | None = None
    scheduled: str | None = None
    start: str | None = None
    due: str | None = None
    done: str | None = None
    cancelled: str | None = None
    id: str | None = None
    depends: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    """Dates that do not exist, and emoji fields that can not be read (B80)."""

    @property
    def is_open(self) -> bool:
        """Tell whether work is left: a space, or `/` (in progress)."""
        return self.status in {" ", "/"}


@frozen
class Block:
    """A piece of the note's structure, in order of position; a container precedes its children."""

    kind: BlockKind
    span: Span
    """With its markers; of an item: with its children."""
    content: Span
    """Without markers; of an item: its own first lines only; of code: the lines inside."""
    depth: int = 0
    """How many lists it stands in: 1 for an item of an outer list."""
    parent: int = -1
    """Position in `Note.blocks` of the block around it, or -1."""
    heading: int = -1
    """Position in `Note.headings` of the section it stands in, or -1 before the first."""
    id: str = ""
    """Its `^block-id` without the caret, or empty."""
    info: str = ""
    """Language of a fence, type of a callout, label of a footnote, marker of an item."""


@frozen
class Region:
    """A part of the text that is not prose: no mention, tag or heading is read in it."""

    kind: RegionKind
    span: Span


@frozen
class Cell:
    """One cell of a table: its text without the spaces around it."""

    text: str
    span: Span


@frozen
class Row:
    """One row of a table; it may have fewer or more cells than the header."""

    cells: tuple[Cell, ...]
    span: Span


@frozen
class Table:
    """A pipe table."""

    header: Row
    rows: tuple[Row, ...]
    span: Span
    heading: int = -1
    """Position in `Note.headings` of the section it stands in, or -1."""


@frozen
class Panel:
    """A part of a note that vaultkit keeps, between its markers; never read as knowledge."""

    name: str
    version: int
    sha: str
    """Hash of the inner text as vaultkit last wrote it, as the marker states it."""
    span: Span
    """With both marker lines, without the last line end."""
    content: Span


@frozen
class Note:
    """One note as it stood on disk at one moment. Parsing it never fails.

    Its parts stand in order of position.
    """

    path: NotePath
    text: str
    lines: Sequence[int]
    """Offset of the first code point of each line."""
    fields: Sequence[Field] = ()
    headings: Sequence[Heading] = ()
    links: Sequence[Link] = ()
    blocks: Sequence[Block] = ()
    tags: Sequence[Tag] = ()
    tasks: Sequence[Task] = ()
    tables: Sequence[Table] = ()
    dates: Sequence[Date] = ()
    panels: Sequence[Panel] = ()
    regions: Sequence[Region] = ()
    """Sorted, not overlapping."""
    problems: Sequence[Problem] = ()

    @property
    def name(self) -> str:
        """Return the file name without its ending, which is the note's name (B69)."""
        base = self.path.rpartition("/")[2]
        return base[:-3] if base[-3:].lower() == ".md" else base

    def place(self, offset: int) -> Place:
        """Return the 1-based line and column of an offset."""
        return place(self.lines[:], offset)  # those of a text that was never asked are read once

    def line(self, number: int) -> str:
        """Return a line by its 1-based number, without its line end."""
        start = self.lines[number - 1]
        end = self.lines[number] if number < len(self.lines) else len(self.text)
        return self.text[start:end].rstrip("\r\n")

    def field(self, key: str) -> Field | None:
        """Return the property with this key (case ignored), the last one where there are two."""
        wanted = key.lower()
        found = [one for one in self.fields if one.key.lower() == wanted and not one.inline]
        return found[-1] if found else None

    def blocks_of(self, kind: BlockKind) -> Iterator[Block]:
        """Yield the blocks of one kind, without making the others."""
        from vaultkit.notes.parts import Parts

        if isinstance(self.blocks, Parts):
            yield from self.blocks.of_kind(kind)
        else:
            yield from (one for one in self.blocks if one.kind == kind)

    def ids(self) -> list[str]:
        """Return the ids of its blocks, without making the blocks."""
        from vaultkit.notes.parts import Parts

        if "^" not in self.text:
            return []
        if isinstance(self.blocks, Parts):
            return [row[8] for row in self.blocks.rows if row[8]]
        return [one.id for one in self.blocks if one.id]

    @property
    def metadata(self) -> dict[str, Value]:
        """Return the properties of the head as a dictionary; of a doubled key the last value."""
        return {one.key: one.value for one in self.fields if not one.inline}

    @property
    def post(self) -> Any:
        """Return the note as a `frontmatter.Post`, for programs that know that library."""
        from vaultkit.notes.frontmatter import post_of, read_head

        return post_of(read_head(self.text))
