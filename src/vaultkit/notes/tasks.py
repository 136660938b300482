"""Tasks: list items with a check box, and lines that ask for work (B75-B80)."""

from __future__ import annotations

from datetime import date

from vaultkit.notes.links import Hidden
from vaultkit.notes.note import Problem, Task
from vaultkit.notes.structure import END, INNER, KIND, START
from vaultkit.text import Span, pattern

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    import re
    from collections.abc import Sequence
    from typing import Literal

    from vaultkit.notes.structure import Mark, Piece, Structure

_BOX = pattern(r"(?:[-*+]|\d{1,9}[.)])[ \t]{1,9}\[(.)\](?=[ \t\r\n]|\Z)")
_BOXED = pattern(r"\[.\](?=[\r\n]|\Z)")
# An item with nothing behind its box has no text of its own.
_OPENS = frozenset("[-*+0123456789")
_TODO = pattern(r"\**(?:TODO|FIXME|XXX)\b(?![-_/])\**:?\**[ \t]*")
_READING = pattern(r"(?i)\[(?:19|20)\d\d\][ \t]|<?https?://(?:www\.)?(?:arxiv\.org|doi\.org)/")
# B77, B79; a variation selector may follow the sign.
_SIGNS = {
    "➕": "created",  # noqa: RUF001 (the sign the Tasks plugin writes)
    "⏳": "scheduled",
    "⌛": "scheduled",
    "🛫": "start",
    "📅": "due",
    "📆": "due",
    "🗓": "due",
    "✅": "done",
    "❌": "cancelled",
    "🆔": "id",
    "⛔": "depends",
    "🔁": "repeat",
    "🏁": "finish",
    "🔺": "priority",
    "⏫": "priority",
    "🔼": "priority",
    "🔽": "priority",
    "⏬": "priority",
}
_SIGN = pattern("([" + "".join(_SIGNS) + "])\ufe0f?[ \t\u00a0]{0,9}")
_DAY = pattern(r"\d{4}-\d{2}-\d{2}(?!\d)")
_IDS = pattern(r"[A-Za-z0-9_-]+(?:[ \t]{0,3},[ \t]{0,3}[A-Za-z0-9_-]+)*")
_BRACKET = pattern(
    r"[\[(][ \t]{0,9}(created|scheduled|start|due|completion|cancelled|id|dependsOn|priority|repeat"
    r"|onCompletion)[ \t]{0,9}::[ \t]{0,9}([^\[\]()\n]{0,200}?)[ \t]{0,9}[\])]"
)
_NAMES = {"completion": "done", "dependsOn": "depends"}
_DATES = frozenset({"created", "scheduled", "start", "due", "done", "cancelled"})


def read_tasks(text: str, structure: Structure, marks: Sequence[Mark]) -> tuple[Task, ...]:
    """Return the tasks of a note in order of position."""
    called = "TODO" in text or "FIXME" in text or "XXX" in text
    if not called and "] " not in text and "]\t" not in text and _BOXED.search(text) is None:
        return ()
    tasks: list[Task] = []
    boxed = set()
    for at, piece in enumerate(structure.pieces):
        if piece[KIND] == "item" and text[piece[INNER] : piece[INNER] + 1] in _OPENS:
            box = _BOX.match(text, piece[START], piece[END])
            if box:
                boxed.add(at)
                tasks.append(_checkbox(text, piece, box))
    if called:
        hidden = Hidden((mark.start, mark.end) for mark in marks)
        for start, end, block, cell, comment in structure.leaves:
            if comment or cell or block in boxed:
                continue
            task = _todo(text, Span(start, end), structure.pieces[block], hidden)
            if task:
                tasks.append(task)
    return tuple(sorted(tasks, key=lambda one: one.span)) if tasks else ()


def _checkbox(text: str, piece: Piece, box: re.Match[str]) -> Task:
    end = text.find("\n", box.end(), piece[END])
    end = piece[END] if end < 0 else end
    while end > box.end() and text[end - 1] in " \t\r":
        end -= 1
    kind: Literal["checkbox", "reading"] = "checkbox"
    start = box.end()
    while start < end and text[start] in " \t":
        start += 1
    if _READING.match(text, start, end):
        kind = "reading"
    return _task(text, Span(piece[START], end), Span(start, end), box.group(1), kind)


def _todo(text: str, leaf: Span, piece: Piece, hidden: Hidden) -> Task | None:
    """Return the task of a line that begins with TODO or FIXME."""
    found = _TODO.match(text, leaf.start, leaf.end)
    if piece[KIND] == "heading" or not found or hidden.end_at(leaf.start) >= 0:
        return None
    end = text.find("\n", found.end(), leaf.end)
    end = leaf.end if end < 0 else end
    return _task(text, Span(leaf.start, end), Span(found.end(), end), " ", "todo")


def _task(  # noqa: PLR0912 (one branch for each kind of field)
    text: str, span: Span, inside: Span, status: str, kind: Literal["checkbox", "todo", "reading"]
) -> Task:
    """Read the emoji and bracket fields of a task's line."""
    values: dict[str, str] = {}
    depends: tuple[str, ...] = ()
    problems: list[Problem] = []
    cuts: list[Span] = []
    for sign in _SIGN.finditer(text, *inside):
        name = _SIGNS[sign.group(1)]
        stop = sign.end()
        if name in _DATES:
            day = _DAY.match(text, stop, inside.end)
            if day is None:
                where = Span(sign.start(), len(sign.group().rstrip()) + sign.start())
                message = f"no date (YYYY-MM-DD) follows {sign.group(1)}"
                problems.append(Problem("unreadable-field", where, message))
                continue
            stop = day.end()
            _keep(values, name, day.group(), Span(*day.span()), problems)
        elif name in {"id", "depends"}:
            ids = _IDS.match(text, stop, inside.end)
            if ids is None:
                continue
            stop = ids.end()
            if name == "id":
                values["id"] = ids.group()
            else:
                depends = tuple(one.strip() for one in ids.group().split(","))
        elif name in {"repeat", "finish"}:
            after = _SIGN.search(text, stop, inside.end)
            stop = after.start() if after else inside.end
        cuts.append(Span(sign.start(), stop))
    if text.find("::", *inside) >= 0:
        for found in _BRACKET.finditer(text, *inside):
            name = _NAMES.get(found.group(1), found.group(1))
            value = found.group(2)
            if name in _DATES:
                if not _DAY.fullmatch(value):
                    message = f"{value!r} is no date (YYYY-MM-DD)"
                    problems.append(Problem("unreadable-field", Span(*found.span()), message))
                    continue
                _keep(values, name, value, Span(*found.span(2)), problems)
            elif name == "id":
                values["id"] = value
            elif name == "depends":
                depends = tuple(one.strip() for one in value.split(","))
            cuts.append(Span(*found.span()))
    return Task(
        _without(text, inside, cuts),
        status,
        kind,
        span,
        depends=depends,
        problems=tuple(problems),
        **{name: value for name, value in values.items() if name in _DATES or name == "id"},
    )


def _keep(
    values: dict[str, str], name: str, value: str, span: Span, problems: list[Problem]
) -> None:
    """Keep a date; one that the calendar has not is a problem (B80)."""
    try:
        date.fromisoformat(value)
    except ValueError:
        problems.append(Problem("impossible-date", span, f"there is no day {value}"))
        return
    values[name] = value


def _without(text: str, inside: Span, cuts: list[Span]) -> str:
    """Return the words of a task without its fields."""
    parts, at = [], inside.start
    for cut in sorted(cuts):
        if cut.start >= at:
            parts.append(text[at : cut.start])
            at = cut.end
    parts.append(text[at : inside.end])
    return " ".join("".join(parts).split())
