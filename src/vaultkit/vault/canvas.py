"""Links in files besides notes: canvases, bases, and the keys of bibliographies (B91, B93)."""

from __future__ import annotations

from vaultkit.notes.note import Link
from vaultkit.notes.parse import parse_note
from vaultkit.text import NotePath, Span, pattern
from vaultkit.values import replace

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from typing import Any

_SOFT = pattern(r"(?:hasLink|inFolder|linksTo|link|file)\([ \t]{0,9}[\"']([^\"'\n]{1,300})[\"']")
_ENTRY = pattern(
    rb"(?m)^[ \t]{0,20}@([A-Za-z]{1,30})[ \t]{0,20}[{(][ \t\r\n]{0,20}([^\s,{}]{1,200})"
)


def canvas_links(text: str) -> tuple[Link, ...]:
    """Return the links of a canvas: its files, and the links in its text cards (B91).

    Raises:
        ValueError: the file is no canvas.
    """
    if not text.strip():
        return ()
    import json  # as few vaults have canvases

    try:
        made = json.loads(text)
    except RecursionError as error:
        raise ValueError("nests too deep") from error
    nodes = made.get("nodes") if isinstance(made, dict) else None
    if not isinstance(nodes, list):
        if nodes is None and isinstance(made, dict):
            return ()
        raise ValueError("no canvas: it has no list of nodes")
    links: list[Link] = []
    cursor = _Cursor(text)
    for node in nodes:
        if not isinstance(node, dict):
            continue
        if node.get("type") == "file" and isinstance(node.get("file"), str):
            links.append(_file_link(node, cursor))
        elif node.get("type") == "text" and isinstance(node.get("text"), str):
            words: str = node["text"]
            span = cursor.find(words)
            links += [
                replace(link, kind="canvas", span=span, target_span=Span(0, 0))
                for link in parse_note(NotePath("card.md"), words).links
                if link.kind in {"wikilink", "markdown"}
            ]
        elif isinstance(node.get("background"), str):
            background: str = node["background"]
            span = cursor.find(background)
            links.append(Link("canvas", span, background, background, embed=True, target_span=span))
    return tuple(sorted(links, key=lambda one: one.span))


def _file_link(node: dict[str, Any], cursor: _Cursor) -> Link:
    """Make the link of a card that shows a file."""
    path: str = node["file"]
    sub = node.get("subpath")
    span = cursor.find(path)
    subpath = sub if isinstance(sub, str) else ""
    return Link("canvas", span, path, path, subpath, embed=True, target_span=span)


class _Cursor:
    """Finds JSON strings in their source, each after the last one where it can."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._next: dict[str, int] = {}

    def find(self, words: str) -> Span:
        """Return the place of a string between its quotes; (0, 0) where it is escaped oddly."""
        import json

        for form in dict.fromkeys(
            (json.dumps(words, ensure_ascii=False), json.dumps(words, ensure_ascii=True))
        ):
            at = self._text.find(form, self._next.get(words, 0))
            if at >= 0:
                self._next[words] = at + len(form)
                return Span(at + 1, at + len(form) - 1)
        return Span(0, 0)


def base_links(text: str) -> tuple[Link, ...]:
    """Return the names that a base's filters and formulas mention (B93)."""
    links = []
    for found in _SOFT.finditer(text):
        span = Span(*found.span(1))
        name = found.group(1)
        inner = name[2:-2] if name.startswith("[[") and name.endswith("]]") else name
        if found.group().startswith("inFolder"):
            continue
        links.append(Link("base", span, name, inner.partition("|")[0], target_span=span))
    return tuple(links)


def bib_keys(data: bytes) -> list[str]:
    """Return the keys of a BibTeX file's entries."""
    return [
        found.group(2).decode("utf-8", "replace")
        for found in _ENTRY.finditer(data)
        if found.group(1).lower() not in {b"comment", b"string", b"preamble"}
    ]
