"""The console entry: answers what needs no libraries at once, and hands the rest to click."""

from __future__ import annotations

import sys


def main() -> int:
    """Run one command and return its exit code."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        from vaultkit import __version__

        sys.stdout.write(f"vaultkit {__version__}\n")
        return 0
    from vaultkit.cli.cli import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    raise SystemExit(main())
