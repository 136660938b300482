"""The files in git's index, which may be a hundred thousand: few of their rows are looked at."""

from __future__ import annotations

from functools import cached_property

from vaultkit.vault.git import run_git
from vaultkit.vault.globs import matcher
from vaultkit.vault.vault import is_hidden
from vaultkit.vault.walk import MADE

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from vaultkit.config import Config

FILE_MODES = ("100644", "100755")
_MODE = 7
"""Characters of a row's mode, with its blank: the id follows."""
_STAGE = " 0\t"
"""What stands between the id of a file that is in no conflict, and its path."""


class Index:
    """The files of a vault by path, each with the id of its content, empty where it has none."""

    def __init__(
        self,
        files: tuple[str, ...],
        ids: Callable[[str], str],
        hidden: frozenset[str],
        sees: Callable[[str], bool],
    ) -> None:
        self.files = files
        """Those that Obsidian and the settings let be seen, sorted."""
        self.hidden = hidden
        self.sees = sees
        """Tells whether a file of that name would be seen."""
        self._ids = ids

    @cached_property
    def seen(self) -> frozenset[str]:
        """Return the files that are seen."""
        return frozenset(self.files)

    @cached_property
    def _text(self) -> str:
        return "\0".join([*self.files, ""]).lower()

    def __contains__(self, path: str) -> bool:
        return path in self.seen or path in self.hidden

    def __getitem__(self, path: str) -> str:
        return self._ids(path)

    def ending(self, ending: str) -> list[str]:
        """Return the files of an ending, sorted."""
        if f"{ending}\0" not in self._text:
            return []  # as in most vaults
        return [path for path in self.files if path.lower().endswith(ending)]

    def as_before(self, old: Mapping[str, str], new: Iterable[str]) -> Index:
        """Return the index as it was before some files got other contents, and some came."""
        came = frozenset(new)
        files, hidden = self.files, self.hidden
        if came or not self.seen.issuperset(old):
            files = tuple(sorted(self.seen.union(old) - came))
            hidden -= came
        made = Index(
            files, lambda path: old[path] if path in old else self._ids(path), hidden, self.sees
        )
        if files is self.files:
            made.seen = self.seen
        return made


def read_index(root: Path, config: Config) -> Index:
    """Return the index of the repository around a vault, as far as it is the vault's.

    Raises:
        VaultkitError: the vault lies in no repository, or git fails.
    """
    output = run_git(root, "ls-files", "--stage", "-z").decode("utf-8", "surrogateescape")
    rows = output.split("\0")
    rows.pop()
    wide = rows[0].find("\t") + 1 if rows else 0
    modes = sum(output.count(f"\0{one} ") for one in FILE_MODES) + output.startswith(FILE_MODES)
    # No path has a tab, no row another mode or stage: all rows begin alike.
    if {modes, output.count("\t"), output.count(_STAGE)} != {len(rows)}:
        return _slowly(rows, config)
    paths = [row[wide:] for row in rows]
    by_path = dict(zip(paths, rows, strict=True))
    return _made(paths, by_path, lambda path: by_path[path][_MODE : wide - len(_STAGE)], config)


def _slowly(rows: list[str], config: Config) -> Index:
    """Return an index with symbolic links, other repositories or a merge under way."""
    ids: dict[str, str] = {}
    for row in rows:
        head, _, path = row.partition("\t")
        mode, blob, stage = head.split(" ")
        if mode == "160000":
            continue
        ids[path] = blob if stage == "0" and mode in FILE_MODES else ids.get(path, "")
    return _made(list(ids), ids, ids.__getitem__, config)


def _made(
    paths: list[str], known: Mapping[str, object], ids: Callable[[str], str], config: Config
) -> Index:
    """Return the index of the files that are seen, and of hidden ones (B85)."""
    paths.sort()  # git sorts bytes, which is nearly the same
    excluded = matcher(config.exclude)
    out = config.build.out.strip("/")
    made = any(f"{out}/{one}" in known for one in MADE)

    def sees(path: str) -> bool:
        return not (is_hidden(path) or excluded(path) or (made and path.startswith(f"{out}/")))

    whole = "\0".join(("", *paths))
    hidden: frozenset[str] = frozenset()
    if "\0." in whole or "/." in whole:
        hidden = frozenset([path for path in paths if path[0] == "." or "/." in path])
        paths = [path for path in paths if path not in hidden]
    if made or config.exclude:
        paths = list(filter(sees, paths))
    return Index(tuple(paths), ids, hidden, sees)
