"""Rows 5, 22-26, 31-37, 48-54, 62, 65, 67, 80: what the writer leaves alone, and what it keeps."""

from __future__ import annotations

import errno
import os
import signal
import socket
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from faults.naive import NoSync
from faults.shim import FaultyDisk, NoExchange, ShortDisk, contents, make_vault
from vaultkit.text import Edit, NotePath, Span
from vaultkit.vault.change import Create, Move, Rewrite, TooMany, VaultBusy
from vaultkit.vault.disk import Disk, Folder
from vaultkit.vault.lock import locked
from vaultkit.vault.write import How, create_note, rename_note, write_changes, write_edits

OLD, NEW = b"old\nline\n", b"new\nline\n"
posix = pytest.mark.skipif(os.name == "nt", reason="a thing of POSIX systems")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_vault(tmp_path / "a vault's % -rf ü", {"n.md": OLD})


@pytest.fixture
def how(tmp_path: Path) -> How:
    return How(state=tmp_path / "state", disk=NoSync())


def left(root: Path, path: str, how: How, before: bytes = OLD) -> str:
    """Rewrite a note that must not be written; return the reason."""
    report = write_changes(root, [Rewrite(path, before, NEW)], label="t", how=how)
    assert not report.written
    assert not (root / ".vaultkit").exists()
    return report.left[0].reason


@posix
@pytest.mark.parametrize("where", ["file", "folder"])
def test_a_link_out_of_the_vault_is_never_followed(
    root: Path, how: How, tmp_path: Path, where: str
) -> None:
    outside = make_vault(tmp_path / "outside", {"x.md": OLD})
    if where == "file":
        (root / "x.md").symlink_to(outside / "x.md")
        path = "x.md"
    else:
        (root / "d").symlink_to(outside)
        path = "d/x.md"
    assert "leads out" in left(root, path, how)
    assert (outside / "x.md").read_bytes() == OLD
    report = write_changes(root, [Create(path.replace("x", "y"), b"")], label="t", how=how)
    assert (where == "file") == bool(report.written)
    assert not (outside / "y.md").exists()


@posix
def test_a_link_inside_is_written_through_its_real_path(root: Path, how: How) -> None:
    (root / "link.md").symlink_to("n.md")
    (root / "loop.md").symlink_to("loop.md")
    report = write_changes(root, [Rewrite("link.md", OLD, NEW)], label="t", how=how)
    assert report.written == ("link.md",)
    assert (root / "link.md").is_symlink()
    assert (root / "n.md").read_bytes() == NEW
    assert not write_changes(root, [Rewrite("loop.md", OLD, NEW)], label="t", how=how).written


@posix
def test_a_folder_swapped_for_a_link_between_check_and_open(
    root: Path, how: How, tmp_path: Path
) -> None:
    outside = make_vault(tmp_path / "outside", {"x.md": OLD})
    (root / "d").mkdir()
    stop = threading.Event()

    def flip() -> None:
        real, link = root / "d", root / "l"
        link.symlink_to(outside)
        while not stop.is_set():
            real.rename(root / "kept")
            link.rename(real)
            real.rename(link)
            (root / "kept").rename(real)

    (root / "d/x.md").write_bytes(OLD)
    thread = threading.Thread(target=flip)
    thread.start()
    try:
        for _ in range(150):
            write_changes(root, [Rewrite("d/x.md", OLD, NEW)], label="t", how=how)
            write_changes(root, [Rewrite("d/x.md", NEW, OLD)], label="t", how=how)
    finally:
        stop.set()
        thread.join()
    assert contents(outside) == {"x.md": OLD}


@posix
def test_a_second_name_is_not_cut_off(root: Path, how: How) -> None:
    os.link(root / "n.md", root / "twin.md")
    assert "hard link" in left(root, "n.md", how)
    assert (root / "n.md").samefile(root / "twin.md")


@posix
def test_no_plain_file_no_hang(root: Path, how: How) -> None:
    os.mkfifo(root / "pipe.md")
    (root / "dir.md").mkdir()
    with socket.socket(socket.AF_UNIX) as one:
        old = Path.cwd()
        os.chdir(root)
        one.bind("s.md")
        os.chdir(old)
        for path in ("pipe.md", "dir.md", "s.md"):
            started = time.monotonic()
            assert left(root, path, how)
            assert time.monotonic() - started < 2


@posix
def test_a_read_only_note_is_left_and_the_rest_goes_on(root: Path, how: How) -> None:
    (root / "m.md").write_bytes(OLD)
    (root / "n.md").chmod(0o444)
    changes = [Rewrite("n.md", OLD, NEW), Rewrite("m.md", OLD, NEW)]
    report = write_changes(root, changes, label="t", how=how)
    assert [(one.path, one.state) for one in report.outcomes] == [
        ("n.md", "refused"),
        ("m.md", "done"),
    ]
    assert stat.S_IMODE((root / "n.md").stat().st_mode) == 0o444


@pytest.mark.parametrize(
    "path",
    [
        ".obsidian/app.md",
        ".git/x.md",
        ".trash/n.md",
        "node_modules/x.md",
        "../n.md",
        "/etc/n.md",
        "a/../../n.md",
        "n\0.md",
        "",
        ".vaultkit/tmp/x.md",
    ],
)
def test_paths_that_are_never_written(root: Path, how: How, path: str) -> None:
    for change in (Rewrite(path, OLD, NEW), Create(path, NEW), Move("n.md", path)):
        report = write_changes(root, [change], label="t", how=how)
        assert [one.state for one in report.outcomes] == ["refused"]
    assert contents(root) == {"n.md": OLD}


@pytest.mark.parametrize(
    "name", ["n.sync-conflict-20240101-120000-ABC.md", "n (Conflicted copy pc 20240101).md"]
)
def test_a_sync_clients_conflict_copy_is_never_edited(root: Path, how: How, name: str) -> None:
    (root / name).write_bytes(OLD)
    assert "conflict copy" in left(root, name, how)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\xff\xfea\0b\0", "NUL"),
        (b"a\xffb", "UTF-8"),
        (b"x\0y", "NUL"),
        (b"<<<<<<< HEAD\na\n=======\nb\n>>>>>>> other\n", "merge"),
    ],
)
def test_what_is_no_readable_text_is_left(root: Path, how: How, data: bytes, words: str) -> None:
    (root / "n.md").write_bytes(data)
    assert words in left(root, "n.md", how, data)
    assert (root / "n.md").read_bytes() == data


@pytest.mark.skipif(sys.platform != "linux", reason="a hole in a file stands in for an evicted one")
def test_a_file_kept_in_a_cloud_is_left(root: Path, how: How) -> None:
    with (root / "hole.md").open("wb") as file:
        file.truncate(1 << 20)
    if (root / "hole.md").stat().st_blocks:
        pytest.skip("this file system has no holes")
    report = write_changes(root, [Rewrite("hole.md", b"x", b"y")], label="t", how=how)
    assert "cloud" in report.left[0].reason
    (root / ".gone.md.icloud").write_bytes(b"stub")
    report = write_changes(root, [Create("gone.md", b"x")], label="t", how=how)
    assert "exists already" in report.left[0].reason


def test_a_twin_by_case_or_composition_is_never_made(root: Path, how: How) -> None:
    (root / "Cafe\u0301.md").write_bytes(OLD)
    for path in ("N.md", "Caf\u00e9.md", "CAF\u00c9.MD"):
        for change in (Create(path, b"x"), Move("n.md", path)):
            if isinstance(change, Move) and path == "N.md":
                continue
            report = write_changes(root, [change], label="t", how=how)
            assert report.left, path
    assert write_changes(root, [Move("n.md", "N.md")], label="t", how=how).written
    assert "N.md" in os.listdir(root)  # noqa: PTH208 (the name as the disk has it)


def test_an_existing_file_is_never_overwritten(root: Path, how: How) -> None:
    (root / "m.md").write_bytes(b"mine")
    for disk in (NoSync(), NoExchange()):
        new = How(state=how.state, disk=disk)
        assert create_note(root, NotePath("m.md"), "x", label="t", how=new).left
        assert rename_note(root, "n.md", "m.md", label="t", how=new).left
    assert contents(root) == {"n.md": OLD, "m.md": b"mine"}


def test_the_target_is_taken_in_the_middle_of_a_rename(root: Path, how: How) -> None:
    class Racing(NoSync):
        def move_new(self, old: Folder, name: str, new: Folder, to: str) -> None:
            (root / "m.md").write_bytes(b"mine")
            super().move_new(old, name, new, to)

    (root / "s.md").write_bytes(b"[[n]]")
    edit = Edit(NotePath("s.md"), Span(2, 3), "m")
    report = rename_note(
        root,
        "n.md",
        "m.md",
        label="t",
        edits=[edit],
        expected={NotePath("s.md"): "[[n]]"},
        how=How(state=how.state, disk=Racing()),
    )
    assert {one.path: one.state for one in report.outcomes} == {"s.md": "undone", "n.md": "refused"}
    assert contents(root) == {"n.md": OLD, "m.md": b"mine", "s.md": b"[[n]]"}


@posix
def test_mode_attributes_and_times(root: Path, how: How) -> None:
    note = root / "n.md"
    note.chmod(0o640)
    has_attributes = hasattr(os, "setxattr")
    if has_attributes:
        try:
            os.setxattr(note, "user.tag", b"blue")
        except OSError:
            has_attributes = False
    os.utime(note, (1, 1))
    assert write_changes(root, [Rewrite("n.md", OLD, NEW)], label="t", how=how).written
    made = note.stat()
    assert stat.S_IMODE(made.st_mode) == 0o640
    assert made.st_mtime > 1_000_000_000, "a change is seen by its time"
    assert made.st_nlink == 1
    if has_attributes:
        assert os.getxattr(note, "user.tag") == b"blue"


@posix
def test_marks_that_can_not_be_copied_refuse_the_write(root: Path, how: How) -> None:
    class NoMarks(NoSync):
        def copy_marks(self, source: int, target: int, made: os.stat_result) -> None:
            del source, target, made
            raise OSError(errno.EPERM, "not yours")

    report = write_changes(
        root, [Rewrite("n.md", OLD, NEW)], label="t", how=How(state=how.state, disk=NoMarks())
    )
    assert report.left[0].reason == "not yours"
    assert contents(root) == {"n.md": OLD}


def test_no_change_opens_nothing_for_writing(root: Path, how: How) -> None:
    stamp = (root / "n.md").stat().st_mtime_ns
    disk = FaultyDisk()
    report = write_changes(
        root, [Rewrite("n.md", OLD, OLD)], label="t", how=How(state=how.state, disk=disk)
    )
    assert [one.state for one in report.outcomes] == ["unchanged"]
    assert disk.count == 0
    assert (root / "n.md").stat().st_mtime_ns == stamp
    assert how.state is not None
    assert not how.state.exists()


def test_short_reads_and_writes_make_whole_files(root: Path, how: How) -> None:
    report = write_changes(
        root,
        [Rewrite("n.md", OLD, NEW * 99)],
        label="t",
        how=How(state=how.state, disk=ShortDisk()),
    )
    assert report.written
    assert (root / "n.md").read_bytes() == NEW * 99


def test_the_weak_way_is_named(root: Path, how: How) -> None:
    report = write_changes(
        root, [Rewrite("n.md", OLD, NEW)], label="t", how=How(state=how.state, disk=NoExchange())
    )
    assert report.written
    assert report.weak
    assert contents(root) == {"n.md": NEW}


def test_the_weak_way_sees_an_edit_that_slipped_in(root: Path, how: How) -> None:
    class Slipping(NoExchange):
        def link(self, old: Folder, name: str, new: Folder, to: str) -> None:
            (root / "n.md").write_bytes(b"mine")
            super().link(old, name, new, to)

    report = write_changes(
        root, [Rewrite("n.md", OLD, NEW)], label="t", how=How(state=how.state, disk=Slipping())
    )
    assert [one.state for one in report.outcomes] == ["changed"]
    assert contents(root) == {"n.md": b"mine"}


def test_an_edit_that_slips_in_twice_is_kept_in_order(root: Path, how: How) -> None:
    class Slipping(NoSync):
        edits = 0

        def exchange(self, one: Folder, name: str, two: Folder, other: str) -> None:
            if self.edits < 3:
                self.edits += 1
                (root / "e").write_bytes(b"mine %d" % self.edits)
                (root / "e").replace(root / "n.md")
            super().exchange(one, name, two, other)

    report = write_changes(
        root, [Rewrite("n.md", OLD, NEW)], label="t", how=How(state=how.state, disk=Slipping())
    )
    assert [one.state for one in report.outcomes] == ["changed"]
    assert contents(root) == {"n.md": b"mine 3"}, "the newest edit stands"


@posix
def test_a_link_that_takes_the_notes_place_in_the_instant_stays(root: Path, how: How) -> None:
    class Linking(NoSync):
        done = False

        def exchange(self, one: Folder, name: str, two: Folder, other: str) -> None:
            if not self.done:
                self.done = True
                (root / "kept.md").write_bytes(b"mine")
                (root / "n.md").unlink()
                (root / "n.md").symlink_to("kept.md")
            super().exchange(one, name, two, other)

    write_changes(
        root, [Rewrite("n.md", OLD, NEW)], label="t", how=How(state=how.state, disk=Linking())
    )
    assert (root / "n.md").is_symlink()
    assert (root / "n.md").read_bytes() == b"mine"
    assert not (root / ".vaultkit").exists()


@pytest.mark.parametrize("after", [b"", b" \n", b"one line\n"])
def test_the_shrink_guard(root: Path, how: How, after: bytes) -> None:
    before = b"line\n" * 20
    (root / "n.md").write_bytes(before)
    report = write_changes(root, [Rewrite("n.md", before, after)], label="t", how=how)
    assert "shrink guard" in report.left[0].reason
    assert (root / "n.md").read_bytes() == before


def test_the_brake_on_mass_changes(root: Path, how: How) -> None:
    changes = [Rewrite(f"m{n}.md", OLD, NEW) for n in range(11)]
    for change in changes:
        (root / change.path).write_bytes(OLD)
    with pytest.raises(TooMany, match="11 of 12"):
        write_changes(root, changes, label="t", how=How(state=how.state, total=12))
    assert set(contents(root).values()) == {OLD}
    allowed = How(state=how.state, total=12, max_changes=11, disk=NoSync())
    assert len(write_changes(root, changes, label="t", how=allowed).written) == 11


def test_one_writer_at_a_time(root: Path, how: How) -> None:
    assert how.state is not None
    program = (
        "import sys, time; from pathlib import Path; from vaultkit.vault.lock import locked\n"
        "with locked(Path(sys.argv[1])): print('held', flush=True); time.sleep(60)"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", program, str(how.state)], stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    short = How(state=how.state, wait=0.2)
    with pytest.raises(VaultBusy, match="another vaultkit"):
        write_changes(root, [Rewrite("n.md", OLD, NEW)], label="t", how=short)
    holder.kill()
    holder.wait()
    holder.stdout.close()
    assert write_changes(root, [Rewrite("n.md", OLD, NEW)], label="t", how=how).written
    with locked(how.state), pytest.raises(VaultBusy), locked(how.state, 0.1):
        pass


@pytest.mark.parametrize("name", ["MERGE_HEAD", "rebase-merge", "index.lock"])
def test_nothing_is_written_while_git_is_at_work(root: Path, how: How, name: str) -> None:
    (root / "sub").mkdir()
    (root / ".git").mkdir()
    (root / ".git" / name).touch()
    with pytest.raises(VaultBusy, match="git"):
        write_changes(root, [Rewrite("n.md", OLD, NEW)], label="t", how=how)
    assert (root / "n.md").read_bytes() == OLD


def test_foreign_files_in_the_temporary_folder_stay(root: Path, how: How, tmp_path: Path) -> None:
    make_vault(root / ".vaultkit/tmp", {"theirs.tmp": b"x"})
    assert write_changes(root, [Rewrite("n.md", OLD, NEW)], label="t", how=how).written
    assert (root / ".vaultkit/tmp/theirs.tmp").read_bytes() == b"x"
    if os.name != "nt":
        other = make_vault(tmp_path / "w", {"n.md": OLD})
        (other / ".vaultkit").symlink_to(tmp_path)
        with pytest.raises(Exception, match="can not use the folder"):
            write_changes(other, [Rewrite("n.md", OLD, NEW)], label="t", how=how)
        assert (other / "n.md").read_bytes() == OLD


def test_a_name_of_255_bytes(root: Path, how: How) -> None:
    name = "x" * 252 + ".md"
    assert create_note(root, NotePath(name), "a\n", label="t", how=how).written
    assert write_changes(root, [Rewrite(name, b"a\n", b"b\n")], label="t", how=how).written


def test_line_ends_marks_and_bytes_around_an_edit_stay(root: Path, how: How) -> None:
    text = "\ufeff---\r\na: 1\r\n---\r\nx\u2028y  \r\nlone\n  tail"
    (root / "n.md").write_bytes(text.encode())
    at = text.index("lone")
    edits = [
        Edit(NotePath("n.md"), Span(at, at), "new\nline\n"),
        Edit(NotePath("n.md"), Span(len(text), len(text)), "\nend"),
    ]
    report = write_edits(root, edits, {NotePath("n.md"): text}, label="t", how=how)
    assert report.written
    assert (root / "n.md").read_bytes() == text.replace(
        "lone\n  tail", "new\nline\nlone\n  tail\nend"
    ).encode()
    crlf = Edit(NotePath("n.md"), Span(1, 1), "a\nb\n")
    now = (root / "n.md").read_bytes()
    write_edits(root, [crlf], {NotePath("n.md"): now}, label="t", how=how)
    assert (root / "n.md").read_bytes().startswith("\ufeffa\r\nb\r\n---\r\n".encode())


def test_a_check_that_says_no_and_edits_that_meet(root: Path, how: How) -> None:
    path = NotePath("n.md")
    edit = Edit(path, Span(0, 3), "new")
    report = write_edits(root, [edit], {path: OLD}, label="t", check=lambda *_: "bad", how=how)
    assert [one.reason for one in report.left] == ["bad"]
    twice = [edit, Edit(path, Span(2, 4), "z")]
    report = write_edits(root, twice, {path: OLD}, label="t", how=how)
    assert "overlap" in report.left[0].reason
    assert (root / "n.md").read_bytes() == OLD


@posix
def test_signals_end_a_run_between_two_notes(tmp_path: Path) -> None:
    files = {f"n{n:03}.md": OLD for n in range(300)}
    program = (
        "import sys; from pathlib import Path\n"
        "from vaultkit.vault.change import Rewrite\n"
        "from vaultkit.vault.write import How, write_changes\n"
        "root = Path(sys.argv[1]); print('go', flush=True)\n"
        "changes = [Rewrite(p.name, p.read_bytes(), b'new\\nline\\n') for p in sorted(root.glob('*.md'))]\n"
        "write_changes(root, changes, label='t', how=How(state=Path(sys.argv[2])))\n"
    )
    for turn, number in enumerate([signal.SIGINT, signal.SIGTERM, signal.SIGINT]):
        root, state = make_vault(tmp_path / f"v{turn}", files), tmp_path / f"s{turn}"
        child = subprocess.Popen(
            [sys.executable, "-c", program, str(root), str(state)],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(0.15 + 0.1 * turn)
        child.send_signal(number)
        child.wait(60)
        child.stdout.close()
        now = contents(root)
        assert set(now) == set(files), "no temporary file, no note missing"
        assert set(now.values()) <= {OLD, NEW}
        assert not list((state / "journal/runs").glob("*.open"))


def test_disk_full_for_the_journal_writes_no_note(root: Path, how: How) -> None:
    class Full(Disk):
        def write(self, fd: int, data: bytes) -> int:
            del fd, data
            raise OSError(errno.ENOSPC, "no room")

    with pytest.raises(Exception, match="no room"):
        write_changes(
            root, [Rewrite("n.md", OLD, NEW)], label="t", how=How(state=how.state, disk=Full())
        )
    assert contents(root) == {"n.md": OLD}
