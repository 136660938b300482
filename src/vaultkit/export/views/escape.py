"""Makes text safe in HTML, SVG and JSON islands, and measures it."""

from __future__ import annotations

import html
import json
import unicodedata
from typing import Any

_WIDTHS = {
    191: "'",
    222: "ijl",
    260: "|",
    278: " !,./:;I[]\\ft",
    333: "()-r`",
    355: '"',
    389: "*",
    500: "cksvxyzJ",
    556: "0123456789abdeghnopquL#$_?",
    584: "+<=>~",
    611: "FTZ",
    667: "ABEKPSVXY&",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%",
    944: "W",
    1015: "@",
}
_WIDTH = {char: width for width, chars in _WIDTHS.items() for char in chars}
_ROOMY = 1.08
"""Fonts differ between machines: what is measured here is a little too wide on most."""


def clean(text: str, most: int = 4000) -> str:
    """Return text without what XML can not hold, on one line, cut to `most` code points."""
    head = text[: most * 2]
    out = (
        head
        if head.isascii() and head.isprintable()
        else "".join(
            " " if char in "\t\n\r" else char
            for char in head
            if char in "\t\n\r" or unicodedata.category(char) not in {"Cc", "Cs", "Cn"}
        )
    )
    out = " ".join(out.split())
    return out if len(out) <= most else out[: most - 1].rstrip() + "…"


def esc(text: str, most: int = 4000) -> str:
    """Return text for an HTML or SVG text node or a quoted attribute."""
    return html.escape(clean(text, most), quote=True)


def place(key: str) -> str:
    """Return an entity's id as it stands in a page's address: `model/orca` is `orca`."""
    return esc(key.removeprefix("model/"), 400)


def words(text: str, most: int = 4000) -> str:
    """Return text for a text node of HTML, where quotes may stay."""
    return clean(text, most).replace("&", "&amp;").replace("<", "&lt;")


def island(value: Any) -> str:
    """Return JSON that can stand in a `<script type="application/json">`, whatever it holds."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text.encode("utf-8", "replace").decode("utf-8")


def text_width(text: str, size: float) -> float:
    """Return about how many pixels a text takes at a font size in pixels, rather too many."""
    total = 0
    for char in text:
        if char in _WIDTH:
            total += _WIDTH[char]
        elif unicodedata.combining(char):
            continue
        else:
            total += 1000 if unicodedata.east_asian_width(char) in "WF" else 640
    return total * size * _ROOMY / 1000


def number(value: float) -> str:
    """Return a coordinate with at most one decimal, the same on every machine."""
    text = f"{value:.1f}"
    return text.removesuffix(".0") if text != "-0.0" else "0"
