"""Bibliographies: the entries of BibTeX files, as Zotero, Better BibTeX and people write them."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cached_property

from vaultkit.text import pattern
from vaultkit.values import frozen, keeping

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

_ENTRY = pattern(
    r"(?m)^[ \t]{0,20}@(?P<kind>[A-Za-z]{1,30})[ \t]{0,20}"
    r"[{(][ \t\r\n]{0,20}(?P<key>[^\s,{}]{1,200})"
)
_FIELD = pattern(r"[\s,]*(?P<name>[A-Za-z][\w:+-]{0,40})\s{0,20}=\s{0,20}")
_ARXIV = pattern(
    r"(?i)(?:arxiv[.:/\s]{0,2}(?:abs/|pdf/|org/abs/|org/pdf/)?|^)"
    r"(?P<id>\d{4}\.\d{4,5})(?:v\d+)?(?!\d)"
)
_DOI_HEAD = pattern(r"(?i)^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)")
_YEAR = pattern(r"(?:19|20)\d\d")
_ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", '"': "\u0308",
    "=": "\u0304", ".": "\u0307",
    "c": "\u0327", "v": "\u030c", "u": "\u0306", "H": "\u030b", "k": "\u0328", "r": "\u030a",
}  # fmt: skip
_ACCENT = pattern(r"\\([`'^~\"=.]|[cvuHkr](?![A-Za-z]))\s?\{?\s?(\\?[A-Za-z])\}?")
_COMMAND = pattern(r"\\(?:text[a-z]{2}|emph|url|mathrm|mbox)\s?(?=\{)")
_ESCAPED = pattern(r"\\([&%$#_{}])")
_AND = pattern(r"\s+and\s+")
_NO_ENTRY = frozenset({"comment", "string", "preamble"})
_LONGEST = 1 << 20
"""Characters of one entry, at most."""


@frozen
class BibEntry:
    """One entry of a bibliography."""

    key: str
    kind: str
    """`article`, `misc` ..., in lower case."""
    title: str = ""
    authors: tuple[str, ...] = ()
    """Names in the order `First Last`."""
    year: str = ""
    arxiv: str = ""
    doi: str = ""
    url: str = ""


@keeping
class Bibliography(Mapping[str, BibEntry]):
    """The entries of some files by cite key, read when first asked for; the last one counts."""

    files: tuple[bytes, ...]

    @cached_property
    def _entries(self) -> dict[str, BibEntry]:
        return {one.key: one for data in self.files for one in read_bibliography(data)}

    def __getitem__(self, key: str) -> BibEntry:
        return self._entries[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)


def read_bibliography(data: bytes) -> tuple[BibEntry, ...]:
    """Return the entries of a BibTeX file in their order; what can not be read is left out."""
    text = data.decode("utf-8", "replace").replace("\r\n", "\n")
    found = []
    for match in _ENTRY.finditer(text):
        kind = match["kind"].lower()
        if kind not in _NO_ENTRY:
            found.append(_entry(kind, match["key"], dict(_fields(text, match.end()))))
    return tuple(found)


def _entry(kind: str, key: str, fields: dict[str, str]) -> BibEntry:
    """Return an entry of its fields."""
    doi = _DOI_HEAD.sub("", fields.get("doi", ""))
    year = _YEAR.search(fields.get("year") or fields.get("date", ""))
    arxiv = ""
    for name in ("eprint", "arxivid", "url", "journal", "doi", "note", "number", "archiveprefix"):
        number = _ARXIV.search(fields.get(name, ""))
        if number:
            arxiv = number["id"]
            break
    if "arxiv" in doi.lower():
        doi = ""
    return BibEntry(
        key,
        kind,
        fields.get("title", ""),
        tuple(_person(one) for one in _people(fields.get("author", ""))),
        year[0] if year else "",
        arxiv,
        doi,
        fields.get("url", ""),
    )


def _fields(text: str, start: int) -> Iterator[tuple[str, str]]:
    """Yield the fields of an entry, names in lower case and values as plain text."""
    at = text.find(",", start, start + 40)
    stop = min(len(text), start + _LONGEST)
    while 0 <= at < stop:
        match = _FIELD.match(text, at, stop)
        if match is None:
            return
        value, at = _value(text, match.end(), stop)
        yield match["name"].lower(), plain(value)


def _value(text: str, at: int, stop: int) -> tuple[str, int]:
    """Return a field's value, without its braces or quotes, and where it ends."""
    parts = []
    while at < stop:
        if text[at] == "{":
            end = _closing(text, at, stop)
            parts.append(text[at + 1 : end])
        elif text[at] == '"':
            end = at + 1
            while end < stop and text[end] != '"':
                end = _closing(text, end, stop) + 1 if text[end] == "{" else end + 1
            parts.append(text[at + 1 : end])
        else:
            end = at
            while end < stop and text[end] not in ",}#\n":
                end += 1
            parts.append(text[at:end].strip())
            end -= 1
        at = end + 1
        while at < stop and text[at].isspace():
            at += 1
        if at >= stop or text[at] != "#":
            break
        at += 1
        while at < stop and text[at].isspace():
            at += 1
    return "".join(parts), at


def _closing(text: str, at: int, stop: int) -> int:
    """Return where the brace that opens at a place is closed, or the end."""
    depth = 0
    while at < stop:
        char = text[at]
        if char == "\\":
            at += 2
            continue
        depth += (char == "{") - (char == "}")
        if depth == 0:
            return at
        at += 1
    return stop


def plain(text: str) -> str:
    """Return a value of BibTeX as plain text: accents composed, braces and commands gone."""

    def accent(match: re.Match[str]) -> str:
        return unicodedata.normalize("NFC", match[2].lstrip("\\") + _ACCENTS[match[1]])

    text = _ACCENT.sub(accent, text)
    text = _COMMAND.sub("", text)
    text = text.replace("---", "\u2014").replace("--", "\u2013").replace("~", " ")
    text = _ESCAPED.sub(r"\1", text)
    return " ".join(text.replace("{", "").replace("}", "").replace("\\", "").split())


def _people(text: str) -> list[str]:
    """Return the names of a list of people."""
    return [one for one in _AND.split(text) if one and one.lower() != "others"]


def _person(name: str) -> str:
    """Return a name in the order `First Last`."""
    last, comma, first = name.partition(",")
    return f"{first.strip()} {last.strip()}" if comma else name.strip()
