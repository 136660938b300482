"""Runs the program as a user does, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Ran:
    """What a command printed and returned."""

    code: int
    out: str
    err: str


def vaultkit(*arguments: str, here: Path, env: dict[str, str] | None = None) -> Ran:
    """Run `vaultkit ARGUMENTS` in the folder `here`."""
    done = subprocess.run(
        [sys.executable, "-m", "vaultkit", *arguments],
        cwd=here,
        env={**os.environ, "PYTHONUTF8": "1", **(env or {})},
        capture_output=True,
        encoding="utf-8",
        check=False,
        stdin=subprocess.DEVNULL,
        timeout=120,
    )
    return Ran(done.returncode, done.stdout, done.stderr)
