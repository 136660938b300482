"""Runs git in the folder of a vault."""

from __future__ import annotations

import os

from vaultkit.errors import VaultkitError

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST = 120
"""Seconds after which git is given up."""
PATHS = ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE", "GIT_OBJECT_DIRECTORY")


def run_git(
    root: str | os.PathLike[str],
    *arguments: str,
    given: bytes | None = None,
    fine: tuple[int, ...] = (0,),
    locale: str = "C",
    extra: Mapping[str, str] | None = None,
) -> bytes:
    """Return what git prints when it is run in `root`.

    Args:
        given: its standard input.
        fine: exit codes that are no failure.
        locale: what decides over upper and lower case.
        extra: variables besides those of this process.

    Raises:
        VaultkitError: git is missing, takes too long, or fails.
    """
    import subprocess

    # A hook gets paths from where git was called; `-C` would read them from the vault.
    env = {**os.environ, "LC_ALL": locale, "GIT_OPTIONAL_LOCKS": "0"}
    for name in PATHS:
        if env.get(name):
            env[name] = os.path.abspath(env[name])  # noqa: PTH100 (links stay as they are)
    env.update(extra or {})
    command = ["git", "-c", "core.fsmonitor=false", "-C", os.fspath(root), *arguments]
    try:
        done = subprocess.run(  # noqa: S603 (no shell; arguments are ours or checked)
            command, capture_output=True, check=False, timeout=LONGEST, input=given, env=env
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise VaultkitError(f"git can not be run: {error}", hint="install git") from error
    if done.returncode not in fine:
        said = done.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
        raise VaultkitError(f"git says: {said}", where=os.path.basename(root))  # noqa: PTH119 (pathlib costs too much)
    return done.stdout


def names(output: bytes) -> list[str]:
    """Split what git prints with `-z` into paths."""
    text = output.decode("utf-8", "surrogateescape")
    return [name for name in text.split("\0") if name]


def is_repository(root: str | os.PathLike[str]) -> bool:
    """Tell whether the folder lies in a working tree of git."""
    try:
        return run_git(root, "rev-parse", "--is-inside-work-tree").strip() == b"true"
    except VaultkitError:
        return False


def blobs(root: str | os.PathLike[str], ids: dict[str, str]) -> dict[str, bytes]:
    """Return the contents of blobs by path, given their object ids by path."""
    if not ids:
        return {}
    wanted = "".join(f"{one}\n" for one in ids.values()).encode()
    output = run_git(root, "cat-file", "--batch", given=wanted)
    found: dict[str, bytes] = {}
    at = 0
    for path in ids:
        end = output.index(b"\n", at)
        head = output[at:end].split()
        if len(head) < 3:  # noqa: PLR2004 (id, type, size; else "ID missing")
            at = end + 1
            continue
        size = int(head[2])
        found[path] = output[end + 1 : end + 1 + size]
        at = end + 1 + size + 1
    return found


def grep(root: str | os.PathLike[str], words: list[str], patterns: tuple[str, ...]) -> list[str]:
    """Return the files of the index that hold one of some words, in any case; sorted."""
    written = [word for word in words if "\n" not in word and word]
    if not written:
        return []
    given = "\n".join(written).encode("utf-8", "surrogateescape") + b"\n"
    output = run_git(
        root, "grep", "--cached", "-I", "-l", "-z", "-i", "-F", "-f", "-", "--", *patterns,
        given=given, fine=(0, 1), locale="C.UTF-8",
    )  # fmt: skip
    return sorted(names(output))
