"""As a user would, on copies of real vaults: panels, renames, undo; and every byte outside."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from faults.naive import NoSync
from faults.shim import FaultyDisk, Killed, contents, kill, make_vault
from sync.test_rename import VAULTS, unpack
from vaultkit.config import Config
from vaultkit.sync.panel import PanelKind
from vaultkit.sync.place import keep_panels
from vaultkit.sync.properties import _spliced
from vaultkit.sync.rename import RenameRefused, plan_rename
from vaultkit.sync.rename_words import edits_by_path
from vaultkit.sync.writable import why_not
from vaultkit.vault.change import Change, Move, Rewrite
from vaultkit.vault.files import open_vault
from vaultkit.vault.recover import recover_vault
from vaultkit.vault.splice import splice
from vaultkit.vault.undo import undo
from vaultkit.vault.write import How, write_changes

if TYPE_CHECKING:
    from pathlib import Path

KIND = PanelKind("facts", "for tests", lambda _: "| a | b |\n| --- | --- |\n| 1 | 2 |")
KINDS = {"facts": KIND}


@pytest.mark.parametrize("name", VAULTS)
def test_every_byte_outside_an_edit_stays(shared: Path, tmp_path: Path, name: str) -> None:
    """Two writers over every note: a panel put in and taken out, a property set and removed."""
    root = unpack(shared, name, tmp_path)
    vault = open_vault(root, Config(), use_cache=False)
    panels = properties = refused = 0
    for path, note in vault.notes.items():
        if why_not(note):
            refused += 1
            continue
        data = (root / path).read_bytes()
        made = keep_panels(note, KIND.make, KINDS, html=False, add=["facts"])  # type: ignore[arg-type]
        if made.text == note.text:
            refused += 1
        else:
            new = made.text.encode()
            panels += 1
            assert new.startswith(data)
            assert new[len(data) :].strip().startswith(b"%% vaultkit:begin facts v1 sha=")
        text, reports = _spliced(note, note.text, {"vaultkit_test": "x"})
        if text == note.text:
            assert reports
            refused += 1
            continue
        properties += 1
        new = text.encode()
        end = b"\r\n" if b"vaultkit_test: x\r\n" in new else b"\n"
        line = b"vaultkit_test: x" + end
        whole = b"---" + end + line + b"---" + end
        assert new.count(b"vaultkit_test") == 1
        assert data in {new.replace(line, b""), new.replace(whole, b"")}
    assert panels + properties > 1.5 * len(vault.notes)


def test_fifty_panels_thirty_renames_undo_all(shared: Path, tmp_path: Path) -> None:
    root = unpack(shared, "hannah-wiki", tmp_path / "v")
    before = contents(root)
    how = How(state=tmp_path / "s", disk=NoSync())
    vault = open_vault(root, Config(), use_cache=False)
    changes: list[Change] = []
    for path, note in list(vault.notes.items())[:60]:
        made = keep_panels(note, KIND.make, KINDS, html=False, add=["facts"])  # type: ignore[arg-type]
        if made.text != note.text:
            changes.append(Rewrite(path, note.text.encode(), made.text.encode()))
    runs = [write_changes(root, changes, label="panels", how=how)]
    assert len(runs[0].written) >= 50
    done = 0
    for path in list(vault.notes)[5::9]:
        now = open_vault(root, Config(), use_cache=False)
        texts = {p: (root / p).read_bytes().decode() for p in now.others}
        try:
            plan = plan_rename(now, texts, path, f"{path[:-3]} renamed {done}.md")
        except RenameRefused:
            continue
        changes = []
        for name, edits in edits_by_path(plan.edits):
            data = (root / name).read_bytes()
            changes.append(Rewrite(name, data, splice(name, data, edits)))
        changes.append(Move(plan.old, plan.new))
        report = write_changes(root, changes, label="rename", how=replace(how, atomic=True))
        assert not report.left
        runs.append(report)
        done += 1
        if done == 30:
            break
    assert done == 30
    assert contents(root) != before
    for report in reversed(runs):
        assert not undo(root, report.run, how=how).left
    assert contents(root) == before


@pytest.mark.slow
@pytest.mark.parametrize("atomic", [False, True], ids=["sync-of-50", "rename-with-30"])
def test_killed_at_every_call_of_a_big_run(tmp_path: Path, atomic: bool) -> None:  # noqa: FBT001
    count = 30 if atomic else 50
    old = {f"d/n{n:02}.md": b"see [[a]]\n" for n in range(count)} | {"a.md": b"# A\n"}
    new = {name: b"see [[z]]\n" for name in old if name != "a.md"}
    plan: list[Change] = [Rewrite(name, old[name], new[name]) for name in new]
    plan += [Move("a.md", "z.md")] if atomic else []
    for at in itertools.count(1):
        root, state = make_vault(tmp_path / f"v{at}", old), tmp_path / f"s{at}"
        try:
            write_changes(
                root,
                plan,
                label="t",
                how=How(atomic=atomic, state=state, disk=FaultyDisk(at * 23, kill)),
            )
        except Killed:
            recover_vault(root, state=state)
            now = contents(root)
            if atomic:
                assert now in (old, {**new, "z.md": b"# A\n"}), "half renamed"
            else:
                assert set(now) == set(old)
                assert all(now[name] in (old[name], new.get(name)) for name in now)
        else:
            break
    assert at > 30
