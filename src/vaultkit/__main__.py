"""The console entry: answers what needs no libraries at once, and hands the rest to click."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Sequence


def main() -> int:
    """Run one command and return its exit code."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        from vaultkit import __version__

        sys.stdout.write(f"vaultkit {__version__}\n")
        return 0
    arguments = sys.argv[1:]
    if "lint" in arguments:
        from vaultkit.cli import replaying

        if replaying.can_replay(arguments):
            return replaying.answered(arguments, _run)
        if "--staged" in arguments:
            from vaultkit.cli import hooking

            code = hooking.hooked(arguments)
            if code is not None:
                return code
    if "build" in arguments:
        from vaultkit.cli import rebuilding

        if rebuilding.can_rebuild(arguments):
            code = rebuilding.rebuilt(arguments)
            if code is not None:
                return code
    if "query" in arguments:
        from vaultkit.cli import asking

        if asking.can_ask(arguments):
            code = asking.asked(arguments)
            if code is not None:
                os._exit(code)  # all is flushed, and taking a heap apart takes time
    return _run(arguments)


def _run(arguments: Sequence[str]) -> int:
    """Hand a command line to click."""
    from vaultkit.cli.cli import run

    return run(arguments)


def start() -> int:
    """Run one command as a program of its own, and end it at once.

    Taking a heap of notes and names apart takes time, and nothing of lint waits for it.
    """
    code = main()
    if "lint" in sys.argv and sys.gettrace() is None and code <= 1:
        try:
            sys.stdout.flush()
            sys.stderr.flush()
        except (OSError, ValueError):
            return code
        os._exit(code)
    return code


if __name__ == "__main__":
    raise SystemExit(start())
