"""Row 43: what a power cut leaves, by a model of a disk that keeps only what was synced."""

from __future__ import annotations

import itertools
import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from faults.shim import make_vault
from vaultkit.vault.change import Change, Create, Move, Rewrite
from vaultkit.vault.disk import Disk, Folder
from vaultkit.vault.write import How, write_changes

if TYPE_CHECKING:
    from pathlib import Path

OLD = {"a.md": b"one\n", "b.md": b"[[a]]\n"}
PLAN: list[Change] = [
    Rewrite("b.md", OLD["b.md"], b"[[z]]\n"),
    Create("n.md", b"new\n"),
    Move("a.md", "z.md"),
]


@dataclass
class Recorder(Disk):
    """The real disk, with a log of what a journalling file system would have to keep in order."""

    log: list[tuple[str, tuple[object, ...]]] = field(default_factory=list)

    def write(self, fd: int, data: bytes) -> int:
        self.log.append(("write", (os.fstat(fd).st_ino,)))
        return super().write(fd, data)

    def fsync(self, fd: int) -> None:
        made = os.fstat(fd)
        self.log.append(("fsync", (made.st_ino,)))

    def _names(self, kind: str, one: Folder, name: str, two: Folder, other: str) -> None:
        ino = os.stat(name, dir_fd=one.fd).st_ino
        self.log.append((kind, (ino, str(one.path / name), str(two.path / other))))

    def exchange(self, one: Folder, name: str, two: Folder, other: str) -> None:
        self._names("exchange", one, name, two, other)
        super().exchange(one, name, two, other)

    def move_new(self, old: Folder, name: str, new: Folder, to: str) -> None:
        self._names("move", old, name, new, to)
        super().move_new(old, name, new, to)

    def replace(self, old: Folder, name: str, new: Folder, to: str) -> None:
        self._names("replace", old, name, new, to)
        super().replace(old, name, new, to)


@pytest.mark.skipif(os.name == "nt", reason="folders can not be opened on Windows")
def test_no_file_gets_a_name_before_its_bytes_are_safe(tmp_path: Path) -> None:
    root, state = make_vault(tmp_path / "v", OLD), tmp_path / "s"
    disk = Recorder()
    assert not write_changes(root, PLAN, label="t", how=How(disk=disk, state=state)).left
    dirty: set[object] = set()
    renames = 0
    journalled = False
    for kind, values in disk.log:
        if kind == "write":
            dirty.add(values[0])
        elif kind == "fsync":
            dirty.discard(values[0])
            journalled = True
        elif not str(values[2]).startswith(str(state)) and "/.vaultkit/" not in str(values[2]):
            renames += 1
            assert values[0] not in dirty, f"{values[2]} would be empty after a power cut"
            assert journalled, "the journal is safe before the first note is touched"
    assert renames == 3
    # After each change of a name, its folder is synced before the run goes on to the next note.
    for (kind, values), rest in zip(
        disk.log, (disk.log[n + 1 :] for n in itertools.count()), strict=False
    ):
        if kind in {"exchange", "move"} and str(values[2]).startswith(str(root)):
            following = next((one for one in rest if one[0] != "write"), ("", ()))
            assert following[0] == "fsync", "a folder's new names are made durable at once"
