"""Runs commands as whole processes in turn, and gives CPU seconds, wall seconds and peak memory of each run."""

from __future__ import annotations

import os
import resource
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
    with tempfile.TemporaryFile() as err:
        start = time.perf_counter()
        child = subprocess.Popen(command.arguments, stdout=subprocess.DEVNULL, stderr=err, env=env)
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode not in command.accepts:
            err.seek(0)
            raise RuntimeError(
                f"{command.name} exits {child.returncode}: {err.read()[-500:].decode(errors='replace')}"
            )
    unit = 1024 if os.uname().sysname == "Linux" else 1024 * 1024
    return Run(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / unit)


def interleave(commands: list[Command], runs: int) -> dict[str, list[Run]]:
    """Run all commands in turn, `runs` times after one warm-up round."""
    got: dict[str, list[Run]] = {command.name: [] for command in commands}
    for number in range(runs + 1):
        for command in commands:
            run = once(command)
            if number:
                got[command.name].append(run)
    return got


def ratio(one: list[Run], other: list[Run], figure: str = "cpu") -> tuple[float, float, float]:
    """Return min, median and max of the ratio, pair by pair."""
    pairs = [
        getattr(a, figure) / max(getattr(b, figure), 1e-9) for a, b in zip(one, other, strict=True)
    ]
    return min(pairs), statistics.median(pairs), max(pairs)


def own_peak_mb() -> float:
    """Return this process's peak memory in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
