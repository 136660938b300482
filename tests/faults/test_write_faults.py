"""Rows 39-42: a kill, a full disk, an I/O error at every call of write, create, rename, recovery."""

from __future__ import annotations

import contextlib
import errno
import itertools
from typing import TYPE_CHECKING

import pytest

from faults.shim import FaultyDisk, Killed, NoExchange, contents, error, kill, make_vault
from vaultkit.errors import VaultkitError
from vaultkit.vault.change import Change, Create, Move, Rewrite
from vaultkit.vault.recover import recover_vault
from vaultkit.vault.write import How, write_changes

if TYPE_CHECKING:
    from pathlib import Path

    from vaultkit.vault.disk import Disk

OLD = {"a.md": b"one\r\ntwo\r\n", "sub/b.md": b"# B\n[[a]]\n", "c.md": b"\xef\xbb\xbfsee [[a]]"}
NEW = {"a.md": b"one\r\n2\r\n", "sub/b.md": b"# B\n[[z]]\n", "c.md": b"\xef\xbb\xbfsee [[z]]"}
WRITES: list[Change] = [Rewrite(name, OLD[name], NEW[name]) for name in OLD]
CREATES: list[Change] = [Create("new/deep/n.md", b"fresh\n"), WRITES[0]]
RENAME: list[Change] = [WRITES[1], WRITES[2], Move("a.md", "folder/z.md")]
PLANS = {"write": WRITES, "create": CREATES, "rename": RENAME}
ERRORS = [errno.ENOSPC, errno.EIO, errno.EINTR, errno.EROFS, errno.EDQUOT]


def states(plan: list[Change]) -> dict[str, set[bytes | None]]:
    """Return what each file may hold after a run that broke off, once it is recovered."""
    allowed: dict[str, set[bytes | None]] = {name: {data} for name, data in OLD.items()}
    for change in plan:
        match change:
            case Rewrite():
                allowed[change.path].add(change.after)
            case Create():
                allowed.setdefault(change.path, {None}).add(change.after)
            case Move():
                allowed[change.path].add(None)
                allowed[change.to] = {None, OLD[change.path]}
    return allowed


def check(root: Path, plan: list[Change], *, atomic: bool) -> None:
    now = contents(root)
    allowed = states(plan)
    assert not [name for name in now if name not in allowed], "foreign or temporary files"
    for name, wanted in allowed.items():
        assert now.get(name) in wanted, name
    if atomic:
        moved = {"sub/b.md": NEW["sub/b.md"], "c.md": NEW["c.md"], "folder/z.md": OLD["a.md"]}
        assert now in (OLD, moved), "half renamed"


def run(root: Path, state: Path, plan: list[Change], disk: Disk, *, atomic: bool) -> None:
    write_changes(root, plan, label="test", how=How(atomic=atomic, disk=disk, state=state))


@pytest.mark.parametrize("name", PLANS)
@pytest.mark.parametrize("weak", [False, True], ids=["exchange", "weak"])
def test_killed_at_every_call(tmp_path: Path, name: str, *, weak: bool) -> None:
    plan, atomic = PLANS[name], name == "rename"
    kind = type("Faulty", (FaultyDisk, NoExchange), {}) if weak else FaultyDisk
    for at in itertools.count(1):
        root, state = make_vault(tmp_path / f"v{at}", OLD), tmp_path / f"s{at}"
        disk = kind(at, kill)
        try:
            run(root, state, plan, disk, atomic=atomic)
        except Killed:
            recover_vault(root, state=state)
            check(root, plan, atomic=atomic)
            before = contents(root)
            recover_vault(root, state=state)
            assert contents(root) == before
        else:
            break
    assert at > 30, "too few calls were counted to be true"
    check(root, plan, atomic=atomic)


@pytest.mark.parametrize("name", PLANS)
@pytest.mark.parametrize(
    ("number", "sticky"),
    [(number, False) for number in ERRORS] + [(errno.ENOSPC, True), (errno.EIO, True)],
    ids=lambda one: (
        ("once", "from-then-on")[one] if isinstance(one, bool) else errno.errorcode[one]
    ),
)
def test_error_at_every_call(tmp_path: Path, name: str, number: int, sticky: bool) -> None:  # noqa: FBT001
    plan, atomic = PLANS[name], name == "rename"
    if number not in {errno.ENOSPC, errno.EIO} and name != "rename":
        pytest.skip("a rename makes every kind of call; make safety tries all")
    for at in itertools.count(1):
        root, state = make_vault(tmp_path / f"v{at}", OLD), tmp_path / f"s{at}"
        disk = FaultyDisk(at, error(number), sticky=sticky)
        with contextlib.suppress(VaultkitError):
            run(root, state, plan, disk, atomic=atomic)
        if disk.count < at:
            break
        recover_vault(root, state=state)
        # Where tidying up is what failed, the empty folder may stay; it ignores itself.
        (root / ".vaultkit/tmp/.gitignore").unlink(missing_ok=True)
        check(root, plan, atomic=atomic)
    assert at > 30


@pytest.mark.parametrize("name", PLANS)
def test_killed_in_recovery(tmp_path: Path, name: str) -> None:
    plan, atomic = PLANS[name], name == "rename"
    calls = FaultyDisk()
    run(make_vault(tmp_path / "v", OLD), tmp_path / "s", plan, calls, atomic=atomic)
    for first in range(1, calls.count + 1, 3):
        for second in itertools.count(1):
            root = make_vault(tmp_path / f"v{first}-{second}", OLD)
            state = tmp_path / f"s{first}-{second}"
            with pytest.raises(Killed):
                run(root, state, plan, FaultyDisk(first, kill), atomic=atomic)
            disk = FaultyDisk(second, kill)
            try:
                recover_vault(root, disk=disk, state=state)
            except Killed:
                recover_vault(root, state=state)
                check(root, plan, atomic=atomic)
            else:
                check(root, plan, atomic=atomic)
                break
