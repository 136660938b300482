"""What a rename writes: rules B33 and B88-B98 of the specification, each by its number."""

from __future__ import annotations

import pytest

from sync.test_rename import applied, others, reheaded
from vaultkit.sync.rename import RenameRefused, check_name, plan_rename
from vaultkit.vault.vault import Vault


def moved(files: dict[str, str], old: str, new: str) -> dict[str, str]:
    vault = Vault.of(files)
    return applied(files, plan_rename(vault, others(vault, files), old, new), {old: new})


def test_b33_marks_that_a_heading_link_can_not_hold() -> None:
    made = reheaded({"n.md": "# Old\n[[#Old]]\n"}, "n#Old", "foo: #|^ bar")
    link = made["n.md"].split("\n")[1]
    assert not set("|^") & set(link[2:-2])
    vault = Vault.of(made)
    (one,) = vault.notes["n.md"].links  # type: ignore[index] # a plain text will do
    assert getattr(vault.resolve("n.md", one), "place", None) is not None


def test_b88_the_shortest_form_is_the_name_or_the_whole_path() -> None:
    files = {"a/Old.md": "", "b/New.md": "", "s.md": "[[Old]]\n"}
    made = moved(files, "a/Old.md", "a/New.md")
    assert made["s.md"] == "[[a/New]]\n"


def test_b89_what_is_encoded_in_a_markdown_link() -> None:
    made = moved({"a.md": "", "s.md": "[t](a.md)\n"}, "a.md", "b c(d).md")
    vault = Vault.of(made)
    (one,) = vault.notes["s.md"].links  # type: ignore[index] # a plain text will do
    assert getattr(vault.resolve("s.md", one), "path", None) == "b c(d).md"


def test_b90_a_second_file_of_a_name_takes_no_link_away() -> None:
    """The app rewrites the links to the first; vaultkit asks for that first."""
    files = {"x/Old.md": "", "y/Note.md": "", "s.md": "[[Note]] [[Old]]\n"}
    with pytest.raises(RenameRefused, match="would reach"):
        moved(files, "x/Old.md", "x/Note.md")


def test_b92_links_in_a_canvas_follow() -> None:
    canvas = '{"nodes": [{"id": "1", "type": "file", "file": "Old.md"},\n {"id": "2", "type": "text", "text": "see [[Old]]"}]}'
    made = moved({"Old.md": "", "x.canvas": canvas}, "Old.md", "New.md")
    assert made["x.canvas"] == canvas.replace("Old", "New")


@pytest.mark.parametrize("name", ["a*b.md", 'a"b.md', "a<b.md", "a>b.md", "a:b.md", "a?b.md"])
def test_b94_names_that_other_systems_can_not_hold(name: str) -> None:
    with pytest.raises(RenameRefused):
        check_name(name, linkable=True)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[[Old]]", "[[New]]"),
        ("![[Old|300]]", "![[New|300]]"),
        ("[[Old#H|shown]]", "[[New#H|shown]]"),
        ('[t](Old.md "title")', '[t](New.md "title")'),
        ("[[#H]]", "[[#H]]"),
    ],
)
def test_b97_style_words_size_and_place_stay(before: str, after: str) -> None:
    made = moved({"Old.md": "# H\n", "s.md": f"# H\n{before}\n"}, "Old.md", "New.md")
    assert made["s.md"] == f"# H\n{after}\n"
