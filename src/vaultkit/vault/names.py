"""The files of a vault by path and by name, compared as Obsidian compares them (B10-B16)."""

from __future__ import annotations

import unicodedata
from functools import cached_property

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterable

_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "ς": "\u03c3", "\\": "/"})


def name_key(name: str) -> str:
    """Return what two file names have in common that are the same to Obsidian (B10-B12).

    NFC, lower case, final sigma as sigma, no-break spaces as spaces.
    """
    if name.isascii():
        return name.lower()
    return unicodedata.normalize("NFC", name).lower().translate(_SPACES)


def loose_key(name: str) -> str:
    """Return a name without its blanks, hyphens and marks: what a typing slip leaves alike."""
    return "".join(char for char in name_key(name) if char.isalnum())


def _keys(paths: tuple[str, ...]) -> list[str]:
    """Return the key of each path; all at once where none needs more than lower case."""
    whole = "\n".join(paths)
    if whole.isascii() and whole.count("\n") == len(paths) - 1:
        return whole.lower().split("\n")
    return [name_key(path) for path in paths]


class Names:
    """All visible files of a vault, for looking links up."""

    def __init__(self, files: Iterable[str]) -> None:
        self.files = tuple(files)
        self._written = frozenset(self.files)
        self._by_path: dict[str, str] = {}
        self._by_name: dict[str, list[str]] = {}
        by_path, by_name = self._by_path, self._by_name
        for path, key in zip(self.files, _keys(self.files), strict=True):
            by_path.setdefault(key, path)
            name = key[key.rfind("/") + 1 :]
            if name in by_name:
                by_name[name].append(path)
            else:
                by_name[name] = [path]

    def forms(self, target: str) -> tuple[str, ...]:
        """Return the names to look for, in order: as it is, and with `.md` (B4, B13-B16)."""
        if target[-3:].lower() == ".md":
            return (target, target + ".md")
        if "." in target.rpartition("/")[2]:
            return (target, target + ".md")
        return (target + ".md", target)

    def at(self, path: str) -> str | None:
        """Return the file at exactly this path, ending included.

        Of two that differ in case only (on a disk that minds it) the one written so.
        """
        found = self._by_path.get(name_key(path))
        return path if found is not None and path in self._written else found

    def exact(self, target: str) -> str | None:
        """Return the file at this path from the root."""
        for form in self.forms(target):
            found = self.at(form)
            if found is not None:
                return found
        return None

    def matches(self, target: str) -> list[str]:
        """Return the files whose path is `target` or ends in `/target`, in order of path (B6)."""
        for form in self.forms(target):
            key = name_key(form)
            name = key.rpartition("/")[2]
            found = self._by_name.get(name)
            if not found:
                continue
            if name == key:
                return found
            kept = [path for path in found if ("/" + name_key(path)).endswith("/" + key)]
            if kept:
                return kept
        return []

    def same_name(self, path: str) -> list[str]:
        """Return all files with the name of this one, itself among them."""
        return self._by_name.get(name_key(path).rpartition("/")[2], [])

    def is_inside(self, path: str, folder: str) -> bool:
        """Tell whether a file is in a folder (given with its `/`; empty: the root itself) (B7)."""
        return path.startswith(folder) if folder else "/" not in path

    @cached_property
    def _loose(self) -> dict[str, list[str]]:
        """Return the notes' paths and other files' by the letters and digits of their names."""
        found: dict[str, list[str]] = {}
        for path in self.files:
            name = path.rpartition("/")[2]
            stem = name[:-3] if name[-3:].lower() == ".md" else name
            found.setdefault(loose_key(stem), []).append(path)
        return found

    def near(self, target: str) -> tuple[str, ...]:
        """Return the files whose name differs from the target's in marks and blanks only."""
        name = target.rpartition("/")[2]
        stem = name[:-3] if name[-3:].lower() == ".md" else name
        key = loose_key(stem)
        return tuple(self._loose.get(key, ())) if key else ()
