"""Tags in the text of a note and in its property `tags` (B50-B57)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vaultkit.notes.note import Tag
from vaultkit.text import Span

if TYPE_CHECKING:
    from vaultkit.notes.frontmatter import Head
    from vaultkit.notes.links import Hidden, Leaves

_BODY = r"[^\s\u2000-\u206f\u2e00-\u2e7f'!\"#$%&()*+,.:;<=>?@^`{|}~\[\]\\]+"
# At the start, after a blank, and after an escaped character: the app has a tag in `\[#a\]`.
_TAG = re.compile(r"(?:(?<!\S)|(?<=\\[!-/:-@\[-`{-~]))#(" + _BODY + ")")
_WHOLE = re.compile(r"#?(" + _BODY + r")\Z")
# After the bar of a table a tag is at the start of its cell.
_IN_CELL = re.compile(r"(?<=\|)#(" + _BODY + ")")


def find_tags(text: str, start: int, leaves: Leaves, hidden: Hidden) -> list[Tag]:
    """Return the tags that stand in inline text, outside links, code and math (B50, B55)."""
    if text.find("#", start) < 0:
        return []
    found = list(_TAG.finditer(text, start))
    if "|#" in text:
        found = sorted([*found, *_IN_CELL.finditer(text, start)], key=lambda one: one.start())
    tags = []
    for one in found:
        at = one.start()
        leaf = leaves.at(at)
        if leaf is None or one.end() > leaf.end or hidden.end_at(at) >= 0:
            continue
        if text[at - 1 : at] == "|" and leaf.start != at:
            continue
        if _is_tag(one.group(1)):
            tags.append(Tag(one.group(1), Span(*one.span())))
    return tags


def property_tags(head: Head) -> list[Tag]:
    """Return the entries of the property `tags`, whose `#` is optional (B56, B57)."""
    tags = []
    for one in head.fields:
        if one.key.lower() not in {"tags", "tag"}:
            continue
        for text, span, _key in head.texts(one):
            at = span.start
            for word in re.split(r"[\s,]+", text):
                found = _WHOLE.match(word)
                if not found or not _is_tag(found.group(1)):
                    continue
                place = head.text.find(word, at, span.end)
                where = Span(place, place + len(word)) if place >= 0 else span
                at = where.end if place >= 0 else at
                tags.append(Tag(found.group(1), where))
    return tags


def _is_tag(name: str) -> bool:
    """Tell whether a name has anything but digits (B51); a name of slashes only is none."""
    return not name.isdigit() and bool(name.strip("/"))
