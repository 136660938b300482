"""What is never written: paths out of the vault, hidden folders, unreadable or held files."""

from __future__ import annotations

import contextlib
import os
import stat
import time
import unicodedata
from pathlib import Path, PurePosixPath

from vaultkit.vault.change import Refused, VaultBusy
from vaultkit.vault.disk import is_dataless

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from vaultkit.vault.disk import Disk, Folder

NEVER = frozenset({"node_modules"})
CONFLICT_MARKS = (".sync-conflict-", "(conflicted copy", "(conflict ")
MERGE_MARKS = (b"<<<<<<< ", b"=======", b">>>>>>> ")
SHRINK_FROM_LINES = 8
GIT_BUSY = ("MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge", "rebase-apply")


def safe_parts(root: Path, path: str) -> tuple[str, ...]:
    """Return the real parts of a path below the vault's root, links inside the vault followed.

    Raises:
        Refused: it leaves the vault, or enters a folder that vaultkit never writes.
    """
    given = PurePosixPath(path)
    bad = given.is_absolute() or not given.parts or ".." in given.parts or "\0" in path
    if bad or (os.name == "nt" and ("\\" in path or ":" in path)):
        raise Refused("is no path inside the vault", where=path)
    try:
        real = os.path.realpath(root.joinpath(*given.parts))
    except OSError:
        raise Refused("is being moved", where=path) from None
    try:
        parts = Path(real).relative_to(os.path.realpath(root)).parts
    except ValueError:
        raise Refused("leads out of the vault", where=path) from None
    if not parts or any(part.startswith(".") or part in NEVER for part in parts):
        raise Refused("is in a folder that vaultkit never writes", where=path)
    if is_conflict_copy(parts[-1]):
        raise Refused("is a sync client's conflict copy, which vaultkit never edits", where=path)
    return parts


def is_conflict_copy(path: str) -> bool:
    """Tell whether a sync client made a file because two machines had edited one."""
    name = path.rpartition("/")[2].lower()
    return any(mark in name for mark in CONFLICT_MARKS)


def check_file(disk: Disk, fd: int, path: str, quiet: float) -> os.stat_result:
    """Return an open file's state if it may be written.

    Raises:
        Refused: it is no plain file, has a second name, is read-only, is not on this machine, or
            was edited less than `quiet` seconds ago.
    """
    made = disk.stat_open(fd)
    if not stat.S_ISREG(made.st_mode):
        raise Refused("is no plain file", where=path)
    if made.st_nlink > 1:
        raise Refused("has a second name (hard link), which a safe write would cut", where=path)
    if not made.st_mode & 0o222:
        raise Refused("is read-only", where=path)
    if is_dataless(made, fd):
        raise Refused("is not on this machine (kept in a cloud)", where=path)
    if quiet and 0 <= time.time() - made.st_mtime < quiet:
        raise Refused("is being edited", where=path)
    return made


def check_text(path: str, data: bytes) -> None:
    """Refuse a note whose text can not be read safely (P7).

    Raises:
        Refused: it is no UTF-8 text, or stands in the middle of a merge.
    """
    if b"\0" in data:
        raise Refused("holds NUL bytes: it is no text", where=path)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        raise Refused("is not UTF-8", where=path) from None
    if all((b"\n" + mark) in b"\n" + data for mark in MERGE_MARKS):
        raise Refused("holds an unfinished merge (<<<<<<<)", where=path)


def check_shrink(path: str, before: bytes, after: bytes) -> None:
    """Stop a change that would empty a note or lose more than half of its lines.

    Raises:
        Refused: it would.
    """
    lines = before.count(b"\n")
    if (before.strip() and not after.strip()) or (
        lines >= SHRINK_FROM_LINES and after.count(b"\n") * 2 < lines
    ):
        raise Refused("would lose more than half of its lines (shrink guard)", where=path)


def check_free(disk: Disk, folder: Folder, name: str, path: str, *, but: str = "") -> None:
    """Refuse a new name that differs from one in the folder only by case or composition.

    Raises:
        Refused: there is one, or a cloud client keeps such a file elsewhere.
    """
    folded = _fold(name)
    for other in disk.names(folder):
        if other == but:
            continue
        if _fold(other) == folded or _fold(other) == f".{folded}.icloud":
            raise Refused(f"exists already, as {other!r}", where=path)


def _fold(name: str) -> str:
    """Fold a file name as the least distinguishing file system does."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def check_git(root: Path) -> None:
    """Stop while git merges or rebases, or holds its index, in the repository of the vault.

    Raises:
        VaultBusy: it does.
    """
    folder = git_folder(root)
    if folder is None:
        return
    for name in GIT_BUSY:
        if (folder / name).exists():
            raise VaultBusy(
                f"git is in the middle of something ({name})",
                where=str(root),
                hint="finish or abort it first",
            )
    # A hook runs while git itself holds the lock of the index that it names to the hook.
    if (folder / "index.lock").exists() and "GIT_INDEX_FILE" not in os.environ:
        raise VaultBusy("git is at work (index.lock)", where=str(root), hint="try again")


def git_folder(root: Path) -> Path | None:
    """Return the git folder of the repository around a vault, or None."""
    for folder in (root, *root.parents):
        here = folder / ".git"
        if here.is_dir():
            return here
        if here.is_file():
            with contextlib.suppress(OSError, UnicodeDecodeError):
                word, _, rest = here.read_text(encoding="utf-8").partition(":")
                if word == "gitdir":
                    return (folder / rest.strip()).resolve()
            return None
    return None
