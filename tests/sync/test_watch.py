"""watch: woken by content, never by touches; a vault that vanishes ends it; bursts are one pass."""

from __future__ import annotations

import os
import shutil
import threading
import time
from typing import TYPE_CHECKING

import pytest

from faults.shim import make_vault
from vaultkit.errors import VaultNotFound
from vaultkit.serve.watch import Seen, changes
from vaultkit.vault.change import TooMany

if TYPE_CHECKING:
    from pathlib import Path

FILES = {f"d/n{n}.md": b"text\n" for n in range(30)}


def test_a_touch_or_the_same_bytes_are_no_change(tmp_path: Path) -> None:
    root = make_vault(tmp_path / "v", FILES)
    seen = Seen(root)
    assert len(seen.look()) == 30
    os.utime(root / "d/n1.md", (1, 1))
    (root / "d/n2.md").write_bytes(b"text\n")
    (root / ".obsidian").mkdir()
    (root / ".obsidian/workspace.json").write_bytes(b"{}")
    assert not seen.look()
    (root / "d/n2.md").write_bytes(b"TEXT\n")
    os.utime(root / "d/n2.md", (1, 1))
    (root / "new/deep").mkdir(parents=True)
    (root / "new/deep/x.md").write_bytes(b"x")
    (root / "d/n3.md").unlink()
    assert seen.look() == {"d/n2.md", "new/deep/x.md", "d/n3.md"}


def test_a_vault_that_vanishes_or_empties_stops_it(tmp_path: Path) -> None:
    root = make_vault(tmp_path / "v", FILES)
    seen = Seen(root)
    seen.look()
    shutil.rmtree(root / "d")
    with pytest.raises(TooMany, match="30 of 30"):
        seen.look()
    shutil.rmtree(root)
    with pytest.raises(VaultNotFound):
        seen.look()


def test_a_folder_renamed_is_not_gone(tmp_path: Path) -> None:
    root = make_vault(tmp_path / "v", {f"d/n{n}.md": b"text %d\n" % n for n in range(30)})
    seen = Seen(root)
    seen.look()
    (root / "d").rename(root / "e")
    assert len(seen.look()) == 60
    (root / "e/img.png").write_bytes(b"1")
    assert seen.look() == {"e/img.png"}, "a new attachment counts: links may reach it"
    (root / "e/img.png").write_bytes(b"2")
    assert not seen.look(), "what is in it does not"


@pytest.mark.parametrize("polling", [False, True], ids=["events", "no-events"])
def test_a_burst_is_seen_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, polling: bool
) -> None:
    """Rows 71, 72: also where the system tells nothing (a network drive), and is asked instead."""
    if polling:
        monkeypatch.setenv("WATCHFILES_FORCE_POLLING", "1")
    pytest.importorskip("watchfiles", reason="watching needs vaultkit[watch]")
    root = make_vault(tmp_path / "v", {"a.md": b"a"})
    stop = threading.Event()
    found: set[str] = set()
    ready = threading.Event()

    def watch() -> None:
        for changed in changes(root, stop):
            ready.set()
            found.update(changed)
            if len(found) == 400:
                return

    thread = threading.Thread(target=watch)
    thread.start()
    assert ready.wait(20)
    time.sleep(0.3)
    make_vault(root, {f"x/{n % 7}/n{n}.md": b"text" for n in range(400)})
    thread.join(40)
    stop.set()
    thread.join(10)
    assert len(found) == 400


def test_somebody_who_writes_on_and_on_does_not_keep_the_others_waiting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Row 73: after the longest wait it is looked at, although the vault never was calm."""
    pytest.importorskip("watchfiles", reason="watching needs vaultkit[watch]")
    monkeypatch.setattr("vaultkit.serve.watch.LONGEST_WAIT", 2.0)
    root = make_vault(tmp_path / "v", {"busy.md": b"a", "calm.md": b"a"})
    stop, ready = threading.Event(), threading.Event()
    found: set[str] = set()

    def watch() -> None:
        for changed in changes(root, stop):
            ready.set()
            found.update(changed)
            if "calm.md" in found:
                return

    thread = threading.Thread(target=watch)
    thread.start()
    assert ready.wait(20)
    time.sleep(0.3)
    (root / "calm.md").write_bytes(b"b")
    end = time.monotonic() + 30
    while thread.is_alive() and time.monotonic() < end:
        (root / "busy.md").write_bytes(os.urandom(8))
        time.sleep(0.05)
    stop.set()
    thread.join(10)
    assert "calm.md" in found, "it never was calm, and was looked at all the same"
