"""Who made a model, as its name says: `Acme Foo`, `acme/foo-7b`, `Introducing Foo | Acme`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaultkit.extract.names import fold
from vaultkit.extract.statement import Statement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.extract.lexicon import Entry
    from vaultkit.extract.mentions import Found
    from vaultkit.extract.reading import Page
    from vaultkit.extract.units import Unit

_ORGS = frozenset({"organization"})
_HOSTS = frozenset({"huggingface", "thebloke", "github", "youtube", "arxiv"})
"""Accounts and sites that show models of others."""


def read_makers(page: Page) -> None:
    """Read makers out of the names of models, and out of the titles of links about them."""
    for unit in page.units:
        for found in unit.found:
            if found.entry.is_model and not found.style:
                for maker, rule in _named(page, unit, found):
                    page.add(_made(unit, found, maker, rule), unit.view, unit.path)
        for one in _titled(unit):
            page.add(one, unit.view, unit.path)


def _named(page: Page, unit: Unit, found: Found) -> Iterator[tuple[Entry, str]]:
    """Yield the organisation that a name begins with."""
    text = unit.view.text[found.start : found.end]
    lexicon = page.reader.lexicon
    account, slash, rest = text.partition("/")
    if slash and rest:
        maker = lexicon.find(account, _ORGS)
        if maker is not None and fold(maker.label) not in _HOSTS:
            yield maker, "maker-account"
        return
    words = text.replace("'s", "").split()
    for count in range(1, len(words)):
        maker = lexicon.find(" ".join(words[:count]), _ORGS)
        if maker is not None and lexicon.find(" ".join(words[count:])) is not None:
            yield maker, "maker-prefix"
            return
        if maker is not None and not maker.needs_cue and len(words[count:]) > _LONG:
            yield maker, "maker-prefix"
            return


_LONG = 2


def _titled(unit: Unit) -> Iterator[Statement]:
    """Yield the site that a link's title ends with, of the one model that the title is about."""
    for link in unit.view.links:
        inside = [one for one in unit.found if link.start <= one.start and one.end <= link.end]
        models = [one for one in inside if one.entry.is_model]
        orgs = [one for one in inside if one.entry.kind == "organization"]
        if not models or not orgs or len({one.entry.id for one in models}) != 1:
            continue
        last = orgs[-1]
        between = unit.view.text[models[-1].end : last.start].strip()
        if (
            last.end < link.end - 3
            or last.start < models[-1].end
            or fold(last.entry.label) in _HOSTS
        ):
            continue
        if between[-1:] in {"|", "\\", "-", "\u00b7", "\u2014"}:
            yield _made(unit, models[0], last.entry, "maker-in-title")


def _made(unit: Unit, found: Found, maker: Entry, rule: str) -> Statement:
    """Return the statement at its line."""
    text = unit.view.text
    start = text.rfind("\n", 0, found.start) + 1
    end = text.find("\n", found.end)
    return Statement(
        found.entry,
        "developedBy",
        maker,
        None,
        None,
        start,
        len(text) if end < 0 else end,
        rule,
        at=found.start,
    )
