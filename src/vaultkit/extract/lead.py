"""What a note is about: by its properties, its title, or the model that it opens with."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from vaultkit.extract.own import own_entry
from vaultkit.extract.subjects import Topic
from vaultkit.extract.view import View
from vaultkit.text import pattern

if TYPE_CHECKING:
    from vaultkit.extract.lexicon import Entry, Lexicon
    from vaultkit.extract.mentions import Reader
    from vaultkit.extract.units import Unit
    from vaultkit.notes.note import Note

_AROUND = pattern(
    r"\b(?:\d{4}[-.]\d{2}(?:[-.]\d{2})?|notes?|papers?|reading|summary|review|overview|report|technical|models?|family|series|wiki|"
    r"page|deep[- ]dive|release|card|on|the|about|my|an?)\b|[^\w\s]|_",
    re.IGNORECASE,
)
"""Words of a title beside the name: `2024-05-01 notes on the Foo paper`."""
_OPENS = pattern(
    r"[\s>*_\[(\"'#]*(?:(?:reading|read|notes?(?:\son)?|paper|today|tl;?dr|summary|topic|model)\s?(?::|-|\u2014)?\s?)?(?:the\s)?[\s*_\[(\"']*",
    re.IGNORECASE,
)


def title_of(note: Note, reader: Reader) -> Topic:
    """Return what the note as a whole is about: by its `type`, else by its title."""
    own = own_entry(note, reader.lexicon)
    if own is not None:
        entry = reader.lexicon.get(own.id) or own
        return Topic((entry,)) if entry.is_model else Topic((), (entry,))
    given = note.field("title")
    text = str(given.value) if given and isinstance(given.value, str) else note.name
    view = View(text, tuple(range(len(text) + 1)))
    found = reader.read(view, cell=True)
    covered = sum(one.end - one.start for one in found)
    first = found[0] if found else None
    opens = first is not None and first.entry.is_model and not text[: first.start].strip()
    if first and opens and text[first.end :].lstrip()[:1] == ":":
        return Topic((first.entry,))  # a paper's title: `Foo: An Open Model`
    rest = text
    for one in reversed(found):
        rest = rest[: one.start] + " " + rest[one.end :]
    whole = covered * 4 >= len(text.strip()) * 3 or not _AROUND.sub("", rest).strip()
    if not found or not whole:
        return Topic()
    models = tuple(dict.fromkeys(one.entry for one in found if one.entry.is_model))
    others = tuple(dict.fromkeys(one.entry for one in found if not one.entry.is_model))
    if len(models) > 1 or (models and others):
        return Topic()
    return Topic(models, others)


_TOLD = frozenset({"model", "model-series", "model-variant", "paper"})


def lead_of(units: list[Unit], lexicon: Lexicon) -> Entry | None:
    """Return the model that a note without a model in its title or headings opens with.

    It counts where the note keeps to it: at least a third of the paragraphs that name models name
    it, or one of its family, first.
    """
    if any(one.entry.is_model for unit in units if unit.kind == "heading" for one in unit.found):
        return None
    rest = [unit for unit in units if unit.kind != "heading"]
    first = rest[0] if rest else None
    if first is None:
        return None
    named = next((one for one in first.found if one.entry.kind in _TOLD and not one.style), None)
    if named is None or _OPENS.fullmatch(first.view.text, 0, named.start) is None:
        return None
    told_of: tuple[Entry, ...] = (named.entry,)
    if named.entry.kind == "paper":
        told_of = lexicon.introduced.get(named.entry.id, ())
    if len(told_of) != 1:
        return None
    model = told_of[0]
    heads = [
        one.entry
        for unit in rest
        if unit.kind == "paragraph"
        for one in [next((one for one in unit.found if one.entry.is_model), None)]
        if one is not None
    ]
    family = {model.id, *lexicon.ancestors(model)}
    word = model.label.split()[0].split("-")[0]
    kept = sum(
        bool(family & {one.id, *lexicon.ancestors(one)}) or one.label.startswith(word)
        for one in heads
    )
    return model if kept * 3 >= len(heads) and len(rest) > 1 else None


def lead(units: list[Unit], lexicon: Lexicon) -> None:
    """Let the stretches that no heading or label gives a subject be about what the note opens with."""
    model = lead_of(units, lexicon)
    if model is None:
        return
    for unit in units[1:]:
        if not unit.topic.models and not unit.topic.others and unit.kind not in {"heading", "bold"}:
            unit.topic = replace(unit.topic, models=(model,))
            unit.own_heading = True
