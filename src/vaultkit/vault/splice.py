"""Edits of a text put into the bytes of its file: everything outside their spans stays."""

from __future__ import annotations

from itertools import pairwise

from vaultkit.vault.change import Refused

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Sequence

    from vaultkit.text import Edit


def splice(path: str, before: bytes, edits: Sequence[Edit]) -> bytes:
    r"""Return a file's bytes with the edits made; spans are code points of its decoded text.

    A line feed in an edit's new text becomes the line end that is used where it is put.

    Raises:
        Refused: edits overlap, leave the text, or the file is not UTF-8.
    """
    try:
        text = before.decode("utf-8")
    except UnicodeDecodeError:
        raise Refused("is not UTF-8", where=path) from None
    ordered = sorted(set(edits), key=lambda one: (one.span, one.new))
    for one, two in pairwise(ordered):
        if two.span.start < one.span.end or (one.span == two.span):
            raise Refused("two edits overlap", where=path)
    if ordered and not 0 <= ordered[0].span.start <= ordered[-1].span.end <= len(text):
        raise Refused("an edit lies outside the text", where=path)
    parts: list[str] = []
    at = 0
    for edit in ordered:
        if edit.span.end < edit.span.start:
            raise Refused("an edit ends before it begins", where=path)
        parts += [text[at : edit.span.start], with_line_ends(edit.new, text, edit.span.start)]
        at = edit.span.end
    parts.append(text[at:])
    return "".join(parts).encode("utf-8")


def with_line_ends(new: str, text: str, at: int) -> str:
    r"""Return a text with the line end of the line at `at`, or of the one before: `\r\n` stays."""
    if "\n" not in new or "\r\n" not in text:
        return new
    end = text.find("\n", at)
    if end == -1:
        end = text.rfind("\n", 0, at)
    if end < 1 or text[end - 1] != "\r":
        return new
    return new.replace("\r\n", "\n").replace("\n", "\r\n")
