"""All notes at one moment, by path and name."""

from __future__ import annotations

from functools import cached_property

from vaultkit.config import Config
from vaultkit.notes.parse import decode_note
from vaultkit.notes.parts import Later
from vaultkit.notes.rows import of_fields
from vaultkit.text import NotePath, Place, line_starts, place
from vaultkit.values import field, frozen, keeping
from vaultkit.vault.bibliography import BibEntry, Bibliography
from vaultkit.vault.canvas import base_links, bib_keys, canvas_links
from vaultkit.vault.names import Names, name_key
from vaultkit.vault.resolve import (
    Ambiguous,
    External,
    Found,
    Hidden,
    Missing,
    Places,
    Resolution,
    reach_file,
    reach_place,
)
from vaultkit.vault.settings import Settings

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from vaultkit.notes.note import Link, Note, Value

NOTE = ".md"
NEAR_LIMIT = 100
"""Headings or block ids of a note among which near ones are looked for."""
# B72: what Obsidian embeds.
ATTACHMENTS = tuple(
    f".{one}"
    for one in [
        "avif",
        "bmp",
        "gif",
        "jpeg",
        "jpg",
        "png",
        "svg",
        "webp",
        "flac",
        "m4a",
        "mp3",
        "ogg",
        "wav",
        "webm",
        "3gp",
        "mkv",
        "mov",
        "mp4",
        "ogv",
        "pdf",
    ]
)


@frozen
class Source:
    """A file besides notes whose links count: a canvas or a base (B91, B93)."""

    path: str
    links: tuple[Link, ...]
    lines: tuple[int, ...]
    """Offset of the first code point of each line."""
    problem: str = ""
    """Why it could not be read, or empty."""


@keeping
class Vault:
    """The notes and files of one folder, as they were when it was read."""

    notes: Mapping[NotePath, Note]
    """In order of path."""
    files: tuple[str, ...]
    """Every visible file, notes too, sorted."""
    config: Config = field(default_factory=Config)
    settings: Settings = field(default_factory=Settings)
    others: Mapping[str, Source] = field(default_factory=dict)
    """Canvases and bases, in order of path."""
    hidden: frozenset[str] = frozenset()
    """Files that Obsidian does not see (B85)."""
    entries: Mapping[str, str] = field(default_factory=dict)
    """The bibliography file of each cite key."""
    skipped: tuple[tuple[str, str], ...] = ()
    """Files that could not be taken in, and why."""
    papers: Mapping[str, BibEntry] = field(default_factory=dict)
    """The entries of bibliographies by cite key; the last one of a key counts."""

    @classmethod
    def of(
        cls,
        texts: Mapping[str, str | bytes],
        config: Config | None = None,
        settings: Settings | None = None,
    ) -> Vault:
        """Return a vault of texts by path: notes, and other files (their text may be empty)."""
        config = config or Config()
        seen = {path: one for path, one in texts.items() if not is_hidden(path)}
        data = {
            path: one if isinstance(one, bytes) else one.encode("utf-8", "surrogatepass")
            for path, one in sorted(seen.items())
        }
        notes = {
            NotePath(path): decode_note(NotePath(path), one)
            for path, one in data.items()
            if is_note(path)
        }
        others = {path: made for path, one in data.items() if (made := read_source(path, one))}
        entries = {
            key: path
            for path, one in data.items()
            if path.endswith(".bib")
            for key in bib_keys(one)
        }
        papers = Bibliography(tuple(one for path, one in data.items() if path.endswith(".bib")))
        return cls(
            notes,
            tuple(data),
            config,
            settings or Settings(is_obsidian=True),
            others,
            frozenset(path for path in texts if path not in seen),
            entries,
            papers=papers,
        )

    @cached_property
    def names(self) -> Names:
        """Return the files by name."""
        return Names(self.files)

    @cached_property
    def aliases(self) -> Mapping[str, tuple[NotePath, ...]]:
        """Return the notes that carry an alias, by `name_key` of the alias (B67)."""
        found: dict[str, list[NotePath]] = {}
        for path, note in self.notes.items():
            for alias in note_aliases(note):
                found.setdefault(name_key(alias), []).append(path)
        return {key: tuple(dict.fromkeys(paths)) for key, paths in found.items()}

    @cached_property
    def _hidden_names(self) -> Names:
        return Names(sorted(self.hidden))

    @cached_property
    def _places(self) -> dict[tuple[str, bool], Places]:
        return {}

    @cached_property
    def anywhere(self) -> dict[str, Resolution]:
        """Return what targets reach from every folder, as far as they were resolved."""
        return {}

    @cached_property
    def _files(self) -> dict[tuple[str, str], Resolution]:
        return {}

    def sources(self) -> Iterator[tuple[str, tuple[Link, ...]]]:
        """Yield every file that holds links, with them, in order of path."""
        found: dict[str, Note | Source] = dict(self.notes.items())  # a lazy one reads all at once
        found.update(self.others.items())
        for path in sorted(found):
            yield path, tuple(self.counted(found[path]))

    def counted(self, part: Note | Source) -> Sequence[Link]:
        """Return the links of a note, canvas or base that count by the settings."""
        links: Sequence[Link] = part.links
        if not self.config.html_inline_links:
            links = [link for link in links if not link.in_html]
        if not self.config.canvas_text_links:
            links = [link for link in links if link.kind != "canvas" or link.embed]
        return links

    def place(self, source: str, offset: int) -> Place:
        """Return the 1-based line and column of an offset in a note, canvas or base."""
        note = self.notes.get(NotePath(source))
        return note.place(offset) if note else place(self.others[source].lines, offset)

    def resolve(self, source: str, link: Link) -> Resolution:
        """Return what a link reaches (B1-B49)."""
        if link.kind == "url":
            return External()
        if link.kind == "citation":
            if link.target in self.entries:
                return Found(self.entries[link.target], "bib")
            return Missing("entry", "bib")
        if link.kind == "canvas" and link.embed and self.names.at(link.target) is None:
            # The card of a file holds its whole path (B91).
            return Missing("file", "B91", None, self._near(link.target))
        return self.reach(source, link.target, link.subpath)

    def reach(self, source: str, target: str, subpath: str = "") -> Resolution:
        """Return what a path and subpath reach from a note."""
        file = self.anywhere.get(target)
        if file is None:
            folder = source if not target else source.rpartition("/")[0]
            key = (folder, target)
            file = self._files.get(key)
            if file is None:
                file = self._file(source, target)
                # One file of the name, or one at the root (B5, B6): the same from every folder.
                if file.__class__ is Found and target.strip()[:1] not in {"", "."}:
                    self.anywhere[target] = file
                else:
                    self._files[key] = file
        if not subpath or isinstance(file, Missing | Hidden | External):
            return file
        note = self.outline(file.path, subpath)
        if note is None:
            # B42: on other files the subpath is for the viewer.
            return file
        whole = (file.path, note.text != "")
        places = self._places.get(whole)
        if places is None:
            places = self._places[whole] = Places.of(note)
        found = reach_place(note, subpath, self.config, places)
        if found is None:
            near = self._near_places(note, subpath, places)
            if subpath.startswith("#^"):
                return Missing("block", "B34", file.path, near)
            return Missing("heading", "B25", file.path, near)
        if isinstance(file, Ambiguous):
            return Ambiguous(file.path, file.rule, file.candidates, found[0])
        return Found(file.path, file.rule, found[0])

    def outline(self, path: str, subpath: str) -> Note | None:
        """Return a note as far as a subpath looks at it; None where the file is no note."""
        del subpath  # a vault whose notes are let go looks at it
        return self.notes.get(NotePath(path))

    def _file(self, source: str, target: str) -> Resolution:
        """Return what a path reaches."""
        if target.isascii() and target == target.strip() and not any(map(target.count, "/\\.")):
            some = self.names.notes_named(target) if target else ()
            if len(some) == 1:  # most links: the name of one note
                at_root = "/" not in some[0] and self.config.root_first
                return Found(some[0], "B5" if at_root else "B6")
        reached = reach_file(self.names, source, target, self.config)
        if reached.path is not None:
            if len(reached.candidates) > 1 and reached.rule in {"B7", "B8", "B9"}:
                return Ambiguous(reached.path, reached.rule, reached.candidates)
            return Found(reached.path, reached.rule)
        if self.hidden:
            behind = reach_file(self._hidden_names, source, target, self.config)
            if behind.path is not None:
                return Hidden(behind.path)
        return Missing("file", reached.rule, None, self._near(target))

    def _near(self, target: str) -> Later[str]:
        """Return the files whose names are close, looked for when somebody asks: most do not."""
        return Later(lambda: self.names.near(target))

    def near(self, target: str) -> tuple[str, ...]:
        """Return the files whose names are close to a target's: by letters, else by alias."""
        return self.names.near(target) or self.aliases.get(name_key(target), ())

    @cached_property
    def incoming(self) -> Mapping[str, tuple[str, ...]]:
        """Return the sources that link to each file, sorted; embeds count (B71), self-links not."""
        found: dict[str, dict[str, None]] = {}
        for source, links in self.sources():
            for link in links:
                if link.kind in {"url", "citation"}:
                    continue
                reached = self.resolve(source, link)
                path = getattr(reached, "path", None)
                if path is not None and path != source:
                    found.setdefault(path, {})[source] = None
        return {path: tuple(sources) for path, sources in sorted(found.items())}

    @cached_property
    def orphans(self) -> tuple[str, ...]:
        """Return the notes and attachments that no other file links to, sorted."""
        known = (".md", ".canvas", ".base", *ATTACHMENTS)
        return tuple(
            path
            for path in self.files
            if path not in self.incoming
            and path != self.config.decisions_note
            and path.lower().endswith(known)
        )

    def _near_places(self, note: Note, subpath: str, places: Places) -> tuple[str, ...]:
        """Return the headings or block ids that look like the one that is missing."""
        from vaultkit.errors import nearest

        if max(len(places.ids), len(places.keys)) > NEAR_LIMIT:
            return ()
        if subpath.startswith("#^"):
            return nearest(subpath[2:], [block.id for block in note.blocks if block.id])
        return nearest(subpath.rpartition("#")[2], [heading.text for heading in note.headings])


def is_note(path: str) -> bool:
    """Tell whether a file is a note."""
    return path[-3:].lower() == NOTE


def is_hidden(path: str) -> bool:
    """Tell whether a file, or a folder above it, begins with a dot (B85)."""
    return path.startswith(".") or "/." in path


def note_aliases(note: Note) -> tuple[str, ...]:
    """Return the aliases that a note states: `aliases`, and the old `alias` (B58, B67)."""
    found: list[str] = []
    for row in of_fields(note.fields):
        key, written, inline = row[0], row[1], row[8]
        if inline or key.lower() not in {"aliases", "alias"}:
            continue
        values: list[Value] = written if isinstance(written, list) else [written]
        if isinstance(written, str):
            values = [*written.split(",")]
        found += [str(value).strip() for value in values if isinstance(value, str | int | float)]
    return tuple(dict.fromkeys(alias for alias in found if alias))


def note_title(note: Note) -> str:
    """Return a note's title: the property, else its only first-level heading, else its name."""
    one = note.field("title")
    if one and isinstance(one.value, str) and one.value.strip():
        return one.value.strip()
    first = [heading for heading in note.headings if heading.level == 1]
    return first[0].text if len(first) == 1 and first[0].text else note.name


def note_words(note: Note) -> int:
    """Return how many words of prose a note has: no head, code, math, HTML, comment or panel."""
    at, words = 0, 0
    for region in note.regions:
        words += _words(note.text[at : region.span.start])
        at = region.span.end
    return words + _words(note.text[at:])


def _words(text: str) -> int:
    return sum(any(char.isalnum() for char in word) for word in text.split())


def read_source(path: str, data: bytes) -> Source | None:
    """Return the links of a canvas or base; None for other files."""
    lower = path.lower()
    if not lower.endswith((".canvas", ".base")):
        return None
    text = data.decode("utf-8", "replace")
    try:
        links = canvas_links(text) if lower.endswith(".canvas") else base_links(text)
    except ValueError as error:
        return Source(path, (), line_starts(text), str(error))
    return Source(path, links, line_starts(text))
