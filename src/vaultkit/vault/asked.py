"""A vault whose notes are read when somebody asks for them, from git or from the disk."""

from __future__ import annotations

from collections.abc import ItemsView, Iterator, Mapping, ValuesView

from vaultkit.notes.note import Note
from vaultkit.notes.parse import decode_note
from vaultkit.text import NotePath
from vaultkit.values import keeping
from vaultkit.vault.vault import Source, Vault, is_note, read_source

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from vaultkit.config import Config
    from vaultkit.vault.settings import Settings
    from vaultkit.vault.walk import Stamp

NAMED = (0, 0, 0, 0)
"""The stamp of a symbolic link: its name counts, what it leads to is not read."""


class Notes(Mapping[NotePath, Note]):
    """Notes by path, in order of path, each read when it is asked for."""

    def __init__(self, paths: Iterable[str], read: Callable[[list[str]], dict[str, bytes]]) -> None:
        self._paths = {NotePath(path): None for path in sorted(paths)}
        self._read = read
        self._held: dict[NotePath, Note] = {}

    def __getitem__(self, path: NotePath) -> Note:
        if path not in self._held:
            if path not in self._paths:
                raise KeyError(path)
            self.fetch([path])
        return self._held[path]

    def __contains__(self, path: object) -> bool:
        return path in self._paths

    def __iter__(self) -> Iterator[NotePath]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)

    def fetch(self, paths: Iterable[str]) -> None:
        """Read some notes at once."""
        wanted = [
            one for one in map(NotePath, paths) if one in self._paths and one not in self._held
        ]
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


def asked_vault(  # noqa: PLR0913 (a vault has that many sides)
    base: str,
    config: Config,
    settings: Settings,
    files: Mapping[str, Stamp],
    *,
    hidden: Iterable[str],
    skipped: Iterable[tuple[str, str]],
    entries: Mapping[str, str],
    aliases: Mapping[str, tuple[NotePath, ...]],
) -> Vault:
    """Return the vault at `base` of which a walk and an earlier reading know all but the texts.

    A file that can not be read raises OSError when it is asked for.
    """
    from vaultkit.vault.files import read_bytes

    paths = tuple(sorted(files))
    seen = [path for path in paths if files[path] != NAMED]
    return IndexVault(
        Notes(
            (path for path in seen if is_note(path)),
            lambda paths: {path: read_bytes(f"{base}/{path}") for path in paths},
        ),
        paths,
        config,
        settings,
        Sources(
            (path for path in seen if path[-7:].lower().endswith((".canvas", ".base"))),
            lambda path: read_bytes(f"{base}/{path}"),
        ),
        frozenset(hidden),
        entries,
        tuple(skipped),
        by_alias=aliases,
    )
