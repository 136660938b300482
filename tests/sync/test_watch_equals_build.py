"""The state after any edits under a real `watch` is that of a full build, and no edit is lost."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from faults.shim import contents, make_vault

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytest.importorskip("spacy", reason="reading sentences needs vaultkit[nlp]")
pytest.importorskip("watchfiles", reason="watching needs vaultkit[watch]")

NAMES = ("Orca", "LLaMA", "Vicuna", "Mistral 7B", "BERT", "Gemma", "Qwen2", "T5")
SAYINGS = (
    "{} uses RoPE.",
    "{} was fine-tuned from LLaMA.",
    "{} has 13B parameters.",
    "{} was developed by Microsoft.",
    "See [[{}]].",
    "{} may use ALiBi.",
)
START = {f"Models/{name}.md": f"# {name}\n\n{name} uses GQA.\n".encode() for name in NAMES} | {
    f"log/2025-01-{day:02}.md": b"Read today.\n" for day in range(1, 25)
}
SETTLED = 120.0
"""Seconds in which it must come to rest (it takes about six where the machine is idle)."""


@dataclass
class Editor:
    """A user, an editor and a sync client at once: every edit leaves a word that must stay."""

    root: Path
    chance: random.Random
    words: dict[str, list[str]] = field(default_factory=dict)
    """What was typed into each note and not deleted since."""
    count: int = 0

    def some(self) -> str:
        return self.chance.choice(sorted(self.words))

    def typed(self, path: str) -> bytes:
        self.count += 1
        word = f"word{self.count:04}"
        said = self.chance.choice(SAYINGS).format(self.chance.choice(NAMES))
        self.words[path].append(word)
        return f"{said} {word}\n\n".encode()

    def write(self, path: str, data: bytes) -> None:
        """Save as editors do: in place, or a new file by rename."""
        file = self.root / path
        if self.chance.random() < 0.5:
            new = file.with_name(f".{file.name}.swp~")
            new.write_bytes(data)
            new.replace(file)
        else:
            file.write_bytes(data)

    def append(self) -> None:
        path = self.some()
        self.write(path, (self.root / path).read_bytes() + b"\n" + self.typed(path))

    def insert_above(self) -> None:
        path = self.some()
        data = (self.root / path).read_bytes()
        head = b"" if data.startswith(b"---") else self.typed(path)
        self.write(path, head + data)

    def torn_save(self) -> None:
        path = self.some()
        data = (self.root / path).read_bytes() + b"\n" + self.typed(path)
        with (self.root / path).open("wb") as file:
            file.flush()
            time.sleep(0.4)
            file.write(data)

    def delete(self) -> None:
        path = self.some()
        (self.root / path).unlink()
        del self.words[path]

    def recreate(self) -> None:
        """Delete and write again, as clients do that can not replace."""
        path = self.some()
        data = (self.root / path).read_bytes()
        (self.root / path).unlink()
        time.sleep(self.chance.random() * 0.6)
        (self.root / path).write_bytes(data)

    def rename(self) -> None:
        path = self.some()
        self.count += 1
        to = f"{path.rpartition('/')[0]}/renamed {self.count}.md"
        (self.root / path).rename(self.root / to)
        self.words[to] = self.words.pop(path)

    def rename_folder(self) -> None:
        folder = self.some().partition("/")[0]
        self.count += 1
        to = f"folder{self.count}"
        (self.root / folder).rename(self.root / to)
        for path in [one for one in self.words if one.startswith(f"{folder}/")]:
            self.words[to + path[len(folder) :]] = self.words.pop(path)

    def burst(self) -> None:
        for number in range(40):
            path = f"burst{self.count}/{number % 3}/n{number}.md"
            (self.root / path).parent.mkdir(parents=True, exist_ok=True)
            self.words[path] = []
            (self.root / path).write_bytes(self.typed(path))

    def touch(self) -> None:
        os.utime(self.root / self.some())

    def late_fill(self) -> None:
        """A note made empty, and filled by a template a moment later."""
        self.count += 1
        path = f"new {self.count}.md"
        self.words[path] = []
        (self.root / path).write_bytes(b"")
        time.sleep(1.0)
        (self.root / path).write_bytes(self.typed(path))

    def attach(self) -> None:
        self.count += 1
        (self.root / f"image {self.count}.png").write_bytes(b"png")

    def settings(self) -> None:
        links = self.chance.choice(("true", "false"))
        half = self.root / "vaultkit.toml"
        half.write_bytes(b"[sync\nlinks")
        time.sleep(self.chance.random() * 1.5)
        half.write_bytes(f"[sync]\nlinks = {links}\n".encode())

    def edit_panel(self) -> None:
        """Type into a panel: it is the user's from then on, and stays."""
        held = [p for p in sorted(self.words) if b"vaultkit:begin" in (self.root / p).read_bytes()]
        if held:
            path = self.chance.choice(held)
            data = (self.root / path).read_bytes()
            end = data.index(b"%% vaultkit:end")
            self.write(path, data[:end] + self.typed(path) + data[end:])


def vaultkit(root: Path, home: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    env = {**os.environ, "XDG_CACHE_HOME": str(home), "XDG_STATE_HOME": str(home)}
    return subprocess.run(
        [sys.executable, "-m", "vaultkit", "--vault", str(root), *arguments],
        capture_output=True,
        check=False,
        env=env,
    )


@pytest.mark.parametrize("seed", [1, pytest.param(2, marks=pytest.mark.slow)])
def test_after_any_edits_watch_is_where_a_full_build_is(tmp_path: Path, seed: int) -> None:
    root = make_vault(tmp_path / "v", START)
    (root / ".obsidian").mkdir()
    out, home = tmp_path / "out", tmp_path / "other"
    added = [part for name in NAMES[:5] for part in ("--add", "facts", name)]
    assert vaultkit(root, home, "sync", "--yes", *added).returncode == 0
    editor = Editor(root, random.Random(seed), {path: [] for path in START})  # noqa: S311 (the same edits each time)
    said = (tmp_path / "said").open("wb")
    watch = subprocess.Popen(
        [sys.executable, "-m", "vaultkit", "--vault", str(root)]  # noqa: RUF005 (a command a line)
        + ["watch", "--write", "--out", str(out)],
        stdout=said,
        stderr=said,
    )
    try:
        until((out / "claims.jsonl").exists, watch, 60)
        kinds = [
            *(editor.append,) * 6,
            *(editor.insert_above,) * 3,
            editor.torn_save,
            editor.delete,
            editor.recreate,
            editor.rename,
            editor.rename_folder,
            editor.touch,
            editor.late_fill,
            editor.attach,
            editor.settings,
            editor.edit_panel,
            editor.edit_panel,
            editor.burst,
        ]
        editor.chance.shuffle(kinds)
        for kind in kinds:
            kind()
            time.sleep(editor.chance.choice((0.0, 0.1, 0.7, 2.5)))

        def at_rest() -> bool:
            if vaultkit(root, home, "build", "--check", "--out", str(out)).returncode != 0:
                return False
            return vaultkit(root, home, "sync", "--check").returncode == 0

        until(at_rest, watch, SETTLED)
        before = {path: (root / path).stat().st_mtime_ns for path in contents(root)}
        time.sleep(4)
        after = {path: (root / path).stat().st_mtime_ns for path in contents(root)}
        assert before == after, "at rest it writes nothing"
    finally:
        watch.send_signal(signal.SIGINT)
        watch.wait(30)
        said.close()
    words = (tmp_path / "said").read_text()
    assert watch.returncode == 130, words
    assert "Traceback" not in words
    assert "notes written" in words, "it did write while the user edited"
    full = tmp_path / "full"
    made = vaultkit(root, home, "--no-cache", "build", "--out", str(full))
    assert made.returncode == 0, made.stderr
    assert contents(out) == contents(full)
    for path, typed in editor.words.items():
        text = (root / path).read_text()
        assert [word for word in typed if word not in text] == [], path
    assert not (root / ".vaultkit/tmp").exists() or not list((root / ".vaultkit/tmp").glob("*.tmp"))


def until(done: Callable[[], bool], watch: subprocess.Popen[bytes], seconds: float) -> None:
    """Wait until something holds while the watcher runs."""
    end = time.monotonic() + seconds
    while not done():
        assert watch.poll() is None, "the watcher ended"
        assert time.monotonic() < end, "it did not come to rest"
        time.sleep(0.5)
