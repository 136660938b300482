"""The names and stamps of a vault's files: what a walk over its folders finds.

Imported before anything else when a stored report may be shown again, so it imports next to
nothing.
"""

from __future__ import annotations

import os
from array import array

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Stamp = tuple[int, int, int, int]

UNLISTED = frozenset({".git", ".hg", ".svn", ".vaultkit"})
HIDDEN_LIMIT = 50_000
"""So many hidden files are known by name; a link to one of them is not called broken (B85)."""
MADE = ("facts.ttl", "graph.ttl")
"""A folder of the name `build.out` that holds one of these is what `build` wrote."""


class Walk:
    """What a walk found; paths are relative to the root, with `/`."""

    __slots__ = ("_files", "hidden", "named", "names", "numbers", "skipped")

    def __init__(self) -> None:
        self.names: list[str] = []
        """The visible files, in the order in which the disk gives them."""
        self.numbers = array("q")
        """Four for each: its time of change (ns), of its entry (ns), its size and number."""
        self._files: dict[str, Stamp] | None = None
        self.named: list[str] = []
        """Symbolic links: their names count, what they lead to is not read."""
        self.hidden: list[str] = []
        self.skipped: list[tuple[str, str]] = []

    @property
    def files(self) -> dict[str, Stamp]:
        """Return the stamp of each visible file."""
        if self._files is None:
            self._files = stamps(self.names, self.numbers)
        return self._files


def stamps(names: Iterable[str], numbers: array[int]) -> dict[str, Stamp]:
    """Return the stamp of each of some files, whose numbers stand one after the other."""
    return dict(zip(names, zip(*(numbers[at::4] for at in range(4)), strict=True), strict=True))


NAMED: Stamp = (0, 0, 0, 0)
"""The stamp of a symbolic link: its name counts, what it leads to is not read."""
_SIGNED = (1 << 63) - 1
"""What a database takes for a number."""


def stamp_of(stat: os.stat_result) -> Stamp:
    """Return what differs when a file was written, moved or replaced.

    The time of the entry also changes where a program sets the other time back.
    """
    return (stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size, stat.st_ino & _SIGNED)


def walk(root: str, excluded: Callable[[str], bool] | None, out: str) -> Walk:
    """List the visible files of a vault with their stamps, hidden ones by name (B85, B95).

    Symbolic links are not followed: a target inside the vault is found by its own name, and one
    outside is never read. FIFOs, sockets and devices are left out. `out` is the folder that
    `build` writes.
    """
    found = Walk()
    stack = [("", False)]
    while stack:
        folder, dark = stack.pop()
        path = f"{root}/{folder}" if folder else root
        try:
            with os.scandir(path) as entries:
                plain = not dark and excluded is None
                for entry in _plain(found, entries, folder) if plain else entries:
                    _take(found, stack, entry, folder, dark, excluded, out)
        except OSError as error:
            found.skipped.append((folder or ".", error.strerror or "can not be read"))
    return found


def _plain(found: Walk, entries: Iterable[os.DirEntry[str]], folder: str) -> list[os.DirEntry[str]]:
    """Take the files of plain names, which most are, at once; return the other entries."""
    start = f"{folder}/" if folder else ""
    others = []
    put, number = found.names.append, found.numbers.extend
    for entry in entries:
        name = entry.name
        try:
            if name[0] != "." and name.isascii() and entry.is_file(follow_symlinks=False):
                stat = entry.stat(follow_symlinks=False)
                number((stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size, stat.st_ino & _SIGNED))
                put(start + name)
                continue
        except OSError:
            pass  # looked at again, and then said
        others.append(entry)
    return others


def _take(  # noqa: PLR0912 (one branch for each kind of entry)
    found: Walk,
    stack: list[tuple[str, bool]],
    entry: os.DirEntry[str],
    folder: str,
    dark: bool,  # noqa: FBT001 (the same)
    excluded: Callable[[str], bool] | None,
    out: str,
) -> None:
    """Put one entry of a folder where it belongs."""
    name = entry.name
    rel = f"{folder}/{name}" if folder else name
    if not name.isascii() and not _is_utf8(name):
        shown = rel.encode("utf-8", "backslashreplace").decode("utf-8")
        found.skipped.append((shown, "its name is no UTF-8"))
        return
    dark = dark or name.startswith(".")
    try:
        if entry.is_symlink():
            if dark:
                found.hidden.append(rel)
            elif entry.is_dir():
                found.skipped.append((rel, "is a symbolic link to a folder"))
            else:
                found.numbers.extend(NAMED)
                found.names.append(rel)
                found.named.append(rel)
        elif entry.is_dir(follow_symlinks=False):
            if dark:
                if name not in UNLISTED and len(found.hidden) < HIDDEN_LIMIT:
                    stack.append((rel, True))
            elif not (excluded and excluded(rel + "/")) and not (
                rel == out and any(os.path.exists(f"{entry.path}/{one}") for one in MADE)
            ):
                stack.append((rel, False))
        elif entry.is_file(follow_symlinks=False):
            if dark:
                found.hidden.append(rel)
            elif not (excluded and excluded(rel)):
                found.numbers.extend(stamp_of(entry.stat(follow_symlinks=False)))
                found.names.append(rel)
        elif rel[-3:].lower() == ".md":
            found.skipped.append((rel, "is no regular file"))
    except OSError as error:
        found.skipped.append((rel, error.strerror or "can not be read"))


def _is_utf8(name: str) -> bool:
    """Tell whether a name can be written down; others come as lone surrogates."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
