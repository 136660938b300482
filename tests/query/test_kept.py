"""Stores on disk: opened again while nothing changed, made anew when something did or broke."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from graph.sample import BASE, graph
from vaultkit.config import Config
from vaultkit.graph.terms import DEFAULT_LAYERS
from vaultkit.query import kept
from vaultkit.query.query import BrokenStore
from vaultkit.query.stored import Stored, of_graph
from vaultkit.vault.places import cache_folder

QUERY = "SELECT ?m ?t { ?m vk:usesTechnique ?t } ORDER BY ?m ?t"


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    folder = tmp_path / "vault"
    folder.mkdir()
    (folder / "a.md").write_text("Orca", encoding="utf-8")
    age(folder / "a.md")
    return folder


def age(file: Path, seconds: int = 3600) -> None:
    """Make a file look as if it was changed a while ago (its entry's own time can not be set)."""
    stat = file.stat()
    os.utime(file, ns=(stat.st_mtime_ns, stat.st_mtime_ns - seconds * 10**9))


def key_of(vault: Path, monkeypatch: pytest.MonkeyPatch, config: Config | None = None) -> str:
    monkeypatch.setattr(kept, "RACY_NS", -(10**9) * 3600)  # as if an hour had passed
    found = kept.key_of(vault, config or Config(), BASE, DEFAULT_LAYERS)
    assert found is not None
    return found


def test_a_store_is_opened_again(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key = key_of(vault, monkeypatch)
    assert kept.open_kept(vault, key, BASE) is None
    first = of_graph(graph(), BASE)
    on_disk = kept.keep(vault, key, first)
    assert isinstance(on_disk.source, Path)
    again = kept.open_kept(vault, key, BASE)
    assert again is not None
    assert again.source == on_disk.source
    assert again.run(QUERY).rows == first.run(QUERY).rows
    assert again.lexicon.one("grouped query attention").id == "technique/gqa"


def test_what_it_was_made_of_is_in_its_key(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = key_of(vault, monkeypatch)
    assert key_of(vault, monkeypatch) == first
    assert key_of(vault, monkeypatch, Config(exclude=("x/**",))) != first
    (vault / ".obsidian").mkdir()
    (vault / ".obsidian" / "app.json").write_text("{}", encoding="utf-8")
    settings = key_of(vault, monkeypatch)
    assert settings != first
    (vault / "a.md").write_text("Orca!", encoding="utf-8")
    changed = key_of(vault, monkeypatch)
    assert changed != settings
    (vault / "b.md").write_text("b", encoding="utf-8")
    assert key_of(vault, monkeypatch) != changed


def test_a_file_that_just_changed_is_not_trusted(vault: Path) -> None:
    (vault / "b.md").write_text("b", encoding="utf-8")
    assert kept.key_of(vault, Config(), BASE, DEFAULT_LAYERS) is None


@pytest.mark.parametrize("harm", ["names cut", "names changed", "no CURRENT", "store emptied"])
def test_a_broken_store_is_no_store(
    vault: Path, monkeypatch: pytest.MonkeyPatch, harm: str
) -> None:
    key = key_of(vault, monkeypatch)
    kept.keep(vault, key, of_graph(graph(), BASE))
    folder = cache_folder(vault) / kept.STORES / key
    names = folder / kept.NAMES
    if harm == "names cut":
        names.write_bytes(names.read_bytes()[:-20])
    elif harm == "names changed":
        names.write_bytes(names.read_bytes().replace(b"Orca", b"Acro"))
    elif harm == "no CURRENT":
        (folder / kept.STORE / "CURRENT").unlink()
    else:
        shutil.rmtree(folder / kept.STORE)
    assert kept.open_kept(vault, key, BASE) is None
    assert not folder.exists()


def test_a_store_that_breaks_later_is_renewed(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key = key_of(vault, monkeypatch)
    memory = of_graph(graph(), BASE)
    on_disk = kept.keep(vault, key, memory)
    assert isinstance(on_disk.source, Path)
    (on_disk.source / "CURRENT").write_bytes(b"MANIFEST-999999\n")
    with pytest.raises(BrokenStore):
        on_disk.run(QUERY)
    mended = Stored(on_disk.source, memory.lexicon, memory.prefixes, renew=lambda: memory)
    assert mended.run(QUERY).rows == memory.run(QUERY).rows


def test_only_the_last_stores_are_kept(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    memory = of_graph(graph([]), BASE)
    key_of(vault, monkeypatch)
    for number in range(7):
        kept.keep(vault, f"key{number}", memory)
    left = sorted(one.name for one in (cache_folder(vault) / kept.STORES).iterdir())
    assert len(left) == kept.MOST_KEPT
    assert "key6" in left


@pytest.mark.skipif(os.name == "nt", reason="rights of files are another matter on Windows")
def test_the_folder_is_the_users_alone(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept.keep(vault, key_of(vault, monkeypatch), of_graph(graph([]), BASE))
    assert (cache_folder(vault) / kept.STORES).stat().st_mode & 0o077 == 0
