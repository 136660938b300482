"""A rule: what it looks at, how bad that is, and the page that explains it."""

from __future__ import annotations

import sys
from functools import cache

from vaultkit.notes.note import Field, Heading, Link, Note, Panel, Table, Task
from vaultkit.values import frozen
from vaultkit.vault.vault import Vault

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import Any, Literal

    from vaultkit.lint.finding import Finding, Severity
    from vaultkit.notes.note import Link as NoteLink
    from vaultkit.vault.resolve import LinkStatus

    Reads = Literal["note", "names", "links", "gathered", "vault", "graph"]

PARTS = (Note, Link, Field, Task, Heading, Panel, Table, Vault)
"""What a rule can look at, besides the graph."""
GRAPH = "KnowledgeGraph"
"""The name of the graph's class, which is imported only where a rule looks at it."""

READS = ("note", "names", "links", "gathered", "vault", "graph")
"""What the findings in a file depend on, besides the settings and the keys of bibliographies:
`note` on that file alone; `names` on the names of all files; `links` on the files that it links to
and on names and aliases of all; `gathered` on rows that `Gather` takes from each file; `vault` on
whatever it likes, so that a change anywhere has all of it judged again; `graph` on the graph."""
_OWN = "vaultkit.lint.rules."
_LETTERS = 3
_CODE = 6
"""Characters of a code, and how many of them are letters."""


@frozen
class Page:
    """What a rule's docstring says."""

    title: str
    why: str
    bad: str
    """Text that must be reported; a line `=== Name.md` begins another file."""
    good: str
    """Text that must be silent, and what the fix makes of `bad`."""
    fix: str
    text: str
    """All of it, as Markdown."""


@frozen
class Gather:
    """What rules of the whole vault take from each file.

    The rows are kept, so that where one note changed no other one is read.
    """

    name: str
    rows: Callable[[Any, Sequence[NoteLink]], Any]
    """From a note or a `Source`, and the links that count in it, to plain tuples, texts and
    numbers; something empty where the file has nothing."""
    notes: bool = True
    others: bool = False
    """Takes from canvases and bases, too."""
    asked: Callable[[Vault], bool] | None = None
    """Tells from the names of all files alone whether its rules will ask for the rows."""


@frozen
class Rule:
    """One thing to look for."""

    code: str
    """Three letters of the family and three digits; permanent."""
    name: str
    """Reads after "allow"."""
    of: type[Any]
    severity: Severity
    check: Callable[[Any, Any], Iterator[Finding]]
    """Called with the part and the scene around it."""
    doc: str
    """The docstring of its file."""
    default: bool = True
    """Runs where nothing is selected."""
    when: frozenset[LinkStatus] | None = None
    """Of a rule of links: the statuses it is called for; None for all."""
    options: Any = None
    """Its options with their defaults, a frozen dataclass; None where it has none."""
    narrow: bool = False
    """Of a rule of the vault: it needs the names of all files, but the text of none."""
    reads: Reads = "vault"
    gathers: tuple[Gather, ...] = ()
    """What it takes from all files through `Scene.gathered`."""
    by_day: bool = False
    """What it says of a note with tasks changes from one day to the next."""
    needs: tuple[str, ...] = ()
    """Of a rule of a note or its parts: texts of which one must stand in the note, or, of a rule of
    fields, in the value, for it to find something; empty: it is always called."""
    kinds: frozenset[str] = frozenset()
    """Of a rule of notes: the kinds of problems that it reports, and nothing besides."""
    keys: frozenset[str] = frozenset()
    """Of a rule of fields: the keys it looks at, in lower case and with `_` for `-`."""
    links: frozenset[str] = frozenset()
    """Of a rule of notes: kinds of links of which the note must have one."""
    glance: Callable[[str, str, str | None], bool] | None = None
    """Of a rule of links: tells from kind, target and words of a link that it finds nothing."""

    @property
    def page(self) -> Page:
        """Return what its docstring says."""
        return read_page(self.doc)

    @property
    def fixes(self) -> bool:
        """Tell whether some of its findings can be mended."""
        return bool(self.page.fix) and not self.page.fix.startswith("None")

    @property
    def needs_graph(self) -> bool:
        """Tell whether the rule looks at the graph, which is built only for such rules."""
        return self.of.__name__ == GRAPH


def is_ours(rule: Rule) -> bool:
    """Tell whether a rule is one of vaultkit's own, which keep to what they declare."""
    return rule.check.__module__.startswith(_OWN)


def is_whole(rule: Rule) -> bool:
    """Tell whether a rule is called once for the whole vault or graph."""
    return rule.of is Vault or rule.needs_graph


def rule(  # noqa: PLR0913 (a rule has that many sides; all but two are named at the call)
    code: str,
    name: str,
    *,
    of: type[Any],
    severity: Severity,
    default: bool = True,
    when: frozenset[LinkStatus] | set[LinkStatus] | None = None,
    options: Any = None,
    narrow: bool = False,
    reads: Reads | None = None,
    gathers: tuple[Gather, ...] = (),
    by_day: bool = False,
    needs: tuple[str, ...] = (),
    kinds: frozenset[str] | set[str] = frozenset(),
    keys: frozenset[str] | set[str] = frozenset(),
    links: frozenset[str] | set[str] = frozenset(),
    glance: Callable[[str, str, str | None], bool] | None = None,
) -> Callable[[Callable[..., Iterator[Finding]]], Rule]:
    """Turn a function of a part and its scene into a `Rule`; nothing is registered.

    Without `reads`, a rule of our own of a part of a note reads that note, one of links what links
    reach, and a narrow one of the vault names; of any other the worst is assumed.
    """
    if not _is_code(code) or not all(map(_is_word, name.split("-"))):
        raise ValueError(f"{code} {name}: a code is ABC123, a name is words-with-dashes")
    if of not in PARTS and of.__name__ != GRAPH:
        raise ValueError(f"{code}: a rule is not of {of.__name__}")
    if reads is not None and reads not in READS:
        raise ValueError(f"{code}: a rule reads {', '.join(READS)}")

    def make(check: Callable[..., Iterator[Finding]]) -> Rule:
        doc = sys.modules[check.__module__].__doc__ or ""
        statuses = None if when is None else frozenset(when)
        kind = reads or _usual(of, narrow, gathers, own=check.__module__.startswith(_OWN))
        return Rule(
            code, name, of, severity, check, doc, default, statuses, options, narrow, kind,
            gathers, by_day, needs, frozenset(kinds), frozenset(keys), frozenset(links), glance,
        )  # fmt: skip

    return make


def _is_code(code: str) -> bool:
    """Tell whether a code is three capitals and three digits."""
    letters, digits = code[:_LETTERS], code[_LETTERS:]
    plain = code.isascii() and len(code) == _CODE
    return plain and letters.isalpha() and letters.isupper() and digits.isdigit()


def _is_word(word: str) -> bool:
    """Tell whether a word is of small letters and digits."""
    return word.isascii() and word.isalnum() and word == word.lower()


def _usual(of: type[Any], narrow: bool, gathers: tuple[Gather, ...], *, own: bool) -> Reads:  # noqa: FBT001 (as in `rule`)
    """Return what a rule reads that does not say so."""
    if of.__name__ == GRAPH:
        return "graph"
    if not own:
        return "vault"
    if gathers:
        return "gathered"
    if of is Vault:
        return "names" if narrow else "vault"
    return "links" if of is Link else "note"


@cache
def read_page(docstring: str) -> Page:
    """Read a docstring with the sections `## Why`, `## Example` and `## Fix`."""
    title, _, rest = docstring.strip().partition("\n")
    parts = _sections(rest)
    blocks = _blocks(parts.get("Example", ""))
    return Page(
        title=title.strip(),
        why=parts.get("Why", ""),
        bad=blocks[0] if blocks else "",
        good=blocks[1] if len(blocks) > 1 else "",
        fix=parts.get("Fix", ""),
        text=docstring.strip(),
    )


def _sections(text: str) -> dict[str, str]:
    """Return the body of each section by its heading; a heading in an example is none."""
    parts: dict[str, list[str]] = {}
    lines: list[str] = []
    fence = ""
    for line in text.split("\n"):
        if not fence and line.startswith("## "):
            lines = parts.setdefault(line[3:].strip(), [])
            continue
        if fence:
            fence = "" if line.strip() == fence else fence
        elif line.startswith("```"):
            fence = "`" * (len(line) - len(line.lstrip("`")))
        lines.append(line)
    return {head: "\n".join(some).strip() for head, some in parts.items()}


def _blocks(text: str) -> list[str]:
    """Return the contents of the fenced blocks of a text."""
    blocks: list[str] = []
    fence = ""
    inside: list[str] = []
    for line in text.split("\n"):
        if fence:
            if line.strip() == fence:
                blocks.append("".join(one + "\n" for one in inside))
                fence, inside = "", []
            else:
                inside.append(line)
        elif line.startswith("```"):
            fence = "`" * (len(line) - len(line.lstrip("`")))
    return blocks


def read_files(text: str, first: str = "Note.md") -> dict[str, str]:
    """Split an example into files: a line `=== Name.md` begins another one."""
    files: dict[str, list[str]] = {}
    name = first
    for line in text.split("\n")[:-1] if text.endswith("\n") else text.split("\n"):
        if line.startswith("=== "):
            name = line[4:].strip()
            files.setdefault(name, [])
        else:
            files.setdefault(name, []).append(line + "\n")
    return {name: "".join(lines) for name, lines in files.items()}
