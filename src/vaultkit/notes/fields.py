"""Dataview fields in the text: `Key:: value`, `[key:: value]`, `(key:: value)` (B81-B84)."""

from __future__ import annotations

from vaultkit.text import Span, pattern

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from vaultkit.notes.links import Hidden, Leaves
    from vaultkit.notes.note import Value
    from vaultkit.notes.rows import Row

_NUMBER = pattern(r"-?\d{1,15}(?:\.\d{1,15})?\Z")
_MARKER = pattern(r"[ \t>]{0,80}(?:(?:[-*+]|\d{1,9}[.)])[ \t]{1,8}(?:\[.\][ \t]{1,8})?)?")
_CLOSING = {"[": "]", "(": ")"}
_KEY_LIMIT = 120
_MARKS = pattern(r"\\.|::|[\[\](){}]")


def field_key(key: str) -> str:
    """Return the canonical form of a key: lower case, blanks as `-`, other marks dropped (B82)."""
    kept = "".join(
        char
        for char in key.lower()
        if char.isalnum() or char in "_-" or char.isspace() or char > "\u2000"
    )
    return "-".join(kept.split())


def find_fields(text: str, start: int, leaves: Leaves, hidden: Hidden) -> list[Row]:
    """Return the inline fields in order of position."""
    fields: list[Row] = []
    at = text.find("::", start)
    while at != -1:
        leaf = leaves.at(at)
        if leaf is None:
            after = leaves.after(at)
            at = text.find("::", after) if after >= 0 else -1
            continue
        line_end = text.find("\n", at, leaf.end)
        line_end = leaf.end if line_end < 0 else line_end
        line = max(text.rfind("\n", leaf.start, at) + 1, leaf.start)
        if hidden.end_at(at) < 0:
            one = _full_line(text, at, line, line_end)
            if one is not None:
                fields.append(one)
        fields += _bracketed(text, line, line_end, hidden)
        at = text.find("::", line_end)
    return fields


def _bracketed(text: str, line: int, end: int, hidden: Hidden) -> list[Row]:
    r"""Return the fields between brackets on one line, in one walk over its brackets (B83).

    A bracket inside the value closes with its own; one behind a backslash does not count.
    """
    open_keys: dict[str, list[tuple[int, int]]] = {"]": [], ")": []}
    last: tuple[int, str] | None = None
    found: list[Row] = []
    done = line
    for mark in _MARKS.finditer(text, line, end):
        word, at = mark.group(), mark.start()
        if word in _CLOSING:
            open_keys[_CLOSING[word]].append((at, -1))
            last = (at, word)
        elif word == "::":
            if last is not None and text[last[0] + 1 : at].strip() and hidden.end_at(at) < 0:
                open_keys[_CLOSING[last[1]]][-1] = (last[0], at)
            last = None
        elif word in open_keys:
            last = None
            if open_keys[word]:
                begin, colons = open_keys[word].pop()
                if colons >= 0 and begin >= done:
                    done = at + 1
                    key, value = Span(begin + 1, colons), Span(colons + 2, at)
                    found.append(_field(text, Span(begin, at + 1), key, value))
        elif word in {"{", "}"}:
            last = None
    return found


def _full_line(text: str, at: int, line: int, end: int) -> Row | None:
    """Return the field that fills its line; in a list item only brackets make one (B81)."""
    marker = _MARKER.match(text, line, at)
    begin = marker.end() if marker else line
    before = text.rfind("\n", max(0, line - _KEY_LIMIT), line) + 1
    if marker and marker.group().strip(" \t>"):
        return None
    if line and text[line - 1] != "\n" and text[before:line].strip(" \t>"):
        return None
    key = text[begin:at]
    if not key.strip() or len(key) > _KEY_LIMIT or any(char in key for char in "[](){}`|\n"):
        return None
    while end > at + 2 and text[end - 1] in " \t\r":
        end -= 1
    return _field(text, Span(begin, end), Span(begin, at), Span(at + 2, end))


def _field(text: str, span: Span, key: Span, value: Span) -> Row:
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
    return text[start:end], _value(words), *span, start, end, first, last, True


def _value(words: str) -> Value:
    """Return a number or truth where the words are one, else the words (B84)."""
    if not words:
        return None
    if words in {"true", "false"}:
        return words == "true"
    if _NUMBER.match(words):
        return float(words) if "." in words else int(words)
    return words
