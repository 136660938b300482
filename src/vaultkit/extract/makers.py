"""Who made a model, as its name says: `Acme Foo`, `acme/foo-7b`, `Introducing Foo | Acme`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaultkit.extract.names import fold
from vaultkit.extract.statement import Statement
from vaultkit.text import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.extract.found import Found
    from vaultkit.extract.lexicon import Entry
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
        for one in (*_titled(unit), *_authored(unit), *_alone(unit)):
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
        if maker is not None and maker.id == found.entry.developer:
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
        text, name = unit.view.text, models[0]
        last = orgs[-1]
        told = any(
            _TELLS.fullmatch(text[org.end : one.start])
            for org in orgs
            for one in models
            if org.end <= one.start
        ) or any(
            _OWNS.fullmatch(text[one.end : org.start]) and text[org.end : org.end + 2] == "'s"
            for org in orgs
            for one in models
            if one.end <= org.start
        )
        ends = last.end >= link.end - 3 and last.start >= models[-1].end
        between = text[models[-1].end : last.start].strip()
        named = ends and between[-1:] in {"|", "\\", "-", "\u00b7", "\u2014"}
        if (named or told) and fold(last.entry.label) not in _HOSTS:
            yield _made(unit, name, last.entry, "maker-in-title")


def _authored(unit: Unit) -> Iterator[Statement]:
    """Yield the house behind the authors of an item about a paper: `Title - Author 2018, Acme - Foo`."""
    first = next(iter(unit.found), None)
    if (
        unit.kind != "item"
        or first is None
        or first.entry.kind != "paper"
        or len(unit.topic.models) != 1
    ):
        return
    for found in unit.found:
        if found.entry.kind == "organization" and _YEAR.search(
            unit.view.text, max(0, found.start - 12), found.start
        ):
            named = next(
                (one for one in unit.found if one.entry.id == unit.topic.models[0].id), None
            )
            if named is not None:
                yield _made(unit, named, found.entry, "maker-of-paper")
            return


def _alone(unit: Unit) -> Iterator[Statement]:
    """Yield the house that is the whole first sentence under a model's own name (`Acme, 2021`)."""
    first = next(iter(unit.found), None)
    models = unit.topic.models
    if unit.kind != "paragraph" or not unit.own_heading or len(models) != 1 or first is None:
        return
    if (
        first.entry.kind != "organization"
        or first.start
        or not _STOPS.match(unit.view.text, first.end)
    ):
        return
    yield Statement(
        models[0], "developedBy", first.entry, None, None, 0, first.end, "maker-alone",
        explicit=False, at=first.start, factor=0.95,
    )  # fmt: skip


_STOPS = pattern(r"(?:,\s(?:[A-Z][a-z]+\s)?(?:19|20)\d{2})?\.(?:\s|$)")
_TELLS = pattern(
    r"\s*(?:introduces|releases|announces|launches|unveils|presents|open-sources|'s)\s*[\"']?\s*"
)
_OWNS = pattern(r"\s*,\s*")
_YEAR = pattern(r"(?:19|20)\d{2},?\s$")


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
