"""What all tests share: a home of their own, and where the real notes are."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep caches and journals of a test out of the user's folders, and settings out of a test."""
    home = tmp_path_factory.mktemp("home", numbered=True)
    for name, part in (
        ("XDG_CACHE_HOME", "cache"),
        ("XDG_STATE_HOME", "state"),
        ("XDG_CONFIG_HOME", "config"),
        ("XDG_DATA_HOME", "data"),
    ):
        monkeypatch.setenv(name, str(home / part))
    monkeypatch.delenv("VAULTKIT_VAULT", raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)
    # Commands run as programs of their own read the source tree that is under test.
    paths = [str(ROOT / "src"), os.environ.get("PYTHONPATH", "")]
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(one for one in paths if one))


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of real notes, labels and vaults; skip where it is missing."""
    if not SHARED.is_dir():
        pytest.skip("the folder of real notes (../shared) is not here")
    return SHARED
