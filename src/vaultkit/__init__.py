"""A knowledge graph of language models from an Obsidian vault, with the line behind every fact."""

from __future__ import annotations

TYPE_CHECKING = False  # a replayed report (vault/replay.py) has no time to import typing
if TYPE_CHECKING:
    from vaultkit.api import open_vault as open  # noqa: A004 (vaultkit.open, as in `gzip.open`)

__all__ = ["__version__", "open"]
__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    """Import the API when it is first asked for: the command line does without."""
    if name == "open":
        from vaultkit.api import open_vault

        return open_vault
    msg = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(msg)
