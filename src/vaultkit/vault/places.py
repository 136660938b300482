"""Where vaultkit keeps what is not the vault's: the user's cache and state folders."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path


def vault_key(root: Path) -> str:
    """Return the name under which a vault's cache and journal stand: from its real folder."""
    real = os.path.normcase(os.path.realpath(root))
    return hashlib.sha256(os.fsencode(real)).hexdigest()[:16]


def cache_home() -> Path:
    """Return the folder for what can be made anew, of all vaults; not made."""
    import platformdirs

    return Path(platformdirs.user_cache_dir("vaultkit", appauthor=False))


def cache_folder(root: Path) -> Path:
    """Return the folder for what can be made anew (parsed notes, stores) of a vault; not made."""
    return cache_home() / vault_key(root)


def state_folder(root: Path) -> Path:
    """Return the folder for what can not be made anew (the journal) of a vault; not made."""
    import platformdirs

    return Path(platformdirs.user_state_dir("vaultkit", appauthor=False)) / vault_key(root)
