"""One step of a run on one file: compare, exchange, verify; and how a broken one is settled.

The way a file is rewritten (design/safety D): the new bytes go to a file of their own in
`.vaultkit/tmp/`, durably; the target is compared with what was planned on; the two files are
exchanged in one system call; and what came out is looked at. If it is not what was planned on,
an edit slipped in, and the exchange is taken back: the user's edit wins.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import time

from vaultkit.vault.change import Refused, hash_of
from vaultkit.vault.disk import Folder, opened, read_all
from vaultkit.vault.exchange import NotSupported
from vaultkit.vault.guards import check_file, check_free, safe_parts
from vaultkit.vault.site import PART

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.vault.journal import Step
    from vaultkit.vault.site import Site

GONE = {errno.ENOENT, errno.ENOTDIR, errno.ELOOP}
ROUNDS = 10
HELD_FOR = 2.0
"""Seconds to wait for a program that has the displaced file open for writing."""
_PAUSE = 0.02
WAS = ".was"
"""Ending of the second name of a displaced file where there is no exchange call."""


class Changed(Exception):
    """The user's edit wins: the file is as the user left it."""


def make(site: Site, step: Step, after: bytes) -> None:
    """Make one step; `after` are the bytes that a rewrite or a new file gets.

    Raises:
        Changed: the file is not as planned any more; it was left as it is.
        Refused: a guard says no.
        OSError: the system says no. The caller settles the step.
    """
    parts = safe_parts(site.root, step.path) if step.kind != "move" else _plain(step.path)
    with opened(site.disk, site.root, parts[:-1]) as folder:
        match step.kind:
            case "rewrite":
                _rewrite(site, step, folder, parts[-1], after)
            case "create":
                check_free(site.disk, folder, parts[-1], step.path)
                site.write_temp(step.temp, after, -1, None)
                with _taken(step.path):
                    site.disk.move_new(site.tmp, step.temp, folder, parts[-1])
                site.sync(folder, site.tmp)
            case "move":
                _move(site, step, folder, parts[-1])
            case "remove":
                _remove(site, step, folder, parts[-1])
            case "mkdir":
                with contextlib.suppress(FileExistsError):
                    site.disk.make_folder(folder, parts[-1])
                site.sync(folder)
            case "rmdir":
                with contextlib.suppress(OSError):  # not empty: it is the user's now
                    site.disk.remove_folder(folder, parts[-1])


def _rewrite(site: Site, step: Step, folder: Folder, name: str, after: bytes) -> None:
    fd = _open_target(site, folder, name)
    try:
        made = check_file(site.disk, fd, step.path, site.quiet)
        if hash_of(read_all(site.disk, fd)) != step.before:
            raise Changed
        site.write_temp(step.temp, after, fd, made)
    finally:
        os.close(fd)
    if site.look(folder, name) != step.before:
        raise Changed
    try:
        _exchange(site, folder, name, step.temp)
    except NotSupported:
        site.weak = True
        _replace_weakly(site, step, folder, name)
        return
    except FileNotFoundError:
        raise Changed from None
    site.sync(folder, site.tmp)
    if _is_as_planned(site, step.temp, step.before):
        site.drop(step.temp)
        return
    _take_back(site, step.path, folder, name, step.temp, step.after)
    raise Changed


def _open_target(site: Site, folder: Folder, name: str) -> int:
    try:
        return site.disk.open_read(folder, name)
    except FileNotFoundError:
        raise Changed from None


def _exchange(site: Site, folder: Folder, name: str, temp: str) -> None:
    """Swap the target and the temporary file, by whichever call the system has."""
    if folder.fd is None and os.name == "nt":
        site.disk.replace_keeping(folder, name, site.tmp, temp, temp + WAS)
        site.disk.replace(site.tmp, temp + WAS, site.tmp, temp)
    else:
        site.disk.exchange(site.tmp, temp, folder, name)


def _is_as_planned(site: Site, name: str, before: str) -> bool:
    """Tell whether a displaced file is what was planned on, and nobody can still write to it."""
    until = time.monotonic() + HELD_FOR
    while True:
        fd = site.disk.open_read(site.tmp, name)
        try:
            held = site.disk.is_held(fd)
            if not held:
                if held is None and site.hold:
                    time.sleep(site.hold)
                return hash_of(read_all(site.disk, fd)) == before
        finally:
            os.close(fd)
        if time.monotonic() >= until:
            return False
        time.sleep(_PAUSE)


def _take_back(site: Site, path: str, folder: Folder, name: str, temp: str, ours: str) -> None:
    """Put a user's edit that was displaced back in its place, and any newer one over it."""
    seen = _bring_back(site, folder, name, temp, ours)
    # The edit is back in its place; should a program that had read vaultkit's version in that
    # instant write over it, the journal still has it.
    for data in seen:
        site.keep(path, data)
    site.drop(temp)


def _bring_back(site: Site, folder: Folder, name: str, temp: str, ours: str) -> list[bytes]:
    """Exchange until what comes out is what went in before; return every version of the user's."""
    expected = ours
    seen: list[bytes] = []
    for _ in range(ROUNDS):
        data = site.read(site.tmp, temp)
        seen.append(data)
        try:
            _exchange(site, folder, name, temp)
        except FileNotFoundError:
            return seen  # the note was deleted meanwhile: the deletion stands
        site.sync(folder, site.tmp)
        if _is_as_planned(site, temp, expected):
            return seen
        # What came out is newer than what went in, or still written to: it goes in again.
        expected = hash_of(data)
    return [*seen, site.read(site.tmp, temp)]


def _replace_weakly(site: Site, step: Step, folder: Folder, name: str) -> None:
    """Replace the target where there is no exchange call: the old file keeps a second name."""
    was = step.temp + WAS
    linked = True
    try:
        site.disk.link(folder, name, site.tmp, was)
    except FileNotFoundError:
        raise Changed from None
    except OSError:
        linked = False
    if linked and site.look(site.tmp, was) != step.before:
        raise Changed
    site.disk.replace(site.tmp, step.temp, folder, name)
    site.sync(folder, site.tmp)
    if not linked:
        return
    if not _is_as_planned(site, was, step.before):
        _put_back(site, step, folder, name)
        raise Changed
    site.drop(was)


def _put_back(site: Site, step: Step, folder: Folder, name: str) -> None:
    """Return a displaced edit to its place by its second name, unless a newer one is there."""
    was = step.temp + WAS
    if site.look(folder, name) == step.after:
        site.disk.replace(site.tmp, was, folder, name)
    else:
        site.keep(step.path, site.read(site.tmp, was))
        site.drop(was)


def _move(site: Site, step: Step, folder: Folder, name: str) -> None:
    to = _plain(step.to)
    try:
        made = site.disk.stat(folder, name)
    except FileNotFoundError:
        raise Changed from None
    if not (stat.S_ISREG(made.st_mode) or stat.S_ISDIR(made.st_mode)):
        raise Refused("is no plain file or folder", where=step.path)
    with opened(site.disk, site.root, to[:-1]) as target:
        same = _plain(step.path)[:-1] == to[:-1]
        check_free(site.disk, target, to[-1], step.to, but=name if same else "")
        try:
            with _taken(step.to):
                site.disk.move_new(folder, name, target, to[-1])
        except Refused:
            # On a disk that ignores case, the old name is in the way of its own new case.
            if not (same and name.casefold() == to[-1].casefold()):
                raise
            there = site.disk.stat(target, to[-1])
            if (there.st_dev, there.st_ino) != (made.st_dev, made.st_ino) or made.st_nlink > 1:
                raise
            site.disk.replace(folder, name, target, to[-1])
        site.sync(folder, target)


def _remove(site: Site, step: Step, folder: Folder, name: str) -> None:
    if site.look(folder, name) != step.before:
        raise Changed
    site.disk.move_new(folder, name, site.tmp, step.temp)
    if not _is_as_planned(site, step.temp, step.before):
        _return_removed(site, step, folder, name)
        raise Changed
    site.sync(folder, site.tmp)
    site.drop(step.temp)


def _return_removed(site: Site, step: Step, folder: Folder, name: str) -> None:
    """Give a removed file its name again; where that is taken, keep its bytes."""
    try:
        site.disk.move_new(site.tmp, step.temp, folder, name)
    except FileExistsError:
        site.keep(step.path, site.read(site.tmp, step.temp))
        site.drop(step.temp)


@contextlib.contextmanager
def _taken(path: str) -> Iterator[None]:
    """Say that a name is taken in the words of a guard."""
    try:
        yield
    except FileExistsError:
        raise Refused("exists already", where=path) from None


def settle(site: Site, step: Step) -> None:
    """Bring a step that broke off to rest: the file whole, no temporary file, no edit lost.

    The hashes of the target and of the temporary file tell how far it came; it may be called
    any number of times.
    """
    if step.kind not in {"rewrite", "create", "remove"}:
        return
    try:
        parts = safe_parts(site.root, step.path)
        with opened(site.disk, site.root, parts[:-1]) as folder:
            _settle_in(site, step, folder, parts[-1])
            site.sync(folder, site.tmp)
    except (Refused, OSError) as error:
        if isinstance(error, OSError) and error.errno not in GONE:
            raise
        _settle_alone(site, step)


def _settle_alone(site: Site, step: Step) -> None:
    """Settle a step whose folder is gone, or has become a link: keep what is the user's."""
    site.drop(step.temp + PART)
    for name in (step.temp, step.temp + WAS):
        out = site.look(site.tmp, name)
        if out and out != step.after:
            site.keep(step.path, site.read(site.tmp, name))
        site.drop(name)
    site.sync(site.tmp)


def _settle_in(site: Site, step: Step, folder: Folder, name: str) -> None:
    site.drop(step.temp + PART)
    _settle_second_name(site, step, folder, name)
    out = site.look(site.tmp, step.temp)
    if not out:
        _settle_odd(site, step, folder, name)
        return
    if out in {step.before, step.after}:
        # vaultkit's own, not exchanged yet; or what was planned on, and all went well.
        if step.kind == "remove":
            _return_removed(site, step, folder, name)
        else:
            site.drop(step.temp)
    elif step.kind == "remove":
        _return_removed(site, step, folder, name)
    elif step.kind == "rewrite" and site.look(folder, name) == step.after:
        _take_back(site, step.path, folder, name, step.temp, step.after)
    else:
        site.keep(step.path, site.read(site.tmp, step.temp))
        site.drop(step.temp)


def _settle_odd(site: Site, step: Step, folder: Folder, name: str) -> None:
    """Put back what is no plain file (a link that took the note's place) and was displaced."""
    with contextlib.suppress(FileNotFoundError):
        site.disk.stat(site.tmp, step.temp)
        if step.kind == "rewrite" and site.look(folder, name) == step.after:
            _exchange(site, folder, name, step.temp)
            site.drop(step.temp)


def _settle_second_name(site: Site, step: Step, folder: Folder, name: str) -> None:
    """Settle what the weak way or ReplaceFileW left: the displaced file's second name."""
    was = step.temp + WAS
    out = site.look(site.tmp, was)
    if not out:
        return
    here = site.look(folder, name)
    if out in {step.before, here}:
        site.drop(was)
    elif here in {step.after, ""}:
        site.disk.replace(site.tmp, was, folder, name)
    else:
        site.keep(step.path, site.read(site.tmp, was))
        site.drop(was)


def _plain(path: str) -> tuple[str, ...]:
    return tuple(path.split("/"))
