"""An open vault and its graph, kept fresh."""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path

from vaultkit.config import CONFIG_NAME, Config, read_config
from vaultkit.errors import VaultNotFound
from vaultkit.values import keeping

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from vaultkit.extract.again import Witness
    from vaultkit.graph.graph import KnowledgeGraph
    from vaultkit.vault.vault import Vault


@keeping
class Workspace:
    """A vault's folder with its settings; reads notes and builds the graph when asked."""

    root: Path
    config: Config
    use_cache: bool = True
    several: bool = False
    """Read many notes with several processes: where starting this program anew does no harm."""

    @property
    def name(self) -> str:
        """Return the vault's name: the setting, else the folder's."""
        return self.config.name or self.root.name

    @property
    def base(self) -> str:
        """Return the start of the IRIs of names that only this vault knows."""
        from urllib.parse import quote

        return self.config.base or f"urn:vaultkit:{quote(self.name, safe='')}:"

    @property
    def out(self) -> Path:
        """Return the default folder of `build`, as `design/interface` has it."""
        if (self.root / CONFIG_NAME).is_file() or self.config.build.out != "graph":
            return self.root / self.config.build.out
        return Path.cwd() / "graph"

    @cached_property
    def vault(self) -> Vault:
        """Return all notes at this moment."""
        from vaultkit.vault.files import open_vault

        return open_vault(self.root, self.config, use_cache=self.use_cache)

    @property
    def is_read(self) -> bool:
        """Tell whether the notes were read: what is on disk may be newer by now."""
        return "vault" in vars(self) or "graph" in vars(self)

    @cached_property
    def graph(self) -> KnowledgeGraph:
        """Return what the notes say."""
        return self.read(self.vault)

    def read(self, vault: Vault, witness: Witness | None = None) -> KnowledgeGraph:
        """Return what the notes say in a state of the vault, such as the one that is planned.

        `witness` is told what was read, for whoever wants to know it again later.
        """
        from vaultkit.extract.extract import extract
        from vaultkit.extract.pool import processes
        from vaultkit.vault.files import lasting
        from vaultkit.vault.shelf import open_shelf

        rooms = ("extract", "graph", "notes", "knowledge")
        shelf = open_shelf(self.root, "readings", *rooms) if self.use_cache else None
        sentences = open_shelf(self.root, "sentences", "extract") if self.use_cache else None
        with lasting():
            several = processes if self.several else None
            return extract(vault, self.config, shelf, several, witness, sentences)


def find_vault(given: str | None, here: Path | None = None) -> Path:
    """Return the vault's folder: given, else the environment's, else the nearest one upward.

    Raises:
        VaultNotFound: the given folder is not there.
    """
    named = given or os.environ.get("VAULTKIT_VAULT")
    if named:
        folder = Path(named).expanduser()
        if not folder.is_dir():
            what = "is no folder" if folder.exists() else "there is no such folder"
            raise VaultNotFound(what, where=named, hint="give the folder of notes with --vault DIR")
        return folder.resolve()
    start = (here or Path.cwd()).resolve()
    for folder in (start, *start.parents):
        if (folder / ".obsidian").is_dir() or (folder / CONFIG_NAME).is_file() or _has_tool(folder):
            return folder
    return start


def _has_tool(folder: Path) -> bool:
    """Tell whether the folder's pyproject.toml has a table `[tool.vaultkit]`."""
    file = folder / "pyproject.toml"
    try:
        return b"[tool.vaultkit" in file.read_bytes()
    except OSError:
        return False


def open_workspace(
    given: str | None = None, *, use_cache: bool = True, several: bool = False
) -> Workspace:
    """Open the vault at `given` (a folder), or the one found from here."""
    root = find_vault(given)
    return Workspace(root, read_config(root), use_cache, several)
