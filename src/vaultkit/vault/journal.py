"""The journal of one vault: what each run meant to do, what it did, and every byte it displaced."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import stat
import time
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Literal

from vaultkit.errors import VaultkitError
from vaultkit.values import field, frozen, replace, slotted
from vaultkit.vault.change import Refused, hash_of
from vaultkit.vault.disk import Folder, opened, write_all

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from vaultkit.vault.disk import Disk

VERSION = 1
KEEP_DAYS = 30
KEEP_BYTES = 500_000_000
_DAY = 86_400
_HASH_LENGTH = 64

StepKind = Literal["rewrite", "create", "move", "remove", "mkdir", "rmdir"]


@frozen
class Step:
    """One change as the journal knows it before it is made."""

    kind: StepKind
    path: str
    to: str = ""
    before: str = ""
    """Hash of the file's bytes; their copy is in the journal."""
    after: str = ""
    temp: str = ""
    """Name in the vault's `.vaultkit/tmp/`."""
    reverts: bool = False
    """Made to take back an earlier step of a run that broke off."""


@frozen
class Run:
    """One run of the writer."""

    id: str
    label: str
    time: int
    """Seconds since 1970, for people and for what is kept how long."""
    atomic: bool
    steps: tuple[Step, ...]
    done: tuple[int, ...] = ()
    """Positions of the steps that were made."""
    undoes: str = ""
    undone: bool = False
    end: str = ""
    """`done`, `taken back`, `broken off`; empty while it runs or after a crash."""
    kept: tuple[tuple[str, str], ...] = ()
    """Path and hash of displaced content that nobody had planned for."""


class JournalError(VaultkitError):
    """The journal can not be read or written, so nothing is."""


@slotted
class Journal:
    """The folder of runs and of displaced bytes, in the user's state folder."""

    disk: Disk
    folder: Path
    _fd: int = field(default=-1)

    # Reading

    def runs(self) -> tuple[Run, ...]:
        """Return every run, oldest first; a file that can not be read is passed over."""
        found = []
        place = self.folder / "runs"
        names = sorted(os.listdir(place)) if place.is_dir() else []  # noqa: PTH208 (names only)
        for name in names:
            with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
                found.append(_read_run(place / name))
        undone = {run.undoes for run in found if run.undoes and run.end == "done"}
        # A run whose undoing was itself undone counts again.
        for run in reversed(found):
            if run.undoes and run.id in undone:
                undone.discard(run.undoes)
        return tuple(_with_undone(run, undone) for run in found)

    def has_open(self) -> bool:
        """Tell whether a run broke off without an end."""
        place = self.folder / "runs"
        return place.is_dir() and any(name.endswith(".open") for name in os.listdir(place))  # noqa: PTH208 (names only)

    def load(self, digest: str) -> bytes:
        """Return displaced bytes by their hash.

        Raises:
            Refused: they are gone, or are not what was stored.
        """
        if len(digest) != _HASH_LENGTH or not digest.isalnum():
            raise Refused("the journal names no content", where=digest)
        try:
            data = (self.folder / "blobs" / digest).read_bytes()
        except OSError as error:
            raise Refused(f"the journal no longer has its bytes: {error}") from error
        if hash_of(data) != digest:
            raise Refused("the journal's copy is damaged", where=digest)
        return data

    # Writing

    def prepare(self) -> None:
        """Make the folders, for this user only.

        Raises:
            JournalError: they can not be made, or belong to somebody else.
        """
        try:
            for place in (self.folder, self.folder / "runs", self.folder / "blobs"):
                place.mkdir(parents=True, exist_ok=True, mode=0o700)
            made = self.folder.lstat()
        except OSError as error:
            raise JournalError(
                f"can not keep a journal: {error}", where=str(self.folder)
            ) from error
        mine = not hasattr(os, "getuid") or made.st_uid == os.getuid()
        if not stat.S_ISDIR(made.st_mode) or not mine:
            raise JournalError("is not a folder of yours", where=str(self.folder))

    def store(self, data: bytes) -> str:
        """Keep bytes, durably, and return their hash."""
        digest = hash_of(data)
        if (self.folder / "blobs" / digest).is_file():
            with contextlib.suppress(Refused):
                self.load(digest)
                return digest
        with opened(self.disk, self.folder, ("blobs",)) as blobs:
            temp = f"new-{secrets.token_hex(8)}"
            fd = self.disk.open_new(blobs, temp)
            try:
                write_all(self.disk, fd, data)
                self.disk.fsync(fd)
            except BaseException:
                with contextlib.suppress(OSError):
                    self.disk.remove(blobs, temp)
                raise
            finally:
                os.close(fd)
            self.disk.replace(blobs, temp, blobs, digest)
            self._sync(blobs)
        return digest

    def begin(self, label: str, steps: Sequence[Step], *, atomic: bool, undoes: str = "") -> str:
        """Write down what a run means to do, before it does anything; return the run's id."""
        names = os.listdir(self.folder / "runs")  # noqa: PTH208 (names only)
        last = max((int(name[:8]) for name in names if name[:8].isdigit()), default=0)
        run = f"{last + 1:08d}"
        head: dict[str, Any] = {
            "version": VERSION,
            "label": label,
            "time": int(time.time()),
            "atomic": atomic,
            "undoes": undoes,
        }
        with opened(self.disk, self.folder, ("runs",)) as runs:
            self._fd = self.disk.open_new(runs, f"{run}.open")
            self._add(head, *({"step": asdict(step)} for step in steps), {"planned": len(steps)})
            self.disk.fsync(self._fd)
            self._sync(runs)
        return run

    def resume(self, run: str) -> None:
        """Go on writing down a run that broke off."""
        with opened(self.disk, self.folder, ("runs",)) as runs:
            self._fd = self.disk.open_append(runs, f"{run}.open")
            # The line that was being written may be torn: the next one starts on its own.
            write_all(self.disk, self._fd, b"\n")

    def add_step(self, step: Step) -> None:
        """Write down one more step, before it is made."""
        self._add({"step": asdict(step)})
        self.disk.fsync(self._fd)

    def mark_done(self, position: int) -> None:
        """Write down that a step was made (a hint: after a crash the files themselves tell)."""
        self._add({"done": position})

    def keep(self, path: str, data: bytes) -> None:
        """Keep displaced content that nobody had planned for."""
        digest = self.store(data)
        self._add({"kept": path, "hash": digest})
        self.disk.fsync(self._fd)

    def finish(self, run: str, how: str) -> None:
        """Close a run."""
        self._add({"end": how})
        self.disk.fsync(self._fd)
        self.let_go()
        with opened(self.disk, self.folder, ("runs",)) as runs:
            self.disk.replace(runs, f"{run}.open", runs, f"{run}.jsonl")
            self._sync(runs)

    def forget_unreadable(self) -> None:
        """Remove runs whose first line was never written: they did nothing."""
        place = self.folder / "runs"
        for name in os.listdir(place):  # noqa: PTH208 (names only)
            if name.endswith(".open"):
                with contextlib.suppress(OSError):
                    try:
                        _read_run(place / name)
                    except (ValueError, KeyError, TypeError):
                        (place / name).unlink()

    def let_go(self) -> None:
        """Close the run's file, without an end."""
        if self._fd != -1:
            os.close(self._fd)
            self._fd = -1

    def prune(self, now: float) -> None:
        """Forget runs older than 30 days, and the oldest ones above 500 MB."""
        runs = [run for run in self.runs() if run.end]
        sizes = {entry.name: entry.stat().st_size for entry in os.scandir(self.folder / "blobs")}
        keep = {run.id for run in runs if now - run.time <= KEEP_DAYS * _DAY}
        used: dict[str, int] = {}
        for run in reversed(runs):
            if run.id in keep:
                used.update({one: sizes.get(one, 0) for one in _hashes(run)})
                if sum(used.values()) > KEEP_BYTES:
                    keep.discard(run.id)
        for run in runs:
            if run.id not in keep:
                (self.folder / "runs" / f"{run.id}.jsonl").unlink(missing_ok=True)
        wanted = {one for run in self.runs() for one in _hashes(run)}
        for name in sizes:
            if name not in wanted:
                (self.folder / "blobs" / name).unlink(missing_ok=True)

    def _add(self, *records: dict[str, Any]) -> None:
        lines = "".join(json.dumps(record, ensure_ascii=True) + "\n" for record in records)
        write_all(self.disk, self._fd, lines.encode("ascii"))

    def _sync(self, folder: Folder) -> None:
        if folder.fd is not None:
            self.disk.fsync(folder.fd)


def _hashes(run: Run) -> set[str]:
    """Return the content that a run may still need."""
    found = {step.before for step in run.steps} | {digest for _, digest in run.kept}
    return {one for one in found if one}


def _with_undone(run: Run, undone: set[str]) -> Run:
    """Return a run that knows whether it was undone."""
    return replace(run, undone=run.id in undone)


def _read_run(file: Path) -> Run:
    """Read one run's file; a torn last line is passed over."""
    head: dict[str, Any] = {}
    steps: list[Step] = []
    done: list[int] = []
    kept: list[tuple[str, str]] = []
    end = ""
    for line in file.read_text(encoding="ascii").split("\n"):
        try:
            record = json.loads(line)
        except ValueError:
            continue
        if "version" in record:
            head = record
        elif "step" in record:
            steps.append(Step(**record["step"]))
        elif "done" in record:
            done.append(int(record["done"]))
        elif "kept" in record:
            kept.append((str(record["kept"]), str(record["hash"])))
        elif "end" in record:
            end = str(record["end"])
    return Run(
        file.name.partition(".")[0],
        str(head["label"]),
        int(head["time"]),
        bool(head["atomic"]),
        tuple(steps),
        tuple(done),
        str(head["undoes"]),
        end=end,
        kept=tuple(kept),
    )


def open_journal(disk: Disk, state: Path) -> Journal:
    """Return the journal in a vault's state folder."""
    return Journal(disk, state / "journal")
