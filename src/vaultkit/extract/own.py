"""Names that a vault adds: its notes about entities, a table of names, Turtle files of its own."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from vaultkit.extract.lexicon import Entry, Lexicon, make_lexicon
from vaultkit.graph.facts import EntityId, Kind, entity_id, slug
from vaultkit.graph.vocab import knowledge
from vaultkit.notes.own import is_own_value
from vaultkit.text import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from vaultkit.config import Config
    from vaultkit.notes.note import Note
    from vaultkit.vault.bibliography import BibEntry

TYPES: Mapping[str, Kind] = {
    "model": "model",
    "llm": "model",
    "model-release": "model",
    "model-series": "model-series",
    "series": "model-series",
    "model-family": "model-series",
    "model-variant": "model-variant",
    "technique": "technique",
    "method": "technique",
    "paper": "paper",
    "article": "paper",
    "dataset": "dataset",
    "benchmark": "benchmark",
    "organization": "organization",
    "organisation": "organization",
    "company": "organization",
    "lab": "organization",
    "person": "person",
    "author": "person",
    "software": "software",
    "tool": "software",
    "library": "software",
    "license": "license",
    "licence": "license",
    "task": "evaluation-task",
    "evaluation-task": "evaluation-task",
}
"""Value of a note's property `type` to the kind of its entity."""
_MODELS = frozenset({"model", "model-series", "model-variant"})
_ARXIV = pattern(r"(?<!\d)\d{4}\.\d{4,5}(?!\d)")


def vault_lexicon(
    notes: Iterable[Note], config: Config, papers: Iterable[BibEntry] = ()
) -> Lexicon:
    """Return the shipped names with those that the notes and bibliographies of a vault add."""
    base = make_lexicon(knowledge())
    titles = {_plain(one.label): one for one in base.entries.values() if one.kind == "paper"}
    listed = [bib_paper(one, base, titles) for one in papers]
    held = [note for note in notes if note.path != config.decisions_note]
    added = [entry for note in held if (entry := own_entry(note, base)) is not None]
    taught = [one for note in held if _teaches(note, config) for one in _taught(note, base)]
    if not added and not taught and not listed:
        return base
    return make_lexicon(knowledge(), merged([*added, *taught, *listed]))


_TITLE_WORDS = 3
"""Words of a title that can be told from common words in a text, at least."""


def bib_paper(entry: BibEntry, base: Lexicon, titles: Mapping[str, Entry]) -> Entry:
    """Return the paper of a bibliography's entry: a listed one by number or title, else a new one.

    Its cite key is a name of it.
    """
    title = _plain(entry.title)
    known = base.entries.get(EntityId(f"paper/arxiv-{entry.arxiv}")) if entry.arxiv else None
    known = known or (titles.get(title) if title else None)
    if known is not None:
        return Entry(known.id, "paper", known.label, (entry.key,))
    made = EntityId(f"paper/citekey-{slug(entry.key)}")
    if entry.arxiv:
        made = EntityId(f"paper/arxiv-{entry.arxiv}")
    elif entry.doi:
        made = EntityId(f"paper/doi-{slug(entry.doi)}")
    label = entry.title or entry.key
    told = len(label.split()) >= _TITLE_WORDS
    return Entry(made, "paper", label, (label, entry.key) if told else (entry.key,))


def own_entry(note: Note, base: Lexicon) -> Entry | None:
    """Return the entity that a note is about by its `type`, with the names that it gives."""
    kind = TYPES.get(_text(note, "type").lower())
    if kind is None:
        return None
    names = [note.name, *([_text(note, "title")] if _text(note, "title") else [])]
    names += [one for one in texts(note, "aliases") if one]
    known = _known(note, base, kind, names)
    made = known.id if known else entity_id(kind, note.name)
    label = known.label if known else note.name
    return Entry(
        made,
        known.kind if known else kind,
        label,
        tuple(dict.fromkeys(one for one in names if len(one) > 1)),
        part_of=known.part_of if known else None,
        developer=known.developer if known else None,
    )


def _known(note: Note, base: Lexicon, kind: Kind, names: list[str]) -> Entry | None:
    """Return the listed entry that a note is about: by arXiv id, else by a name of that kind."""
    kinds = (
        _MODELS
        if kind in _MODELS
        else frozenset({kind, "benchmark"} if kind == "dataset" else {kind})
    )
    if kind == "paper":
        number = _ARXIV.search(_text(note, "arxiv") or _text(note, "url"))
        if number:
            return base.entries.get(EntityId(f"paper/arxiv-{number[0]}"))
        wanted = {_plain(name) for name in names}
        return next(
            (
                one
                for one in base.entries.values()
                if one.kind == "paper" and _plain(one.label) in wanted
            ),
            None,
        )
    for name in names:
        same = [
            base.entries[one]
            for one, form in base.forms.get(fold_name(name), ())
            if base.entries[one].kind in kinds and _surely(base.entries[one], form, name)
        ]
        exact = [one for one in same if one.kind == kind and name in one.forms]
        for one in (*exact, *(one for one in same if one.kind == kind), *same):
            return one
    return None


def _surely(entry: Entry, form: str, name: str) -> bool:
    """Tell whether a note of a name is about a listed thing, and not one of a like name.

    A form that needs a cue elsewhere is no proof (`Helium` of Helium 1), nor is an everyday word
    that is written in another way (`ReALM`, REALM).
    """
    return form not in entry.cued and not (entry.needs_cue and form != name)


def fold_name(name: str) -> str:
    """Return the folded form of a name."""
    from vaultkit.extract.names import fold

    return fold(name)


def _plain(name: str) -> str:
    """Return a title without case and marks: a file's name can not hold all of them."""
    text = unicodedata.normalize("NFKC", name).lower()
    return "".join(char for char in text if char.isalnum())


def merged(entries: Iterable[Entry]) -> list[Entry]:
    """Return one entry for each id, with all forms."""
    found: dict[EntityId, Entry] = {}
    for entry in entries:
        before = found.get(entry.id)
        if before is None:
            found[entry.id] = entry
            continue
        forms = tuple(dict.fromkeys((*before.forms, *entry.forms)))
        found[entry.id] = Entry(
            before.id, before.kind, before.label, forms, before.part_of, before.developer
        )
    return [found[key] for key in sorted(found)]


def _teaches(note: Note, config: Config) -> bool:
    """Tell whether a note holds the table of names that the setting points to."""
    wanted = config.knowledge.names_note
    return bool(wanted) and note.path in {wanted, f"{wanted}.md"}


def _taught(note: Note, base: Lexicon) -> Iterator[Entry]:
    """Yield the names of a two-column table: a name, and what it is another name (or a kind) of."""
    for table in note.tables:
        for row in table.rows:
            cells = [cell.text.strip().strip("[]") for cell in row.cells[:2]]
            if len(cells) != 2 or not all(cells):
                continue
            name, other = cells
            kind = TYPES.get(other.lower())
            if kind is not None:
                yield Entry(entity_id(kind, name), kind, name, (name,))
                continue
            for wanted, _ in base.forms.get(fold_name(other), ()):
                known = base.entries[wanted]
                yield Entry(
                    known.id, known.kind, known.label, (name,), known.part_of, known.developer
                )
                break


def _text(note: Note, key: str) -> str:
    """Return a property as a text, empty where it has none."""
    return next(iter(texts(note, key)), "")


def texts(note: Note, key: str) -> list[str]:
    """Return a property's values as texts; a list gives several, one of vaultkit's own none."""
    field = note.field(key)
    if field is None or field.value is None or is_own_value(note, field):
        return []
    values = field.value if isinstance(field.value, list) else [field.value]
    return [
        str(one)
        for one in values
        if isinstance(one, str | int | float) and not isinstance(one, bool)
    ]
