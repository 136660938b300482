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

    from vaultkit.lint.again import Change

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


class Hand:
    """What a run that is worth remembering is given, and what it leaves."""

    def __init__(self, root: str, key: Sequence[str], inputs: replay.Inputs) -> None:
        self.root = root
        self.key = key
        self.inputs = inputs
        """What `replay.look` saw."""
        self.record: replay.Record | None = None
        """What is kept of the same run before."""
        self.change: Change | None = None
        """What differs from that run, once somebody asked."""
        self.base = b""
        """The hash of what this run, or one before it, left by `bases.keep`."""
        self.over: Any = None
        """What it laid over that base."""
        self.asked: dict[str, Any] | None = None
        """The options of the run, where the next one needs to know no more."""

    def keep(self, question: replay.Inputs, answer: replay.Inputs, began: int) -> None:
        """Keep what the run printed, and what it left."""
        made = replay.Record(question, self.inputs, answer, self.base, self.over, self.asked)
        replay.remember(self.root, self.key, made, began, self.record)


HAND: Hand | None = None
"""Given to the run under way; None where nothing is to be remembered."""


def answered(arguments: Sequence[str], run: Callable[[Sequence[str]], int]) -> int:
    """Print the report of the same run before where nothing changed; else run, and keep it."""
    root, key = root_of(arguments), _key(arguments)
    began = replay.now()
    record = replay.recall(root, key)
    inputs = replay.look(root, *record.question) if record is not None else None
    if record is not None and inputs is not None:
        if record.is_like(inputs):
            code, out, err = record.answer
            show(out, err)
            return int(code)
        if record.asked is not None and record.base:
            from vaultkit.cli import renewing

            hand = Hand(root, key, inputs)
            hand.record = record
            again = renewing.renewed(hand, began)
            if again is not None:
                return again
    return _remembering(arguments, run, record, inputs, began)


def show(out: bytes, err: bytes) -> None:
    """Print what a run prints."""
    for stream, data in ((sys.stdout, out), (sys.stderr, err)):
        if data:
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr] # as cli.run has it
            try:
                stream.write(data.decode("utf-8", "surrogatepass"))
                stream.flush()
            except BrokenPipeError:
                # The reader went away (`vaultkit lint | head`): nothing is wrong.
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _remembering(
    arguments: Sequence[str],
    run: Callable[[Sequence[str]], int],
    record: replay.Record | None,
    inputs: replay.Inputs | None,
    began: int,
) -> int:
    """Run a command, and keep what it printed for the next time."""
    global HAND  # noqa: PLW0603 (the commands between here and the run take no argument for it)
    from pathlib import Path

    from vaultkit.config import read_config
    from vaultkit.errors import EXIT_FINDINGS, VaultkitError
    from vaultkit.workspace import find_vault

    try:
        root = str(find_vault(_vault(arguments)))
        config = read_config(Path(root))
    except VaultkitError:
        return run(arguments)
    if root != root_of(arguments):
        return run(arguments)
    question = (list(config.exclude), config.build.out.strip("/"), (config.lint.baseline,))
    if record is None or inputs is None or record.question != question:
        record = None
        inputs = replay.look(root, *question)
    hand = HAND = Hand(root, _key(arguments), inputs)
    hand.record = record
    out, err = _Copy(sys.stdout), _Copy(sys.stderr)
    sys.stdout, sys.stderr = out, err
    try:
        code = run(arguments)
    finally:
        HAND = None
        sys.stdout, sys.stderr = out.inner, err.inner
    if code <= EXIT_FINDINGS and out.is_whole and err.is_whole:
        answer = (code, out.data(), err.data())
        hand.keep(question, answer, began)
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
    wide = str(os.get_terminal_size()) if sys.stdout.isatty() else ""
    asked = [f"{name}={os.environ.get(name, '')}" for name in _ASKED]
    where = os.path.realpath(os.getcwd())  # noqa: PTH109 (the same)
    return [*arguments, where, wide, str(sys.stdout.encoding), *asked]


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
