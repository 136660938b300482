"""`vaultkit build` again: notes that say nothing new write nothing, and no output is ever stale."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
from pathlib import Path

import pytest

from vaultkit.cli import rebuilding
from vaultkit.cli.cli import run
from vaultkit.cli.commands.build import FILES
from vaultkit.vault import replay

pytest.importorskip("spacy")

A = "# A\n\nOrca was fine-tuned from LLaMA 13B.\n\n## Part\n\nsee [[B]] and [[B#Head]]\n"
B = "---\ntags: [x]\n---\n# Head\n\nMistral 7B uses GQA. ^one\n"


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "vault"
    (root / ".obsidian").mkdir(parents=True)
    (root / "A.md").write_text(A)
    (root / "B.md").write_text(B)
    (root / "C.md").write_text("see [[A#Part]], [[B#^one]], [[Nowhere]]\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(replay, "RACY_NS", 0)
    return root


def build(vault: Path, *more: str) -> tuple[bool, str]:
    """Build into `out` beside the vault; return whether the short way answered, and what was said."""
    arguments = ["--vault", str(vault), "build", "--out", "out", *more]
    out, err = io.TextIOWrapper(io.BytesIO()), io.TextIOWrapper(io.BytesIO())
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = rebuilding.rebuilt(arguments) if rebuilding.can_rebuild(arguments) else None
        short = code is not None
        assert (code if code is not None else run(arguments)) == 0
    for one in (out, err):
        one.seek(0)
    assert f"wrote {', '.join(FILES)} to out" in err.read()
    return short, out.read()


def same_as_anew(vault: Path) -> tuple[bool, str]:
    """Build, compare outputs and summary with a build that keeps nothing, and return the first."""
    short, said = build(vault)
    made = {name: (vault.parent / "out" / name).read_bytes() for name in FILES}
    shutil.rmtree(vault.parent / "out")
    assert build(vault, "--no-cache") == (False, said)
    fresh = {name: (vault.parent / "out" / name).read_bytes() for name in FILES}
    assert made == fresh
    return short, said


def test_a_note_that_says_nothing_new_writes_nothing(vault: Path) -> None:
    first = build(vault)
    before = {name: (vault.parent / "out" / name).stat() for name in FILES}
    assert not first[0]
    (vault / "A.md").write_text(A + "\nNothing of note.\n")
    assert build(vault) == (True, first[1])
    after = {name: (vault.parent / "out" / name).stat() for name in FILES}
    assert {name: one.st_mtime_ns for name, one in before.items()} == {
        name: one.st_mtime_ns for name, one in after.items()
    }
    assert build(vault) == (True, first[1])
    same_as_anew(vault)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("A.md", A.replace("13B", "7B")),  # another claim
        ("A.md", "\n" + A),  # the same claim on another line
        ("A.md", A.replace("## Part", "## Piece")),  # what links to it is broken now
        ("A.md", A.replace("[[B]]", "[[Gone]]")),  # a link of its own is
        ("B.md", B.replace(" ^one", "")),  # a block is gone
        ("B.md", B.replace("[x]", "[y]")),  # a tag
        ("B.md", B.replace("tags:", "type: model\ntags:")),  # a name for all other notes
        ("B.md", B.replace("tags:", "publish: false\ntags:")),
        ("B.md", B.replace("tags:", "created: 2024-01-02\ntags:")),
        ("C.md", "---\naliases: [Nowhere]\n---\n[[Nowhere]]\n"),
        ("D.md", "Falcon 40B uses MQA.\n"),  # a new note
        ("vaultkit.toml", "[knowledge]\naccepted_from = 0.99\n"),
        ("x.canvas", '{"nodes": [{"id": "1", "type": "file", "file": "None.md"}], "edges": []}'),
    ],
)  # fmt: skip
def test_what_says_something_new_goes_the_long_way(vault: Path, name: str, text: str) -> None:
    build(vault)
    (vault / name).write_text(text)
    assert not same_as_anew(vault)[0]


def test_a_note_that_went_goes_the_long_way(vault: Path) -> None:
    build(vault)
    (vault / "B.md").unlink()
    assert not same_as_anew(vault)[0]


@pytest.mark.parametrize("name", FILES)
def test_an_output_of_other_hands_is_made_anew(vault: Path, name: str) -> None:
    build(vault)
    file = vault.parent / "out" / name
    data = file.read_bytes()
    stat = file.stat()
    file.write_bytes(data[:-2] + b"xx")
    os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert not build(vault)[0]
    assert file.read_bytes() == data
    file.unlink()
    assert not build(vault)[0]
    assert file.read_bytes() == data


def test_a_torn_or_foreign_memory_is_not_trusted(vault: Path) -> None:
    build(vault)
    cache = Path(os.environ["XDG_CACHE_HOME"])
    kept = [file for kind in ("builds", "reports") for file in cache.glob(f"vaultkit/{kind}/*")]
    assert kept
    for file in kept:
        data = file.read_bytes()
        file.write_bytes(data[:16] + bytes([data[16] ^ 1]) + data[17:])
    (vault / "A.md").write_text(A + "\nNothing of note.\n")
    assert not same_as_anew(vault)[0]


def test_only_a_plain_build_is_answered() -> None:
    assert rebuilding.can_rebuild(["build"])
    assert rebuilding.can_rebuild(["--vault=x", "build", "--out", "y", "-q"])
    for more in ("--check", "--validate", "--no-cache", "--help", "-v", "--out"):
        assert not rebuilding.can_rebuild(["build", more])
    assert not rebuilding.can_rebuild(["list", "build"])
