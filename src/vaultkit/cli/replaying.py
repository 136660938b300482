"""`vaultkit lint` a second time: the same report, without reading a note.

Only for runs that write nothing; everything else goes its usual way.
"""

from __future__ import annotations

import os
import sys

from vaultkit.vault import replay

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any, TextIO

_WRITES = frozenset(("--fix", "--unsafe-fixes", "--diff", "--write-baseline"))
_ELSEWHERE = frozenset(("--staged", "--from-ref", "--to-ref", "--graph", "--baseline", "-"))
_NOT_A_RUN = frozenset(("--no-cache", "--help", "-h"))
_ASKED = ("NO_COLOR", "VAULTKIT_VAULT", "VAULTKIT_TODAY", "COLUMNS", "LANG", "LC_ALL", "TZ")


def can_replay(arguments: Sequence[str]) -> bool:
    """Tell whether a command line only reports on the notes on disk."""
    if "lint" not in arguments or "PRE_COMMIT_FROM_REF" in os.environ:
        return False
    words = {one.partition("=")[0] for one in arguments}
    return not words & (_WRITES | _ELSEWHERE | _NOT_A_RUN)


def replayed(arguments: Sequence[str]) -> int | None:
    """Print the report of the same run before; return its exit code, None where there is none."""
    root = root_of(arguments)
    found = replay.recall(root, _key(arguments))
    if found is None:
        return None
    code, out, err = found
    for stream, data in ((sys.stdout, out), (sys.stderr, err)):
        if data:
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr] # as cli.run has it
            stream.write(data.decode("utf-8", "surrogatepass"))
            stream.flush()
    return code


def remembering(arguments: Sequence[str], run: Callable[[Sequence[str]], int]) -> int:
    """Run a command, and keep what it printed for the next time."""
    from pathlib import Path

    from vaultkit.config import read_config
    from vaultkit.errors import EXIT_FINDINGS, VaultkitError
    from vaultkit.workspace import find_vault

    began = replay.now()
    try:
        root = str(find_vault(_vault(arguments)))
        config = read_config(Path(root))
    except VaultkitError:
        return run(arguments)
    watched = (config.lint.baseline,)
    question = (list(config.exclude), config.build.out.strip("/"), watched)
    inputs = replay.look(root, *question)
    out, err = _Copy(sys.stdout), _Copy(sys.stderr)
    sys.stdout, sys.stderr = out, err
    try:
        code = run(arguments)
    finally:
        sys.stdout, sys.stderr = out.inner, err.inner
    whole = out.is_whole and err.is_whole
    if code <= EXIT_FINDINGS and whole and root == root_of(arguments):
        answer = (code, out.data(), err.data())
        replay.remember(root, _key(arguments), question, inputs, answer, began)
    return code


def _vault(arguments: Sequence[str]) -> str | None:
    """Return the value of `--vault`, wherever it stands."""
    for at, one in enumerate(arguments):
        if one == "--vault" and at + 1 < len(arguments):
            return arguments[at + 1]
        if one.startswith("--vault="):
            return one.removeprefix("--vault=")
    return None


def root_of(arguments: Sequence[str]) -> str:
    """Return the vault's folder as `workspace.find_vault` finds it, without its imports."""
    given = _vault(arguments) or os.environ.get("VAULTKIT_VAULT")
    if given:
        return os.path.realpath(os.path.expanduser(given))  # noqa: PTH111 (pathlib costs too much)
    start = folder = os.path.realpath(os.getcwd())  # noqa: PTH109 (the same)
    while True:
        if (
            os.path.isdir(f"{folder}/.obsidian")  # noqa: PTH112 (the same)
            or os.path.isfile(f"{folder}/vaultkit.toml")  # noqa: PTH113 (the same)
            or _has_tool(f"{folder}/pyproject.toml")
        ):
            return folder
        above = os.path.dirname(folder)  # noqa: PTH120 (the same)
        if above == folder:
            return start
        folder = above


def _has_tool(file: str) -> bool:
    try:
        with open(file, "rb") as made:  # noqa: PTH123 (the same)
            return b"[tool.vaultkit" in made.read()
    except OSError:
        return False


def _key(arguments: Sequence[str]) -> list[str]:
    """Return what a report depends on besides the vault: how, where and when it is asked for."""
    import time

    wide = str(os.get_terminal_size()) if sys.stdout.isatty() else ""
    day = "" if os.environ.get("VAULTKIT_TODAY") else time.strftime("%Y-%m-%d")
    asked = [f"{name}={os.environ.get(name, '')}" for name in _ASKED]
    where = os.path.realpath(os.getcwd())  # noqa: PTH109 (the same)
    return [*arguments, where, day, wide, str(sys.stdout.encoding), *asked]


class _Copy:
    """A text stream that keeps a copy of what goes through it."""

    def __init__(self, inner: TextIO) -> None:
        self.inner = inner
        self._parts: list[bytes] = []
        self.is_whole = True
        """Nobody stopped reading, as `vaultkit lint | head` does."""

    def write(self, text: str) -> int:
        self._parts.append(text.encode("utf-8", "surrogatepass"))
        try:
            return self.inner.write(text)
        except BaseException:
            self.is_whole = False
            raise

    def flush(self) -> None:
        try:
            self.inner.flush()
        except BaseException:
            self.is_whole = False
            raise

    def data(self) -> bytes:
        """Return what was written so far."""
        return b"".join(self._parts)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.inner, name)
