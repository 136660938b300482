"""Reports: text for a person, JSON and SARIF by their schemas, annotations for GitHub."""

from __future__ import annotations

import json
from datetime import date
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

import jsonschema
import pytest

from vaultkit.config import Config
from vaultkit.lint.lint import lint
from vaultkit.lint.report import View
from vaultkit.lint.reports import github, json_, sarif, text
from vaultkit.lint.select import all_rules
from vaultkit.text import NotePath
from vaultkit.vault.vault import Vault

if TYPE_CHECKING:
    from vaultkit.lint.finding import Finding

DAY = date(2026, 11, 21)
RULES = [one for one in all_rules() if one.default and not one.needs_graph]
MESSY = {
    "a b/ü,:%.md": "text [[deep learning]] and ![[gone.png]]\n- [ ] old 📅 2020-01-01\n",
    "deep-learning.md": "---\ntag: x\n---\n日本語 [[https://example.org]]\n",
    "Wall.canvas": '{"nodes": [\n{"type": "file", "file": "nothing.md"}]}',
}


def judged(files: dict[str, str]) -> tuple[Vault, tuple[Finding, ...]]:
    vault = Vault.of(files)
    return vault, lint(vault, None, RULES, Config(), DAY)


def view(vault: Vault, *, everything: bool = False, prefix: str = "") -> View:
    def line(path: str, number: int) -> str | None:
        note = vault.notes.get(NotePath(path))
        return note.line(number) if note else None

    return View(
        line=line, notes=len(vault.notes), rules=RULES, prefix=prefix, everything=everything
    )


def test_a_frame_points_at_the_place() -> None:
    vault, found = judged({"n.md": "日本語 [[https://example.org]]\n"})
    assert text.render(found, view(vault)) == (
        "n.md:1:5 error LNK008 a wikilink does not open `https://example.org`\n"
        "     1 | 日本語 [[https://example.org]]\n"
        "       |        ^^^^^^^^^^^^^^^^^^^^^^^\n"
        "  hint: write it as [words](address)\n"
        "\n"
        "1 error in 1 of 1 note; --fix mends 1\n"
    )


def test_a_long_line_is_cut_around_the_place() -> None:
    vault, found = judged({"n.md": "x" * 500 + " ![[gone.png]] " + "y" * 500 + "\n"})
    frame = text.render(found, view(vault)).split("\n")
    assert len(frame[1]) <= 101
    assert frame[1][frame[2].index("^") :].startswith("![[gone.png]]")


def test_control_letters_never_reach_a_terminal() -> None:
    vault, found = judged({"n.md": "\x1b[31m ![[gone.png]]\n"})
    assert "\x1b" not in text.render(found, view(vault))


def test_colour_is_put_in_by_the_style_that_is_given() -> None:
    vault, found = judged({"n.md": "![[gone.png]]\n"})
    base = view(vault)
    styled = View(base.line, base.notes, base.rules, style=lambda words, **_: f"<{words}>")
    assert "<error>" in text.render(found, styled)


def test_a_first_run_on_a_messy_vault_fits_two_screens() -> None:
    files = {f"Note {number}.md": "" for number in range(3000)}
    kinds = [
        "[[note-{n}|x]]", "[[gone/{n}]]", "![[p{n}.png]]", "[[never {n}]]", "[x](y{n}.md)", "[[2024-01-02]]",
        "[[https://e.org/{n}]]", "[x]()", "- [ ] old 📅 2020-01-01", "a[^{n}]", "[a](b c.md)", "2024-07-23-Monday",
        "| a | b |\n|---|---|\n| 1 |", "- [ ] x 📅 2020-02-31", "[[Note {n}#none]]", "[[Note {n}#^none]]", "\ufffd",
        "$$\nx", "[Site Unreachable](https://e.org)", "file:///a [b](file:///a)", "[p](https://arxiv.org/abs/9913.1)",
    ]  # fmt: skip
    for number in range(0, 3000, 3):
        body = "\n\n".join(kind.replace("{n}", str(number)) for kind in kinds[number % 7 :: 7])
        files[f"Note {number}.md"] = f"---\ntag: x\ndate: 1.2.2020\n---\n{body}\n"
    vault, found = judged(files)
    shown = text.render(found, view(vault))
    lines = shown.split("\n")
    assert len(found) > 3000
    assert len({one.code for one in found}) >= 18
    assert len(lines) <= 80
    assert max(map(len, lines)) <= 200
    for code in {one.code for one in found}:
        assert code in shown


def test_causes_are_counted_ranked_and_mended_by_one_command() -> None:
    files = {
        f"{n}.md": "[[deep learning]] [[never written]] [[other]] [[other]]\n" for n in range(20)
    }
    vault, found = judged({**files, "deep-learning.md": ""})
    shown = text.render(found, view(vault))
    assert "error LNK001 20 links differ from a file name only in case, blanks or hyphens" in shown
    assert "`vaultkit lint --fix --select LNK001` mends them" in shown
    assert shown.index("40 x other") < shown.index("20 x never written")


def test_every_finding_is_shown_when_asked() -> None:
    files = {f"{n}.md": "![[gone.png]]\n" for n in range(50)}
    vault, found = judged(files)
    assert text.render(found, view(vault, everything=True)).count("| ^^^^") == 50


def test_nothing_found_is_said() -> None:
    vault, found = judged({"n.md": "text\n"})
    assert text.render(found, view(vault)) == "no findings in 1 note\n"


def test_json_keeps_its_schema() -> None:
    schema = json.loads(
        resources.files("vaultkit.lint.reports")
        .joinpath("findings.schema.json")
        .read_text(encoding="utf-8")
    )
    for files in (MESSY, {"n.md": "text\n"}):
        vault, found = judged(files)
        data = json.loads(json_.render(found, view(vault)))
        jsonschema.Draft202012Validator(schema).validate(data)
        assert len(data["findings"]) == len(found)
    first = list(json.loads(json_.render(judged(MESSY)[1], view(vault)))["findings"][0])
    assert first == [
        "code",
        "name",
        "severity",
        "message",
        "path",
        "line",
        "column",
        "end_line",
        "end_column",
        "fix",
        "url",
    ]


def test_the_edits_in_json_are_in_code_points() -> None:
    vault, found = judged({"n.md": "日本🦙 [[https://example.org]]\n"})
    data = json.loads(json_.render(found, view(vault)))["findings"][0]
    edit = data["fix"]["edits"][0]
    whole = vault.notes[NotePath("n.md")].text
    assert whole[edit["start"] : edit["end"]] == "[[https://example.org]]"
    assert (data["line"], data["column"], data["end_column"]) == (1, 5, 28)


def test_sarif_keeps_its_schema() -> None:
    schema = json.loads((Path(__file__).parent / "sarif.schema.json").read_text(encoding="utf-8"))
    vault, found = judged(MESSY)
    log = json.loads(sarif.render(found, view(vault, prefix="my vault/")))
    jsonschema.Draft202012Validator(schema).validate(log)
    run = log["runs"][0]
    ids = [one["id"] for one in run["tool"]["driver"]["rules"]]
    for one, result in zip(found, run["results"], strict=True):
        assert ids[result["ruleIndex"]] == result["ruleId"] == one.code
        place = result["locations"][0]["physicalLocation"]
        assert unquote(place["artifactLocation"]["uri"]) == f"my vault/{one.path}"
        assert place["region"]["startLine"] == one.place.line


def test_sarif_fingerprints_outlive_lines_above() -> None:
    def marks(files: dict[str, str]) -> list[str]:
        vault, found = judged(files)
        results = json.loads(sarif.render(found, view(vault)))["runs"][0]["results"]
        return [one["partialFingerprints"]["vaultkit/v1"] for one in results]

    assert marks({"n.md": "![[gone.png]]\n"}) == marks({"n.md": "# New\n\ntext ![[gone.png]]\n"})


def test_github_annotations_are_escaped() -> None:
    vault, found = judged({"a,b:c%.md": "![[gone%.png]]\n"})
    lines = github.render(found, view(vault, prefix="notes/")).split("\n")
    assert lines[-2].startswith(
        "::error file=notes/a%2Cb%3Ac%25.md,line=1,endLine=1,col=1,endColumn=15,title=LNK001 broken-link::no file `gone%25.png`"
    )


@pytest.mark.parametrize("report", [text, json_, sarif, github])
def test_a_report_is_the_same_bytes_each_time(report: object) -> None:
    rendered = []
    for _ in range(2):
        vault, found = judged(MESSY)
        rendered.append(report.render(found, view(vault)))  # type: ignore[attr-defined]  # four modules of one shape
    assert rendered[0] == rendered[1]


def test_a_finding_in_a_canvas_has_its_line() -> None:
    _, found = judged(MESSY)
    one = next(one for one in found if one.path == "Wall.canvas")
    assert one.place.line == 2
