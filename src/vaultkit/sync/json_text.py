"""Edits inside a JSON string that leave every other character of its source as it is."""

from __future__ import annotations

import json


def offsets(source: str, start: int, end: int) -> tuple[str, list[int]]:
    r"""Decode the inside of a JSON string, with the source offset of each decoded code point.

    Args:
        source: the JSON text.
        start: offset just after the opening quote, end: offset of the closing one.

    Returns:
        The decoded text, and one offset more than it has code points.
    """
    chars: list[str] = []
    places: list[int] = []
    at = start
    while at < end:
        places.append(at)
        if source[at] != "\\":
            chars.append(source[at])
            at += 1
            continue
        length = 6 if source[at + 1] == "u" else 2
        if length == 6 and source[at + 2 : at + 4].lower() in {"d8", "d9", "da", "db"}:  # noqa: PLR2004 (\uXXXX)
            follows = source[at + 6 : at + 8] == "\\u"
            length = 12 if follows else 6
        chars.append(json.loads(f'"{source[at : at + length]}"'))
        at += length
    places.append(end)
    return "".join(chars), places


def escaped(text: str, like: str) -> str:
    r"""Return a text as the inside of a JSON string, with `\u` escapes only where `like` has."""
    ascii_only = "\\u" in like and like.isascii()
    return json.dumps(text, ensure_ascii=ascii_only)[1:-1]
