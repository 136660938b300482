"""A vault whose notes are read when somebody asks for them, from git or from the disk."""

from __future__ import annotations

from collections.abc import ItemsView, Iterator, Mapping, Sequence, ValuesView
from collections.abc import Set as AbstractSet
from functools import cached_property

from vaultkit.notes.note import Note
from vaultkit.notes.parse import decode_note
from vaultkit.text import NotePath
from vaultkit.values import keeping
from vaultkit.vault.vault import NOTE, Source, Vault, is_note, read_source

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any, overload

    from vaultkit.config import Config
    from vaultkit.vault.settings import Settings
    from vaultkit.vault.walk import Walk


class Notes(Mapping[NotePath, Note]):
    """Notes by path, in order of path, each read when it is asked for."""

    def __init__(
        self,
        paths: Iterable[str],
        read: Callable[[list[str]], dict[str, bytes]],
        count: int | None = None,
    ) -> None:
        """Take the notes' names; of those that are a set, one that is no note is passed over.

        Args:
            count: how many they are, where somebody has counted.
        """
        self._given = paths if isinstance(paths, AbstractSet) else frozenset(paths)
        self._count = count
        self._read = read
        self._held: dict[NotePath, Note] = {}

    def __getitem__(self, path: NotePath) -> Note:
        if path not in self._held:
            if path not in self:
                raise KeyError(path)
            self.fetch([path])
        return self._held[path]

    @cached_property
    def _paths(self) -> tuple[NotePath, ...]:
        return tuple(map(NotePath, sorted(filter(is_note, self._given))))

    def __contains__(self, path: object) -> bool:
        return path in self._given and isinstance(path, str) and is_note(path)

    def __iter__(self) -> Iterator[NotePath]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths) if self._count is None else self._count

    def fetch(self, paths: Iterable[str]) -> None:
        """Read some notes at once."""
        wanted = [one for one in map(NotePath, paths) if one in self and one not in self._held]
        if wanted:
            data = self._read([str(one) for one in wanted])
            for path in wanted:
                self._held[path] = decode_note(path, data.get(path, b""))

    def items(self) -> ItemsView[NotePath, Note]:
        """Return all, read at once."""
        self.fetch(self._paths)
        return super().items()

    def values(self) -> ValuesView[Note]:
        """Return all, read at once."""
        self.fetch(self._paths)
        return super().values()


class Sources(Mapping[str, Source]):
    """Canvases and bases by path, in order of path, each read when it is asked for."""

    def __init__(self, paths: Iterable[str], read: Callable[[str], bytes]) -> None:
        self._paths = dict.fromkeys(sorted(paths))
        self._read = read
        self._held: dict[str, Source] = {}

    def __getitem__(self, path: str) -> Source:
        if path not in self._held:
            if path not in self._paths:
                raise KeyError(path)
            made = read_source(path, self._read(path))
            assert made is not None
            self._held[path] = made
        return self._held[path]

    def __contains__(self, path: object) -> bool:
        return path in self._paths

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)


@keeping
class IndexVault(Vault):
    """A vault that is read from git as it is asked for."""

    by_alias: Mapping[str, tuple[NotePath, ...]] | None = None

    @property
    def aliases(self) -> Mapping[str, tuple[NotePath, ...]]:
        """Return the notes that carry an alias."""
        assert self.by_alias is not None
        return self.by_alias


class Sorted(Sequence[str]):
    """Names in order, sorted when somebody looks: a run that judges one note does not."""

    def __init__(self, names: AbstractSet[str]) -> None:
        self.names = names
        """In whatever order."""

    @cached_property
    def _sorted(self) -> tuple[str, ...]:
        return tuple(sorted(self.names))

    if TYPE_CHECKING:

        @overload
        def __getitem__(self, at: int) -> str: ...
        @overload
        def __getitem__(self, at: slice) -> Sequence[str]: ...
        def __getitem__(self, at: int | slice) -> str | Sequence[str]: ...

    else:

        def __getitem__(self, at: int | slice) -> str | Sequence[str]:
            return self._sorted[at]

    def __iter__(self) -> Iterator[str]:
        return iter(self._sorted)

    def __contains__(self, name: object) -> bool:
        return name in self.names

    def __len__(self) -> int:
        return len(self._sorted)


class Aliases(Mapping[str, tuple[NotePath, ...]]):
    """The notes of each alias, put together when somebody asks."""

    def __init__(self, make: Callable[[], dict[str, tuple[NotePath, ...]]]) -> None:
        self._make = make

    @cached_property
    def _all(self) -> dict[str, tuple[NotePath, ...]]:
        return self._make()

    def __getitem__(self, alias: str) -> tuple[NotePath, ...]:
        return self._all[alias]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)


def asked_vault(
    base: str,
    config: Config,
    settings: Settings,
    found: Walk,
    *,
    entries: Mapping[str, str],
    aliases: Callable[[], dict[str, tuple[NotePath, ...]]],
) -> Vault:
    """Return the vault at `base` of which a walk and an earlier reading know all but the texts.

    A file that can not be read raises OSError when it is asked for.
    """
    from vaultkit.vault.contents import read_bytes

    names = frozenset(found.names)
    seen = names.difference(found.named)
    text = "\0".join([*found.names, ""]).lower()
    sources: Iterable[str] = ()
    if ".canvas\0" in text or ".base\0" in text:
        sources = [path for path in seen if path[-7:].lower().endswith((".canvas", ".base"))]
    paths: Any = Sorted(names)
    return IndexVault(
        Notes(
            seen,
            lambda paths: {path: read_bytes(f"{base}/{path}") for path in paths},
            text.count(f"{NOTE}\0") - sum(map(is_note, found.named)),
        ),
        paths,
        config,
        settings,
        Sources(sources, lambda path: read_bytes(f"{base}/{path}")),
        frozenset(found.hidden),
        entries,
        tuple(sorted(found.skipped)),
        by_alias=Aliases(aliases),
    )
