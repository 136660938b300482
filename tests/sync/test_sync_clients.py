"""Rows 76-78 and 82: sync clients between two machines, with their delays, stubs and conflicts.

The client here moves real files between two folders as Syncthing does: a file that changed on one
side since both agreed is copied; one that changed on both becomes a conflict copy.
"""

from __future__ import annotations

import os
import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from faults.naive import NoSync
from faults.shim import contents, make_vault
from vaultkit.cli.command import Session
from vaultkit.cli.commands import watch as watch_command
from vaultkit.cli.commands.watch import _State, _sync
from vaultkit.cli.syncing import planned
from vaultkit.serve.watch import Seen
from vaultkit.sync.sync import Asked
from vaultkit.vault.write import How, write_changes
from vaultkit.workspace import open_workspace

if TYPE_CHECKING:
    from pathlib import Path

    from vaultkit.vault.change import Report

pytest.importorskip("spacy", reason="reading sentences needs vaultkit[nlp]")

MODELS = ("Orca", "LLaMA", "Vicuna")
FILES = {
    f"{name}.md": f"# {name}\n\n{name} uses GQA.\n\nEnd of {name}.\n".encode() for name in MODELS
}
SETTINGS = b"[sync]\nreview = ''\nproperties = ['parameters']\n"


@dataclass
class Machine:
    """One machine: the vault's folder, and a state folder that no client carries over."""

    root: Path
    state: Path

    def sync(self, asked: Asked | None = None) -> Report:
        plan = planned(open_workspace(str(self.root), use_cache=False), asked)
        how = How(state=self.state, disk=NoSync())
        return write_changes(self.root, plan.changes, label="sync", how=how)

    def is_clean(self) -> bool:
        asked = Asked(review=False)
        return not planned(open_workspace(str(self.root), use_cache=False), asked).changes


@dataclass
class Client:
    """Moves files between two folders; `seen` is what both had when they last agreed."""

    one: Path
    two: Path
    chance: random.Random
    seen: dict[str, bytes] = field(default_factory=dict)
    conflicts: int = 0

    def carry(self, most: int | None = None) -> None:
        """Carry over up to `most` files, in any order: a client may be stopped in the middle."""
        sides = [visible(self.one), visible(self.two)]
        paths = sorted({*sides[0], *sides[1], *self.seen})
        self.chance.shuffle(paths)
        for path in paths[:most]:
            here, there, was = sides[0].get(path), sides[1].get(path), self.seen.get(path)
            if here == there:
                pass
            elif there == was:
                self.put(self.two / path, here)
            elif here == was:
                self.put(self.one / path, there)
            else:
                self.conflicts += 1
                if there is not None:
                    self.put(
                        (self.two / path).with_suffix(f".sync-conflict-{self.conflicts}.md"), there
                    )
                self.put(self.two / path, here)
            now = (self.two / path).read_bytes() if (self.two / path).exists() else None
            if now is None:
                self.seen.pop(path, None)
            else:
                self.seen[path] = now

    def put(self, file: Path, data: bytes | None) -> None:
        """Write as clients do: by rename, in place, or by deleting first."""
        file.parent.mkdir(parents=True, exist_ok=True)
        if data is None:
            file.unlink(missing_ok=True)
            return
        how = self.chance.choice(("rename", "in place", "delete first"))
        if how == "rename":
            temp = file.with_name(f".syncthing.{file.name}.tmp")
            temp.write_bytes(data)
            os.utime(temp, (1_700_000_000, 1_700_000_000))
            temp.replace(file)
            return
        if how == "delete first":
            file.unlink(missing_ok=True)
        file.write_bytes(data)


def visible(root: Path) -> dict[str, bytes]:
    return {
        path: data
        for path, data in contents(root).items()
        if not path.startswith(".") and "/." not in path and "sync-conflict" not in path
    }


def two_machines(tmp_path: Path, seed: int) -> tuple[Machine, Machine, Client]:
    both = []
    for name in ("one", "two"):
        root = make_vault(tmp_path / name / "notes", {**FILES, "vaultkit.toml": SETTINGS})
        (root / ".obsidian").mkdir()
        both.append(Machine(root, tmp_path / f"{name}-state"))
    one, two = both
    client = Client(one.root, two.root, random.Random(seed))  # noqa: S311 (the same schedule each time)
    client.carry()
    return one, two, client


ADD = Asked(add=tuple(("facts", name) for name in MODELS))


@pytest.mark.parametrize("seed", range(6))
def test_two_machines_make_no_conflict_of_their_own(tmp_path: Path, seed: int) -> None:
    """Row 76: the user works on one machine at a time; both sync whenever they like."""
    one, two, client = two_machines(tmp_path, seed)
    chance = random.Random(seed)  # noqa: S311
    one.sync(ADD)
    client.carry()
    assert two.is_clean(), "a fresh copy needs no change"
    for turn in range(5):
        here = chance.choice((one, two))
        name = chance.choice(MODELS)
        with (here.root / f"log {turn}.md").open("ab") as file:
            file.write(f"{name} has {turn + 3}B parameters.\n".encode())
        if chance.random() < 0.5:
            here.sync()
        client.carry()
        # Both machines sync the same state before the client comes by again.
        for machine in chance.sample((one, two), 2):
            machine.sync()
        assert visible(one.root) == visible(two.root), "same vault, same bytes"
        client.carry()
    assert client.conflicts == 0
    assert not one.sync().run
    assert not two.sync().run
    assert one.is_clean()
    assert two.is_clean()


@pytest.mark.parametrize("seed", range(4))
def test_half_carried_over_it_still_comes_to_the_same(tmp_path: Path, seed: int) -> None:
    """Row 76: a client that is stopped in the middle; no word of the user's is lost."""
    one, two, client = two_machines(tmp_path, seed)
    chance = random.Random(seed)  # noqa: S311
    one.sync(ADD)
    client.carry()
    typed: list[str] = []
    for turn in range(6):
        here = chance.choice((one, two))
        note = here.root / f"{chance.choice(MODELS)}.md"
        typed.append(f"word{turn}")
        note.write_bytes(
            note.read_bytes() + f"\nIt has {turn + 2}B parameters. word{turn}\n".encode()
        )
        client.carry(most=chance.randrange(6))
        chance.choice((one, two)).sync()
        client.carry(most=chance.randrange(6))
    for _ in range(6):
        client.carry()
        one.sync()
        two.sync()
    client.carry()
    assert visible(one.root) == visible(two.root)
    # A conflict of two edits of the user's is the client's to make: no word is in neither copy.
    text = b"".join(contents(one.root).values()) + b"".join(contents(two.root).values())
    assert [word for word in typed if word.encode() not in text] == []
    assert one.is_clean()
    assert two.is_clean()


def test_a_stale_machine_brings_nothing_back(tmp_path: Path) -> None:
    """Row 77: a month later it knows what was removed, refused and changed: it stands in notes."""
    config = b"[sync]\nmentions = 1\nreview = ''\npanels = {model = ['facts'], model-series = ['facts']}\n"
    one, two, client = two_machines(tmp_path, 1)
    for machine in (one, two):
        (machine.root / "vaultkit.toml").write_bytes(config)
    client.carry()
    one.sync(Asked(create=True))
    client.carry()
    assert two.is_clean()
    # The month: on machine one the user removes a panel, a made note and a note of his own.
    orca = one.root / "Orca.md"
    orca.write_bytes(FILES["Orca.md"])
    made = sorted((one.root / "Entities").glob("*.md"))
    assert made
    made[0].unlink()
    (one.root / "Vicuna.md").unlink()
    one.sync(Asked(create=True))
    one.sync(Asked(create=True))
    # Meanwhile machine two wrote offline, from what it knew.
    (two.root / "log.md").write_bytes(b"LLaMA has 7B parameters.\n")
    two.sync(Asked(create=True))
    client.carry()
    for _ in range(3):
        two.sync(Asked(create=True))
        one.sync(Asked(create=True))
        client.carry()
    for machine in (one, two):
        assert (machine.root / "Orca.md").read_bytes() == FILES["Orca.md"], "the panel stays away"
        assert not (machine.root / "Vicuna.md").exists()
        assert not (machine.root / "Entities" / made[0].name).exists()
        assert b"7B" in (machine.root / "LLaMA.md").read_bytes(), "what it did know came along"
        assert machine.is_clean()
    assert visible(one.root) == visible(two.root)


def test_conflict_copies_and_stubs_are_left_alone(tmp_path: Path) -> None:
    """Rows 33, 34: copies of clients, files that are elsewhere; read or not, never written."""
    one, _, _ = two_machines(tmp_path, 1)
    one.sync(ADD)
    text = (one.root / "Orca.md").read_bytes()
    copies = (
        "Orca.sync-conflict-20260101-120000-ABCDEFG.md",
        "Orca (Conflicted copy laptop 202601011200).md",
        "Orca (conflict 2026-01-01-12-00-00).md",
    )
    for name in copies:
        (one.root / name).write_bytes(text)
    with (one.root / "Vicuna.md").open("r+b") as file:
        size = file.seek(0, 2)
        file.truncate(0)
        file.truncate(size)  # one hole: as a file whose content is in a cloud
    (one.root / ".LLaMA.md.icloud").write_bytes(b"bplist00")
    llama = (one.root / "LLaMA.md").read_bytes()
    (one.root / "LLaMA.md").unlink()
    (one.root / "log.md").write_bytes(b"Orca has 13B parameters. Vicuna has 7B parameters.\n")
    report = one.sync(Asked(add=(("facts", "log"),)))
    assert "Orca.md" in report.written
    assert all((one.root / name).read_bytes() == text for name in copies)
    assert (one.root / "Vicuna.md").read_bytes() == b"\0" * size
    assert not (one.root / "LLaMA.md").exists()
    (one.root / ".LLaMA.md.icloud").unlink()
    (one.root / "LLaMA.md").write_bytes(llama)
    one.sync()
    assert (one.root / "LLaMA.md").read_bytes().startswith(llama.split(b"%% vaultkit")[0][:20])


def test_a_client_that_replaces_during_the_write(tmp_path: Path) -> None:
    """A newer version comes in by rename, with an old time, in the instant of the exchange."""
    one, _, _ = two_machines(tmp_path, 1)
    one.sync(ADD)
    news = (one.root / "Orca.md").read_bytes() + b"From the other machine.\n"
    (one.root / "log.md").write_bytes(b"Orca has 13B parameters.\n")
    client = Client(one.root, one.root, random.Random(0))  # noqa: S311

    class Meanwhile(NoSync):
        def exchange(self, *arguments: object) -> None:
            if not hasattr(self, "done"):
                self.done = True
                temp = one.root / ".syncthing.Orca.md.tmp"
                temp.write_bytes(news)
                os.utime(temp, (1_600_000_000, 1_600_000_000))
                temp.replace(one.root / "Orca.md")
            super().exchange(*arguments)  # type: ignore[arg-type]

    plan = planned(open_workspace(str(one.root), use_cache=False))
    plan.changes = [change for change in plan.changes if change.path == "Orca.md"]
    report = write_changes(
        one.root, plan.changes, label="sync", how=How(state=one.state, disk=Meanwhile())
    )
    assert [(done.path, done.state) for done in report.outcomes] == [("Orca.md", "changed")]
    assert (one.root / "Orca.md").read_bytes() == news
    one.sync()
    assert b"From the other machine.\n" in (one.root / "Orca.md").read_bytes()
    assert client.conflicts == 0


def test_deleted_and_made_again_is_a_change_and_nothing_else(tmp_path: Path) -> None:
    """Row 78: for a moment the note is not there; its links, panels and decisions stay."""
    one, _, _ = two_machines(tmp_path, 1)
    one.sync(ADD)
    (one.root / "index.md").write_bytes(b"[[Orca]] and [[Vicuna]]\n")
    before = visible(one.root)
    seen = Seen(one.root)
    seen.look()
    data = (one.root / "Orca.md").read_bytes()
    (one.root / "Orca.md").unlink()
    assert seen.look() == {"Orca.md"}
    one.sync()  # in the very moment
    (one.root / "Orca.md").write_bytes(data)
    assert "Orca.md" in seen.look()
    one.sync()
    assert visible(one.root) == before
    assert one.is_clean()


def test_touches_of_a_client_are_no_change(tmp_path: Path) -> None:
    one, _, _ = two_machines(tmp_path, 1)
    one.sync(ADD)
    seen = Seen(one.root)
    seen.look()
    for path in one.root.rglob("*.md"):
        os.utime(path, (1_600_000_000, 1_600_000_000))
    assert not seen.look()
    assert not one.sync().run


def test_a_note_made_empty_is_left_until_it_is_filled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Row 82: a daily note is made empty, and a plugin fills it a second later."""
    monkeypatch.setattr(watch_command, "QUIET", 3.0)
    one, _, _ = two_machines(tmp_path, 1)
    settings = SETTINGS + b"panels = {model = ['facts'], model-series = ['facts']}\n"
    (one.root / "vaultkit.toml").write_bytes(settings)
    one.sync()
    new = one.root / "Mistral.md"
    new.write_bytes(b"")
    state, session = _State(), Session()
    _sync(session, open_workspace(str(one.root), use_cache=False), state)
    assert new.read_bytes() == b""
    new.write_bytes(b"---\ntype: model\n---\n# Mistral\n\nMistral uses GQA.\n")
    report = _sync(session, open_workspace(str(one.root), use_cache=False), state)
    assert "Mistral.md" in {left.path for left in report.left}, "it is younger than three seconds"
    assert state.waits, "and is looked at again without any event"
    assert new.read_bytes().endswith(b"Mistral uses GQA.\n")
    os.utime(new, (os.stat(new).st_atime, os.stat(new).st_mtime - 10))  # noqa: PTH116 (both times)
    report = _sync(session, open_workspace(str(one.root), use_cache=False), state)
    assert "Mistral.md" in report.written
    assert b"vaultkit:begin facts" in new.read_bytes()
    # The note of decisions was itself written just now: what it misses is made up for later.
    decisions = one.root / "vaultkit.md"
    assert b"Mistral.md: facts" not in decisions.read_bytes()
    assert state.waits
    os.utime(decisions, (1_700_000_000, 1_700_000_000))
    _sync(session, open_workspace(str(one.root), use_cache=False), state)
    assert b"`Mistral.md: facts`" in decisions.read_bytes(), "a removal will be noticed"
    assert not state.waits


def test_the_schedule_bites(tmp_path: Path) -> None:
    """A sync that writes what differs between machines does make conflicts: the client finds them."""
    one, two, client = two_machines(tmp_path, 1)
    for number, machine in enumerate((one, two)):
        note = machine.root / "Orca.md"
        note.write_bytes(note.read_bytes() + b"written at %d\n" % number)
    client.carry()
    assert client.conflicts == 1
