"""A new note for a paper: from an entry of a bibliography, or from its number alone."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from vaultkit.errors import VaultkitError
from vaultkit.graph.vocab import knowledge
from vaultkit.sync.entity_notes import safe_name
from vaultkit.text import NotePath
from vaultkit.vault.bibliography import BibEntry
from vaultkit.vault.change import Create
from vaultkit.vault.names import name_key

if TYPE_CHECKING:
    from vaultkit.notes.note import Note
    from vaultkit.vault.vault import Vault

_ARXIV = re.compile(
    r"(?:arxiv:\s?|https?://(?:www\.)?(?:arxiv\.org/(?:abs|pdf|html)|huggingface\.co/papers)/)?"
    r"(?P<id>\d{4}\.\d{4,5})(?:v\d+)?(?:\.pdf)?",
    re.IGNORECASE,
)
_DOI = re.compile(
    r"(?:doi:\s?|https?://(?:dx\.)?doi\.org/)?(?P<doi>10\.\d{4,9}/\S{1,200})", re.IGNORECASE
)


class UnknownPaper(VaultkitError):
    """The paper asked for is in no bibliography, and no number either."""


@dataclass(frozen=True, slots=True)
class NewPaper:
    """What is to be done for one paper."""

    path: NotePath
    made: Create | None
    """The note to make; None where the vault has one, which is then at `path`."""


def find_paper(vault: Vault, asked: str) -> BibEntry:
    """Return the paper that a cite key, arXiv id, DOI or address means.

    Raises:
        UnknownPaper: it is none of them.
    """
    wanted = asked.strip().removeprefix("@")
    if wanted in vault.papers:
        return vault.papers[wanted]
    arxiv, doi = _ARXIV.fullmatch(wanted), _DOI.fullmatch(wanted)
    for one in vault.papers.values():
        if (arxiv and one.arxiv == arxiv["id"]) or (doi and one.doi.lower() == doi["doi"].lower()):
            return one
    if arxiv:
        number = arxiv["id"]
        known = next((one for one in knowledge() if one.id == f"paper/arxiv-{number}"), None)
        return BibEntry("", "misc", title=known.label if known else "", arxiv=number)
    if doi:
        return BibEntry("", "misc", doi=doi["doi"])
    raise UnknownPaper(
        f"no paper `{asked}`",
        hint="give a cite key of a .bib file of the vault, an arXiv id or a DOI",
    )


def plan_paper(vault: Vault, paper: BibEntry, title: str = "") -> NewPaper:
    """Return the note to make for a paper, unless the vault has one.

    Raises:
        UnknownPaper: another file has the name that the note would get.
    """
    paper = replace(paper, title=title or paper.title)
    there = next((note.path for note in vault.notes.values() if _is_of(note, paper)), None)
    if there is not None:
        return NewPaper(there, None)
    number = f"arXiv {paper.arxiv}" if paper.arxiv else f"DOI {paper.doi}"
    name = safe_name(paper.title or (paper.key or number))
    folder = vault.config.sync.folder.strip("/")
    path = NotePath(f"{folder}/{name}.md" if folder else f"{name}.md")
    taken = {name_key(one.rpartition("/")[2]) for one in vault.files}
    if name_key(f"{name}.md") in taken:
        raise UnknownPaper(
            f"not made: a file is called {name}.md already",
            hint="give the paper another name with --title",
        )
    return NewPaper(path, Create(path, _text(vault, paper, name).encode("utf-8")))


def _is_of(note: Note, paper: BibEntry) -> bool:
    """Tell whether a note is about a paper: by its number or key, else by its title."""
    told = {
        str(one).strip().lower()
        for key in ("arxiv", "doi", "citekey", "cite_key", "url", "aliases", "title")
        if (field := note.field(key)) is not None
        for one in (field.value if isinstance(field.value, list) else [field.value])
    }
    numbers = {match["id"] for one in told if (match := _ARXIV.fullmatch(one))}
    dois = {match["doi"] for one in told if (match := _DOI.fullmatch(one))}
    if paper.arxiv and paper.arxiv in numbers:
        return True
    if paper.doi and paper.doi.lower() in dois:
        return True
    kind = note.field("type")
    papers = kind is not None and str(kind.value).lower() in {"paper", "article", "literature"}
    names = {one for one in (paper.title.lower(), paper.key.lower()) if one}
    named = {*told, note.name.lower()}
    return papers and bool(names & named)


def _text(vault: Vault, paper: BibEntry, name: str) -> str:
    """Return the text of the new note: the user's template filled in, or a head."""
    address = paper.url
    if not address and paper.arxiv:
        address = f"https://arxiv.org/abs/{paper.arxiv}"
    elif not address and paper.doi:
        address = f"https://doi.org/{paper.doi}"
    values = {
        "title": paper.title or name,
        "authors": ", ".join(paper.authors),
        "year": paper.year,
        "arxiv": paper.arxiv,
        "doi": paper.doi,
        "citekey": paper.key,
        "url": address,
    }
    template = vault.config.sync.templates.get("paper", "")
    note = vault.notes.get(NotePath(template)) if template else None
    if note is not None:
        text = note.text
        for key, value in values.items():
            text = text.replace("{{" + key + "}}", value)
        return text
    lines = ["---", "type: paper"]
    for key, value in values.items():
        if key == "authors" and paper.authors:
            lines += ["authors:", *(f"  - {_quoted(one)}" for one in paper.authors)]
        elif key == "title" and not paper.title:
            continue
        elif value:
            lines.append(f"{key}: {value if key == 'year' else _quoted(value)}")
    return "\n".join([*lines, "---", f"# {values['title']}", "", ""])


def _quoted(text: str) -> str:
    """Return a text as a double-quoted YAML value on one line."""
    kept = "".join(one if one.isprintable() else " " for one in text)
    return '"' + kept.replace("\\", "\\\\").replace('"', '\\"') + '"'
