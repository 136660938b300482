"""The notes and links of an open vault."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from vaultkit.api.tables import table_html
from vaultkit.errors import UnknownName

if TYPE_CHECKING:
    import frontmatter

    from vaultkit.notes.note import Heading, Link, Note, Tag, Task, Value
    from vaultkit.vault.resolve import Resolution


@dataclass(frozen=True)
class OpenNote:
    """One note of an open vault."""

    note: Note
    """The parsed note, with the place of every part."""
    title: str

    @property
    def path(self) -> str:
        """Return the path from the vault root."""
        return self.note.path

    @property
    def text(self) -> str:
        """Return the whole text, as on disk."""
        return self.note.text

    @property
    def links(self) -> Sequence[Link]:
        """Return the links in order."""
        return self.note.links

    @property
    def headings(self) -> Sequence[Heading]:
        """Return the headings in order."""
        return self.note.headings

    @property
    def tags(self) -> Sequence[Tag]:
        """Return the tags in order."""
        return self.note.tags

    @property
    def tasks(self) -> Sequence[Task]:
        """Return the tasks in order."""
        return self.note.tasks

    @property
    def metadata(self) -> dict[str, Value]:
        """Return the properties by key."""
        from vaultkit.notes.post import metadata

        return metadata(self.note)

    @property
    def post(self) -> frontmatter.Post:
        """Return the note as python-frontmatter has it."""
        from vaultkit.notes.post import post

        return post(self.note)

    def _repr_html_(self) -> str:
        rows = [(key, value) for key, value in self.metadata.items()]
        return f"<b>{escape(self.title)}</b> <code>{escape(self.path)}</code>" + (
            table_html(("property", "value"), rows) if rows else ""
        )


class Notes(Mapping[str, OpenNote]):
    """The notes by path; `notes["Orca"]` finds one by its name too."""

    def __init__(self, notes: Mapping[str, OpenNote]) -> None:
        self._notes = notes

    def __getitem__(self, name: str) -> OpenNote:
        """Return a note by path, or by name where only one has it."""
        if name in self._notes:
            return self._notes[name]
        wanted = name.removesuffix(".md").lower()
        found = [one for one in self._notes.values() if one.note.name.lower() == wanted]
        if len(found) != 1:
            known = [*self._notes, *(one.note.name for one in self._notes.values())]
            raise KeyError(str(UnknownName("note", name, known)))
        return found[0]

    def __iter__(self) -> Iterator[str]:
        """Yield the paths, sorted."""
        return iter(self._notes)

    def __len__(self) -> int:
        return len(self._notes)

    def _repr_html_(self) -> str:
        rows = [(path, one.title, len(one.links)) for path, one in self._notes.items()]
        return table_html(("path", "title", "links"), rows)


@dataclass(frozen=True)
class OpenLink:
    """One link of the vault, and what it reaches."""

    source: str
    """Path of the file that holds it."""
    link: Link
    line: int
    reached: Resolution

    @property
    def status(self) -> str:
        """Return the word of `vaultkit list links`: `ok`, `missing-file` ..."""
        from vaultkit.vault.resolve import status

        return status(self.reached)
