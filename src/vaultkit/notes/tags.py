"""Tags in the text of a note and in its property `tags` (B50-B57)."""

from __future__ import annotations

from vaultkit.notes.links import is_escaped
from vaultkit.notes.note import Tag
from vaultkit.text import Span, pattern

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from vaultkit.notes.frontmatter import Head
    from vaultkit.notes.links import Hidden, Leaves

_BODY = r"[^\s\u2000-\u206f\u2e00-\u2e7f'!\"#$%&()*+,.:;<=>?@^`{|}~\[\]\\]+"
_TAG = pattern("#(" + _BODY + ")")
_BETWEEN = pattern(r"[\s,]+")
_WHOLE = pattern(r"#?(" + _BODY + r")\Z")
_ESCAPABLE = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")


def find_tags(text: str, start: int, leaves: Leaves, hidden: Hidden) -> list[Tag]:
    """Return the tags that stand in inline text, outside links, code and math (B50, B55)."""
    if text.find("#", start) < 0:
        return []
    tags = []
    for one in _TAG.finditer(text, start):
        at = one.start()
        before = text[at - 1] if at else " "
        if not (before.isspace() or before == "|" or before in _ESCAPABLE):
            continue
        leaf = leaves.at(at)
        if leaf is None or one.end() > leaf.end or hidden.end_at(at) >= 0:
            continue
        # At the start, after a blank, after an escaped character: the app has one in `\\[#a`.
        if at != leaf.start and not before.isspace() and text[at - 2 : at - 1] != "\\":
            continue
        if at != leaf.start and before == "\\" and not is_escaped(text, at - 1):
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
            for word in _BETWEEN.split(text):
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
