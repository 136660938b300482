"""build, query, ask, lineage, explain, export, diff: as a user types them."""

from __future__ import annotations

import importlib.util
import json
import subprocess
from typing import TYPE_CHECKING

import pytest
import rdflib

from vaultkit.cli.cli import run
from vaultkit.graph.records import CLAIM_KEYS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Vaultkit = Callable[..., tuple[int, str, str]]

ORCA = """---
type: model
---
# Orca

Orca was fine-tuned from Vicuna. See [[Llama]] and [[Nowhere]].
"""
LLAMA = """# Vicuna

Vicuna is an open-source chatbot trained by fine-tuning LLaMA.

# Mistral 7B

Mistral 7B leverages grouped-query attention (GQA). It has a context length of 32k tokens.

# Falcon

Falcon has 40B parameters.
"""


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    folder = tmp_path / "vault"
    folder.mkdir()
    (folder / "Orca.md").write_text(ORCA, encoding="utf-8")
    (folder / "Llama.md").write_text(LLAMA, encoding="utf-8")
    (folder / "vaultkit.toml").write_text("", encoding="utf-8")
    return folder


@pytest.fixture
def vaultkit(
    vault: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Vaultkit:
    monkeypatch.chdir(vault)

    def call(*arguments: str) -> tuple[int, str, str]:
        capfd.readouterr()
        code = run(arguments)
        out, err = capfd.readouterr()
        return code, out, err

    return call


def test_build_writes_the_graph_and_says_what_it_found(vaultkit: Vaultkit, vault: Path) -> None:
    code, out, err = vaultkit("build")
    assert code == 0, err
    summary = dict(
        line.split(maxsplit=1)
        for line in out.splitlines()
        if not line.startswith(("broken", "lineage"))
    )
    assert summary["notes"] == "2"
    assert summary["links"] == "2"
    assert "broken links   1" in out
    assert "lineage edges  2" in out
    made = {one.name for one in (vault / "graph").iterdir()}
    assert made >= {"facts.ttl", "graph.ttl", "claims.jsonl", "lineage.html"}
    rdflib.Graph().parse(vault / "graph" / "graph.ttl")


def test_build_twice_is_the_same_and_check_says_when_it_is_not(
    vaultkit: Vaultkit, vault: Path
) -> None:
    vaultkit("build")
    before = {one.name: one.read_bytes() for one in (vault / "graph").iterdir()}
    assert vaultkit("build", "--check")[0] == 0
    assert vaultkit("build", "--no-cache")[0] == 0
    assert {one.name: one.read_bytes() for one in (vault / "graph").iterdir()} == before
    with (vault / "Orca.md").open("a", encoding="utf-8") as stream:
        stream.write("\nOrca has 13B parameters.\n")
    code, out, _ = vaultkit("build", "--check")
    assert code == 1
    assert "graph.ttl is out of date" in out
    assert {one.name: one.read_bytes() for one in (vault / "graph").iterdir()} == before


def test_build_leaves_foreign_files_alone(vaultkit: Vaultkit, vault: Path) -> None:
    (vault / "graph").mkdir()
    (vault / "graph" / "graph.ttl").write_text("@prefix mine: <x:> .\n", encoding="utf-8")
    code, _, err = vaultkit("build")
    assert code == 2
    assert "graph.ttl: this file was not made by vaultkit" in err
    assert sorted(one.name for one in (vault / "graph").iterdir()) == ["graph.ttl"]


def test_claims_jsonl_is_what_list_claims_prints(vaultkit: Vaultkit, vault: Path) -> None:
    vaultkit("build")
    _, out, _ = vaultkit("list", "claims", "--format", "jsonl")
    assert (vault / "graph" / "claims.jsonl").read_text(encoding="utf-8") == out
    assert tuple(json.loads(out.splitlines()[0])) == CLAIM_KEYS


def test_query_by_name_and_in_sparql(vaultkit: Vaultkit, vault: Path) -> None:
    code, out, _ = vaultkit("query", "models-using", "technique=gqa")
    assert code == 0
    assert out.splitlines()[1].startswith("Mistral 7B")
    _, again, _ = vaultkit("query", "models-using", "technique=grouped query attention")
    assert again == out
    _, csv, _ = vaultkit(
        "query", "SELECT ?m { ?m vk:usesTechnique technique:gqa }", "--format", "csv"
    )
    assert csv.splitlines()[0] == "m"
    assert csv.splitlines()[1].endswith("model/mistral-7b")
    (vault / "q.rq").write_text("ASK { model:orca vk:derivedFrom ?x }", encoding="utf-8")
    assert vaultkit("query", "-f", "q.rq")[1] == "yes\n"
    _, turtle, _ = vaultkit("query", "CONSTRUCT { ?a vk:derivedFrom ?b } { ?a vk:derivedFrom ?b }")
    assert len(rdflib.Graph().parse(data=turtle, format="turtle")) == 2


def test_query_lists_and_explains_itself(vaultkit: Vaultkit) -> None:
    _, out, _ = vaultkit("query", "--list")
    assert "models-using technique=TECHNIQUE" in out
    assert len(out.splitlines()) > 80
    code, _, err = vaultkit("query", "models-using")
    assert code == 2
    assert "vaultkit query models-using technique=TECHNIQUE" in err
    code, _, err = vaultkit("query", "models-using", "technique=gqaa")
    assert code == 2
    assert "unknown technique 'gqaa'" in err
    code, _, err = vaultkit("query", "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }")
    assert code == 2
    assert "SERVICE is refused" in err


def test_query_shows_evidence_iris_and_limits(vaultkit: Vaultkit) -> None:
    _, out, _ = vaultkit("query", "models-using", "technique=gqa", "--evidence")
    assert "Mistral 7B leverages grouped-query attention (GQA)." in out
    _, out, _ = vaultkit("query", "models-using", "technique=gqa", "--iris")
    assert "model:mistral-7b" in out
    _, out, err = vaultkit("query", "SELECT * { ?s ?p ?o }", "--limit", "3", "--format", "csv")
    assert len(out.splitlines()) == 4
    assert "cut after 3 rows" in err
    code, _, err = vaultkit("query", "SELECT * { ?s ?p model:no-such }")
    assert code == 0
    assert "the graph has no <https://w3id.org/vaultkit/id/model/no-such>" in err


def test_layers_can_be_chosen(vaultkit: Vaultkit) -> None:
    asked = "SELECT ?d { model:falcon vk:releaseDate|vk:developedBy ?d }"
    assert len(vaultkit("query", asked, "--format", "csv")[1].splitlines()) == 1
    layers = ("--layers", "asserted,curated,background")
    assert len(vaultkit("query", asked, "--format", "csv", *layers)[1].splitlines()) > 1
    code, _, err = vaultkit("query", asked, "--layers", "asertet")
    assert code == 2
    assert "did you mean 'asserted'" in err


def test_a_query_after_a_change_sees_the_change(vaultkit: Vaultkit, vault: Path) -> None:
    asked = ("query", "SELECT (COUNT(*) AS ?n) { ?c a vk:Claim }", "--format", "csv")
    first = vaultkit(*asked)[1]
    with (vault / "Orca.md").open("a", encoding="utf-8") as stream:
        stream.write("\nOrca has 13B parameters.\n")
    assert vaultkit(*asked)[1] != first
    assert vaultkit(*asked, "--no-cache")[1] == vaultkit(*asked)[1]


def test_ask_in_plain_words(vaultkit: Vaultkit) -> None:
    _, out, err = vaultkit("ask", "models using GQA")
    assert "Mistral 7B" in out
    assert "models-using: models using" in err
    _, out, _ = vaultkit("ask", "which", "models", "use", "GQA", "but", "not", "MoE", "--show")
    assert "SELECT ?answer ?model" in out
    code, out, err = vaultkit("ask", "models that smell of GQA")
    assert code == 2
    assert "do not know 'smell'" in err
    assert "you can ask:" in err


def test_lineage_with_the_sentence_of_each_step(vaultkit: Vaultkit) -> None:
    _, out, _ = vaultkit("lineage", "Orca", "--up")
    lines = out.splitlines()
    assert lines[0] == "Orca"
    assert "fine-tuned from Vicuna" in lines[1]
    assert "Orca.md:6  “Orca was fine-tuned from Vicuna.”" in lines[2]
    assert any("LLaMA" in line for line in lines[3:])
    _, out, _ = vaultkit("lineage", "LLaMA", "--down")
    assert "Vicuna (fine-tuned from it)" in out
    _, out, _ = vaultkit("lineage", "Orca", "--to", "LLaMA")
    assert [line.split()[0] for line in out.splitlines() if not line.startswith(" ")] == [
        "Orca",
        "Vicuna",
    ]
    data = json.loads(vaultkit("lineage", "Orca", "--format", "json")[1])
    assert data["model"] == "model/orca"
    assert data["up"][0]["way"][0]["claims"][0]["line"] == 6
    assert vaultkit("lineage", "Orca", "--format", "mermaid")[1].startswith("flowchart TD\n")
    assert vaultkit("lineage", "Orca", "--format", "dot")[1].startswith("digraph lineage {\n")
    code, _, err = vaultkit("lineage", "Orka")
    assert code == 2
    assert "did you mean 'Orca'" in err


def test_explain_a_thing_and_a_fact(vaultkit: Vaultkit) -> None:
    _, out, _ = vaultkit("explain", "Orca")
    assert "Orca fine-tuned from Vicuna" in out
    assert "Orca.md:6" in out
    _, out, _ = vaultkit("explain", "Vicuna", "derived from", "LLaMA")
    assert "trained by fine-tuning LLaMA" in out
    _, out, _ = vaultkit("explain", "Vicuna", "fineTunedFrom", "Llama")
    assert "Vicuna fine-tuned from LLaMA" in out, "said of a member of the series"
    assert vaultkit("explain", "Vicuna", "license")[1] == "no note says so\n"
    assert vaultkit("explain", "Vicuna", "licence-ish")[0] == 2


def test_contradictions_are_a_row_a_value_with_their_lines(vaultkit: Vaultkit, vault: Path) -> None:
    (vault / "Other.md").write_text("# Falcon\n\nFalcon has 7B parameters.\n", encoding="utf-8")
    _, out, _ = vaultkit("list", "contradictions")
    head, one, two = (line.split() for line in out.splitlines())
    assert head == ["of", "predicate", "value", "fact", "said", "in"]
    assert {one[2], two[0]} == {"40,000,000,000", "7,000,000,000"}
    assert one[:2] == ["Falcon", "parameterCount"]
    assert "yes" in one, "the fact stands first"
    assert "yes" not in two
    assert {one[-1], two[-1]} == {"Llama.md:11", "Other.md:3"}
    _, out, _ = vaultkit("list", "contradictions", "--format", "jsonl")
    assert list(json.loads(out)) == ["subject", "subject_label", "predicate", "values"]


def test_export_to_stdout_file_and_folder(vaultkit: Vaultkit, vault: Path) -> None:
    _, out, _ = vaultkit("export", "--to", "graphml")
    assert out.startswith("<?xml")
    assert vaultkit("export", "--to", "turtle", "-o", "x.ttl")[0] == 0
    rdflib.Graph().parse(vault / "x.ttl")
    assert vaultkit("export", "--to", "csv", "-o", "tables")[0] == 0
    assert {one.name for one in (vault / "tables").iterdir()} == {"nodes.csv", "edges.csv"}
    (vault / "mine.ttl").write_text("mine", encoding="utf-8")
    code, _, err = vaultkit("export", "--to", "turtle", "-o", "mine.ttl")
    assert code == 2
    assert "not made by vaultkit" in err
    assert vaultkit("export", "--to", "turtle", "-o", "mine.ttl", "--force")[0] == 0
    assert vaultkit("export", "--to", "turtel")[0] == 2
    assert "graphml" in vaultkit("export", "--list")[1]


def test_a_note_is_never_replaced_by_an_export(vaultkit: Vaultkit, vault: Path) -> None:
    code, _, _ = vaultkit("export", "--to", "turtle", "-o", "Orca.md")
    assert code == 2
    assert (vault / "Orca.md").read_text(encoding="utf-8") == ORCA


def git(vault: Path, *arguments: str) -> None:
    subprocess.run(
        [
            "git",
            "-c",
            "user.name=A",
            "-c",
            "user.email=a@example.org",
            "-C",
            str(vault),
            *arguments,
        ],
        check=True,
        capture_output=True,
    )


@pytest.fixture
def history(vault: Path) -> Path:
    git(vault, "init", "-q", "-b", "main")
    git(vault, "add", "Orca.md", "Llama.md")
    git(vault, "commit", "-q", "-m", "first", "--date", "2023-10-01T12:00:00+0000")
    (vault / "Llama.md").write_text(
        LLAMA.replace("Falcon has 40B parameters.", "Falcon has 180B parameters.")
        + "\n# Zephyr\n\nZephyr is a fine-tuned version of Mistral 7B.\n",
        encoding="utf-8",
    )
    git(vault, "commit", "-q", "-am", "second", "--date", "2023-11-02T12:00:00+0000")
    return vault


def test_diff_between_two_revisions_and_the_working_tree(vaultkit: Vaultkit, history: Path) -> None:
    code, out, _ = vaultkit("diff", "HEAD~1", "HEAD")
    assert code == 0
    assert "+ Zephyr fine-tuned from Mistral 7B" in out
    assert "Zephyr is a fine-tuned version of Mistral 7B." in out
    assert "+ Falcon parameters 180,000,000,000" in out
    assert "- Falcon parameters 40,000,000,000" in out
    assert vaultkit("diff", "HEAD")[1] == "no fact changed\n"
    (history / "Notes.md").write_text("# Falcon\n\nFalcon has 120B parameters.\n", encoding="utf-8")
    _, out, _ = vaultkit("diff", "HEAD")
    assert "Newly contradicted (1)" in out
    assert "! Falcon parameters " in out
    data = json.loads(vaultkit("diff", "HEAD", "--format", "json")[1])
    assert [len(data[part]) for part in ("lost", "contradicted", "settled")] == [0, 1, 0]
    assert tuple(data["contradicted"][0]["claims"][0]) == CLAIM_KEYS
    git(history, "add", "-A")
    git(history, "commit", "-q", "-m", "third")
    (history / "Notes.md").unlink()
    assert "Settled (1)" in vaultkit("diff", "HEAD")[1]


def test_moving_and_rewording_change_no_fact(vaultkit: Vaultkit, history: Path) -> None:
    (history / "Orca.md").rename(history / "Moved.md")
    (history / "Moved.md").write_text("Intro.\n\n" + ORCA.partition("---\n# ")[2], encoding="utf-8")
    out = vaultkit("diff", "HEAD")[1]
    assert "fine-tuned" not in out


def test_diff_as_markdown_keeps_a_strangers_markup_asleep(
    vaultkit: Vaultkit, history: Path
) -> None:
    (history / "Evil.md").write_text(
        "# Dolly\n\nDolly was fine-tuned from Pythia ![x](https://example.org/t.png) @someone `code`.\n",
        encoding="utf-8",
    )
    out = vaultkit("diff", "HEAD", "--format", "markdown")[1]
    assert out.startswith("### Knowledge\n")
    assert "#### Facts gained" in out
    quoted = next(line for line in out.splitlines() if "Evil.md" in line)
    assert quoted.strip().startswith("- `Evil.md:3` ``")


def test_diff_says_what_is_wrong(vaultkit: Vaultkit, history: Path, tmp_path: Path) -> None:
    code, _, err = vaultkit("diff", "no-such-revision")
    assert code == 2
    assert "git knows no such revision" in err
    assert vaultkit("diff", "--", "--output=x")[0] == 2
    assert not (history / "x").exists()
    bare = tmp_path / "bare"
    bare.mkdir()
    code, _, err = vaultkit("--vault", str(bare), "diff", "HEAD")
    assert code == 2
    assert "repository" in err


def test_explain_says_since_when(vaultkit: Vaultkit, history: Path) -> None:
    _, out, _ = vaultkit("explain", "Zephyr", "lineage", "--since")
    assert "since 2023-11-02, commit " in out
    assert " second" in out
    _, out, _ = vaultkit("explain", "Orca", "lineage", "--since")
    assert "since 2023-10-01" in out
    (history / "New.md").write_text("Koala was fine-tuned from LLaMA.\n", encoding="utf-8")
    assert (
        "since: git does not know this note"
        in vaultkit("explain", "Koala", "lineage", "--since")[1]
    )


def test_without_the_extra_a_graph_that_exists_answers(
    vaultkit: Vaultkit, vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = importlib.util.find_spec
    asked = ("query", "models-using", "technique=gqa")
    before = vaultkit(*asked)[1]
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name, *a: None if name == "spacy" else real(name, *a)
    )
    code, _, err = vaultkit(*asked)
    assert code == 2
    assert "needs the extra 'nlp'" in err
    code, _, err = vaultkit("build")
    assert code == 2
    assert "pip install 'vaultkit[nlp]'" in err
    monkeypatch.setattr(importlib.util, "find_spec", real)
    vaultkit("build")
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name, *a: None if name == "spacy" else real(name, *a)
    )
    code, out, err = vaultkit(*asked)
    assert (code, out) == (0, before)
    assert "graph.ttl answers as built" in err
    assert (vault / "graph" / "graph.ttl").is_file()
