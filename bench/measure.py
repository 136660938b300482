"""Runs commands as whole processes in turn, and gives CPU seconds, wall seconds and peak memory of each run."""

from __future__ import annotations

import os
import statistics
import subprocess
import tempfile
import time
from dataclasses import dataclass, field


@dataclass
class Command:
    """A command to time; `before` runs, untimed, ahead of every run."""

    name: str
    arguments: list[str]
    before: list[str] | None = None
    env: dict[str, str] = field(default_factory=dict)
    accepts: tuple[int, ...] = (0, 1)
    warms: bool = True
    """It runs in the round that warms up; what keeps nothing, and takes long, need not."""
    tells: bool = False
    """It prints the CPU seconds of the part that counts: what it imports and reads in does not."""


@dataclass(frozen=True)
class Run:
    """One finished run."""

    cpu: float
    wall: float
    peak_mb: float


def once(command: Command) -> Run:
    """Run a command once and return what the operating system says it took."""
    if command.before:
        subprocess.run(command.before, check=True, stdout=subprocess.DEVNULL)
    env = {**os.environ, **command.env}
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        start = time.perf_counter()
        child = subprocess.Popen(command.arguments, stdout=out, stderr=err, env=env)
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode not in command.accepts:
            err.seek(0)
            raise RuntimeError(
                f"{command.name} exits {child.returncode}: {err.read()[-500:].decode(errors='replace')}"
            )
        cpu = usage.ru_utime + usage.ru_stime
        if command.tells:
            out.seek(0)
            cpu = wall = float(out.read().split()[-1])
    unit = 1024 if os.uname().sysname == "Linux" else 1024 * 1024
    return Run(cpu, wall, usage.ru_maxrss / unit)


def interleave(commands: list[Command], runs: int, *, warm: bool = True) -> dict[str, list[Run]]:
    """Run all commands in turn, `runs` times after one warm-up round; one that fails is left out."""
    got: dict[str, list[Run]] = {command.name: [] for command in commands}
    failed: set[str] = set()
    for number in range(runs + warm):
        for command in commands:
            if command.name in failed or (warm and not number and not command.warms):
                continue
            try:
                run = once(command)
            except (OSError, RuntimeError, ValueError) as error:
                print(f"  {command.name} is left out: {error}", flush=True)
                failed.add(command.name)
                got[command.name] = []
                continue
            if number or not warm:
                got[command.name].append(run)
    return got


def ratio(one: list[Run], other: list[Run], figure: str = "cpu") -> tuple[float, float, float]:
    """Return min, median and max of the ratio, pair by pair."""
    pairs = [
        getattr(a, figure) / max(getattr(b, figure), 1e-9) for a, b in zip(one, other, strict=False)
    ]
    return min(pairs), statistics.median(pairs), max(pairs)
