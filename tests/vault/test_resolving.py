"""What links reach: rules B1-B49 of the specification, each case with the number it proves."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from vaultkit.config import Config
from vaultkit.vault.resolve import Ambiguous, Found, Hidden, Missing, status
from vaultkit.vault.vault import Vault


class Case(NamedTuple):
    """A link in a small vault, and what it must reach."""

    rule: str
    files: str
    """Paths, separated by `;`; `path = text` where the text matters (`\\n` for a new line)."""
    source: str
    link: str
    """The note's text; its first link is looked at."""
    status: str
    path: str | None
    by: str = ""
    """The rule that must have chosen, where the case is about that."""


OK, NO_FILE, NO_HEADING, NO_BLOCK = "ok", "missing-file", "missing-heading", "missing-block"
HEADS = r"N.md = # A\n## X\n# B\n## X\n### Deep\n# See [[Other]]\n"

CASES = (
    # B1: split at the first bar, then at the first hash.
    Case("B1", "A.md = # B\\n## C\\n", "s.md", "[[A#B#C|D]]", OK, "A.md", "B5"),
    Case("B1", "A.md", "s.md", "[[A|B#C]]", OK, "A.md"),
    Case("B1", "A.md", "s.md", "[[A|x|y]]", OK, "A.md"),
    Case("B1", "A.md", "s.md", "[[A|]]", OK, "A.md"),
    # B2: the path is trimmed.
    Case("B2", "Note.md", "s.md", "[[ Note |x]]", OK, "Note.md"),
    Case("B2", "Note.md = # H\\n", "s.md", "[[Note #H]]", OK, "Note.md"),
    Case("B2", "Note.md = # H\\n", "s.md", "[[Note# H ]]", OK, "Note.md"),
    # B3: no path is the note itself.
    Case("B3", "", "a.md", "# H\n[[#H]]", OK, "a.md", "B3"),
    Case("B3", "", "d/a.md", "# H\n[[#Nope]]", NO_HEADING, "d/a.md"),
    # B4: `.md` is optional, in any case.
    Case("B4", "Note.md", "s.md", "[[Note.md]]", OK, "Note.md"),
    Case("B4", "Note.md", "s.md", "[[Note.MD]]", OK, "Note.md"),
    Case("B4", "Note.MD", "s.md", "[[Note]]", OK, "Note.MD"),
    Case("B4", "Note.md = # H\\n", "s.md", "[[Note.md#H]]", OK, "Note.md"),
    # B5: an exact path from the root wins.
    Case("B5", "Note.md; a/b/Note.md", "a/b/s.md", "[[Note]]", OK, "Note.md", "B5"),
    Case("B5", "b/Note.md; a/b/Note.md", "a/s.md", "[[b/Note]]", OK, "b/Note.md", "B5"),
    # B6: else a path that ends so, by whole parts.
    Case("B6", "a/b/Note.md", "s.md", "[[b/Note]]", OK, "a/b/Note.md", "B6"),
    Case("B6", "a/b/Note.md", "s.md", "[[Note]]", OK, "a/b/Note.md", "B6"),
    Case("B6", "Note.md", "s.md", "[[te]]", NO_FILE, None),
    Case("B6", "ab/Note.md", "s.md", "[[b/Note]]", NO_FILE, None),
    Case("B6", "a/b/Note.md", "s.md", "[[a/Note]]", NO_FILE, None),
    # B7: the link's own folder first, its sub-folders too, those above not.
    Case(
        "B7", "zzzz/Note.md; b/Note.md", "zzzz/s.md", "[[Note]]", "ambiguous", "zzzz/Note.md", "B7"
    ),
    Case(
        "B7",
        "zzzz/Note.md; b/Note.md",
        "zzzz/deep/s.md",
        "[[Note]]",
        "ambiguous",
        "b/Note.md",
        "B8",
    ),
    Case(
        "B7",
        "zzzz/x/y/Note.md; b/Note.md",
        "zzzz/s.md",
        "[[Note]]",
        "ambiguous",
        "zzzz/x/y/Note.md",
        "B7",
    ),
    Case(
        "B7",
        "ab/Note.md; a/long/Note.md",
        "a/s.md",
        "[[Note]]",
        "ambiguous",
        "a/long/Note.md",
        "B7",
    ),
    # B8: then the shortest path as a text.
    Case("B8", "a/b/Note.md; zzzz/Note.md", "s.md", "[[Note]]", "ambiguous", "a/b/Note.md", "B8"),
    # B9: of equal ones the first by name, and it is said to be ambiguous.
    Case("B9", "bb/Note.md; aa/Note.md", "s.md", "[[Note]]", "ambiguous", "aa/Note.md", "B9"),
    # B10: case does not matter.
    Case("B10", "Log.md", "s.md", "[[log]]", OK, "Log.md"),
    Case("B10", "Log.md", "s.md", "[[LOG]]", OK, "Log.md"),
    Case("B10", "Sub/Log.md", "s.md", "[[sUB/log]]", OK, "Sub/Log.md"),
    Case("B10", "Log.md; log.md", "s.md", "[[log]]", OK, "log.md"),
    Case("B10", "Log.md; log.md", "s.md", "[[Log]]", OK, "Log.md"),
    Case("B10", "Ärger.md", "s.md", "[[ärger]]", OK, "Ärger.md"),
    # B11: composed and decomposed letters are one; no-break spaces are spaces.
    Case("B11", "Cafe\u0301.md", "s.md", "[[Caf\u00e9]]", OK, "Cafe\u0301.md"),
    Case("B11", "Caf\u00e9.md", "s.md", "[[Cafe\u0301]]", OK, "Caf\u00e9.md"),
    Case("B11", "A\u00a0B.md", "s.md", "[[A B]]", OK, "A\u00a0B.md"),
    Case("B11", "A B.md", "s.md", "[[A\u202fB]]", OK, "A B.md"),
    # B12: the final sigma.
    Case("B12", "ΟΔΟΣ.md", "s.md", "[[οδος]]", OK, "ΟΔΟΣ.md"),
    Case("B12", "οδός.md", "s.md", "[[ΟΔΌΣ]]", OK, "οδός.md"),
    Case("B12", "Strasse.md", "s.md", "[[Straße]]", NO_FILE, None),
    # B13: a name with an ending is looked for as it is first, one without with `.md` first.
    Case("B13", "f.ext; f.ext.md", "s.md", "[[f.ext]]", OK, "f.ext"),
    Case("B13", "f.ext.md; sub/f.ext", "s.md", "[[f.ext]]", OK, "sub/f.ext"),
    Case("B13", "f.ext.md", "s.md", "[[f.ext]]", OK, "f.ext.md"),
    Case("B13", "dashboard; dashboard.md", "s.md", "[[dashboard]]", OK, "dashboard.md"),
    # B14: dots in titles are no endings.
    Case(
        "B14",
        "release v2.4 notes.md",
        "s.md",
        "[[release v2.4 notes]]",
        OK,
        "release v2.4 notes.md",
    ),
    Case("B14", "GPT-3.5.md", "s.md", "[[GPT-3.5#x|y]]", NO_HEADING, "GPT-3.5.md"),
    # B15: other files need their ending.
    Case("B15", "Figure 1.png", "s.md", "![[Figure 1.png]]", OK, "Figure 1.png"),
    Case("B15", "Figure 1.png", "s.md", "[[Figure 1]]", NO_FILE, None),
    Case("B15", "dashboard.md; dashboard.base", "s.md", "[[dashboard]]", OK, "dashboard.md", "B5"),
    Case("B15", "x/plan.canvas", "s.md", "[[plan.canvas]]", OK, "x/plan.canvas"),
    # B16: doubled endings.
    Case("B16", "X.md; X.md.md", "s.md", "[[X.md]]", OK, "X.md"),
    Case("B16", "X.md.md", "s.md", "[[X.md]]", OK, "X.md.md"),
    # B17: from the root, and relative.
    Case("B17", "a/Note.md", "s.md", "[[/a/Note]]", OK, "a/Note.md", "B17"),
    Case("B17", "b/a/Note.md", "s.md", "[[/a/Note]]", NO_FILE, None, "B17"),
    Case("B17", "y.md", "a/x.md", "[[../y]]", OK, "y.md", "B17"),
    Case("B17", "a/y.md; y.md", "a/x.md", "[[./y]]", OK, "a/y.md", "B17"),
    Case("B17", "b/y.md", "a/x.md", "[[./y]]", NO_FILE, None, "B17"),
    Case("B17", "y.md", "x.md", "[[../y]]", NO_FILE, None, "B17"),
    # B18: Markdown links look vault-wide.
    Case("B18", "Sub/My Note.md", "s.md", "[y](My%20Note.md)", OK, "Sub/My Note.md"),
    Case("B18", "Sub/My Note.md", "Sub/s.md", "[z](Sub/My%20Note.md)", OK, "Sub/My Note.md"),
    Case("B18", "Other/i.png", "s.md", "![](i.png)", OK, "Other/i.png"),
    # B19, B20, B21, B22.
    Case("B19", "Note.md", "a/s.md", "[x](../Note.md)", OK, "Note.md"),
    Case("B19", "a/Note.md", "a/s.md", "[x](./Note.md)", OK, "a/Note.md"),
    Case("B20", "Three laws.md", "s.md", "[x](Three%20laws)", OK, "Three laws.md"),
    Case("B21", "Sub/My Note.md", "s.md", "[w](<Sub/My Note.md>)", OK, "Sub/My Note.md"),
    Case("B22", "a#b.md", "s.md", "[x](a%23b.md)", NO_FILE, None),
    Case("B22", "a.md = # b c\\n", "s.md", "[x](a.md#b%20c)", OK, "a.md"),
    Case("B22", "100%zz.md", "s.md", "[x](100%zz.md)", OK, "100%zz.md"),
    Case("B22", "模型.md", "s.md", "[x](%E6%A8%A1%E5%9E%8B.md)", OK, "模型.md"),
    # B23: a scheme leads out; one letter is a drive; in a wikilink it is a note.
    Case("B23", "", "s.md", "[x](https://a.b)", "external", None),
    Case("B23", "", "s.md", "[x](mailto:a@b.c)", "external", None),
    Case("B23", "", "s.md", "[x](obsidian://open?vault=v)", "external", None),
    Case("B23", "", "s.md", "[x](zotero:select/1)", "external", None),
    Case("B23", "", "s.md", "[x](C:/x.md)", NO_FILE, None),
    Case("B23", "", "s.md", "[[https://a.b]]", NO_FILE, None),
    # B24: the same note.
    Case("B24", "", "s.md", "# H\n[t](#H)", OK, "s.md", "B3"),
    Case("B24", "", "s.md", "# H\n[t](#Nope)", NO_HEADING, "s.md"),
    # B25-B27: what headings have in common.
    Case("B25", r"N.md = # wifi 2.4 vs 5.0\n", "s.md", "[[N#wifi 2 4 vs 5 0]]", OK, "N.md"),
    Case("B25", r"N.md = # CI/CD && DevOps\n", "s.md", "[[N#CI CD DevOps]]", OK, "N.md"),
    Case("B25", r"N.md = # a: b (c)\n", "s.md", "[[N#a b c]]", OK, "N.md"),
    Case("B25", r"N.md = # a   b\n", "s.md", "[[N#a b]]", OK, "N.md"),
    Case("B25", r"N.md = # C++ & C#\n", "s.md", "[[N#C C]]", OK, "N.md"),
    Case("B25", r"N.md = # a;b\n", "s.md", "[[N#a-b]]", NO_HEADING, "N.md"),
    Case("B26", "N.md = # What’s new\\n", "s.md", "[[N#What’s new]]", OK, "N.md"),
    Case("B26", "N.md = # What’s new\\n", "s.md", "[[N#What's new]]", NO_HEADING, "N.md"),
    Case("B26", r"N.md = # a_b\n", "s.md", "[[N#a b]]", NO_HEADING, "N.md"),
    Case("B26", r"N.md = # 🚀 Start\n", "s.md", "[[N#Start]]", NO_HEADING, "N.md"),
    Case("B26", r"N.md = # 🚀 Start\n", "s.md", "[[N#🚀 Start]]", OK, "N.md"),
    Case("B26", r"N.md = # 模型 介绍\n", "s.md", "[[N#模型 介绍]]", OK, "N.md"),
    Case("B27", r"N.md = ## Tasks\n", "s.md", "[[N#tasks]]", OK, "N.md"),
    # B28: chains walk down.
    Case("B28", HEADS, "s.md", "[[N#B#X]]", OK, "N.md:4"),
    Case("B28", HEADS, "s.md", "[[N##B]]", OK, "N.md:3"),
    Case("B28", HEADS, "s.md", "[[N#B#X#Deep]]", OK, "N.md:5"),
    Case("B28", HEADS, "s.md", "[[N#X#A]]", NO_HEADING, "N.md"),
    Case("B28", HEADS, "s.md", "[[N#A#B]]", NO_HEADING, "N.md"),
    # B29: of equal headings the first.
    Case("B29", HEADS, "s.md", "[[N#X]]", OK, "N.md:2"),
    # B30, B31: the raw text counts.
    Case("B30", HEADS, "s.md", "[[N#See Other]]", OK, "N.md:6"),
    Case("B30", r"N.md = # See [[Other|it]]\n", "s.md", "[[N#See Other it]]", OK, "N.md"),
    Case("B31", r"N.md = ### `move`\n", "s.md", "[[N#move]]", OK, "N.md"),
    Case("B31", r"N.md = ### `move`\n", "s.md", "[[N#`move`|move]]", OK, "N.md"),
    # B32: ids and closing marks are no words of a heading; setext and nested ones count.
    Case("B32", r"N.md = # Head ^id\n", "s.md", "[[N#Head]]", OK, "N.md"),
    Case("B32", r"N.md = ## Head ##\n", "s.md", "[[N#Head]]", OK, "N.md"),
    Case("B32", r"N.md = Head\n====\n", "s.md", "[[N#Head]]", OK, "N.md"),
    Case("B32", r"N.md = - ## In list\n", "s.md", "[[N#In list]]", OK, "N.md"),
    Case("B32", r"N.md = > ## In quote\n", "s.md", "[[N#In quote]]", OK, "N.md"),
    # B34-B40: blocks.
    Case("B34", r"N.md = text ^id-1\n", "s.md", "[[N#^id-1]]", OK, "N.md"),
    Case("B34", r"N.md = text ^id\n", "s.md", "[[N#^other]]", NO_BLOCK, "N.md"),
    Case("B34", r"N.md = text ^a_b\n", "s.md", "[[N#^a_b]]", NO_BLOCK, "N.md"),
    Case("B34", r"N.md = # Head ^top\n", "s.md", "[[N#^top]]", OK, "N.md"),
    Case("B35", r"N.md = text ^AbC\n", "s.md", "[[N#^aBc]]", OK, "N.md"),
    Case("B36", r"N.md = text^x\n", "s.md", "[[N#^x]]", NO_BLOCK, "N.md"),
    Case("B36", r"N.md = one\ntwo ^x\n", "s.md", "[[N#^x]]", OK, "N.md"),
    Case("B36", r"N.md = one ^x two\n", "s.md", "[[N#^x]]", NO_BLOCK, "N.md"),
    Case("B37", r"N.md = ![[i.png]]^x\n", "s.md", "[[N#^x]]", OK, "N.md"),
    Case("B38", r"N.md = |a|\n|-|\n|b|\n\n^t\n", "s.md", "[[N#^t]]", OK, "N.md:1"),
    Case("B38", r"N.md = > quote\n\n^q\n", "s.md", "[[N#^q]]", OK, "N.md:1"),
    Case("B38", r"N.md = text\n\n- a\n- b\n\n^l\n\nmore\n", "s.md", "[[N#^l]]", OK, "N.md:3"),
    Case("B39", r"N.md = - a\n  - b ^x\n- c\n", "s.md", "[[N#^x]]", OK, "N.md:2"),
    Case("B40", r"N.md = text ^x\n", "s.md", "[[N#x]]", NO_HEADING, "N.md"),
    # B41-B43: footnotes; subpaths of other files.
    Case("B41", r"N.md = a[^1]\n\n[^1]: foot\n", "s.md", "[[N#[^1]]]", OK, "N.md:3"),
    Case("B42", "d.pdf", "s.md", "![[d.pdf#page=3]]", OK, "d.pdf"),
    Case("B42", "i.jpg", "s.md", "![[i.jpg#outline]]", OK, "i.jpg"),
    Case("B43", "x.base = views:\\n  - name: All\\n", "s.md", "![[x.base#All]]", OK, "x.base"),
    # B44: the file is found though the heading is not.
    Case("B44", r"N.md = # H\n", "s.md", "![[N#Gone]]", NO_HEADING, "N.md"),
    # B45, B48, B49.
    Case("B45", "Sq]uare.md", "s.md", "[[Sq]uare]]", OK, "Sq]uare.md"),
    Case("B45", "Inner.md", "s.md", "[[Nested [[Inner]] x]]", OK, "Inner.md"),
    Case("B48", "A.md", "s.md", "%% [[A]] %%", OK, "A.md"),
    Case("B49", "a.md", "s.md", "|x|\n|-|\n|[[a\\|b]]|", OK, "a.md"),
    # B61, B64, B67, B69.
    Case("B61", "X.md", "s.md", '---\nup: "[[X]]"\n---\n', OK, "X.md"),
    Case("B64", "X.md", "s.md", '---\nup: "[t](X.md)"\n---\n', OK, "X.md"),
    Case("B67", r"Real.md = ---\naliases: [AL]\n---\n", "s.md", "[[AL]]", NO_FILE, None),
    Case(
        "B69",
        r"n.md = ---\ntitle: The Title\n---\n# The Title\n",
        "s.md",
        "[[The Title]]",
        NO_FILE,
        None,
    ),
    Case("B70", "i.png", "s.md", "![[i.png|100x145]]", OK, "i.png"),
    Case("B71", "T.md", "s.md", "![[T|D]]", OK, "T.md"),
    # B85: hidden is not missing.
    Case("B85", ".raw/x.md", "s.md", "[[.raw/x]]", "hidden", ".raw/x.md"),
    Case("B85", "a/.deep/x.md", "s.md", "[t](a/.deep/x.md)", "hidden", "a/.deep/x.md"),
    # B94: names that are hard to link.
    Case("B94", "*star.md = # phi-3\\n", "s.md", "[[*star#phi-3]]", OK, "*star.md"),
)


def build(case: Case, config: Config | None = None) -> Vault:
    """Make the vault of a case."""
    files = {}
    for one in filter(None, (part.strip(" ") for part in case.files.split("; "))):
        path, _, text = one.partition(" = ")
        files[path] = text.replace("\\n", "\n")
    return Vault.of({**files, case.source: case.link}, config)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}-{case.link[:40]}")
def test_link(case: Case) -> None:
    vault = build(case)
    (link, *_) = dict(vault.sources())[case.source]
    reached = vault.resolve(case.source, link)
    assert status(reached) == case.status
    path, _, line = (case.path or "").partition(":")
    assert getattr(reached, "path", None) == (path or None)
    if line:
        assert isinstance(reached, Found)
        assert reached.place is not None
        assert str(vault.place(path, reached.place.start).line) == line
    if case.by:
        assert reached.rule == case.by


def test_every_case_has_a_note_of_its_own() -> None:
    assert len(CASES) == len(set(CASES))
    assert len(CASES) >= 120


def reach(vault: Vault, source: str, target: str, subpath: str = "") -> str | None:
    """Return the path that a target reaches."""
    return getattr(vault.reach(source, target, subpath), "path", None)


def test_b5_the_setting_lets_the_neighbour_win() -> None:
    vault = Vault.of({"Note.md": "", "a/b/Note.md": "", "a/b/s.md": ""}, Config(root_first=False))
    assert reach(vault, "a/b/s.md", "Note") == "a/b/Note.md"


def test_b9_names_all_candidates() -> None:
    vault = Vault.of({"bb/Note.md": "", "aa/Note.md": "", "ccc/Note.md": ""})
    reached = vault.reach("s.md", "Note")
    assert isinstance(reached, Ambiguous)
    assert reached.candidates == ("aa/Note.md", "bb/Note.md", "ccc/Note.md")


def test_b17_the_setting_searches_by_name() -> None:
    texts = {"b/y.md": "", "a/x.md": ""}
    assert reach(Vault.of(texts), "a/x.md", "./y") is None
    assert reach(Vault.of(texts, Config(relative_miss="search")), "a/x.md", "./y") == "b/y.md"


def test_b32_the_setting_leaves_nested_headings_out() -> None:
    vault = Vault.of({"N.md": "- # In list\n"}, Config(nested_headings=False))
    assert vault.reach("N.md", "", "#In list") == Missing("heading", "B25", "N.md", ("In list",))


def test_b37_the_setting_wants_a_blank() -> None:
    vault = Vault.of({"N.md": "![[i.png]]^x\n"}, Config(id_after_embed=False))
    assert isinstance(vault.reach("N.md", "", "#^x"), Missing)


def test_b49_the_setting_leaves_html_out() -> None:
    texts = {"s.md": "<span>[[X]]</span>"}
    assert len(dict(Vault.of(texts).sources())["s.md"]) == 1
    assert not dict(Vault.of(texts, Config(html_inline_links=False)).sources())["s.md"]


def test_b85_hidden_says_where() -> None:
    vault = Vault.of({".raw/x.md": "", "s.md": ""})
    assert vault.reach("s.md", ".raw/x") == Hidden(".raw/x.md")
    assert isinstance(vault.reach("s.md", "x"), Hidden)


def test_b86_excluded_files_still_resolve() -> None:
    from vaultkit.vault.settings import Settings

    vault = Vault.of(
        {"private/x.md": "", "s.md": ""}, settings=Settings(ignore_filters=("private/",))
    )
    assert reach(vault, "s.md", "x") == "private/x.md"


def test_near_names_differ_in_marks_only() -> None:
    vault = Vault.of({"Scaling Laws.md": "", "s.md": ""})
    missing = vault.reach("s.md", "scaling-laws")
    assert missing == Missing("file", "B6", None, ("Scaling Laws.md",))
