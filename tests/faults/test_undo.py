"""Rows 42, 63, 64 and P4: undo gives the bytes back, and never an edit of the user's away."""

from __future__ import annotations

import itertools
import json
import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from faults.naive import NoSync
from faults.shim import FaultyDisk, Killed, contents, kill, make_vault
from vaultkit.vault.change import Change, Create, Move, Rewrite
from vaultkit.vault.recover import recover_vault
from vaultkit.vault.undo import NothingToUndo, runs_of, undo
from vaultkit.vault.write import How, write_changes

OLD = {"a.md": b"one\r\ntwo\r\n", "sub/b.md": b"# B\n[[a]]\n"}
RENAME: list[Change] = [
    Rewrite("sub/b.md", OLD["sub/b.md"], b"# B\n[[z]]\n"),
    Create("new/c.md", b"made"),
    Move("a.md", "folder/z.md"),
]


@pytest.fixture
def run(tmp_path: Path) -> tuple[Path, How]:
    root = make_vault(tmp_path / "v", OLD)
    how = How(state=tmp_path / "s", disk=NoSync())
    report = write_changes(root, RENAME, label="test", how=how)
    assert not report.left
    assert set(contents(root)) == {"sub/b.md", "new/c.md", "folder/z.md"}
    return root, how


def test_gives_every_byte_back(run: tuple[Path, How]) -> None:
    root, how = run
    assert not undo(root, how=how).left
    assert contents(root) == OLD
    assert sorted(path.name for path in root.iterdir()) == ["a.md", "sub"], "made folders go too"


def test_undoing_is_a_run_that_can_be_undone(run: tuple[Path, How]) -> None:
    root, how = run
    made = contents(root)
    undo(root, how=how)
    undo(root, "2", how=how)
    assert contents(root) == made
    assert [one.undone for one in runs_of(root, state=how.state)] == [False, True, False]


def test_an_edit_since_stays_and_the_rest_goes_back(run: tuple[Path, How]) -> None:
    root, how = run
    (root / "sub/b.md").write_bytes(b"# B\n[[z]] and mine\n")
    report = undo(root, how=how)
    assert [one.path for one in report.left] == ["sub/b.md"]
    assert contents(root) == {"a.md": OLD["a.md"], "sub/b.md": b"# B\n[[z]] and mine\n"}


def test_a_note_deleted_since_comes_back(run: tuple[Path, How]) -> None:
    root, how = run
    (root / "sub/b.md").unlink()
    undo(root, how=how)
    assert contents(root) == OLD


def test_a_note_moved_since_gets_no_twin(run: tuple[Path, How]) -> None:
    root, how = run
    (root / "sub/b.md").rename(root / "elsewhere.md")
    report = undo(root, how=how)
    assert [one.reason for one in report.left] == ["was moved since, to elsewhere.md"]
    assert not (root / "sub/b.md").exists()


def test_nothing_to_undo(tmp_path: Path) -> None:
    with pytest.raises(NothingToUndo):
        undo(tmp_path, how=How(state=tmp_path / "s"))


def test_a_damaged_journal_writes_nothing(run: tuple[Path, How]) -> None:
    root, how = run
    assert how.state is not None
    made = contents(root)
    for blob in (how.state / "journal/blobs").iterdir():
        blob.write_bytes(b"tampered")
    report = undo(root, how=how)
    assert "sub/b.md" in [one.path for one in report.left]
    assert contents(root)["sub/b.md"] == made["sub/b.md"]


@pytest.mark.parametrize("path", ["../out.md", "/etc/out.md", ".obsidian/app.json", ".git/config"])
def test_a_journal_that_names_a_path_outside_is_refused(run: tuple[Path, How], path: str) -> None:
    root, how = run
    assert how.state is not None
    file = next((how.state / "journal/runs").glob("*.jsonl"))
    lines = [json.loads(line) for line in file.read_text().splitlines()]
    for line in lines:
        if line.get("step", {}).get("kind") == "rewrite":
            line["step"]["path"] = path
    file.write_text("".join(json.dumps(line) + "\n" for line in lines))
    report = undo(root, how=how)
    assert path in [one.path for one in report.left]
    assert not (root.parent / "out.md").exists()


def test_killed_at_every_call_of_undo(tmp_path: Path) -> None:
    for at in itertools.count(1):
        root, state = make_vault(tmp_path / f"v{at}", OLD), tmp_path / f"s{at}"
        write_changes(root, RENAME, label="test", how=How(state=state, disk=NoSync()))
        made = contents(root)
        try:
            undo(root, "1", how=How(state=state, disk=FaultyDisk(at, kill)))
        except Killed:
            recover_vault(root, state=state)
            now = contents(root)
            for name in {*now, *made, *OLD}:
                assert now.get(name) in (made.get(name), OLD.get(name)), name
            # Whatever was done is undone again, or done to its end.
            undo(root, "1", how=How(state=state, disk=NoSync()))
            assert contents(root) == OLD
        else:
            break
    assert at > 30


def test_the_journal_is_for_this_user_only(run: tuple[Path, How]) -> None:
    _, how = run
    assert how.state is not None
    if os.name == "nt":
        pytest.skip("Windows keeps a user's folder by its own access lists")
    assert (how.state / "journal").stat().st_mode & 0o077 == 0
    assert all(path.stat().st_mode & 0o077 == 0 for path in (how.state / "journal").rglob("*"))


NAMES = ["a.md", "b.md", "d/c.md", "d/e.md", "é.md"]
TEXTS = st.lists(st.sampled_from(["x", "[[a]]", "", "ü", "  "]), min_size=1, max_size=6).flatmap(
    lambda lines: st.sampled_from(["\n", "\r\n"]).map(lambda end: end.join(lines).encode())
)


class Histories(RuleBasedStateMachine):
    """Random runs, edits and undos; a model of the vault says what undo must give back."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.root = self.folder / "v"
        self.how = How(state=self.folder / "s", disk=NoSync())
        self.stack: list[tuple[str, dict[str, bytes]]] = []

    @initialize(texts=st.fixed_dictionaries(dict.fromkeys(NAMES[:3], TEXTS)))
    def start(self, texts: dict[str, bytes]) -> None:
        make_vault(self.root, texts)

    def apply(self, changes: list[Change]) -> None:
        before = contents(self.root)
        report = write_changes(self.root, changes, label="m", how=self.how)
        if report.run and report.written:
            self.stack.append((report.run, before))

    @rule(name=st.sampled_from(NAMES), text=TEXTS)
    def rewrite(self, name: str, text: bytes) -> None:
        path = self.root / name
        if path.exists():
            self.apply([Rewrite(name, path.read_bytes(), text, may_shrink=True)])

    @rule(name=st.sampled_from(NAMES), text=TEXTS)
    def create(self, name: str, text: bytes) -> None:
        self.apply([Create(name, text)])

    @rule(old=st.sampled_from(NAMES), new=st.sampled_from([*NAMES, "f/g.md"]), text=TEXTS)
    def move(self, old: str, new: str, text: bytes) -> None:
        path = self.root / old
        if path.exists():
            self.apply([Rewrite(old, path.read_bytes(), text, may_shrink=True), Move(old, new)])

    @rule(name=st.sampled_from(NAMES), text=TEXTS)
    def user_edits(self, name: str, text: bytes) -> None:
        path = self.root / name
        if path.exists() and path.read_bytes() != text:
            path.write_bytes(text)
            self.stack.clear()  # undo may now refuse this file; exactness ends here

    @rule()
    def undo_all(self) -> None:
        while self.stack:
            run, before = self.stack.pop()
            report = undo(self.root, run, how=self.how)
            assert not report.left
            assert contents(self.root) == before

    @invariant()
    def nothing_is_left_behind(self) -> None:
        assert not (self.root / ".vaultkit").exists()

    def teardown(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)


Histories.TestCase.settings = settings(
    max_examples=40,
    stateful_step_count=15,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
TestHistories = Histories.TestCase
