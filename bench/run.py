"""Measures vaultkit against floors and peers, side by side, and prints ratios (docs/performance.md).

    python bench/run.py quick|bars|full [--notes N] [--runs N] [--keep FOLDER]

Byte code is compiled first; all commands of a table are run in turn in one go, after one warm-up round; what is printed is the median of the
ratios pair by pair, with their least and greatest. A peer that is not installed is left out with a line. Results go to bench/results/.
"""

from __future__ import annotations

import argparse
import compileall
import json
import platform
import shutil
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

from generate import generate
from measure import Command, Run, interleave, ratio

HERE = Path(__file__).resolve().parent
PEERS = HERE.parent / ".venv-bench"
FLOORS = str(HERE / "floors.py")
PYTHON = sys.executable
VAULTKIT = str(Path(sys.executable).with_name("vaultkit"))


@dataclass(frozen=True)
class Bar:
    """One bar: the ratio of two commands of a table, and what it must not exceed (or reach)."""

    name: str
    one: str
    other: str
    target: float
    figure: str = "cpu"
    at_least: bool = False


def peer(name: str) -> str | None:
    """Return a peer's program: of the benchmark's own environment, else of PATH."""
    own = PEERS / "bin" / name
    node = PEERS / "node_modules" / ".bin" / name
    for one in (own, node):
        if one.exists():
            return str(one)
    return shutil.which(name)


def touch_one(vault: Path) -> list[str]:
    """Return a command that changes one note a little, another each time it is run."""
    code = (
        "import pathlib, sys, time; p = sorted(pathlib.Path(sys.argv[1]).rglob('Note 7.md'))[0];"
        "t = p.read_text(encoding='utf-8').split('\\n%% run', 1)[0];"
        "p.write_text(t + '\\n%% run ' + str(time.time_ns()) + ' %%\\n', encoding='utf-8')"
    )
    return [PYTHON, "-c", code, str(vault)]


def lint_table(vault: Path, home: Path) -> tuple[list[Command], list[Bar]]:
    """Return the commands and bars of `lint`: warm, one note changed, cold, and rumdl's link rules."""
    env = {"XDG_CACHE_HOME": str(home / "warm"), "XDG_STATE_HOME": str(home / "state")}
    changed = {**env, "XDG_CACHE_HOME": str(home / "changed")}
    lint = [VAULTKIT, "--vault", str(vault), "lint", "--exit-zero"]
    commands = [
        Command("pass", [PYTHON, "-c", "pass"]),
        Command("version", [VAULTKIT, "--version"]),
        Command("walk and stat", [PYTHON, FLOORS, "stat", str(vault)]),
        Command("walk and read", [PYTHON, FLOORS, "read", str(vault)]),
        Command("lint warm", lint, env=env),
        Command("lint one note changed", lint, before=touch_one(vault), env=changed),
        Command("lint cold", [*lint, "--no-cache"], env=env),
    ]
    bars = [
        Bar("S1 warm lint / walk and stat", "lint warm", "walk and stat", 1.7),
        Bar("S3 one note changed / walk and stat", "lint one note changed", "walk and stat", 2.5),
        Bar("S5 --version / python -c pass", "version", "pass", 2.0),
        Bar("S6 cold lint / walk and read", "lint cold", "walk and read", 25),
    ]
    rumdl = peer("rumdl")
    if rumdl:
        rules = "MD051,MD052,MD053,MD057"
        commands.append(
            Command(
                "rumdl link rules",
                [
                    rumdl,
                    "check",
                    "--no-cache",
                    "--flavor",
                    "obsidian",
                    "--enable",
                    rules,
                    str(vault),
                ],
            )
        )
        bars.append(Bar("S7 cold lint / rumdl's link rules", "lint cold", "rumdl link rules", 1.1))
    else:
        print("  rumdl is not installed: left out (make bench-peers)")
    return commands, bars


def build_table(vault: Path, home: Path) -> tuple[list[Command], list[Bar]]:
    """Return the commands and bars of `build`: cold, and with one note changed."""
    out = str(home / "out")
    env = {"XDG_CACHE_HOME": str(home / "build"), "XDG_STATE_HOME": str(home / "state")}
    start = [VAULTKIT, "--vault", str(vault)]
    commands = [
        Command("lint cold", [*start, "lint", "--exit-zero", "--no-cache"], env=env),
        Command("lint warm", [*start, "lint", "--exit-zero"], env=env),
        Command("build cold", [*start, "build", "--out", out, "--no-cache"], env=env),
        Command(
            "build one note changed",
            [*start, "build", "--out", out],
            before=touch_one(vault),
            env=env,
        ),
    ]
    bars = [
        Bar("cold build / cold lint", "build cold", "lint cold", 4),
        Bar("build of one changed note / warm lint", "build one note changed", "lint warm", 3),
    ]
    return commands, bars


def peers_table(vault: Path) -> tuple[list[Command], list[Bar]]:
    """Return cold lint against the peers that are slow, on a small cut."""
    commands = [
        Command("lint cold", [VAULTKIT, "--vault", str(vault), "lint", "--exit-zero", "--no-cache"])
    ]
    bars = []
    python = PEERS / "bin" / "python"
    known = {
        "obsidiantools": (
            [
                str(python),
                "-c",
                "import obsidiantools.api as o, sys; o.Vault(sys.argv[1]).connect().gather()",
                str(vault),
            ],
            50.0,
        ),
        "foam": (["foam", "lint", "--workspace", str(vault)], 12.0),
        "remark": (["remark", "--use", "remark-validate-links", "--quiet", str(vault)], 15.0),
        "markdownlint-cli2": (["markdownlint-cli2", f"{vault}/**/*.md"], 8.0),
    }
    for name, (arguments, target) in known.items():
        program = str(python) if name == "obsidiantools" else peer(name)
        there = program and Path(program).exists()
        if name == "obsidiantools" and there:
            there = (
                subprocess.run(
                    [program, "-c", "import obsidiantools"], check=False, capture_output=True
                ).returncode
                == 0
            )
        if not program or not there:
            print(f"  {name} is not installed: left out (make bench-peers)")
            continue
        commands.append(Command(name, [program, *arguments[1:]], accepts=(0, 1, 2)))
        bars.append(Bar(f"{name} / cold lint", name, "lint cold", target, at_least=True))
    return commands, bars


def show(
    title: str, commands: list[Command], bars: list[Bar], runs: int
) -> list[dict[str, object]]:
    """Run one table, print its bars, and return them for the record."""
    print(f"\n{title} ({runs} runs in turn)")
    got = interleave(commands, runs)
    rows: list[dict[str, object]] = []
    for bar in bars:
        least, median, most = ratio(got[bar.one], got[bar.other], bar.figure)
        held = median >= bar.target if bar.at_least else median <= bar.target
        sign = ">=" if bar.at_least else "<="
        print(
            f"  {bar.name:<44} {median:8.2f}x  ({least:.2f}-{most:.2f})  {sign} {bar.target}x  {'holds' if held else 'MISSED'}"
        )
        rows.append(
            {
                "bar": bar.name,
                "median": median,
                "least": least,
                "most": most,
                "target": bar.target,
                "holds": held,
            }
        )
    print(
        "  peak MB: "
        + ", ".join(f"{name} {max(run.peak_mb for run in ran):.0f}" for name, ran in got.items())
    )
    rows.append({"raw": {name: [asdict(run) for run in ran] for name, ran in got.items()}})
    return rows


def growth(sizes: list[int], folder: Path, home: Path) -> list[dict[str, object]]:
    """Show how the cost of a cold lint, and of one changed note, grows with the vault."""
    rows: list[dict[str, object]] = []
    print("\nHow cost grows (CPU a note, relative to the smallest vault)")
    first: dict[str, float] = {}
    for size in sizes:
        vault = folder / str(size)
        generate(vault, size)
        commands, _ = lint_table(vault, home / str(size))
        wanted = [
            one
            for one in commands
            if one.name in {"lint cold", "lint one note changed", "walk and stat"}
        ]
        got: dict[str, list[Run]] = interleave(wanted, 2)
        for name, ran in got.items():
            cost = min(run.cpu for run in ran)
            first.setdefault(name, cost / size)
            rows.append({"notes": size, "command": name, "relative": cost / size / first[name]})
            print(f"  {size:>7} notes  {name:<24} {cost / size / first[name]:6.2f}")
    return rows


def main() -> None:
    """Run the tables that were asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=["quick", "bars", "full"])
    parser.add_argument("--notes", type=int)
    parser.add_argument("--runs", type=int)
    parser.add_argument(
        "--keep", type=Path, help="folder for the generated vaults (default: a temporary one)"
    )
    options = parser.parse_args()
    import vaultkit

    compileall.compile_dir(Path(vaultkit.__file__).parent, quiet=2)
    notes = options.notes or {"quick": 1000, "bars": 6500, "full": 6500}[options.what]
    runs = options.runs or {"quick": 3, "bars": 5, "full": 5}[options.what]
    temporary = tempfile.TemporaryDirectory()
    folder = options.keep or Path(temporary.name)
    home = Path(temporary.name) / "home"
    generate(folder / str(notes), notes)
    print(
        f"{notes} notes; {platform.machine()}, Python {platform.python_version()}; ratios of CPU seconds, medians"
    )
    results: dict[str, object] = {"notes": notes, "runs": runs}
    results["lint"] = show("lint", *lint_table(folder / str(notes), home), runs)
    results["build"] = show("build", *build_table(folder / str(notes), home), max(2, runs - 2))
    if options.what != "quick":
        generate(folder / "650", 650)
        results["peers"] = show("peers, 650 notes", *peers_table(folder / "650"), 2)
        sizes = [1000, 10_000, 100_000] if options.what == "full" else [1000, 10_000]
        results["growth"] = growth(sizes, folder, home)
    out = HERE / "results"
    out.mkdir(exist_ok=True)
    (out / f"{options.what}.json").write_text(json.dumps(results, indent=1), encoding="utf-8")
    temporary.cleanup()


if __name__ == "__main__":
    main()
