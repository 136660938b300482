"""What vaultkit wrote into a note's head, and whether it still stands as it was written.

The mark is in the note itself, so that it travels with every way of syncing: a property
`vaultkit` that lists `key=hash` for each property that vaultkit filled in, or that says
`generated` for a note that is vaultkit's as a whole. A value whose hash is still the same is
never read as knowledge; any other is the user's (design/knowledge A8.1).
"""

from __future__ import annotations

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Mapping

    from vaultkit.notes.note import Field, Note
    from vaultkit.text import Span

MARK = "vaultkit"
GENERATED = "generated"
ABOUT = "about"
"""What stands in the mark of a note made for an entity: `about=model/orca`."""
HASH_LENGTH = 12


def value_hash(written: str) -> str:
    """Return the hash of a property's value as it is written, blanks and quotes aside."""
    import hashlib  # few notes have such a property

    text = " ".join(written.replace('"', " ").replace("'", " ").split())
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:HASH_LENGTH]


def is_generated(note: Note) -> bool:
    """Tell whether a whole note is vaultkit's own."""
    return GENERATED in _entries(note)


def written_values(note: Note) -> Mapping[str, str]:
    """Return the hash of each property value that vaultkit wrote, by the key in lower case."""
    found = {}
    for entry in _entries(note):
        key, sign, digest = entry.rpartition("=")
        if sign and key:
            found[key.lower()] = digest
    return found


def made_about(note: Note) -> str:
    """Return the entity that vaultkit made a note for; empty where the note is the user's."""
    if MARK not in note.text:
        return ""
    return written_values(note).get(ABOUT, "")


def is_own_value(note: Note, field: Field) -> bool:
    """Tell whether a property's value is the one that vaultkit wrote, so that it says nothing."""
    if field.inline:
        return False
    digest = written_values(note).get(field.key.lower())
    return digest is not None and digest == value_hash(field.value_span.of(note.text))


def own_spans(note: Note) -> tuple[Span, ...]:
    """Return what vaultkit wrote in a note: the inside of its panels, and properties of its own."""
    panels = [panel.content for panel in note.panels]
    if MARK not in note.text:
        return tuple(panels)
    fields = [field.span for field in note.fields if is_own_value(note, field)]
    mark = note.field(MARK)
    return (*fields, *([mark.span] if mark else []), *panels)


def _entries(note: Note) -> list[str]:
    """Return what the mark lists."""
    field = note.field(MARK)
    if field is None:
        return []
    values = field.value if isinstance(field.value, list) else [field.value]
    return [value for value in values if isinstance(value, str)]
