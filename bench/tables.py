"""The tables of the benchmark: which commands run in turn, and which bars are read off them."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from measure import Command

HERE = Path(__file__).resolve().parent
PEERS = HERE.parent / ".venv-bench"
FLOORS = str(HERE / "floors.py")
PYTHON = sys.executable
SCRIPT = "import sys\nfrom vaultkit.__main__ import start\nif __name__ == '__main__':\n    sys.exit(start())\n"
"""What pip installs as the command `vaultkit`."""


@dataclass(frozen=True)
class Bar:
    """One bar: the ratio of two commands of a table, and what it must not exceed (or reach)."""

    name: str
    one: str
    other: str
    """Empty: one second."""
    target: float
    figure: str = "cpu"
    at_least: bool = False


Table = tuple[list[Command], list[Bar]]


def vaultkit(home: Path) -> list[str]:
    """Return how vaultkit is started as its users start it."""
    installed = Path(sys.executable).with_name("vaultkit")
    if installed.exists():
        return [str(installed)]
    home.mkdir(parents=True, exist_ok=True)
    script = home / "vaultkit-command.py"
    script.write_text(SCRIPT, encoding="utf-8")
    return [PYTHON, str(script)]


def peer(name: str) -> str | None:
    """Return a peer's program: of the benchmark's own environment, else of PATH; None with a line."""
    for one in (PEERS / "bin" / name, PEERS / "node_modules" / ".bin" / name):
        if one.exists():
            return str(one)
    found = shutil.which(name)
    if found is None:
        print(f"  {name} is not installed: left out (make bench-peers)")
    return found


def has(python: Path, module: str) -> bool:
    """Tell whether an interpreter has a module; say so where it has not."""
    there = (
        python.exists()
        and not subprocess.run(
            [str(python), "-c", f"import {module}"], check=False, capture_output=True
        ).returncode
    )
    if not there:
        print(f"  {module} is not installed: left out (make bench-peers)")
    return there


def places(home: Path, name: str) -> dict[str, str]:
    """Return the environment in which vaultkit keeps its cache and state in a folder of that name."""
    return {"XDG_CACHE_HOME": str(home / name), "XDG_STATE_HOME": str(home / f"{name}-state")}


def change(vault: Path, *, says: bool = False) -> list[str]:
    """Return a command that changes one note a little, another each time; with `says` by a new claim."""
    line = "'Mistral 7B was trained on ' + n[-6:-3] + ' billion tokens.'"
    what = line if says else "'%% run ' + n + ' %%'"
    code = (
        "import pathlib, sys, time; p = sorted(pathlib.Path(sys.argv[1]).rglob('Note 7.md'))[0];"
        "t = p.read_text(encoding='utf-8').split('\\n<!-- run -->', 1)[0]; n = str(time.time_ns());"
        f"p.write_text(t + '\\n<!-- run -->\\n\\n' + {what} + '\\n', encoding='utf-8')"
    )
    return [PYTHON, "-c", code, str(vault)]


def lint_table(vault: Path, changed: Path, home: Path) -> Table:
    """Return the commands and bars of `lint`: start, warm, one note changed, cold, and rumdl."""
    env = places(home, "warm")
    start = vaultkit(home)
    lint = [*start, "--vault", str(vault), "lint", "--exit-zero"]
    commands = [
        Command("pass", [PYTHON, "-c", "pass"]),
        Command("version", [*start, "--version"]),
        Command("help", [*start, "lint", "--help"]),
        Command("walk and stat", [PYTHON, FLOORS, "stat", str(vault)]),
        Command("walk and read", [PYTHON, FLOORS, "read", str(vault)]),
        Command("lint warm", lint, env=env),
        Command(
            "lint one note changed",
            [*start, "--vault", str(changed), "lint", "--exit-zero"],
            before=change(changed),
            env=places(home, "changed"),
        ),
        Command("lint cold", [*lint, "--no-cache"], env=env),
    ]
    bars = [
        Bar("S1 warm lint / walk and stat", "lint warm", "walk and stat", 1.7),
        Bar("S3 lint of one changed note / walk and stat", "lint one note changed", "walk and stat", 2.5),
        Bar("S5 --version / python -c pass", "version", "pass", 2.0),
        Bar("S5 --help / python -c pass", "help", "pass", 7.0),
        Bar("S6 cold lint / walk and read", "lint cold", "walk and read", 25),
    ]  # fmt: skip
    rumdl = peer("rumdl")
    if rumdl:
        check = [rumdl, "check", "--flavor", "obsidian", str(vault)]
        rules = ["--no-cache", "--enable", "MD051,MD052,MD053,MD057"]
        cache = ["--cache-dir", str(home / "rumdl")]
        commands += [
            Command("rumdl link rules", [*check, *rules]),
            Command("rumdl all rules", [*check, "--no-cache"]),
            Command("rumdl warm", [*check, *cache]),
        ]
        bars += [
            Bar("S7 cold lint / rumdl's link rules", "lint cold", "rumdl link rules", 1.1),
            Bar("S7 cold lint / all rules of rumdl", "lint cold", "rumdl all rules", 0.6),
            Bar("S8 warm lint / warm rumdl", "lint warm", "rumdl warm", 0.15),
            Bar("S8 the same, wall", "lint warm", "rumdl warm", 0.2, "wall"),
        ]
    return commands, bars


def staged_table(vault: Path, home: Path) -> Table:
    """Return S4: what a hook runs on one staged note, git included."""
    git = ["git", "-C", str(vault), "-c", "user.name=b", "-c", "user.email=b@b", "-c", "gc.auto=0"]
    if not (vault / ".git").exists():
        subprocess.run([*git, "init", "-q"], check=True)
        subprocess.run([*git, "add", "-A"], check=True)
        subprocess.run([*git, "commit", "-qm", "all"], check=True)
    one = next(iter(sorted(vault.rglob("Note 7.md"))))
    with one.open("a", encoding="utf-8") as file:
        file.write("\none more line\n")
    subprocess.run([*git, "add", str(one)], check=True)
    lint = [*vaultkit(home), "--vault", str(vault), "lint", "--exit-zero", "--staged"]
    commands = [
        Command("pass", [PYTHON, "-c", "pass"]),
        Command("walk and stat", [PYTHON, FLOORS, "stat", str(vault)]),
        Command("lint staged", lint, env=places(home, "staged")),
    ]
    return commands, [Bar("S4 lint --staged / python -c pass", "lint staged", "pass", 10)]


def build_table(vault: Path, changed: Path, told: Path, home: Path) -> Table:
    """Return the commands and bars of `build`: cold, one note changed, and `read NOTE`."""
    out = ["build", "--out"]
    start = [*vaultkit(home), "--vault"]
    single = {"VAULTKIT_PROCESSES": "1"}
    note = str(next(iter(sorted(changed.rglob("Note 12.md")))).relative_to(changed))
    commands = [
        Command("lint cold", [*start, str(vault), "lint", "--exit-zero", "--no-cache"]),
        Command("lint warm", [*start, str(vault), "lint", "--exit-zero"], env=places(home, "lint")),
        Command(
            "build cold",
            [*start, str(vault), *out, str(home / "o1"), "--no-cache"],
            env=places(home, "build") | single,
            warms=False,
        ),
        Command(
            "build cold, two processes",
            [*start, str(vault), *out, str(home / "o2"), "--no-cache"],
            env=places(home, "build") | {"VAULTKIT_PROCESSES": "2"},
            warms=False,
        ),
        Command(
            "build one note changed",
            [*start, str(changed), *out, str(home / "o3")],
            before=change(changed),
            env=places(home, "build-changed"),
        ),
        Command(
            "build one new claim",
            [*start, str(told), *out, str(home / "o4")],
            before=change(told, says=True),
            env=places(home, "build-told"),
        ),
        Command(
            "read NOTE", [*start, str(changed), "read", note], env=places(home, "build-changed")
        ),
    ]
    bars = [
        Bar("cold build / cold lint", "build cold", "lint cold", 4),
        Bar("build, one note changed / warm lint", "build one note changed", "lint warm", 3),
        Bar("build, one claim more / warm lint", "build one new claim", "lint warm", 3),
        Bar("read NOTE / one second, wall", "read NOTE", "", 1, "wall"),
        Bar("S14 one process / two, wall", "build cold", "build cold, two processes", 1.3, "wall", at_least=True),
    ]  # fmt: skip
    return commands, bars


def names_table(vault: Path, home: Path) -> Table:
    """Return S12: finding names, against reading the files, spaCy's PhraseMatcher and flashtext."""
    home.mkdir(parents=True, exist_ok=True)
    file, script = str(home / "names.json"), str(HERE / "names.py")
    subprocess.run([PYTHON, script, "make", str(vault), file], check=True)
    hows = {"read": PYTHON, "vaultkit": PYTHON, "spacy": PYTHON}
    bars = [
        Bar("S12 PhraseMatcher / names pass", "spacy", "vaultkit", 10, at_least=True),
        Bar("S12 names pass / reading the files", "vaultkit", "read", 10),
    ]
    if has(PEERS / "bin" / "python", "flashtext"):
        hows["flashtext"] = str(PEERS / "bin" / "python")
        bars.append(Bar("S12 flashtext / names pass", "flashtext", "vaultkit", 3, at_least=True))
    return [
        Command(how, [python, script, how, file], tells=True) for how, python in hows.items()
    ], bars


def sparql_table(triples: Path, example: Path, home: Path) -> Table:
    """Return S11: loading and six queries against rdflib, and a query as users start it."""
    script = str(HERE / "sparql.py")
    commands = [
        Command(f"{how} {what}", [PYTHON, script, how, what, str(triples)], tells=True)
        for how in ("oxigraph", "rdflib")
        for what in ("load", "ask")
    ]
    query = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    commands += [
        Command("pass", [PYTHON, "-c", "pass"]),
        Command(
            "query",
            [*vaultkit(home), "--vault", str(example), "query", query],
            env=places(home, "query"),
        ),
    ]
    bars = [
        Bar("S11 six queries: rdflib / ours", "rdflib ask", "oxigraph ask", 5, at_least=True),
        Bar("S11 load: rdflib / ours", "rdflib load", "oxigraph load", 5, at_least=True),
        Bar("S11 query on a stored graph / python -c pass", "query", "pass", 6),
    ]
    return commands, bars


def peers_table(vault: Path, home: Path) -> Table:
    """Return cold lint against the peers that are slow, on a small cut."""
    lint = [*vaultkit(home), "--vault", str(vault), "lint", "--exit-zero", "--no-cache"]
    commands = [Command("lint cold", lint)]
    bars = []
    python = PEERS / "bin" / "python"
    if has(python, "obsidiantools"):
        code = "import obsidiantools.api as o, sys; from pathlib import Path; o.Vault(Path(sys.argv[1])).connect().gather()"
        commands.append(
            Command("obsidiantools", [str(python), "-c", code, str(vault)], accepts=(0,))
        )
        bars.append(
            Bar("S9 obsidiantools / cold lint", "obsidiantools", "lint cold", 50, at_least=True)
        )
    plugin = PEERS / "node_modules" / "remark-validate-links" / "index.js"
    links = ["--use", f"{plugin}=repository:false", "--quiet"]
    known = {
        "foam": (["lint", "--workspace", str(vault)], 12.0),
        "remark": ([*links, str(vault)], 15.0),
        "markdownlint-cli2": ([f"{vault}/**/*.md"], 8.0),
    }
    for name, (arguments, target) in known.items():
        program = peer(name)
        if program:
            commands.append(Command(name, [program, *arguments], accepts=(0, 1, 2)))
            bars.append(Bar(f"S10 {name} / cold lint", name, "lint cold", target, at_least=True))
    return commands, bars
