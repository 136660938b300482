"""What a run does, counted: notes parsed and read again, phrases tried, modules imported."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from vaultkit.cli.cli import group
from vaultkit.export import export
from vaultkit.extract import nlp, pool, reading
from vaultkit.extract.gazetteer import Gazetteer, fold_with_offsets
from vaultkit.extract.lexicon import make_lexicon
from vaultkit.extract.reading import open_page
from vaultkit.graph.terms import Names
from vaultkit.graph.turtle import Short, shorten
from vaultkit.graph.vocab import knowledge
from vaultkit.notes import parse
from vaultkit.notes.parse import decode_note, parse_note
from vaultkit.text import NotePath
from vaultkit.vault import files
from vaultkit.workspace import open_workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.extract.sentence import Sentence
    from vaultkit.graph.graph import KnowledgeGraph
    from vaultkit.notes.note import Note

ROOT = Path(__file__).resolve().parents[2]
LINES = (
    "Vicuna-13B was fine-tuned from LLaMA on 70k conversations.",
    "Mistral 7B uses grouped-query attention.",
    "Nothing is named here.",
)


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = tmp_path / "vault"
    folder.mkdir()
    for number in range(12):
        file = folder / f"Note {number}.md"
        file.write_text(f"# {number}\n\n{LINES[number % 3]}\n", encoding="utf-8")
        os.utime(file, (1_600_000_000, 1_600_000_000))
    return folder


def some(count: int) -> list[Note]:
    """Return notes of the example vault."""
    found = sorted((ROOT / "vault").rglob("*.md"))[:: max(1, 190 // count)][:count]
    return [decode_note(NotePath(str(one.relative_to(ROOT))), one.read_bytes()) for one in found]


@pytest.fixture
def counts(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """Count the notes that are parsed, and those that are read for claims."""
    made = {"parsed": 0, "read": 0}
    real_decode, real_read = parse.decode_note, reading.read_note

    def decode(*given: object) -> object:
        made["parsed"] += 1
        return real_decode(*given)  # type: ignore[arg-type]  # handed on as they come

    def read(*given: object) -> object:
        made["read"] += 1
        return real_read(*given)  # type: ignore[arg-type]  # handed on as they come

    monkeypatch.setattr(files, "decode_note", decode)
    monkeypatch.setattr(pool, "read_note", read)
    return made


def test_one_changed_note_is_the_one_that_is_read_again(
    vault: Path, counts: dict[str, int]
) -> None:
    before = open_workspace(str(vault)).graph
    assert counts == {"parsed": 12, "read": 12}
    counts.update(parsed=0, read=0)
    assert open_workspace(str(vault)).graph == before
    assert counts["read"] == 0
    changed = vault / "Note 2.md"
    changed.write_text(f"# 2\n\n{LINES[0]}\n", encoding="utf-8")
    os.utime(changed, (1_600_000_100, 1_600_000_100))
    counts.update(parsed=0, read=0)
    after = open_workspace(str(vault)).graph
    assert counts["read"] == 1
    assert len(after.claims) > len(before.claims)
    cold = open_workspace(str(vault), use_cache=False).graph
    assert after == cold


def test_who_reads_the_notes_leaves_the_bytes_alone() -> None:
    notes, lexicon = some(30), make_lexicon(knowledge())
    one_by_one = list(pool.read_all(notes, lexicon, {}, None))
    assert len(one_by_one) == len(notes)
    size, pool.CHUNK = pool.CHUNK, 4
    try:
        with ThreadPoolExecutor(2) as threads:
            assert list(pool.read_all(notes, lexicon, {}, threads)) == one_by_one
        with ProcessPoolExecutor(2, get_context("spawn")) as others:
            assert list(pool.read_all(notes, lexicon, {}, others)) == one_by_one
    finally:
        pool.CHUNK = size


def test_a_lexicon_comes_back_as_it_was() -> None:
    lexicon = make_lexicon(knowledge())
    assert pool.unpack_lexicon(pool.pack_lexicon(lexicon)) == lexicon


def test_few_notes_start_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(pool.VARIABLE, raising=False)
    assert pool.processes(pool.FROM - 1) is None
    monkeypatch.setenv(pool.VARIABLE, "1")
    assert pool.processes(100_000) is None


def test_a_phrase_that_matches_is_always_tried() -> None:
    rules = nlp.matcher()
    every = {one.number: one for those in rules.by_stem.values() for one in those}
    bare = [replace(one, stems=(), norms=(), types=()) for _, one in sorted(every.items())]
    without = nlp.Matcher({"": tuple(bare)}, rules.phrases)
    gazetteer = Gazetteer(make_lexicon(knowledge()))
    tried = matched = total = 0
    for sentence in _sentences(gazetteer):
        found = rules.find(sentence)
        types = {token.type for token in sentence.tokens}
        # looked at itself, where `rules` may have known a sentence that is alike
        wanted = [one for one in without._find(sentence) if one.phrase.pattern.objects & types]
        assert found == wanted
        matched += len(found)
        tried += len(rules.candidates(sentence))
        total += len(every)
    assert matched > 100
    assert tried < total / 10


def _sentences(gazetteer: Gazetteer) -> Iterator[Sentence]:
    for note in some(40):
        for unit in open_page(note, gazetteer).units:
            yield from unit.sentences()


def test_build_from_the_shelf_starts_no_matcher_and_no_process(vault: Path) -> None:
    code = (
        "import sys; sys.argv[1:] = ['--vault', sys.argv[1], 'list', 'claims', '--format', 'jsonl']\n"
        "from vaultkit.__main__ import main\n"
        "code = main()\n"
        "sys.stderr.write('\\n' + ' '.join(sorted({m.split('.')[0] for m in sys.modules})))\n"
        "raise SystemExit(code)"
    )
    loaded = []
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", code, str(vault)], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        assert "fineTunedFrom" in done.stdout
        loaded.append(set(done.stderr.splitlines()[-1].split()))
    assert "spacy" in loaded[0]
    assert not loaded[1] & {"spacy", "numpy", "rdflib", "networkx", "multiprocessing"}


@given(st.text(max_size=60))
def test_folding_says_where_each_character_comes_from(text: str) -> None:
    folded, at = fold_with_offsets(text)
    assert len(folded) == len(at)
    assert at == sorted(at)
    pieces = [fold_with_offsets(char)[0] for char in text]
    assert folded == "".join(pieces)
    assert at == [place for place, piece in enumerate(pieces) for _ in piece]


@given(st.text(alphabet="abz09/#:-._~ é%", max_size=20), st.sampled_from(["vk", "note", "model"]))
def test_an_iri_is_short_as_it_was_when_each_prefix_was_tried(rest: str, prefix: str) -> None:
    prefixes = Names("urn:vaultkit:v:").prefixes()
    iri = prefixes[prefix] + rest
    assert Short(prefixes)[iri] == shorten(iri, prefixes)
    odd = {"": "urn:x:", "a": "urn:x:b", "c": "urn:"}
    assert Short(odd)["urn:x:b" + rest] == shorten("urn:x:b" + rest, odd)


def test_a_note_without_a_name_starts_no_matcher() -> None:
    gazetteer = Gazetteer(make_lexicon(knowledge()))
    note = parse_note(NotePath("a.md"), "# Day\n\nBought bread; 3 loaves. It was used up.\n")
    assert not [
        one
        for unit in open_page(note, gazetteer).units
        for sentence in unit.sentences()
        for one in nlp.matcher().candidates(sentence)
    ]


def test_an_equal_graph_is_not_written_again(
    vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    build = ["--vault", str(vault), "build", "--out", str(out)]
    written: list[str] = []
    real = export.texts

    def texts(graph: KnowledgeGraph, base: str) -> dict[str, bytes]:
        written.append(base)
        return real(graph, base)

    monkeypatch.setattr(export, "texts", texts)

    def run(*more: str) -> tuple[int, str]:
        done = CliRunner().invoke(group, [*build, *more])
        return done.exit_code, done.output

    assert run()[0] == 0
    first = {file.name: file.read_bytes() for file in out.iterdir()}
    assert len(written) == 1
    day = vault / "Note 2.md"
    day.write_text("# 2\n\nNothing is named here, still.\n", encoding="utf-8")
    os.utime(day, (1_600_000_100, 1_600_000_100))
    assert run()[0] == 0
    assert run("--check")[0] == 0
    assert len(written) == 1
    (out / "facts.ttl").write_bytes(first["facts.ttl"] + b"# more\n")
    assert "facts.ttl is out of date" in run("--check")[1]
    assert run()[0] == 0
    assert len(written) == 3
    assert {file.name: file.read_bytes() for file in out.iterdir()} == first
    day.write_text(f"# 2\n\n{LINES[0]}\n", encoding="utf-8")
    os.utime(day, (1_600_000_200, 1_600_000_200))
    assert run()[0] == 0
    assert len(written) == 4
    warm = {file.name: file.read_bytes() for file in out.iterdir()}
    assert warm != first
    assert run("--no-cache")[0] == 0
    assert {file.name: file.read_bytes() for file in out.iterdir()} == warm
