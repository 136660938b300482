"""Dataview fields in the text: `Key:: value`, `[key:: value]`, `(key:: value)` (B81-B84)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vaultkit.notes.note import Field
from vaultkit.text import Span

if TYPE_CHECKING:
    from vaultkit.notes.blocks import Leaf
    from vaultkit.notes.links import Hidden, Leaves
    from vaultkit.notes.note import Value

_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,15})?\Z")
_MARKER = re.compile(r"[ \t>]{0,80}(?:(?:[-*+]|\d{1,9}[.)])[ \t]{1,8}(?:\[.\][ \t]{1,8})?)?")
_CLOSING = {"[": "]", "(": ")"}
_KEY_LIMIT = 120
_VALUE_LIMIT = 2000


def field_key(key: str) -> str:
    """Return the canonical form of a key: lower case, blanks as `-`, other marks dropped (B82)."""
    kept = "".join(
        char
        for char in key.lower()
        if char.isalnum() or char in "_-" or char.isspace() or char > "\u2000"
    )
    return "-".join(kept.split())


def find_fields(text: str, start: int, leaves: Leaves, hidden: Hidden) -> list[Field]:
    """Return the inline fields in order of position."""
    fields: list[Field] = []
    at = text.find("::", start)
    done = 0
    while at != -1:
        leaf = leaves.at(at)
        if leaf is not None and at >= done and hidden.end_at(at) < 0:
            one = _bracketed(text, at, leaf) or _full_line(text, at, leaf)
            if one is not None:
                fields.append(one)
                done = one.span.end if text[one.span.start] in "[(" else 0
                # A full-line field's value may hold bracketed ones; Dataview reads both.
        at = text.find("::", at + 2)
    return fields


def _bracketed(text: str, at: int, leaf: Leaf) -> Field | None:
    """Return the field whose `::` stands at `at`, between brackets (B83)."""
    low = max(leaf.start, at - _KEY_LIMIT)
    begin = at - 1
    while begin >= low and text[begin] not in "[](){}\n":
        begin -= 1
    if begin < low or text[begin] not in "[(":
        return None
    key = text[begin + 1 : at]
    if not key.strip() or text[begin - 1 : begin] == "[" == text[begin]:
        return None
    opener, closer = text[begin], _CLOSING[text[begin]]
    depth, stop = 1, at + 2
    limit = min(leaf.end, at + _VALUE_LIMIT)
    while stop < limit and text[stop] != "\n":
        char = text[stop]
        if char == "\\":
            stop += 2
            continue
        if char == opener:
            depth += 1
        elif char == closer:
            depth -= 1
            if depth == 0:
                return _field(text, Span(begin, stop + 1), Span(begin + 1, at), Span(at + 2, stop))
        stop += 1
    return None


def _full_line(text: str, at: int, leaf: Leaf) -> Field | None:
    """Return the field that fills its line (B81); in a list item too only where it comes first."""
    low = max(0, at - _KEY_LIMIT - 100)
    line = text.rfind("\n", low, at) + 1
    if line == 0 and low > 0:
        return None
    marker = _MARKER.match(text, line, at)
    begin = max(marker.end() if marker else line, leaf.start)
    if marker and marker.group().strip(" \t>"):
        return None
    key = text[begin:at]
    if not key.strip() or "::" in key or any(char in key for char in "[](){}`|\n"):
        return None
    end = text.find("\n", at, leaf.end)
    end = leaf.end if end < 0 else end
    while end > at + 2 and text[end - 1] in " \t\r":
        end -= 1
    return _field(text, Span(begin, end), Span(begin, at), Span(at + 2, end))


def _field(text: str, span: Span, key: Span, value: Span) -> Field:
    """Make a field; the marks of emphasis around its key are no part of it."""
    start, end = key
    while start < end and text[start] in " \t*_~":
        start += 1
    while end > start and text[end - 1] in " \t*_~":
        end -= 1
    first, last = value
    while first < last and text[first] in " \t":
        first += 1
    while last > first and text[last - 1] in " \t":
        last -= 1
    words = text[first:last]
    return Field(
        text[start:end], _value(words), span, Span(start, end), Span(first, last), inline=True
    )


def _value(words: str) -> Value:
    """Return a number or truth where the words are one, else the words (B84)."""
    if not words:
        return None
    if words in {"true", "false"}:
        return words == "true"
    if _NUMBER.match(words):
        return float(words) if "." in words else int(words)
    return words
