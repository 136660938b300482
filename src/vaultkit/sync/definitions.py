"""Reference definitions of Markdown (`[id]: path "title"`), with the place of their path (B24)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from vaultkit.notes.links import is_external, split_address
from vaultkit.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.notes.note import Note

_DEFINITION = re.compile(
    r"^ {0,3}\[(?!\^)([^\[\]\n]{1,200})\]:[ \t]{0,20}(<[^<>\n]{0,500}>|[^\s<][^\s]{0,500})",
    re.MULTILINE,
)


class Definition(NamedTuple):
    """One reference definition that names a file of the vault."""

    target: str
    """The path part, decoded."""
    span: Span
    """Of the destination as written, without angle brackets."""
    bracketed: bool


def find_definitions(note: Note) -> Iterator[Definition]:
    """Yield the reference definitions of a note that are not addresses, outside code."""
    if "]:" not in note.text:
        return
    hidden = [one.span for one in note.regions if one.kind in {"code", "html", "frontmatter"}]
    for found in _DEFINITION.finditer(note.text):
        span = Span(*found.span(2))
        bracketed = found.group(2).startswith("<")
        if bracketed:
            span = Span(span.start + 1, span.end - 1)
        written = span.of(note.text)
        if not written or is_external(written) or any(one.meets(span) for one in hidden):
            continue
        target, _ = split_address(written)
        if target.strip():
            yield Definition(target.strip(), span, bracketed)
