"""`vaultkit lint` again on a vault that did not change: the stored report, and never a stale one."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from vaultkit.cli import replaying
from vaultkit.vault import replay
from vaultkit.vault.walk import Walk

if TYPE_CHECKING:
    from collections.abc import Callable

LONG_AGO = 1_700_000_000


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    root = tmp_path / "vault"
    (root / ".obsidian").mkdir(parents=True)
    (root / ".obsidian/app.json").write_text("{}")
    (root / "a.md").write_text("![[Gone.png]]\n")
    (root / "b.md").write_text("# B\n")
    return root


def lint(vault: Path, *more: str, patience: int = 0) -> tuple[int, str]:
    """Run the program; `patience` sets how long (ns) a file is not trusted after a change."""
    code = (
        "import sys; from vaultkit.vault import replay; "
        f"replay.RACY_NS = {patience}; "
        "from vaultkit.__main__ import main; sys.exit(main())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "lint", *more],
        cwd=vault,
        capture_output=True,
        check=False,
        text=True,
        env={**os.environ, "VAULTKIT_TODAY": "2026-01-01"},
    )
    assert done.returncode in {0, 1}, done.stderr
    return done.returncode, done.stdout


def reports() -> list[Path]:
    from pathlib import Path

    folder = Path(replay.cache_base()) / "reports"
    return sorted(folder.iterdir()) if folder.is_dir() else []


def is_replayed(vault: Path, monkeypatch: pytest.MonkeyPatch, *more: str) -> bool:
    """Tell whether the next run would be answered from the stored report."""
    monkeypatch.chdir(vault)
    monkeypatch.setenv("VAULTKIT_TODAY", "2026-01-01")
    arguments = ["lint", *more]
    record = replay.recall(str(vault), replaying._key(arguments))
    return record is not None and record.is_like(replay.look(str(vault), *record.question))


def test_the_place_is_the_one_of_all_caches() -> None:
    from vaultkit.vault.places import cache_home

    assert replay.cache_base() == str(cache_home())


def test_the_same_bytes_and_the_same_code(vault: Path) -> None:
    first = lint(vault)
    assert first[0] == 1
    assert len(reports()) == 1
    stamp = reports()[0].stat().st_mtime_ns
    assert lint(vault) == first
    assert reports()[0].stat().st_mtime_ns == stamp
    assert lint(vault, "--format", "json") != first
    assert len(reports()) == 2


def hide_time(file: Path) -> int:
    stat = file.stat()
    time.sleep(0.02)
    size = file.write_text("# C\n")
    os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    return size


def commit(root: Path) -> None:
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@b.c", "-c", "init.defaultBranch=main"]
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "x"]):
        subprocess.run([*git, *words], cwd=root, check=True)


CHANGES: dict[str, Callable[[Path], object]] = {
    "an edit": lambda root: (root / "a.md").write_text("fine\n"),
    "an edit that hides its time": lambda root: hide_time(root / "b.md"),
    "a new note": lambda root: (root / "c.md").write_text("x"),
    "a new attachment": lambda root: (root / "Gone.png").write_bytes(b""),
    "a note gone": lambda root: (root / "b.md").unlink(),
    "a rename": lambda root: (root / "b.md").rename(root / "B2.md"),
    "a hidden file": lambda root: (root / ".raw.md").write_text(""),
    "settings": lambda root: (root / "vaultkit.toml").write_text("[lint]\nignore = ['LNK']\n"),
    "the app's settings": lambda root: (root / ".obsidian/app.json").write_text('{"a": 1}'),
    "a baseline": lambda root: (root / ".vaultkit-baseline.json").write_text(
        '{"version": 1, "findings": {}}'
    ),
    "a commit": commit,
}


@pytest.mark.parametrize("name", CHANGES)
def test_every_change_is_seen(name: str, vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if name == "an edit that hides its time" and sys.platform == "win32":
        pytest.skip("Windows has no time of the entry")
    monkeypatch.setattr(replay, "RACY_NS", 0)
    lint(vault)
    assert is_replayed(vault, monkeypatch)
    CHANGES[name](vault)
    assert not is_replayed(vault, monkeypatch)


def test_another_day_or_place_is_another_report(
    vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lint(vault)
    assert is_replayed(vault, monkeypatch)
    assert not is_replayed(vault, monkeypatch, "-v")
    monkeypatch.setenv("VAULTKIT_TODAY", "2026-01-02")
    assert replay.recall(str(vault), replaying._key(["lint"])) is None


def test_what_changed_just_now_is_not_trusted(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lint(vault, patience=10**12)
    assert reports()
    assert not is_replayed(vault, monkeypatch)


@pytest.mark.skipif(os.name == "nt", reason="Windows has other pipes")
def test_a_report_that_nobody_read_to_its_end_is_not_kept(vault: Path) -> None:
    code = (
        "import os, sys; from vaultkit.vault import replay; replay.RACY_NS = 0; "
        "reader, writer = os.pipe(); os.close(reader); os.dup2(writer, 1); "
        "from vaultkit.__main__ import main; sys.argv = ['vaultkit', 'lint']; "
        "code = main(); os._exit(code)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=vault, check=False)
    assert done.returncode in {0, 1}
    assert not reports()


@pytest.mark.parametrize("damage", [b"", b"x" * 100])
def test_a_broken_report_is_made_anew(vault: Path, damage: bytes) -> None:
    first = lint(vault)
    reports()[0].write_bytes(damage)
    assert lint(vault) == first
    assert len(reports()[0].read_bytes()) > 100


@pytest.mark.parametrize(
    "words",
    [
        ["lint", "--fix"],
        ["lint", "--diff"],
        ["lint", "--write-baseline"],
        ["lint", "--staged"],
        ["lint", "--from-ref=x"],
        ["lint", "--graph"],
        ["lint", "-"],
        ["lint", "--no-cache"],
        ["lint", "--help"],
        ["list", "notes"],
    ],
)
def test_runs_that_are_never_replayed(words: list[str]) -> None:
    assert not replaying.can_replay(words)


def test_a_replay_imports_next_to_nothing(vault: Path) -> None:
    lint(vault)
    code = (
        "import sys; from vaultkit.vault import replay; replay.RACY_NS = 0; "
        "from vaultkit.__main__ import main; sys.argv = ['vaultkit', 'lint']; main(); "
        "print(*sorted(set(sys.modules) & {'re', 'json', 'click', 'pathlib', 'dataclasses', "
        "'typing', 'tomllib', 'hashlib', 'pyromark'}))"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", f"import sys; sys.path[:0] = {sys.path!r}; {code}"],
        cwd=vault,
        capture_output=True,
        check=True,
        text=True,
        env={**os.environ, "VAULTKIT_TODAY": "2026-01-01"},
    )
    assert done.stdout.splitlines()[-1] == "", done.stdout


def parsed(vault: Path, *more: str) -> tuple[str, set[str]]:
    """Return the report of a run, and the notes that it parsed."""
    code = (
        "import sys; from vaultkit.vault import replay, cache; "
        "replay.RACY_NS = 0; cache.RACY_NS = -10**18; "
        "from vaultkit.notes import parse; seen = set(); old = parse.parse_note\n"
        "def new(path, *rest):\n seen.add(path)\n return old(path, *rest)\n"
        "parse.parse_note = new\n"
        "from vaultkit.__main__ import main\n"
        "code = main(); sys.stderr.write(chr(10).join(sorted(seen))); sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "lint", *more],
        cwd=vault,
        capture_output=True,
        check=False,
        text=True,
        env={**os.environ, "VAULTKIT_TODAY": "2026-01-01"},
    )
    assert done.returncode in {0, 1}, done.stderr
    return done.stdout, set(done.stderr.split("\n")) - {""}


def test_one_changed_note_is_the_only_one_parsed(vault: Path) -> None:
    for number in range(20):
        (vault / f"n{number}.md").write_text(f"[[n{number + 1}]]\n# H\n")
    assert len(parsed(vault, "--statistics")[1]) == 22
    (vault / "n3.md").write_text("[[n4]] [[Nowhere]]\n# H\n")
    again, seen = parsed(vault, "--statistics")
    assert seen == {"n3.md"}
    assert again == parsed(vault, "--statistics", "--no-cache")[0]
    (vault / "n4.md").unlink()
    again, seen = parsed(vault, "--statistics")
    assert seen == {"n3.md", "n19.md", "a.md"}, "and those with links that reach nothing"
    assert again == parsed(vault, "--statistics", "--no-cache")[0]
    assert parsed(vault, "--statistics")[1] == set()


@pytest.mark.parametrize("name", CHANGES)
def test_after_every_change_the_report_is_that_of_a_whole_run(name: str, vault: Path) -> None:
    parsed(vault)
    CHANGES[name](vault)
    again = parsed(vault)[0]
    assert again == parsed(vault, "--no-cache")[0]


def test_an_alias_that_comes_explains_the_links_of_others(vault: Path) -> None:
    (vault / "d.md").write_text("[[The Whale]]\n")
    parsed(vault, "--format", "json")
    for text in ("---\naliases: [The Whale]\n---\n", "---\naliases: [Whale]\n---\n", "none\n"):
        (vault / "b.md").write_text(text)
        again, seen = parsed(vault, "--format", "json")
        assert {"b.md", "d.md"} <= seen
        assert again == parsed(vault, "--format", "json", "--no-cache")[0]


def test_many_small_changes_are_laid_over_the_stamps(
    vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, began = ["lint"], replay.now() + 10**12
    question = ((), "graph", ())
    monkeypatch.setattr(replay, "PATCHES", 2)
    for number in range(300):
        (vault / f"n{number}.md").write_text("")
    file = Path(replay.place_of(str(vault), key, "stamps"))
    record: replay.Record | None = None
    written: list[int] = []
    for number in (0, 7, 64, 299, 150, 299):
        (vault / f"n{number}.md").write_text(f"{number} and {len(written)}")
        seen = replay.look(str(vault), *question)
        made = replay.Record(question, seen, (0, b"", b""))
        replay.remember(str(vault), key, made, began, record)
        record = replay.recall(str(vault), key)
        assert record is not None
        assert record.is_like(seen)
        written.append(file.stat().st_mtime_ns)
    assert 1 < len(set(written)) < len(written), "only where there are many are all written"


DAMAGES: dict[str, Callable[[Path], object]] = {
    "torn": lambda file: file.write_bytes(file.read_bytes()[:-7]),
    "empty": lambda file: file.write_bytes(b""),
    "changed": lambda file: file.write_bytes(file.read_bytes().replace(b"LNK001", b"LNK002")),
    "foreign": lambda file: file.write_bytes(bytes(range(16)) + b"i\x01\x00\x00\x00"),
    "gone": lambda file: file.unlink(),
}


@pytest.mark.parametrize("folder", ["reports", "stamps", "bases"])
@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_memory_is_made_anew(name: str, folder: str, vault: Path) -> None:
    from pathlib import Path

    parsed(vault)
    for file in (Path(replay.cache_base()) / folder).iterdir():
        DAMAGES[name](file)
    (vault / "b.md").write_text("![[Missing.png]]\n")
    again = parsed(vault)[0]
    assert "Missing.png" in again
    assert again == parsed(vault, "--no-cache")[0]


def test_stamps_come_back_as_they_were(vault: Path) -> None:
    key = ["lint"]
    seen = replay.look(str(vault), (), "graph", ())
    made = replay.Record(((), "graph", ()), seen, (0, b"", b""))
    replay.remember(str(vault), key, made, replay.now() + 10**12)
    again = replay.recall(str(vault), key)
    assert again is not None
    assert again.is_like(seen)
    assert again.paths() == seen[0].names
    assert again.numbers == seen[0].numbers.tobytes()
    other = Walk()
    for path, stamp in reversed(seen[0].files.items()):
        other.names.append(path)
        other.numbers.extend(stamp)
    assert again.is_like((other, *seen[1:])), "in whatever order the disk gives them"
    (vault / "b.md").write_text("# Another\n")
    assert not again.is_like(replay.look(str(vault), (), "graph", ()))


def test_what_another_version_kept_is_not_read(
    vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import marshal

    key = ["lint"]
    seen: tuple[Any, ...] = ({}, [], [], [], "", [], "")
    older = (((), "graph", ()), seen, (0, b"", b""))
    file = replay.place_of(str(vault), key, "reports")
    monkeypatch.setattr(replay, "FORMAT", replay.FORMAT - 1)
    assert replay.write(file, marshal.dumps(older))
    monkeypatch.undo()
    assert replay.recall(str(vault), key) is None
    assert replay.write(file, marshal.dumps(older)), "and the form is looked at as well"
    assert replay.recall(str(vault), key) is None
