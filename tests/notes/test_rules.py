"""What is read from a note: rules B21-B84 of the specification, each case with its number."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from vaultkit.notes.fields import field_key
from vaultkit.notes.headings import heading_key
from vaultkit.notes.parse import decode_note, parse_note
from vaultkit.text import NotePath

if TYPE_CHECKING:
    from vaultkit.notes.note import Note


def read(text: str) -> Note:
    return parse_note(NotePath("n.md"), text)


def raws(text: str) -> list[str]:
    """Return the links of a text as written."""
    return [link.raw for link in read(text).links]


def tags(text: str) -> list[str]:
    return [tag.name for tag in read(text).tags]


LINKS: tuple[tuple[str, str, list[str]], ...] = (
    ("B21", "[w](Sub/My Note.md)", []),
    ("B21", "[w](<Sub/My Note.md>)", ["[w](<Sub/My Note.md>)"]),
    ("B23", "<https://a.b>", ["<https://a.b>"]),
    ("B23", "see https://a.b/c, and", ["https://a.b/c"]),
    ("B23", "(https://a.b/c_(d))", ["https://a.b/c_(d)"]),
    ("B24", "[t][id]\n\n[id]: Note.md", ["[t][id]"]),
    ("B45", "[[Sq]uare]]", ["[[Sq]uare]]"]),
    ("B45", "[[a\nb]]", []),
    ("B45", "[[Nested [[Inner]] x]]", ["[[Inner]]"]),
    ("B45", "[[|a]]", ["[[|a]]"]),
    ("B45", "[[##x]] [[#x]]", ["[[##x]]", "[[#x]]"]),
    ("B45", "[[]] [[ ]]", []),
    ("B45", "[[a]](b)", ["[[a]]"]),
    ("B45", "[[[a]]]", ["[[a]]"]),
    ("B45", "[[a]]]", ["[[a]]"]),
    ("B46", "`code [[a]]` [[b]]", ["[[b]]"]),
    ("B46", "[[#`move`|move]]", ["[[#`move`|move]]"]),
    ("B46", "[[cost $5]] and $6", ["[[cost $5]]"]),
    ("B46", "``a ` [[x]] `` [[y]]", ["[[y]]"]),
    ("B47", "```\n[[a]]\n```\n[[b]]", ["[[b]]"]),
    ("B47", "    [[a]]\n\n[[b]]", ["[[b]]"]),
    ("B47", "````\n```\n[[a]]\n```\n[[b]]\n````\n[[c]]", ["[[c]]"]),
    ("B47", '~~~sh\nif [[ -z "$X" ]]; then\n~~~', []),
    ("B47", "- item\n\n      [[a]]\n", []),
    ("B47", "- item\n\n  [[a]]\n", ["[[a]]"]),
    ("B47", "> ```\n> [[a]]\n> ```\n> [[b]]", ["[[b]]"]),
    ("B47", "```unclosed\n[[a]]", []),
    ("B48", "%% [[a]] %% [[b]]", ["[[a]]", "[[b]]"]),
    ("B48", "%%\n[[a]]\n- [ ] x\n%%\n[[b]]", ["[[a]]", "[[b]]"]),
    ("B49", "<div>\n[[a]]\n</div>\n\n[[b]]", ["[[b]]"]),
    ("B49", "x <!-- [[a]] --> [[b]]", ["[[b]]"]),
    ("B49", "<!-- a line of HTML --> [[b]]", []),
    ("B49", "<!--\n[[a]]\n-->\n\n[[b]]", ["[[b]]"]),
    ("B49", "<span>[[a]]</span>", ["[[a]]"]),
    ("B49", "$[[a]]$ [[b]]", ["[[b]]"]),
    ("B49", "$$\n[[a]]\n$$\n\n[[b]]", ["[[b]]"]),
    ("B49", r"\[[a]] [[b]]", ["[[b]]"]),
    ("B49", r"\\[[a]]", ["[[a]]"]),
    ("B49", "|x|\n|-|\n|[[a\\|b]]|", ["[[a\\|b]]"]),
    ("B49", "|x|y|\n|-|-|\n|[[a|b]]|c|", []),
    ("B61", '---\nup: "[[X]]"\n---\n', ["[[X]]"]),
    ("B61", "---\nup: '[[X]]'\n---\n", ["[[X]]"]),
    ("B61", '---\nup:\n  - "[[X]]"\n  - "[[Y|y]]"\n---\n', ["[[X]]", "[[Y|y]]"]),
    ("B61", "---\nup: '[[What''s new]]'\n---\n", ["[[What''s new]]"]),
    ("B62", "---\nup: [[X]]\n---\n", []),
    ("B63", '---\nup: "see [[X]]"\n---\n', []),
    ("B64", '---\nup: "[t](X.md)"\n---\n', ["[t](X.md)"]),
    ("B70", "![250](https://a.b/c.png)", ["![250](https://a.b/c.png)"]),
    ("B71", "![[T|D]]", ["![[T|D]]"]),
    ("B71", r"\![[T]]", ["[[T]]"]),
    ("B73", "> [!note] T\n> [[a]]\n> > [!tip]- x\n> > [[b]]", ["[[a]]", "[[b]]"]),
    ("B74", "x[^1]\n\n[^1]: see [[a]]\n", ["[[a]]"]),
    ("B74", "inline ^[see [[a]]]", ["[[a]]"]),
    ("cite", "{% cite key %} {%cite a b%}", ["{% cite key %}", "a", "b"]),
    ("cite", "as [@smith2020, p. 3; @doe99] says", ["@smith2020", "@doe99"]),
    ("cite", "mail a@b.c or @handle", []),
)


@pytest.mark.parametrize(("rule", "text", "expected"), LINKS, ids=lambda one: str(one)[:40])
def test_links(rule: str, text: str, expected: list[str]) -> None:
    del rule
    assert raws(text) == expected


TAGS: tuple[tuple[str, str, list[str]], ...] = (
    ("B47", "`#no` #yes\n```\n#no\n```", ["yes"]),
    ("B48", "%% #in-comment %%", ["in-comment"]),
    ("B48", "<!-- #no -->", []),
    ("B50", "#tag. #a,b (#no) foo#bar", ["tag", "a"]),
    ("B50", "a\n#b\n- #c\n> #d\n# #e", ["b", "c", "d", "e"]),
    ("B50", "|#a|x|\n|-|-|\n|#b|#c|", ["a", "b", "c"]),
    ("B50", "#a#b", ["a"]),
    ("B50", r"\[\[#Esc]] \#no", ["Esc"]),
    ("B51", "#1984 #y1984 #1990s #3d #0", ["y1984", "1990s", "3d"]),
    ("B52", "#a/b #a/b/c", ["a/b", "a/b/c"]),
    ("B53", "#日本語 #café #✅done", ["日本語", "café", "✅done"]),
    ("B55", "[[#x]] [t](a#b) https://a.b/#c <https://a.b/#d>", []),
    ("B55", "[#t](a)", []),
    ("B55", "[ #t](a)", ["t"]),
    ("B56", "---\ntags: [a, b/c]\n---\n", ["a", "b/c"]),
    ("B56", "---\ntags: foo bar\n---\n", ["foo", "bar"]),
    ("B57", '---\ntags: ["#a", 2024, "1"]\n---\n', ["a"]),
)


@pytest.mark.parametrize(("rule", "text", "expected"), TAGS, ids=lambda one: str(one)[:40])
def test_tags(rule: str, text: str, expected: list[str]) -> None:
    del rule
    assert tags(text) == expected


def test_b46_a_code_span_inside_a_link_is_none() -> None:
    note = read("[[#`move`|move]] `code`")
    assert [one.span.of(note.text) for one in note.regions] == ["`code`"]


def test_b48_links_in_comments_are_marked() -> None:
    note = read("[[a]] %% [[b]] %% [[c]]\n\n%%\n[[d]]\n%%\n[[e]]")
    assert [link.raw for link in note.links if link.in_comment] == ["[[b]]", "[[d]]"]


def test_b48_a_block_comment_holds_no_headings_or_tasks() -> None:
    note = read("%%\n# H\n- [ ] t\n%%\n# Real\n- [ ] done")
    assert [one.text for one in note.headings] == ["Real"]
    assert [one.text for one in note.tasks] == ["done"]
    assert note.regions[0].kind == "comment"


@pytest.mark.parametrize("text", ["%%%% [[a]] %%%%", "%% [[a]]", "a %% b\n[[a]] %% c"])
def test_b48_what_is_no_comment(text: str) -> None:
    links = read(text).links
    assert [link.in_comment for link in links] == [text == "%% [[a]]"]


def test_b48_an_unclosed_comment_hides_the_rest() -> None:
    note = read("a\n\n%% open\n# H\n[[x]]")
    assert not note.headings
    assert [link.in_comment for link in note.links] == [True]
    assert [one.kind for one in note.problems] == ["unclosed-comment"]


def test_b48_a_fence_protects_percent_signs() -> None:
    note = read("```\n%%\n```\n# H\n%%\nx\n%%\n# I")
    assert [one.text for one in note.headings] == ["H", "I"]


def test_b1_parts_of_a_wikilink() -> None:
    (link,) = read("[[A#B#C|D]]").links
    assert (link.target, link.subpath, link.display) == ("A", "#B#C", "D")
    assert link.target_span.of("[[A#B#C|D]]") == "A#B#C"


def test_b49_the_escaped_bar_of_a_table() -> None:
    text = "|x|\n|-|\n|[[a#h\\|b]]|"
    (link,) = read(text).links
    assert (link.target, link.subpath, link.display) == ("a", "#h", "b")
    assert link.target_span.of(text) == "a#h"


def test_b61_the_path_of_a_nested_key() -> None:
    note = read('---\nrel:\n  - "[[X]]"\n  - {a: "[[Y]]"}\n---\n')
    assert [(link.key, link.target) for link in note.links] == [("rel.0", "X"), ("rel.1.a", "Y")]


def test_b60_where_a_head_begins() -> None:
    assert not read("\n---\na: 1\n---\n").fields
    assert read("---\na: 1\n---  \n").fields
    assert read("---\r\na: 1\r\n---\r\nx").fields[0].value == 1
    assert read("\ufeff---\na: 1\n---\n").fields[0].value == 1
    assert not read("----\na: 1\n----\n").fields
    (one, two) = read('---\n{"a": [1, 2], "b": {"c": null}}\n---\n').fields
    assert (one.key, one.value, two.value) == ("a", [1, 2], {"c": None})


@pytest.mark.parametrize(
    "text",
    ["---\na: 1\n", "---\na: 1\n...\nx", "---\na: 1\n ---\n"],
)
def test_b60_a_head_that_never_closes(text: str) -> None:
    note = read(text)
    assert not note.fields
    assert [one.kind for one in note.problems] == ["unclosed-frontmatter"]


def test_a_rule_at_the_start_is_no_head() -> None:
    assert not read("---\n\ntext\n").problems


def test_b6x_only_the_first_block_is_a_head() -> None:
    note = read("---\na: 1\n---\ntext\n\n---\nfoo: [[A]]\n---\n[[B]]\n")
    assert [one.key for one in note.fields] == ["a"]
    assert [link.raw for link in note.links] == ["[[A]]", "[[B]]"]


VALUES = (
    ("a: 1.10", 1.1),
    ("a: 0123", 123),
    ("a: 12:30", "12:30"),
    ("a: no", "no"),
    ("a: true", True),
    ("a: 1_000", "1_000"),
    ("a: 2024-02-30", "2024-02-30"),
    ("a: 2023-09-12-Tuesday 11:07", "2023-09-12-Tuesday 11:07"),
    ("a: [[Note]]", [["Note"]]),
    ("a: !!python/object:os.system x", "x"),
    ('a: !!binary "%"', "%"),
    ("a: .nan", "nan"),
    ("a: 1e999", "inf"),
    ("a: =", "="),
    ("a:", None),
    ("a: |\n  x\n  y", "x\ny\n"),
    ("a: {b: [1, {c: d}]}", {"b": [1, {"c": "d"}]}),
    ("a: " + "9" * 5000, "inf"),
)


@pytest.mark.parametrize(("yaml", "value"), VALUES, ids=lambda one: str(one)[:30])
def test_values(yaml: str, value: object) -> None:
    note = read(f"---\n{yaml}\nlast: z\n---\n")
    assert [one.value for one in note.fields] == [value, "z"]
    json.dumps([one.value for one in note.fields], allow_nan=False)


BAD_HEADS = (
    ("* item", "invalid-yaml"),
    ("@x: 1", "invalid-yaml"),
    ("a: b: c", "invalid-yaml"),
    ('a: "x', "invalid-yaml"),
    ("just text", "invalid-yaml"),
    ("- a\n- b", "invalid-yaml"),
    ("a: [" * 30_000, "too-deep"),
    ("a: " + "[" * 30_000, "too-deep"),
    ("a: " + "{" * 30_000, "too-deep"),
    ("- " * 30_000, "too-deep"),
    ("? " * 30_000, "too-deep"),
    ("a: &x [1]\nb: [" + "*x," * 101 + "]", "too-many-aliases"),
    ("a: " + "x" * 1_000_001, "frontmatter-too-large"),
)


@pytest.mark.parametrize(("yaml", "kind"), BAD_HEADS, ids=lambda one: str(one)[:20])
def test_bad_heads(yaml: str, kind: str) -> None:
    note = read(f"---\n{yaml}\n---\n# H\n")
    assert [one.kind for one in note.problems] == [kind]
    assert not note.fields
    assert [one.text for one in note.headings] == ["H"]


def test_an_invalid_head_names_its_line() -> None:
    note = read("---\na: 1\nb: c: d\n---\n")
    (problem,) = note.problems
    assert note.place(problem.span.start).line == 3


def test_b65_doubled_keys_keep_their_own_values() -> None:
    note = read('---\na: 1\nb: x\n"a": 2\n---\n')
    assert [(one.key, one.value) for one in note.fields] == [("a", 1), ("b", "x"), ("a", 2)]
    (problem,) = note.problems
    assert (problem.kind, note.place(problem.span.start).line) == ("duplicate-key", 4)
    assert "line 2" in problem.message


def test_spans_of_properties() -> None:
    text = "---\ntitle: \"A: b\" # c\nlist:\n- x\n- y\n# note\nblock: |\n  [z\n\n  w\nempty:\nflow: [a,\n  b]\nlast: 'it''s'\n---\n"
    note = read(text)
    assert [(one.key_span.of(text), one.value_span.of(text)) for one in note.fields] == [
        ("title", '"A: b" # c'),
        ("list", "- x\n- y"),
        ("block", "|\n  [z\n\n  w"),
        ("empty", ""),
        ("flow", "[a,\n  b]"),
        ("last", "'it''s'"),
    ]


def test_encodings() -> None:
    path = NotePath("n.md")
    assert [one.kind for one in decode_note(path, b"\x89PNG\r\n\x00\x00").problems] == ["binary"]
    bad = decode_note(path, b"ok \xff [[a]]")
    assert [one.kind for one in bad.problems] == ["not-utf8"]
    assert [link.target for link in bad.links] == ["a"]
    assert [one.kind for one in decode_note(path, "x".encode("utf-16")).problems] == ["binary"]
    text = "\ufeff# H\r\n[[a]]\u2028b\x0bc\x85d\r\n"
    note = decode_note(path, text.encode())
    assert note.text == text
    assert len(note.lines) == 3
    assert [one.text for one in note.headings] == ["H"]


def test_unfinished_merge() -> None:
    note = read("a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> other\n")
    assert [(one.kind, note.place(one.span.start).line) for one in note.problems] == [
        ("merge-conflict", 2)
    ]
    assert not read("Title\n=======\n\n> > > > > > > x\n").problems


HEADINGS: tuple[tuple[str, str, list[str]], ...] = (
    ("B32", "# A ^id", ["A"]),
    ("B32", "## A ##", ["A"]),
    ("B32", "# A #b", ["A #b"]),
    ("B32", "A\n===\nB\n---", ["A", "B"]),
    ("B32", "- # A\n> ## B", ["A", "B"]),
    ("B30", "# See [[Other]] and `code`", ["See [[Other]] and `code`"]),
    ("B47", "#A\n####### B\n    # C\n```\n# D\n```", []),
    ("B30", r"# \# x", [r"\# x"]),
    ("B32", "#\n# \n## ##", ["", "", ""]),
)


@pytest.mark.parametrize(("rule", "text", "expected"), HEADINGS, ids=lambda one: str(one)[:40])
def test_headings(rule: str, text: str, expected: list[str]) -> None:
    del rule
    assert [one.text for one in read(text).headings] == expected


def test_b25_what_headings_have_in_common() -> None:
    assert heading_key("wifi 2.4 vs 5.0") == heading_key("WIFI 2 4  vs 5 0")
    assert heading_key("[[a]] `b`") == "a b"
    assert heading_key("What\u2019s") != heading_key("What's")


def test_b7x_callouts_and_footnotes() -> None:
    note = read("> [!NOTE]+ T\n> x\n\n> plain\n\na[^n]\n\n[^n]: foot\n")
    assert [(one.kind, one.info) for one in note.blocks if one.parent < 0] == [
        ("callout", "note"),
        ("quote", ""),
        ("paragraph", ""),
        ("footnote", "n"),
    ]


TASKS = (
    ("B75", "- [ ] a\n* [x] b\n+ [X] c\n1. [/] d\n2) [-] e", " xX/-"),
    ("B75", "> - [ ] q\n> > - [x] r", " x"),
    ("B75", "- [] a\n- [ ]b\n-[ ] c\n[ ] d\n- [xy] e", ""),
    ("B75", "- [ ]\n- [ ] ", "  "),
    ("B76", "- [?] a\n- [é] b", "?é"),
    ("B47", "```\n- [ ] a\n```", ""),
)


@pytest.mark.parametrize(("rule", "text", "expected"), TASKS, ids=lambda one: str(one)[:30])
def test_tasks(rule: str, text: str, expected: str) -> None:
    del rule
    assert "".join(one.status for one in read(text).tasks) == expected


def test_b77_dates_of_tasks() -> None:
    (task,) = read(
        "- [x] Write \u2795 2024-01-01 ⏳ 2024-01-02 🛫 2024-01-03 📅 2024-01-04 ✅ 2024-01-05 #t"
    ).tasks
    assert task.text == "Write #t"
    assert (task.created, task.scheduled, task.start) == ("2024-01-01", "2024-01-02", "2024-01-03")
    assert (task.due, task.done) == ("2024-01-04", "2024-01-05")
    (old,) = read("- [-] x ⌛2024-01-02 🗓️ 2024-01-04 ❌ 2024-01-05").tasks
    assert (old.scheduled, old.due, old.cancelled) == ("2024-01-02", "2024-01-04", "2024-01-05")


def test_b78_the_same_as_fields() -> None:
    (task,) = read("- [ ] x [due:: 2026-01-02] (created:: 2026-01-01) [priority:: high]").tasks
    assert (task.text, task.due, task.created) == ("x", "2026-01-02", "2026-01-01")


def test_b79_other_signs() -> None:
    (task,) = read("- [ ] x 🔺 🔁 every week 📅\u00a02026-01-02 🆔 ab1 ⛔ c2,d3 🏁 delete").tasks
    assert (task.text, task.due, task.id, task.depends) == ("x", "2026-01-02", "ab1", ("c2", "d3"))


def test_b80_impossible_and_unreadable_dates() -> None:
    (task,) = read("- [ ] x 📅 2026-02-30 ✅ soon").tasks
    assert task.due is None
    assert [one.kind for one in task.problems] == ["impossible-date", "unreadable-field"]


FIELDS: tuple[tuple[str, str, list[tuple[str, object]]], ...] = (
    ("B81", "Key:: value", [("Key", "value")]),
    ("B81", "**Bold**:: x", [("Bold", "x")]),
    ("B81", "- item:: no", []),
    ("B81", "text [k:: v] and (k2:: w)", [("k", "v"), ("k2", "w")]),
    ("B81", "- [ ] t [k:: v]", [("k", "v")]),
    ("B81", "`a:: b` [[c::d]]", []),
    ("B83", "[k:: v [n] w]", [("k", "v [n] w")]),
    ("B83", r"[k:: a \] b]", [("k", r"a \] b")]),
    ("B83", "Empty::", [("Empty", None)]),
    ("B83", "[a[b]:: c]", []),
    (
        "B84",
        "N:: 3.5\nB:: true\nD:: 2021-04-17 18:00",
        [("N", 3.5), ("B", True), ("D", "2021-04-17 18:00")],
    ),
    ("B84", "up:: [[X]]", [("up", "[[X]]")]),
)


@pytest.mark.parametrize(("rule", "text", "expected"), FIELDS, ids=lambda one: str(one)[:30])
def test_fields(rule: str, text: str, expected: list[tuple[str, object]]) -> None:
    del rule
    assert [(one.key, one.value) for one in read(text).fields] == expected
    assert all(one.inline for one in read(text).fields)


def test_b82_canonical_keys() -> None:
    assert field_key("Basic Field") == "basic-field"
    assert field_key("What's Up?!") == "whats-up"
    assert field_key("Größe_1") == "größe_1"


def test_tables_keep_ragged_rows() -> None:
    text = "| a | b |\n|---|---|\n| 1 |\n| 1 | 2 | 3 |\n| x \\| y | `c` |\n"
    (table,) = read(text).tables
    assert [cell.text for cell in table.header.cells] == ["a", "b"]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["1"],
        ["1", "2", "3"],
        [r"x \| y", "`c`"],
    ]


def test_lists_know_depth_parent_and_section() -> None:
    note = read("# S\n- a\n  - b\n\n    more\n- c\n1. d\n")
    items = [one for one in note.blocks if one.kind in {"item", "paragraph"}]
    assert [(one.kind, one.content.of(note.text), one.depth, one.heading) for one in items] == [
        ("item", "a", 1, 0),
        ("item", "b", 2, 0),
        ("paragraph", "more", 2, 0),
        ("item", "c", 1, 0),
        ("item", "d", 1, 0),
    ]
    assert note.blocks[2].parent == 1


def test_panels() -> None:
    text = "a\n%% vaultkit:begin facts v1 sha=0123456789ab %%\n[[x]] `c`\n%% vaultkit:end facts %%\nb\n"
    note = read(text)
    (panel,) = note.panels
    assert (panel.name, panel.version, panel.sha) == ("facts", 1, "0123456789ab")
    assert panel.content.of(text) == "[[x]] `c`\n"
    assert [(one.kind, one.span) for one in note.regions] == [("panel", panel.span)]
    html = text.replace("%% v", "<!-- v").replace(" %%\n", " -->\n")
    assert len(read(html).panels) == 1
    assert not read(text.replace("%% vaultkit:begin", "x %% vaultkit:begin")).panels


@pytest.mark.parametrize(
    "text",
    [
        "%% vaultkit:begin a v1 sha=0123456789ab %%\nx\n",
        "x\n%% vaultkit:end a %%\n",
        "%% vaultkit:begin a v1 sha=0123456789ab %%\n%% vaultkit:end b %%\n",
        2 * "%% vaultkit:begin a v1 sha=0123456789ab %%\n%% vaultkit:end a %%\n",
    ],
)
def test_markers_that_make_no_panel(text: str) -> None:
    assert "panel-marker" in {one.kind for one in read(text).problems}


DATES: tuple[tuple[str, list[tuple[str, str, str]]], ...] = (
    ("---\ncreated: 2023-09-12-Tuesday 11:07\n---\n", [("2023-09-12T11:07", "minute", "created")]),
    ('---\nlastmod: "2024-04-18T00:00:00Z"\n---\n', [("2024-04-18T00:00", "minute", "modified")]),
    (
        "- **Created**: 2025-01-04\n- **Last Updated**: 2025-01-06",
        [("2025-01-04", "day", "created"), ("2025-01-06", "day", "modified")],
    ),
    (
        "[[2024-09-13-Friday]] [[2024-04-15-Monday-W16|2024-04-18-Thursday]]",
        [("2024-09-13", "day", "daily-note"), ("2024-04-18", "day", "daily-note")],
    ),
    (
        "[2022] OPT and Scao et al., 2022",
        [("2022", "year", "published"), ("2022", "year", "published")],
    ),
    (
        "July 23, 2024, 3rd May 2023 and Dec 2017",
        [
            ("2024-07-23", "day", "mentioned"),
            ("2023-05-03", "day", "mentioned"),
            ("2017-12", "month", "mentioned"),
        ],
    ),
    ("- [ ] x 📅 2026-01-02", [("2026-01-02", "day", "task")]),
    ("2024-02-30 2024-13-01 arXiv 2205.01068 v2024 `2024-01-01`", []),
    ("released:: 2023-02-24", [("2023-02-24", "day", "released")]),
)


@pytest.mark.parametrize(("text", "expected"), DATES, ids=lambda one: str(one)[:30])
def test_dates(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(one.date, one.precision, one.role) for one in read(text).dates] == expected


def test_a_note_as_python_frontmatter_has_it() -> None:
    import frontmatter

    note = read("---\ntitle: T\nn: no\nday: 2024-01-02\n---\n# H\ntext\n")
    assert note.metadata == {"title": "T", "n": "no", "day": "2024-01-02"}
    assert isinstance(note.post, frontmatter.Post)
    assert note.post.metadata == note.metadata
    assert note.post.content == "# H\ntext\n"
    assert note.post["title"] == "T"
    again = frontmatter.loads(note.text, handler=note.post.handler)
    assert again.metadata == note.metadata
    with pytest.raises(NotImplementedError):
        frontmatter.dumps(note.post)
