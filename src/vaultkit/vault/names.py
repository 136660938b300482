"""The files of a vault by path and by name, compared as Obsidian compares them (B10-B16)."""

from __future__ import annotations

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
    import unicodedata

    return unicodedata.normalize("NFC", name).lower().translate(_SPACES)


def loose_key(name: str) -> str:
    """Return a name without its blanks, hyphens and marks: what a typing slip leaves alike."""
    return "".join(char for char in name_key(name) if char.isalnum())


def _last(key: str) -> str:
    """Return the part of a key after its last slash."""
    return key[key.rfind("/") + 1 :]


def _keys(paths: tuple[str, ...]) -> list[str]:
    """Return the key of each path; all at once where none needs more than lower case."""
    whole = "\n".join(paths)
    if whole.isascii() and whole.count("\n") == len(paths) - 1:
        return whole.lower().split("\n")
    return [name_key(path) for path in paths]


FEW = 24
"""So many names are looked for in one long text; then it pays to index them."""


class Names:
    """All visible files of a vault, for looking links up."""

    def __init__(self, files: Iterable[str]) -> None:
        names = getattr(files, "names", None)  # in whatever order, where sorting them can wait
        self._is_sorted = names is None
        self._files = tuple(files if names is None else names)
        self._asked = 0

    @cached_property
    def files(self) -> tuple[str, ...]:
        """Return them, sorted."""
        return self._files if self._is_sorted else tuple(sorted(self._files))

    @cached_property
    def _text(self) -> str:
        """Return the keys of all files as one text, a NUL around each."""
        whole = "\0".join(("", *self._files, ""))
        return whole.lower() if whole.isascii() else "\0".join(("", *_keys(self._files), ""))

    def _ending(self, tail: str) -> list[str]:
        """Return the files whose key ends in a text that has no NUL but at its start, in order."""
        wanted, found, text = f"{tail}\0", [], self._text
        at = text.find(wanted)
        while at != -1:
            found.append(self._files[text.count("\0", 0, at + 1) - 1])
            at = text.find(wanted, at + 1)
        return found if self._is_sorted else sorted(found)

    def _with_name(self, name: str) -> list[str]:
        """Return the files with a name, in order of path; folders do not count."""
        self._asked += 1
        if self._asked <= FEW:
            if "\0" in name:
                return []
            found = self._ending(f"/{name}") + self._ending(f"\0{name}")
            return sorted(found) if len(found) > 1 else found
        return self._by_name.get(name, [])

    @cached_property
    def _written(self) -> frozenset[str]:
        return frozenset(self._files)

    @cached_property
    def _by_path(self) -> dict[str, str]:
        """Return the first file of each key."""
        files = self.files
        return dict(zip(reversed(_keys(files)), reversed(files), strict=True))

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        """Return the files of each name."""
        found: dict[str, list[str]] = {}
        for path, key in zip(self.files, _keys(self.files), strict=True):
            name = key[key.rfind("/") + 1 :]
            if name in found:
                found[name].append(path)
            else:
                found[name] = [path]
        return found

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
        key = name_key(path)
        self._asked += 1
        if self._asked <= FEW:
            same = self._ending(f"\0{key}") if "\0" not in key else []
            return path if path in same else next(iter(same), None)
        found = self._by_path.get(key)
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
            name = _last(key)
            found = self._with_name(name)
            if not found:
                continue
            if name == key:
                return found
            kept = [path for path in found if ("/" + name_key(path)).endswith("/" + key)]
            if kept:
                return kept
        return []

    def notes_named(self, name: str) -> list[str]:
        """Return the notes whose name, but for case, is a plain one of ASCII."""
        return self._by_name.get(f"{name.lower()}.md", [])

    def same_name(self, path: str) -> list[str]:
        """Return all files with the name of this one, itself among them."""
        return self._with_name(_last(name_key(path)))

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
