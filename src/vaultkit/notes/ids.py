"""Block ids: `^id` at the end of a paragraph or item, or alone below a block (B34-B39)."""

from __future__ import annotations

from vaultkit.notes.note import Problem
from vaultkit.notes.structure import ID, KIND, PARENT
from vaultkit.text import Span, pattern

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from vaultkit.notes.structure import Structure

_ID = pattern(r"\^([A-Za-z0-9-]+)[ \t]*\Z")
_WRONG = pattern(r"[ \t]\^([\w-]{1,80})[ \t]*\Z")
_LONGEST = 200


def read_ids(text: str, structure: Structure) -> list[Problem]:
    """Give each block the id that stands in the note; return what is wrong with them.

    A setting decides whether an id may follow an embed without a blank (B37); here it does, and a
    problem says so.
    """
    problems: list[Problem] = []
    if "^" not in text:
        return problems
    pieces = structure.pieces
    elders = _elders(structure)
    for start, end, block, cell, comment in structure.leaves:
        if comment or cell or block < 0:
            continue
        piece = pieces[block]
        if piece[KIND] == "heading":
            continue
        at = text.rfind("^", max(start, end - _LONGEST), end)
        if at < 0:
            continue
        found = _ID.match(text[at:end])
        before = text[at - 1 : at] if at > start else ""
        if found is None:
            wrong = _WRONG.match(text[at - 1 : end]) if at > start else None
            if wrong and not wrong.group(1).isdigit() and "_" in wrong.group(1):
                span = Span(at, at + 1 + len(wrong.group(1)))
                message = "a block id has Latin letters, digits and `-` only"
                problems.append(Problem("invalid-block-id", span, message))
        elif at == start:
            named = _before(structure, elders, block)
            if named >= 0:
                pieces[named][ID] = found.group(1)
        elif before in " \t\n":
            piece[ID] = found.group(1)
        elif before in "])" and _follows_embed(text, start, at):
            piece[ID] = found.group(1)
            span = Span(at, at + 1 + len(found.group(1)))
            message = "a block id stands after a blank; only after an embed it works without"
            problems.append(Problem("id-without-blank", span, message))
    return problems


def _elders(structure: Structure) -> list[int]:
    """Return for each block the one before it under the same parent, or -1."""
    last: dict[int, int] = {}
    elders = []
    for at, piece in enumerate(structure.pieces):
        elders.append(last.get(piece[PARENT], -1))
        last[piece[PARENT]] = at
    return elders


def _before(structure: Structure, elders: list[int], block: int) -> int:
    """Return the block that an id alone in a paragraph names: the one before it (B38).

    Below a list it names the whole list, which here is its first item.
    """
    at = elders[block]
    pieces = structure.pieces
    while (
        at >= 0
        and pieces[at][KIND] == "item"
        and elders[at] >= 0
        and pieces[elders[at]][KIND] == "item"
    ):
        at = elders[at]
    return at


def _follows_embed(text: str, start: int, at: int) -> bool:
    """Tell whether an embed ends at `at`."""
    opener = "![[" if text.startswith("]]", at - 2) else "!["
    return text.rfind(opener, max(start, at - 500), at) >= 0
