"""A head whose lines are all `key: value`, read line by line: YAML is asked once for each value.

Most heads are like that, and the values of one vault are much the same from note to note.
"""

from __future__ import annotations

from sys import intern

from vaultkit.text import pattern

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from vaultkit.notes.note import Value
    from vaultkit.text import Span

LONGEST = 20_000
"""Code points of a head that is read so."""
_NO = "\\x00-\\x1f\\x7f-\\xa0#&*"
_NOWHERE = ("\u2028", "\u2029", "\ufeff")
"""Beside halves of pairs, which are looked for once: a class with them takes 14 ms to compile."""
# Words that YAML takes for a text, number or truth and for nothing else.
_PLAIN = rf"[^{_NO} \-?:,\[\]{{}}!|>'\"%@`](?:[^{_NO}:]|:(?=[^\s]))*+"
_QUOTED = rf"\"[^{_NO}\"\\]*+\"|'[^{_NO}']*+'"
_LIST = rf"\[[^{_NO}\[\]{{}}:!|>'\"%@`?\-\\]*+\]"
_LINE = pattern(
    rf"([A-Za-z_][\w-]{{0,80}}):(?: +({_PLAIN}|{_QUOTED}|{_LIST}) *)?\n"
    rf"((?: {{0,9}}- +(?:{_PLAIN}|{_QUOTED}) *\n)*+)"
)
_ENTRY = pattern(r"( *)- +([^\n]+)\n")
_NAMES = frozenset({"true", "false", "null"})
"""Keys that YAML does not take for texts."""
MOST = 5000
"""So many values are known at a time."""
_known: dict[str, Value] = {}


def plain_rows(text: str, inner: Span, parse: Callable[[str], Any]) -> list[Any] | None:
    """Return the properties of a head as rows; None where YAML must be asked about the whole.

    A row: key, value, and from where to where property, key and value stand; no Dataview field.

    Args:
        inner: what stands between the fences.
        parse: reads a text of YAML, and cleans its values; raises ValueError.
    """
    start, end = inner
    if end - start > LONGEST or not _is_plain(text[start:end]):
        return None
    rows: list[Any] = []
    seen: set[str] = set()
    at = start
    try:
        while at < end:
            one = _LINE.match(text, at, end)
            if one is None:
                return None
            name, words, items = one.groups()
            first, at = at, one.end()
            if name in seen or name.lower() in _NAMES:
                return None
            seen.add(name)
            name = intern(name)  # the same few in all notes
            after = first + len(name)
            low, high = one.span(2)
            if words is None:
                low = high = after + 1
                value: Value = None
                if items:
                    low, high = one.span(3)
                    low, high = low + len(items) - len(items.lstrip(" ")), high - 1
                    entries = _ENTRY.findall(items)
                    if any(entry[0] != entries[0][0] for entry in entries):
                        return None
                    value = [_value(entry[1].rstrip(" "), parse) for entry in entries]
            elif items:
                return None
            else:
                words = words.rstrip(" ")
                high = low + len(words)
                value = _value(words, parse)
            while high > low and text[high - 1] == " ":
                high -= 1
            rows.append((name, value, first, high, first, after, low, high, False))
    except ValueError:
        return None
    return rows


def _is_plain(head: str) -> bool:
    """Tell whether a head is free of what YAML takes for a line end or for no character."""
    if head.isascii():
        return True
    try:
        head.encode()
    except UnicodeEncodeError:
        return False
    return not any(one in head for one in _NOWHERE)


def _value(words: str, parse: Callable[[str], Any]) -> Value:
    """Return what YAML makes of the words of one value."""
    if words not in _known:
        if len(_known) >= MOST:
            _known.clear()
        _known[words] = parse(f"k: {words}\n")["k"]
    value = _known[words]
    return list(value) if isinstance(value, list) else value
