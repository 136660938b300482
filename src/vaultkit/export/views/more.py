"""What a card says beside the lineage: facts with their lines, other names, paper, notes."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from vaultkit.export.views.escape import clean
from vaultkit.export.views.evidence import public_address

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vaultkit.export.views.evidence import Evidence
    from vaultkit.export.views.scene import Model
    from vaultkit.export.views.tie import Tie

MOST_NOTES = 3


class Places:
    """The places in notes that a page names, each once: `[note, heading]`."""

    def __init__(self) -> None:
        """Begin without any."""
        self._at: dict[tuple[str, str], int] = {}

    def at(self, note: str, heading: str = "") -> int:
        """Return the number of a place."""
        return self._at.setdefault((clean(note, 300), clean(heading, 200)), len(self._at))

    @property
    def table(self) -> list[list[str]]:
        """Return the places in the order of their numbers."""
        return [[note, heading] if heading else [note] for note, heading in self._at]


def more(model: Model, up: Iterable[Tie], places: Places) -> list[object]:
    """Return `[facts, folded names, aliases, paper's address, notes]`, without what is empty last.

    A fact is `[name, [values, place, line, sentence], …]`: values of one line are together.
    """
    facts = [
        [name, *_lines([(value, where) for _, value, where in those], places)]
        for name, those in groupby(model.facts, key=lambda fact: fact[0])
    ]
    read = {one.note for tie in up for one in tie.evidence}
    read |= {where.note for _, _, where in model.facts if where is not None}
    notes = [note for note in model.notes if note not in read][:MOST_NOTES]
    row: list[object] = [
        facts,
        [clean(label, 120) for _, label in model.folded],
        [clean(name, 120) for name in model.aliases],
        public_address(model.paper) if model.paper else "",
        [places.at(note) for note in notes],
    ]
    while row and not row[-1]:
        row.pop()
    return row


def _lines(values: Iterable[tuple[str, Evidence | None]], places: Places) -> list[list[object]]:
    """Return the values of a fact, those of one line of a note together with its sentence."""
    lines: dict[tuple[str, int], tuple[list[str], Evidence | None]] = {}
    for value, where in values:
        at = (where.note, where.line) if where is not None else ("", 0)
        lines.setdefault(at, ([], where))[0].append(clean(value, 120))
    return [
        [", ".join(those), places.at(where.note, where.heading), where.line, where.quote]
        if where is not None and where.note
        else [", ".join(those)]
        for those, where in lines.values()
    ]
