"""Which files of a vault differ from a revision of git."""

from __future__ import annotations

import subprocess

from vaultkit.errors import VaultkitError

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from pathlib import Path


def changed_files(root: Path, revision: str) -> frozenset[str]:
    """Return the paths from `root` that changed since a revision, untracked ones included.

    Raises:
        VaultkitError: git is missing, the folder is in no repository, or the revision is unknown.
    """
    if revision.startswith("-"):
        raise VaultkitError("is no revision", where=revision)
    changed = _git(
        root, "diff", "--name-only", "-z", "--relative", "--end-of-options", revision, "--"
    )
    new = _git(root, "ls-files", "--others", "--exclude-standard", "-z")
    return frozenset(name for name in (changed + new).split("\0") if name)


def _git(root: Path, *arguments: str) -> str:
    """Run git in the vault and return what it prints."""
    try:
        done = subprocess.run(  # noqa: S603 (no shell; the only word from outside is checked)
            ["git", "-C", str(root), *arguments],  # noqa: S607 (the user's own git)
            capture_output=True,
            check=False,
            timeout=120,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise VaultkitError(f"git can not be run: {error}", hint="install git") from error
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
        raise VaultkitError(f"git says: {said}", where=str(root.name))
    return done.stdout.decode("utf-8", "surrogateescape")
