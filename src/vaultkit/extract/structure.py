"""What headings say by standing where they do: families, makers, members."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vaultkit.extract.names import QUANTS, fold
from vaultkit.extract.statement import Statement
from vaultkit.text import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.extract.found import Found
    from vaultkit.extract.lexicon import Entry, Lexicon
    from vaultkit.extract.reading import Page
    from vaultkit.extract.units import Unit

_SERIES = pattern(r"\b(?:series|family|families|herd|suite|lineup|models)\b", re.IGNORECASE)
_AGAINST = pattern(r"\b(?:vs\.?|versus|compared)\b", re.IGNORECASE)
_BY_BEHIND = pattern(r"\s*(?:-|\u2014|:|\||by|from|\(|,)\s*", re.IGNORECASE)


def read_structure(page: Page) -> None:
    """Read what the headings of a note say about the models in them."""
    lexicon = page.reader.lexicon
    families: list[tuple[int, tuple[Entry, ...], bool]] = []
    vendors: list[tuple[int, Entry]] = []
    for unit in page.units:
        if unit.kind == "bold":
            members = _models(unit)
            for member in members:
                for one in _inside(member, families, lexicon, unit):
                    page.add(one, unit.view, unit.path)
            continue
        if unit.kind != "heading":
            continue
        level = page.note.headings[max(unit.heading, 0)].level
        families = [one for one in families if one[0] < level]
        vendors = [one for one in vendors if one[0] < level]
        members = _models(unit)
        orgs = [one for one in unit.found if one.entry.kind == "organization"]
        for member in members:
            for one in _inside(member, families, lexicon, unit):
                page.add(one, unit.view, unit.path)
            for _, vendor in vendors[-1:]:
                page.add(
                    _made(member, "developedBy", vendor, unit, "vendor-heading"),
                    unit.view,
                    unit.path,
                )
            for org in orgs:
                if _names_maker(unit, org) or org.entry.id == member.developer:
                    page.add(
                        _made(member, "developedBy", org.entry, unit, "maker-in-heading"),
                        unit.view,
                        unit.path,
                    )
        if members:
            families.append((level, members, bool(_SERIES.search(unit.view.text))))
        elif orgs and not [one for one in unit.found if one.entry.kind != "organization"]:
            vendors.append((level, orgs[0].entry))


def _models(unit: Unit) -> tuple[Entry, ...]:
    """Return the models that a heading names; of a release and its size, the release."""
    named = tuple(
        dict.fromkeys(one.entry for one in unit.found if one.entry.is_model and not one.style)
    )
    return () if named and _AGAINST.search(unit.view.text) else named


def _inside(
    member: Entry, families: list[tuple[int, tuple[Entry, ...], bool]], lexicon: Lexicon, unit: Unit
) -> Iterator[Statement]:
    """Yield the family that a heading stands under."""
    for _, owners, series in reversed(families):
        owner = owners[0]
        if owner.id == member.id:
            continue
        above = lexicon.ancestors(member)
        told = owner.id in above
        akin = fold(member.label).startswith(fold(owner.label))
        if akin and owner.part_of and owner.part_of == member.part_of and owner.kind == "model":
            # `# LLaMA` over `## Llama 2`: two releases of one series
            owner = lexicon.get(owner.part_of) or owner
            told = owner.id in above
        if told:
            below = member
            for step in above[: above.index(owner.id) + 1]:
                parent = lexicon.get(step)
                if parent is None or not _said(below, parent, owner):
                    continue
                yield _made(below, "partOf", parent, unit, "heading-nesting")
                below = parent
            return
        if akin or (series and unit.kind == "heading" and len(owners) == 1 and not above):
            yield _made(member, "partOf", owner, unit, "heading-nesting")
            return


def _said(below: Entry, parent: Entry, owner: Entry) -> bool:
    """Tell whether a step of a family shows in the names, or ends at the heading above."""
    return parent.id == owner.id or fold(below.label).startswith(fold(parent.label))


def _names_maker(unit: Unit, org: Found) -> bool:
    """Tell whether a heading names the maker of its model: `Foo - Acme`, `Foo (Acme)`."""
    text = unit.view.text
    before = [one for one in unit.found if one.end <= org.start and one.entry.is_model]
    if before:
        return _BY_BEHIND.fullmatch(text[before[-1].end : org.start]) is not None
    behind = [one for one in unit.found if one.start >= org.end and one.entry.is_model]
    return bool(behind) and text[org.end : behind[0].start].strip(" :-'s|\u2014") == ""


def _made(subject: Entry, predicate: str, target: Entry, unit: Unit, rule: str) -> Statement:
    """Return a statement of a heading."""
    end = len(unit.view.text.rstrip())
    return Statement(subject, predicate, target, None, None, 0, end, rule, explicit=True)


def read_members(page: Page) -> None:
    """Read that a size, tuning or release named in its family's section is part of it.

    A quantised copy comes from its model; other members are part of what their names begin with.
    """
    lexicon = page.reader.lexicon
    seen: set[tuple[str, str]] = set()
    for unit in page.units:
        about = {one.id for one in (*unit.topic.models, *unit.topic.family)}
        about.update(
            one.part_of for one in unit.topic.models if one.kind == "model-variant" and one.part_of
        )
        rows = _in_rows(unit)
        for found in unit.found:
            entry = found.entry
            owner = lexicon.get(entry.part_of) if entry.part_of else None
            if found.style or owner is None or not entry.is_model or (entry.id, owner.id) in seen:
                continue
            if not any(
                fold(entry.label).startswith(fold(form)) for form in owner.forms or (owner.label,)
            ):
                continue
            variant = entry.kind == "model-variant"
            if owner.id in about or (variant and entry.id in about) or owner.id in rows:
                seen.add((entry.id, owner.id))
                quantized = entry.label.lower().endswith(tuple(QUANTS))
                one = Statement(
                    entry,
                    "quantizedFrom" if quantized else "partOf",
                    owner,
                    None,
                    None,
                    *_line(unit, found),
                    "quantized-name" if quantized else "member-name",
                    at=found.start,
                )
                page.add(one, unit.view, unit.path)


def _in_rows(unit: Unit) -> set[str]:
    """Return the releases of which two sizes or more stand in a unit: `Foo 7B and 13B`."""
    sizes: dict[str, set[str]] = {}
    for found in unit.found:
        if found.size and found.entry.part_of:
            sizes.setdefault(found.entry.part_of, set()).add(found.size)
    return {owner for owner, held in sizes.items() if len(held) > 1}


def _line(unit: Unit, found: Found) -> tuple[int, int]:
    """Return the line of a unit that a name stands in."""
    text = unit.view.text
    start = text.rfind("\n", 0, found.start) + 1
    end = text.find("\n", found.end)
    return start, len(text) if end < 0 else end
