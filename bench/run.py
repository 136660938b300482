"""Measures vaultkit against floors and peers, side by side, and prints ratios (docs/performance.md).

    python bench/run.py quick|bars|full [--notes N] [--runs N] [--keep FOLDER] [--only TABLE ...]

Byte code is compiled first; all commands of a table are run in turn in one go, after one warm-up round; what is printed is the median of the
ratios pair by pair, with their least and greatest. A peer that is not installed is left out with a line. Results go to bench/results/.
"""

from __future__ import annotations

import argparse
import compileall
import json
import os
import platform
import subprocess
import tempfile
import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from measure import Command, Run, interleave, ratio
from tables import (
    HERE,
    PYTHON,
    build_table,
    lint_table,
    names_table,
    peers_table,
    places,
    sparql_table,
    staged_table,
    vaultkit,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from tables import Bar, Table

TRIPLES = (
    "import sys; from pyoxigraph import parse, serialize, RdfFormat;"
    "serialize(parse(path=sys.argv[1]), sys.argv[2], format=RdfFormat.N_TRIPLES)"
)


def show(title: str, table: Table, runs: int) -> list[dict[str, object]]:
    """Run one table, print its bars, and return them for the record."""
    commands, bars = table
    print(f"\n{title} ({runs} run{'s' * (runs > 1)} in turn)", flush=True)
    got = interleave(commands, runs)
    rows: list[dict[str, object]] = [row for bar in bars if (row := judge(bar, got))]
    peaks = [f"{name} {max(run.peak_mb for run in ran):.0f}" for name, ran in got.items() if ran]
    print("  peak MB: " + ", ".join(peaks), flush=True)
    rows.append({"raw": {name: [asdict(run) for run in ran] for name, ran in got.items()}})
    return rows


def judge(bar: Bar, got: dict[str, list[Run]]) -> dict[str, object] | None:
    """Print one bar with its target, figure and spread, and return it."""
    one = got[bar.one]
    other = got[bar.other] if bar.other else [Run(1, 1, 1)] * len(one)
    if not one or not other:
        return None
    least, median, most = ratio(one, other, bar.figure)
    held = median >= bar.target if bar.at_least else median <= bar.target
    sign = ">=" if bar.at_least else "<="
    print(
        f"  {bar.name:<46} {median:8.2f}x  ({least:.2f}-{most:.2f})  {sign} {bar.target}x  {'ok' if held else 'MISS'}"
    )
    return {
        "bar": bar.name,
        "median": median,
        "least": least,
        "most": most,
        "target": bar.target,
        "holds": held,
    }


def growth(sizes: list[int], vaults: Path, home: Path) -> list[dict[str, object]]:
    """Show how the cost of lint and build, cold and with one note changed, grows with the vault."""
    from tables import change

    rows: list[dict[str, object]] = []
    print("\nHow cost grows (CPU a note; 1 is the smallest vault)")
    first: dict[str, float] = {}
    for size in sizes:
        vault = made(vaults, size)
        start = [*vaultkit(home), "--vault", str(vault)]
        env = places(home, f"growth-{size}")
        out = ["build", "--out", str(home / f"growth-out-{size}")]
        commands = [
            Command("lint cold", [*start, "lint", "--exit-zero", "--no-cache"], env=env),
            Command("lint one note changed", [*start, "lint", "--exit-zero"], change(vault), env),
        ]
        if size <= 10_000:
            commands += [
                Command("build cold", [*start, *out, "--no-cache"], env=env, warms=False),
                Command("build one note changed", [*start, *out], change(vault), env),
            ]
        for name, ran in interleave(commands, 1).items():
            if not ran:
                continue
            cost = min(run.cpu for run in ran) / size
            first.setdefault(name, cost)
            peak = max(run.peak_mb for run in ran)
            rows.append(
                {"notes": size, "command": name, "relative": cost / first[name], "mb": peak}
            )
            print(
                f"  {size:>7} notes  {name:<24} {cost / first[name]:6.2f}  peak {peak:.0f} MB",
                flush=True,
            )
    return rows


def made(vaults: Path, notes: int, suffix: str = "") -> Path:
    """Return a generated vault of so many notes."""
    vault = vaults / f"{notes}{suffix}"
    mark = vault / ".obsidian" / "made"
    before = mark.read_text(encoding="utf-8") if mark.is_file() else ""
    # A process of its own: the memory of this one would count as its children's.
    subprocess.run([PYTHON, str(HERE / "generate.py"), str(vault), str(notes)], check=True)
    if mark.read_text(encoding="utf-8") != before:
        time.sleep(3)  # what changed just now is not trusted by its stamp
    return vault


def sparql_inputs(vault: Path, home: Path) -> tuple[Path, Path]:
    """Return a file of triples of a vault's graph, and the example vault with its graph stored."""
    out, triples = home / "sparql", home / "graph.nt"
    build = [*vaultkit(home), "--vault", str(vault), "build", "--out", str(out), "-q"]
    env = {**os.environ, **places(home, "sparql")}
    subprocess.run(build, check=True, env=env, stdout=subprocess.DEVNULL)
    subprocess.run([PYTHON, "-c", TRIPLES, str(out / "graph.ttl"), str(triples)], check=True)
    return triples, HERE.parent / "vault"


def main() -> None:
    """Run the tables that were asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=["quick", "bars", "full"])
    parser.add_argument("--notes", type=int)
    parser.add_argument("--runs", type=int)
    parser.add_argument(
        "--keep", type=Path, help="folder for the vaults (default: a temporary one)"
    )
    parser.add_argument(
        "--only", nargs="*", help="tables: lint staged build names sparql peers growth memory"
    )
    options = parser.parse_args()
    import vaultkit as package

    compileall.compile_dir(Path(package.__file__).parent, quiet=2)
    quick = options.what == "quick"
    notes = options.notes or (1000 if quick else 6500)
    runs = options.runs or (3 if quick else 5)
    few = max(1, runs - 3) if not quick else 1
    temporary = tempfile.TemporaryDirectory()
    vaults = options.keep or Path(temporary.name)
    home = Path(temporary.name) / "home"
    cpus = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    print(
        f"{notes} notes; {platform.machine()}, {cpus} processors, Python {platform.python_version()}; ratios of CPU seconds, medians"
    )
    small = notes if quick else 1000
    tables: dict[str, Callable[[], object]] = {
        "lint": lambda: show("lint", lint_table(made(vaults, notes), made(vaults, notes, "-changed"), home), runs),
        "staged": lambda: show("staged", staged_table(made(vaults, notes, "-git"), home), runs),
        "build": lambda: show("build", build_table(made(vaults, notes), made(vaults, notes, "-changed"), made(vaults, notes, "-told"), home), few),
        "names": lambda: show("names", names_table(made(vaults, notes), home), max(2, few)),
        "sparql": lambda: show("sparql, 1000 notes", sparql_table(*sparql_inputs(made(vaults, small), home), home), few),
    }  # fmt: skip
    if not quick:
        tables["peers"] = lambda: show("peers, 650 notes", peers_table(made(vaults, 650), home), 1)
        sizes = [1000, 10_000, 100_000] if options.what == "full" else [1000, 10_000]
        tables["growth"] = lambda: growth(sizes, vaults, home)
    if options.what == "full":
        tables["memory"] = lambda: show("memory, 100,000 notes", memory_table(vaults, home), 1)
    results: dict[str, object] = {"notes": notes, "runs": runs}
    out = HERE / "results"
    out.mkdir(exist_ok=True)
    for name, run in tables.items():
        if options.only and name not in options.only:
            continue
        results[name] = run()
        (out / f"{options.what}.json").write_text(json.dumps(results, indent=1), encoding="utf-8")
    temporary.cleanup()


def memory_table(vaults: Path, home: Path) -> Table:
    """Return S13 (and S2): cold and warm lint of 100,000 notes against rumdl and the floor."""
    from tables import Bar

    vault = made(vaults, 100_000)
    commands, bars = lint_table(vault, vault, home / "large")
    kept = {"lint warm", "walk and stat", "lint cold", "rumdl link rules"}
    large = [Bar("S2 warm lint / walk and stat", "lint warm", "walk and stat", 1.4)]
    if any(one.name == "rumdl link rules" for one in commands):
        large.append(
            Bar("S13 cold lint / rumdl, peak MB", "lint cold", "rumdl link rules", 1, "peak_mb")
        )
    del bars
    return [one for one in commands if one.name in kept], large


if __name__ == "__main__":
    main()
