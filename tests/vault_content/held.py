"""The example vault as the tests of its form see it: notes with their properties and sentences."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from vaultkit.config import read_config
from vaultkit.vault.files import open_vault

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vaultkit.notes.note import Note, Value
    from vaultkit.vault.vault import Vault

VAULT = Path(__file__).resolve().parents[2] / "vault"
LOGS = ("Daily/", "Weekly/")
"""Folders of notes that are about days, not about things."""
_LINK = re.compile(r"\[\[([^\]|\\#]*)(#[^\]|\\]*)?(?:\\?\|([^\]]*))?\]\]")
_SIZE = re.compile(r"[ -]?(\d+(?:\.\d+)?[BMT])$")


@dataclass(frozen=True, slots=True)
class Held:
    """One note, with what the tests ask of it."""

    path: str
    name: str
    fields: Mapping[str, Value]
    body: str
    """The text under the properties."""
    headings: tuple[str, ...]

    @property
    def kind(self) -> str:
        """Return the property `type`."""
        return str(self.fields.get("type", ""))

    @property
    def names(self) -> tuple[str, ...]:
        """Return the note's name and its aliases."""
        return (self.name, *self.texts("aliases"))

    def texts(self, key: str) -> tuple[str, ...]:
        """Return the values of a property as texts, links as the names they lead to."""
        value = self.fields.get(key)
        several = value if isinstance(value, list) else [] if value is None else [value]
        return tuple(_target(str(one)) for one in several)

    def says(self, *groups: tuple[str, ...]) -> bool:
        """Tell whether one paragraph names something of each group, by name or through a link."""
        return any(
            all(any(_names(part, name) for name in group) for group in groups)
            for part in self.body.split("\n")
        )


def _target(text: str) -> str:
    """Return the note that a property's link names; other texts as they are."""
    found = _LINK.fullmatch(text)
    return found[1] if found else text


def _names(text: str, name: str) -> bool:
    """Tell whether a name stands in a line between word edges, as shown or as a link's target."""
    shown = _LINK.sub(lambda one: f"{one[1]} {one[3] or ''}", text)
    return re.search(rf"(?<![\w.-]){re.escape(name)}(?![\w-])", shown, re.IGNORECASE) is not None


def open_example() -> Vault:
    """Return the example vault, read anew."""
    return open_vault(VAULT, read_config(VAULT), use_cache=False)


def hold(note: Note) -> Held:
    """Return a note's properties and sentences."""
    fields = {one.key: one.value for one in note.fields if not one.inline}
    text = note.text
    end = text.find("\n---\n", 4) if text.startswith("---\n") else -1
    return Held(
        path=note.path,
        name=Path(note.path).stem if note.path.endswith(".md") else note.path,
        fields=fields,
        body=text[end + 5 :] if end >= 0 else text,
        headings=tuple(one.text for one in note.headings),
    )


def fold(name: str) -> str:
    """Return letters and digits of a name, small and without accents."""
    plain = unicodedata.normalize("NFKD", name).casefold().replace("+", "plus")
    return re.sub(r"[^a-z0-9]", "", plain)


def all_names(notes: Mapping[str, Held]) -> dict[str, str]:
    """Return every folded name, alias, heading and sized name with the note it stands in."""
    found: dict[str, str] = {}
    for held in notes.values():
        if held.path.startswith(LOGS):
            continue
        for name in (*held.names, *held.headings):
            found.setdefault(fold(name), held.path)
        for name in held.names:
            for size in held.texts("parameters"):
                found.setdefault(fold(name + size), held.path)
    return found
