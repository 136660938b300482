"""The figures of docs/safety.md, measured here and now: run by `make safety`."""

from __future__ import annotations

import contextlib
import errno
import random
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from faults.naive import NaiveDisk, NoSync
from faults.shim import FaultyDisk, Killed, contents, error, kill, make_vault
from faults.test_second_editor import write_against
from faults.test_write_faults import OLD, PLANS, check, run
from vaultkit.config import Config
from vaultkit.errors import VaultkitError
from vaultkit.vault.change import Change, Create, Move, Rewrite
from vaultkit.vault.recover import recover_vault
from vaultkit.vault.undo import undo
from vaultkit.vault.write import How, write_changes

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "vaults"
PAGE = ROOT / "docs" / "safety.md"
BEGIN, END = "<!-- figures: made by `make safety` -->\n", "<!-- end of figures -->"
Row = tuple[str, str]


def fresh() -> tuple[Path, Path]:
    folder = Path(tempfile.mkdtemp(prefix="vaultkit-"))
    return make_vault(folder / "v", OLD), folder / "s"


def fault_points() -> Row:
    """Count faults at every call of write, create, rename, undo and recovery, and what they lost."""
    runs = lost = 0
    faults: list[Callable[[str], None]] = [kill]
    faults += [error(n) for n in (errno.ENOSPC, errno.EIO, errno.EINTR, errno.EROFS, errno.EDQUOT)]
    for name, plan in PLANS.items():
        for fault in faults:
            at, going = 0, True
            while going:
                at += 1
                root, state = fresh()
                disk = FaultyDisk(at, fault)
                with contextlib.suppress(Killed, VaultkitError):
                    run(root, state, plan, disk, atomic=name == "rename")
                going = disk.count >= at
                runs += 1
                try:
                    recover_vault(root, state=state)
                    shutil.rmtree(root / ".vaultkit", ignore_errors=True)
                    check(root, plan, atomic=name == "rename")
                except AssertionError:
                    lost += 1
                shutil.rmtree(root.parent)
    return (
        "Faults at every call of write, create and rename, with recovery: runs, notes torn or lost",
        f"{runs:,} runs, {lost}",
    )


def editors() -> list[Row]:
    """Let a second editor work against the writer."""
    rows = []
    for how in ("atomic", "in-place"):
        folder = Path(tempfile.mkdtemp(prefix="vaultkit-"))
        lost, saved, writes = write_against(folder, how, 1500, NoSync())
        rows.append(
            (
                f"1,500 edits of an editor that saves {how}, vaultkit writing the same note: lost",
                f"{len(lost - saved)} ({len(lost)} displaced and kept in the journal; {writes} writes of vaultkit's)",
            )
        )
        shutil.rmtree(folder)
    folder = Path(tempfile.mkdtemp(prefix="vaultkit-"))
    lost, saved, _ = write_against(folder, "atomic", 1500, NaiveDisk())
    rows.append(
        ("The same against a writer that compares and then replaces: lost", f"{len(lost - saved)}")
    )
    shutil.rmtree(folder)
    return rows


def histories() -> Row:
    """Undo random histories of rewrites, new notes and moves."""
    chance = random.Random(0)  # noqa: S311 (the same histories each time)
    exact = count = 0
    names = ["a.md", "b.md", "d/c.md", "d/e.md"]
    for _ in range(150):
        folder = Path(tempfile.mkdtemp(prefix="vaultkit-"))
        root, how = (
            make_vault(folder / "v", {"a.md": b"a\r\n", "d/c.md": b"c"}),
            How(state=folder / "s", disk=NoSync()),
        )
        stack = []
        for _ in range(12):
            before, name = contents(root), chance.choice(names)
            path, text = root / name, bytes(chance.choices(b"abc \r\n", k=20))
            change: Change = (
                Rewrite(name, path.read_bytes(), text, may_shrink=True)
                if path.exists()
                else Create(name, text)
            )
            if path.exists() and chance.random() < 0.3:
                change = Move(name, chance.choice(names))
            report = write_changes(root, [change], label="x", how=how)
            if report.written:
                stack.append((report.run, before))
        while stack:
            number, before = stack.pop()
            undo(root, number, how=how)
            count += 1
            exact += contents(root) == before
        shutil.rmtree(folder)
    return "Runs of random histories undone: exact to the byte", f"{exact:,} of {count:,}"


def identity() -> list[Row]:
    """Put a panel and a property into every note of the packed vaults, and compare the rest."""
    if not SHARED.is_dir():
        return [("Notes of real vaults whose other bytes stay", "the vaults are not here")]
    import frontmatter

    from sync.test_real_vaults import KIND, KINDS
    from sync.test_rename import VAULTS, unpack
    from vaultkit.sync.place import keep_panels
    from vaultkit.sync.properties import _spliced
    from vaultkit.sync.writable import why_not
    from vaultkit.vault.files import open_vault

    right = tried = left = dumped = changed = 0
    for name in VAULTS:
        folder = Path(tempfile.mkdtemp(prefix="vaultkit-"))
        root = unpack(SHARED.parent, name, folder)
        for path, note in open_vault(root, Config(), use_cache=False).notes.items():
            if why_not(note):
                left += 1
                continue
            data = (root / path).read_bytes()
            panel = keep_panels(note, KIND.make, KINDS, html=False, add=["facts"]).text  # type: ignore[arg-type]
            head, _ = _spliced(note, note.text, {"vaultkit_test": "x"})
            for made in (panel, head):
                if made == note.text:
                    left += 1
                    continue
                tried += 1
                new, end = made.encode(), b"\r\n" if b"test: x\r\n" in made.encode() else b"\n"
                line = b"vaultkit_test: x" + end
                rest = {
                    new.replace(line, b""),
                    new.replace(b"---" + end + line + b"---" + end, b""),
                }
                right += new.startswith(data) or data in rest
            if any(not one.inline for one in note.fields):
                dumped += 1
                try:
                    changed += frontmatter.dumps(frontmatter.loads(note.text)) != note.text.strip(
                        "\n"
                    )
                except Exception:  # noqa: BLE001 (what it can not read it would lose)
                    changed += 1
        shutil.rmtree(folder)
    share = f"{changed:,} of {dumped:,}"
    return [
        (
            "Edits of notes of seven real vaults (a panel, a property): other bytes equal",
            f"{right:,} of {tried:,} ({left} left alone as unreadable or unsafe)",
        ),
        (
            "The same notes through load and dump of python-frontmatter, without any edit: changed",
            share,
        ),
    ]


def main() -> None:
    rows = [fault_points(), *editors(), histories(), *identity()]
    table = "| Figure | Here |\n| --- | --- |\n" + "".join(
        f"| {name} | {value} |\n" for name, value in rows
    )
    sys.stdout.write(table)
    text = PAGE.read_text(encoding="utf-8")
    at, end = text.index(BEGIN) + len(BEGIN), text.index(END)
    PAGE.write_text(text[:at] + "\n" + table + "\n" + text[end:], encoding="utf-8")


if __name__ == "__main__":
    main()
