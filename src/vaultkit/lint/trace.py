"""What the findings in each file depend on, noted while they are made."""

from __future__ import annotations

from zlib import crc32

from vaultkit.vault.names import name_key

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

    from vaultkit.lint.scene import Outside
    from vaultkit.notes.note import Link, Note
    from vaultkit.vault.resolve import LinkStatus, Resolution

MISSING = 1
"""A link in it reaches no file: what it was meant for depends on all names and aliases."""
ODD = 2
"""A link in it, such as `..`, may reach files whose names it does not hold."""
BY_DAY = 4
"""It has tasks, which grow older."""
GIT = 8
"""Git was asked when a line of it was written."""
OURS = 16
"""It names vaultkit: comments, panels or properties may silence findings."""
WAITS = 32
"""A task in it waits for another one."""


def key_of(words: str) -> int:
    """Return a number for a name; of two names that share it, both are judged again."""
    return crc32(words.encode("utf-8", "surrogatepass"))


def keys_of_file(path: str) -> set[int]:
    """Return the keys of all links that may reach a file, or reach it no more (B4, B10-B16)."""
    name = name_key(path).rpartition("/")[2]
    return {key_of(name)} | ({key_of(name[:-3])} if name.endswith(".md") else set())


def key_of_places(path: str) -> int:
    """Return the key of all links to a heading or block of a file."""
    return key_of(f"#{path}")


class Trace:
    """Notes keys and flags of each file that is judged."""

    def __init__(self) -> None:
        self.keys: dict[str, set[int]] = {}
        self.flags: dict[str, int] = {}
        self.aliases: dict[str, tuple[str, ...]] = {}
        self._names: dict[str, int] = {}

    def flag(self, path: str, bit: int) -> None:
        """Note one thing of a file."""
        self.flags[path] = self.flags.get(path, 0) | bit

    def note(self, note: Note, aliases: tuple[str, ...]) -> None:
        """Note what a note is like."""
        bits = 0
        if note.tasks:
            bits |= BY_DAY
            if any(one.depends for one in note.tasks):
                bits |= WAITS
        if "vaultkit" in note.text:
            bits |= OURS
        if bits:
            self.flag(note.path, bits)
        if aliases:
            self.aliases[note.path] = tuple(map(name_key, aliases))

    def name(self, path: str, target: str) -> None:
        """Note a link without a subpath that reaches one file from everywhere."""
        key = self._names.get(target)
        if key is None:
            name = name_key(target.strip()).rpartition("/")[2]
            if not target.strip():
                self.keys.setdefault(path, set())
                return
            key = key_of(name)
            if name and name[0] != ".":
                self._names[target] = key
            else:
                self.flag(path, ODD)
        self.keys.setdefault(path, set()).add(key)

    def link(self, path: str, link: Link, reached: Resolution, word: LinkStatus) -> None:
        """Note what a link depends on."""
        if word == "external" or link.kind == "citation":
            return
        keys = self.keys.setdefault(path, set())
        target = link.target.strip()
        if target:
            name = name_key(target).rpartition("/")[2]
            keys.add(key_of(name))
            if not name or name[0] == ".":
                self.flag(path, ODD)
        if word == "missing-file":
            self.flag(path, MISSING)
        elif link.subpath:
            there = getattr(reached, "path", None)
            if there is not None and there != path:
                keys.add(key_of_places(there))


class Asked:
    """The outside, noting which files git was asked about."""

    def __init__(self, inner: Outside, trace: Trace, gone: Mapping[str, str] | None = None) -> None:
        self._inner = inner
        self._trace = trace
        self.names = gone
        """What `gone` gave, or gave in an earlier run at the same commit; None: not asked."""

    def written(self, path: str, line: int) -> date | None:
        """Ask git, and note it."""
        self._trace.flag(path, GIT)
        return self._inner.written(path, line)

    def modified(self, path: str) -> date | None:
        """Ask the disk: the stamp of the file says when the answer changes."""
        return self._inner.modified(path)

    def gone(self) -> Mapping[str, str]:
        """Ask git once."""
        if self.names is None:
            self.names = self._inner.gone()
        return self.names

    def left_out(self) -> Collection[str]:
        """Ask the disk."""
        return self._inner.left_out()
