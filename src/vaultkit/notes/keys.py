"""The top-level keys of a YAML or JSON head and their spans; limits before a library sees it."""

from __future__ import annotations

from vaultkit.text import Span, pattern

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from typing import NamedTuple
else:
    from vaultkit.values import NamedTuple

DEPTH_LIMIT = 64
ALIAS_LIMIT = 100

_PLAIN_KEY = pattern(r"(?![-?:][ \t\r\n]|[#&*!|>%@`\[\]{},])[^\n:#\"']{0,500}")
_BLOCK_SCALAR = pattern(r"(?:[&!][^\s]{0,100}[ \t]+){0,2}[|>][-+0-9]{0,3}[ \t]*(?:#[^\n]*)?\r?$")
# An alias `*name` or an anchor `&name` where a value may stand.
_ALIAS = pattern(r"(?:^|[\s\[{,:-])[*&][\w-]")


class Key(NamedTuple):
    """A top-level key and its value, as they stand in the note."""

    name: str
    span: Span
    key: Span
    value: Span


def guard(source: str) -> tuple[str, int, str] | None:  # noqa: PLR0912 (one walk)
    """Return what makes a head too dangerous for a YAML library: kind, offset in it, message.

    Nesting deeper than DEPTH_LIMIT crashes one library or another, and many aliases make a small
    text huge. Counted without knowing quotes, so that nothing can hide; a real head has neither.
    """
    if _is_harmless(source):
        return None
    flow = 0
    indents: list[int] = []
    at = 0
    while at < len(source):
        end = source.find("\n", at)
        end = len(source) if end < 0 else end
        column = at
        while column < end and source[column] in " \t":
            column += 1
        if column < end and source[column] not in "\r#":
            while indents and indents[-1] >= column - at:
                indents.pop()
            indents.append(column - at)
            # `- - - x`: each dash opens a list inside a list.
            while column + 1 < end and source[column] in "-?:" and source[column + 1] in " \t":
                column += 2
                indents.append(column - at)
                if len(indents) > DEPTH_LIMIT:
                    return _deep(at)
            if len(indents) > DEPTH_LIMIT:
                return _deep(at)
        at = end + 1
    for found in _FLOW.finditer(source):
        flow = flow + 1 if found.group() in "[{" else max(0, flow - 1)
        if flow > DEPTH_LIMIT:
            return _deep(found.start())
    if source.count("*") + source.count("&") > ALIAS_LIMIT:
        for many, found in enumerate(_ALIAS.finditer(source), 1):
            if many > ALIAS_LIMIT:
                message = f"the head has over {ALIAS_LIMIT} anchors and aliases"
                return ("too-many-aliases", found.start(), message)
    return None


def _is_harmless(source: str) -> bool:
    """Tell at one look that a head is too small to nest deep: most are.

    A level takes a column or a bracket, a line of so many levels is longer.
    """
    return (
        max(map(len, source.split("\n"))) < DEPTH_LIMIT
        and source.count("[") + source.count("{") <= DEPTH_LIMIT
        and source.count("*") + source.count("&") <= ALIAS_LIMIT
    )


_OPENERS = pattern(r"[\[{\"']")
_FLOW = pattern(r"[\[\]{}]")


def _deep(at: int) -> tuple[str, int, str]:
    return ("too-deep", at, f"the head nests more than {DEPTH_LIMIT} levels deep")


def yaml_keys(text: str, inner: Span) -> list[Key]:
    """Return the keys at the left edge, each with all lines of its value."""
    keys: list[Key] = []
    open_key: tuple[str, Span, int] | None = None
    last = inner.start
    at = inner.start
    depth, quote = 0, ""
    while at < inner.end:
        end = text.find("\n", at, inner.end)
        end = inner.end if end < 0 else end
        found = None
        edge = depth == 0 and not quote
        if edge and at < end and text[at] not in " \t\r#-":
            found = _key_at(text, at, end)
        if found is not None:
            if open_key is not None:
                keys.append(_close(text, open_key, last))
            name, key, after = found
            open_key = (name, key, after)
            depth, quote = _balance(text, after, end, 0, "")
            last = end
        elif open_key is not None:
            content = text[at:end].strip(" \t\r")
            if not edge:
                depth, quote = _balance(text, at, end, depth, quote)
                last = end
            elif content and not (content.startswith("#") and text[at] == "#"):
                last = end
                if not _is_scalar_block(text, open_key[2]):
                    depth, quote = _balance(text, at, end, depth, quote)
        at = end + 1
    if open_key is not None:
        keys.append(_close(text, open_key, last))
    return keys


def _is_scalar_block(text: str, after: int) -> bool:
    """Tell whether a value is a block scalar (`|` or `>`): brackets in it mean nothing."""
    end = text.find("\n", after)
    return _BLOCK_SCALAR.match(text[after:end].lstrip(" \t")) is not None


def _key_at(text: str, at: int, end: int) -> tuple[str, Span, int] | None:
    """Return the key at the start of a line: its name, its place, and where its value starts."""
    if text[at] in "\"'":
        mark = text[at]
        close = at + 1
        while close < end and text[close] != mark:
            close += 2 if text[close] == "\\" and mark == '"' else 1
        after = close + 1
        name = text[at + 1 : close]
    else:
        # A colon belongs to the key unless a blank or the end follows it (`a:b: c`).
        colon = at - 1
        while True:
            colon = text.find(":", colon + 1, end)
            if colon < 0 or text[colon + 1 : colon + 2] in {"", " ", "\t", "\r", "\n"}:
                break
        if colon < 0 or not _PLAIN_KEY.match(text, at, end + 1):
            return None
        after = colon
        name = text[at:colon].rstrip(" \t")
        if " #" in name:
            return None
    stop = after
    while after < end and text[after] in " \t":
        after += 1
    if text[after : after + 1] != ":" or not name:
        return None
    stop = at + len(name) + (2 if text[at] in "\"'" else 0)
    return name, Span(at, stop), after + 1


def _balance(text: str, at: int, end: int, depth: int, quote: str) -> tuple[int, str]:
    """Follow brackets and quotes through a line of a value; return their state after it."""
    if not depth and not quote and not _OPENERS.search(text, at, end):
        return 0, ""
    fresh = True
    while at < end:
        char = text[at]
        if quote:
            if char == "\\" and quote == '"':
                at += 1
            elif char == quote:
                quote = ""
        elif char in "\"'" and fresh:
            quote = char
        elif char in "[{" and (fresh or depth):
            depth += 1
        elif char in "]}" and depth:
            depth -= 1
        elif char == "#" and text[at - 1] in " \t":
            break
        fresh = char in " \t[{,:-" and (fresh or char != " " or depth > 0)
        at += 1
    return depth, quote


def _close(text: str, key: tuple[str, Span, int], last: int) -> Key:
    """Finish a key whose value ends with the line that ends at `last`."""
    name, span, after = key
    end = last
    while end > after and text[end - 1] in " \t\r\n":
        end -= 1
    start = after
    while start < end and text[start] in " \t":
        start += 1
    if start >= end:
        start = end = after
    if text[start : start + 1] in {"\r", "\n"}:
        # The value stands on the lines below.
        while start < end and text[start] in " \t\r\n":
            start += 1
    return Key(name, Span(span.start, max(end, after)), span, Span(start, end))


def json_keys(text: str, inner: Span) -> list[Key]:
    """Return the keys of a JSON object (B60)."""
    keys: list[Key] = []
    depth, at = 0, inner.start
    word: Span | None = None
    name: tuple[str, Span, int] | None = None
    while at < inner.end:
        char = text[at]
        if char == '"':
            close = at + 1
            while close < inner.end and text[close] != '"':
                close += 2 if text[close] == "\\" else 1
            word = Span(at, min(close + 1, inner.end)) if depth == 1 and name is None else word
            at = close
        elif char in "[{":
            depth += 1
        elif char == ":" and depth == 1 and name is None and word is not None:
            name, word = (text[word.start + 1 : word.end - 1], word, at + 1), None
        elif char in ",}]":
            if depth == 1 and name is not None:
                keys.append(_close(text, name, at))
                name = None
            depth -= char in "}]"
        at += 1
    return keys
