"""Links in canvases and bases (B91-B93), daily notes (B68), aliases, titles and orphans."""

from __future__ import annotations

import json
from datetime import date

import pytest

from vaultkit.config import Config
from vaultkit.text import NotePath
from vaultkit.vault.dates import daily_path, day_format, note_date, note_day
from vaultkit.vault.resolve import status
from vaultkit.vault.settings import Settings
from vaultkit.vault.vault import Vault, note_aliases, note_title, note_words

CANVAS = json.dumps(
    {
        "nodes": [
            {"id": "1", "type": "file", "file": "d/a.md", "subpath": "#H"},
            {"id": "2", "type": "text", "text": "see [[b|it]] and [x](c.md)\nand `[[no]]`"},
            {"id": "3", "type": "group", "background": "p.png"},
            {"id": "4", "type": "link", "url": "https://a.b"},
            {"id": "5", "type": "file", "file": "a.md"},
        ],
        "edges": [{"fromNode": "1", "toNode": "2"}],
    },
    ensure_ascii=False,
)


def test_b91_links_of_a_canvas() -> None:
    vault = Vault.of({"x.canvas": CANVAS, "d/a.md": "# H\n", "b.md": "", "p.png": ""})
    (links,) = [links for path, links in vault.sources() if path == "x.canvas"]
    assert [(one.kind, one.target, one.subpath, one.embed) for one in links] == [
        ("canvas", "d/a.md", "#H", True),
        ("canvas", "b", "", False),
        ("canvas", "c.md", "", False),
        ("canvas", "p.png", "", True),
        ("canvas", "a.md", "", True),
    ]
    found = [status(vault.resolve("x.canvas", one)) for one in links]
    assert found == ["ok", "ok", "missing-file", "ok", "missing-file"]
    assert links[0].span.of(CANVAS) == "d/a.md"
    assert vault.place("x.canvas", links[0].span.start).line == 1


def test_b91_the_setting_leaves_text_cards_out() -> None:
    vault = Vault.of({"x.canvas": CANVAS}, Config(canvas_text_links=False))
    (links,) = [links for path, links in vault.sources() if path == "x.canvas"]
    assert [one.target for one in links] == ["d/a.md", "p.png", "a.md"]


@pytest.mark.parametrize("text", ["{", "[]", '{"nodes": 3}', "[" * 100_000, '"x"', "\ud800"])
def test_a_broken_canvas_is_a_problem(text: str) -> None:
    vault = Vault.of({"x.canvas": text})
    assert vault.others["x.canvas"].problem
    assert not vault.others["x.canvas"].links


@pytest.mark.parametrize("text", ["", "{}", '{"nodes": []}', '{"nodes": [3, {"type": "file"}]}'])
def test_an_empty_canvas_is_none(text: str) -> None:
    assert not Vault.of({"x.canvas": text}).others["x.canvas"].problem


def test_b93_names_in_a_base() -> None:
    base = 'filters:\n  and:\n    - file.hasLink("Orca")\n    - file.inFolder("Models")\n    - x == link("[[T5|t]]")\n'
    vault = Vault.of({"x.base": base, "Orca.md": ""})
    (links,) = [links for path, links in vault.sources() if path == "x.base"]
    assert [(one.kind, one.target) for one in links] == [("base", "Orca"), ("base", "T5")]
    assert vault.place("x.base", links[0].span.start) == (3, 21)


def test_b96_links_are_counted_by_occurrence() -> None:
    vault = Vault.of(
        {"a.md": "[[b]] [[b]] [[a]] [[gone]]", "b.md": "![[a]]", "c.md": "", "i.png": ""}
    )
    assert vault.incoming == {"a.md": ("b.md",), "b.md": ("a.md",)}
    assert vault.orphans == ("c.md", "i.png")


def test_b67_aliases() -> None:
    vault = Vault.of(
        {
            "R.md": '---\naliases: [AL, "Ä"]\n---\n',
            "S.md": "---\nalias: one, two\n---\n",
            "T.md": "---\naliases: al\n---\n",
        }
    )
    assert vault.aliases["al"] == ("R.md", "T.md")
    assert vault.aliases["ä"] == ("R.md",)
    assert note_aliases(vault.notes[NotePath("S.md")]) == ("one", "two")
    assert vault.near("AL") == ("R.md", "T.md")


def test_titles_and_words() -> None:
    vault = Vault.of(
        {
            "a.md": "---\ntitle: T\n---\n# H\n",
            "b.md": "# H\ntext\n# I\n",
            "c.md": "# Only\none `two` three\n```\nx\n```\n%% no %% - *four*\n",
        }
    )
    notes = list(vault.notes.values())
    assert [note_title(one) for one in notes] == ["T", "b", "Only"]
    assert note_words(notes[2]) == 4


DAILY = (
    ("2023-09-26.md", "", "", "2023-09-26"),
    ("x/2023-09-26-Tuesday.md", "", "", "2023-09-26"),
    ("2023-09-26-Tuesday-W39.md", "", "", "2023-09-26"),
    ("2023-13-01.md", "", "", None),
    ("2023-09-26 notes.md", "", "", None),
    ("Days/2023/09/26.md", "YYYY/MM/DD", "Days", "2023-09-26"),
    ("26.09.2023.md", "DD.MM.YYYY", "", "2023-09-26"),
    ("September 26, 2023.md", "MMMM D, YYYY", "", "2023-09-26"),
    ("Note.md", "DD.MM.YYYY", "", None),
    ("W39.md", "[W]WW", "", None),
)


@pytest.mark.parametrize(("path", "form", "folder", "day"), DAILY)
def test_b68_daily_notes(path: str, form: str, folder: str, day: str | None) -> None:
    settings = Settings(daily_format=form or "YYYY-MM-DD", daily_folder=folder)
    assert note_day(path, Config(), settings) == day
    if day and form:
        made = daily_path(date.fromisoformat(day), Config(), settings)
        assert made == path.removesuffix(".md")


def test_b68_formats_that_name_no_day() -> None:
    assert day_format("YYYY-[W]WW") is None
    assert day_format("gggg") is None
    assert day_format("YYYY-MM-DD dddd [100%]") == "%Y-%m-%d %A 100%%"


def test_the_settings_name_a_format_where_the_app_has_none() -> None:
    config = Config(daily_format="DD.MM.YYYY", daily_folder="J")
    assert note_day("J/26.09.2023.md", config, Settings()) == "2023-09-26"


def test_the_date_of_a_note() -> None:
    vault = Vault.of(
        {
            "2024-01-02.md": "x",
            "2024-01-03.md": "---\ncreated: 2023-05-06\n---\n",
            "plain.md": "x",
        }
    )
    found = [note_date(one, vault.config, vault.settings) for one in vault.notes.values()]
    assert found == [("2024-01-02", "daily-note"), ("2023-05-06", "stated"), None]


def test_b58_old_keys_still_name_aliases_and_tags() -> None:
    vault = Vault.of({"a.md": "---\nalias: Al\ntag: x\n---\n"})
    note = vault.notes[NotePath("a.md")]
    assert note_aliases(note) == ("Al",)
    assert [tag.name for tag in note.tags] == ["x"]


def test_b66_types_of_properties() -> None:
    text = "---\ntext: a\nlist: [a, 1]\nnumber: 3\nbox: true\nday: 2024-01-02\ntime: 2024-01-02T03:04:05\ntop: '#a'\n---\n"
    note = Vault.of({"a.md": text}).notes[NotePath("a.md")]
    assert note.metadata == {
        "text": "a",
        "list": ["a", 1],
        "number": 3,
        "box": True,
        "day": "2024-01-02",
        "time": "2024-01-02T03:04:05",
        "top": "#a",
    }
    assert not note.tags


@pytest.mark.parametrize("ending", ["avif", "svg", "webp", "pdf", "m4a", "webm", "ogv", "JPG"])
def test_b72_what_can_be_embedded_is_an_attachment(ending: str) -> None:
    assert Vault.of({f"x.{ending}": ""}).orphans == (f"x.{ending}",)
    assert Vault.of({"x.zip": ""}).orphans == ()


def test_b98_a_path_says_where_a_note_would_be() -> None:
    vault = Vault.of({"s.md": "[[Projects/X]]\n"})
    (link,) = vault.notes[NotePath("s.md")].links
    assert (status(vault.resolve("s.md", link)), link.target) == ("missing-file", "Projects/X")
