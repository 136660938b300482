"""An open vault."""

from __future__ import annotations

from functools import cached_property
from html import escape
from typing import TYPE_CHECKING

from vaultkit.api.graph import OpenGraph
from vaultkit.api.notes import Notes, OpenLink, OpenNote
from vaultkit.api.tables import table_html
from vaultkit.api.things import Claims, Rows, Things
from vaultkit.workspace import Workspace, open_workspace

if TYPE_CHECKING:
    import os
    from pathlib import Path


class OpenVault:
    """An open vault: its notes, their links, and what they say."""

    def __init__(self, work: Workspace) -> None:
        self.work = work
        self.root: Path = work.root
        self.name: str = work.name
        self.graph = OpenGraph(work)

    @cached_property
    def notes(self) -> Notes:
        """Return the notes by path."""
        from vaultkit.vault.vault import note_title

        found = self.work.vault.notes
        return Notes({str(path): OpenNote(one, note_title(one)) for path, one in found.items()})

    @cached_property
    def links(self) -> tuple[OpenLink, ...]:
        """Return every link with what it reaches, in order of path and place."""
        vault = self.work.vault
        return tuple(
            OpenLink(
                source, link, vault.place(source, link.span.start).line, vault.resolve(source, link)
            )
            for source, links in vault.sources()
            for link in links
        )

    @cached_property
    def entities(self) -> Things:
        """Return the models, techniques, papers ... by id or name."""
        return Things(self.work.graph, self.graph.stored, self.graph.ids)

    @cached_property
    def claims(self) -> Claims:
        """Return every claim that was read."""
        return Claims(self.work.graph)

    def query(self, text: str, **parameters: str) -> Rows:
        """Answer SPARQL, or a named question with its parameters."""
        return self.graph.query(text, **parameters)

    def ask(self, text: str) -> Rows:
        """Answer a question in plain words."""
        return self.graph.ask(text)

    def __repr__(self) -> str:
        return f"<vault {self.name!r}: {len(self.notes)} notes>"

    def _repr_html_(self) -> str:
        broken = sum(one.status.startswith("missing") for one in self.links)
        rows = [
            ("notes", len(self.notes)),
            ("links", len(self.links)),
            ("broken links", broken),
            ("entities", len(self.entities)),
            ("claims", len(self.claims)),
        ]
        return f"<b>{escape(self.name)}</b>{table_html(('what', 'count'), rows)}"


def open_vault(
    folder: str | os.PathLike[str] | None = None, *, use_cache: bool = True
) -> OpenVault:
    """Open the vault at a folder, or the one around the working directory.

    Args:
        folder: the folder of notes; None finds it as the command line does.
        use_cache: read and keep parsed notes in the user's cache folder.

    Raises:
        VaultNotFound: there is no such folder.
    """
    given = None if folder is None else str(folder)
    return OpenVault(open_workspace(given, use_cache=use_cache))
