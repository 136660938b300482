"""The cache of parsed notes: warm equals cold, whatever happens to files and cache."""

from __future__ import annotations

import os
import sqlite3
import sys
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from properties.test_parsing import TEXTS
from vaultkit.config import Config
from vaultkit.notes.packing import pack_note, unpack_note
from vaultkit.notes.parse import decode_note, parse_note
from vaultkit.text import NotePath
from vaultkit.vault import cache as cache_module
from vaultkit.vault.cache import FILE
from vaultkit.vault.files import open_vault
from vaultkit.vault.places import cache_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from vaultkit.vault.vault import Vault

LONG_AGO = 1_700_000_000


def write(file: Path, text: str, *, at: int | None = LONG_AGO) -> None:
    """Write a note; an old one by default, as most are."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="")
    if at is not None:
        os.utime(file, (at, at))


@pytest.fixture(autouse=True)
def _calm(monkeypatch: pytest.MonkeyPatch) -> None:
    """Trust stamps at once: the time of a file's entry can not be set back by a test."""
    monkeypatch.setattr(cache_module, "RACY_NS", -(10**18))


def count_parses(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that gets the path of every note parsed from now on."""
    from vaultkit.vault import files

    parsed: list[str] = []
    original = decode_note

    def counted(path: NotePath, data: bytes) -> object:
        parsed.append(path)
        return original(path, data)

    monkeypatch.setattr(files, "decode_note", counted)
    return parsed


def same(one: Vault, two: Vault) -> None:
    """Assert that two readings of a vault hold the same."""
    assert one.files == two.files
    assert list(one.notes) == list(two.notes)
    for path, note in one.notes.items():
        assert note == two.notes[path]
        assert repr(note) == repr(two.notes[path])
    assert one.others == two.others
    assert one.skipped == two.skipped


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_packed_notes_come_back_whole(text: str) -> None:
    import marshal

    path = NotePath("a.md")
    note = parse_note(path, text)
    packed = marshal.loads(marshal.dumps(pack_note(note)))  # noqa: S302 (made a line ago)
    again = unpack_note(path, packed)
    assert again == note
    assert repr(again) == repr(note)
    assert pack_note(again)[1:] == pack_note(note)[1:]


def test_a_warm_vault_parses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "a.md", "# A\n[[b]]")
    write(tmp_path / "d/b.md", "- [ ] x\n")
    cold = open_vault(tmp_path, Config())
    parsed = count_parses(monkeypatch)
    warm = open_vault(tmp_path, Config())
    assert not parsed
    same(cold, warm)
    write(tmp_path / "a.md", "# B\n", at=LONG_AGO + 5)
    (tmp_path / "d/b.md").unlink()
    write(tmp_path / "c.md", "new")
    assert list(open_vault(tmp_path, Config()).notes) == ["a.md", "c.md"]
    assert parsed == ["a.md", "c.md"]


def test_no_cache_keeps_nothing(tmp_path: Path) -> None:
    write(tmp_path / "a.md", "x")
    open_vault(tmp_path, Config(), use_cache=False)
    assert not cache_folder(tmp_path).exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no time of the entry")
def test_a_change_that_hides_its_time_is_seen(tmp_path: Path) -> None:
    write(tmp_path / "a.md", "one")
    open_vault(tmp_path, Config())
    time.sleep(0.02)
    write(tmp_path / "a.md", "two")
    assert open_vault(tmp_path, Config()).notes[NotePath("a.md")].text == "two"


def test_a_file_changed_just_now_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache_module, "RACY_NS", 2_000_000_000)
    write(tmp_path / "a.md", "one", at=None)
    open_vault(tmp_path, Config())
    parsed = count_parses(monkeypatch)
    open_vault(tmp_path, Config())
    assert parsed == ["a.md"]


DAMAGE: dict[str, Callable[[Path], object]] = {
    "empty": lambda file: file.write_bytes(b""),
    "garbage": lambda file: file.write_bytes(os.urandom(5000)),
    "cut": lambda file: file.write_bytes(file.read_bytes()[:6000]),
    "folder": lambda file: file.rename(file.with_suffix(".old")).with_suffix(".sqlite").mkdir(),
    "text": lambda file: file.write_bytes(b"SQLite format 3\x00" + b"x" * 9000),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_a_broken_cache_is_made_anew(name: str, tmp_path: Path) -> None:
    write(tmp_path / "a.md", "# A\n")
    cold = open_vault(tmp_path, Config())
    DAMAGE[name](cache_folder(tmp_path) / FILE)
    for _ in range(2):
        same(cold, open_vault(tmp_path, Config()))


def test_rows_that_somebody_changed_are_not_trusted(tmp_path: Path) -> None:
    write(tmp_path / "a.md", "# A\n")
    cold = open_vault(tmp_path, Config())
    base = sqlite3.connect(cache_folder(tmp_path) / FILE)
    with base:
        (blob,) = base.execute("SELECT blob FROM notes").fetchone()
        base.execute("UPDATE notes SET blob = ?", (blob.replace(b"# A", b"# Z"),))
    base.close()
    same(cold, open_vault(tmp_path, Config()))


def test_another_version_makes_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "a.md", "# A\n")
    open_vault(tmp_path, Config())
    monkeypatch.setattr(cache_module, "__version__", "9.9.9")
    parsed = count_parses(monkeypatch)
    open_vault(tmp_path, Config())
    assert parsed == ["a.md"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a user who is not root")
def test_a_folder_that_can_not_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    monkeypatch.setenv("XDG_CACHE_HOME", str(locked))
    write(tmp_path / "vault/a.md", "# A\n")
    assert open_vault(tmp_path / "vault", Config()).notes


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_the_folder_is_the_users_alone(tmp_path: Path) -> None:
    write(tmp_path / "a.md", "x")
    open_vault(tmp_path, Config())
    assert cache_folder(tmp_path).stat().st_mode & 0o777 == 0o700


NAMES = st.sampled_from(["a.md", "b.md", "d/a.md", "d/c.md", "e/f.md", "x.canvas", "p.png"])
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("write"), NAMES, TEXTS),
        st.tuples(st.just("delete"), NAMES, st.just("")),
        st.tuples(st.just("move"), NAMES, NAMES),
        st.tuples(st.just("open"), st.just(""), st.just("")),
    ),
    max_size=12,
)


@given(STEPS)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_incremental_equals_full(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, str, str]]
) -> None:
    """Any edits, deletions and renames: what is read warm is what is read cold."""
    root = tmp_path_factory.mktemp("vault")
    for step, name, other in [*steps, ("open", "", "")]:
        file = root / name
        if step == "write":
            text = other.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
            write(file, text, at=None)
        elif step == "delete":
            file.unlink(missing_ok=True)
        elif step == "move" and file.is_file():
            (root / other).parent.mkdir(parents=True, exist_ok=True)
            file.replace(root / other)
        elif step == "open":
            warm = open_vault(root, Config())
            cold = open_vault(root, Config(), use_cache=False)
            same(cold, warm)
            for source, links in cold.sources():
                for link in links:
                    assert warm.resolve(source, link) == cold.resolve(source, link)
