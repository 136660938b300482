"""Citations: Jekyll Scholar's `{% cite key %}` and Pandoc's `[@key]`."""

from __future__ import annotations

from vaultkit.text import Span, pattern

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    import re

    from vaultkit.notes.links import Hidden, Leaves
    from vaultkit.notes.rows import Row

_LONGEST = 2000
"""The most code points between the brackets of a citation."""
_OPEN = pattern(r"\{%-?[ \t]{0,9}(?:cite|citet|citep|cite_details|nocite)(?![\w])")
_WORD = pattern(r"[^\s%{},]+")
_KEY = pattern(r"(?<![\w@])-?@([A-Za-z0-9_][\w:.#$%&+?<>~/-]*)")


def find_citations(text: str, start: int, leaves: Leaves, hidden: Hidden) -> list[Row]:
    """Return one link for each key that is cited."""
    links: list[Row] = []
    if text.find("{%", start) >= 0:
        for opening in _OPEN.finditer(text, start):
            limit = opening.end() + _LONGEST
            line_end = text.find("\n", opening.end(), limit)
            close = text.find("%}", opening.end(), line_end if line_end >= 0 else limit)
            leaf = leaves.at(opening.start())
            if close >= 0 and leaf and hidden.end_at(opening.start()) < 0:
                links += _jekyll(text, opening, close, in_comment=leaf.comment)
    at = text.find("@", start)
    while at != -1:
        at = _pandoc(text, at, leaves, hidden, links)
    return links


def _jekyll(text: str, opening: re.Match[str], close: int, *, in_comment: bool) -> list[Row]:
    """Return the keys between `{% cite` and `%}`; options begin with two dashes."""
    keys = []
    for word in _WORD.finditer(text, opening.end(), close):
        if word.group().startswith("--"):
            break
        keys.append(Span(*word.span()))
    whole = Span(opening.start(), close + 2)
    return [
        (
            "citation", *(whole if len(keys) == 1 else key), key.of(text), "", None, False,
            in_comment, *key, "", False,
        )
        for key in keys
    ]  # fmt: skip


def _pandoc(text: str, at: int, leaves: Leaves, hidden: Hidden, links: list[Row]) -> int:
    """Add the keys of the bracket around the `@` at `at`; return the next `@` to look at."""
    open_at = text.rfind("[", max(0, at - 200), at)
    after = text.find("@", at + 1)
    leaf = leaves.at(at)
    if open_at < 0 or leaf is None or open_at < leaf.start or hidden.end_at(at) >= 0:
        return after
    close = text.find("]", at, min(leaf.end, at + 1000))
    between = text[open_at:close] if close >= 0 else ""
    if (
        close < 0
        or "\n" in between
        or "]" in text[open_at:at]
        or text[close + 1 : close + 2] == "("
    ):
        return after
    for key in _KEY.finditer(text, open_at + 1, close):
        if key.start() > open_at + 1 and text[key.start() - 1] not in " ;-":
            continue
        name = key.group(1).rstrip(":.,;?!")
        span = Span(key.end(1) - len(key.group(1)), key.end(1) - len(key.group(1)) + len(name))
        raw = Span(key.start(), span.end)
        links.append(("citation", *raw, name, "", None, False, leaf.comment, *span, "", False))
    return text.find("@", close)
