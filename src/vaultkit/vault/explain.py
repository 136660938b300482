"""Why a link reaches what it reaches: the steps of the look-up, in words."""

from __future__ import annotations

from vaultkit.text import NotePath
from vaultkit.vault.names import name_key
from vaultkit.vault.resolve import reach_file, reach_place

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.notes.note import Link
    from vaultkit.vault.vault import Vault

RULES = {
    "B3": "no path: the note itself",
    "B5": "an exact path from the root wins",
    "B6": "the only file whose path ends so",
    "B7": "of several, the one inside the link's own folder wins",
    "B8": "of several, the shortest path wins",
    "B9": "equal lengths: Obsidian's choice is not stable; here the first by name",
    "B13": "no file of this name, with or without .md",
    "B17": "a path from the root or relative to the note is exact",
    "B25": "the heading's words are compared without punctuation and case",
    "B28": "each part of the chain stands deeper than the one before",
    "B34": "a block id, compared without case",
    "B41": "a footnote",
    "bib": "a key of a bibliography file",
}


def explain(vault: Vault, source: str, link: Link) -> Iterator[str]:
    """Yield the steps of a look-up as lines: what was looked for, candidates, the rule."""
    if link.kind in {"url", "citation"}:
        yield f"  {link.kind}: {link.target}"
        return
    yield f"  path {link.target!r}, subpath {link.subpath!r}, from {source or 'the root'!r}"
    reached = reach_file(vault.names, source, link.target, vault.config)
    if link.target and not link.target.startswith((".", "/")):
        forms = ", ".join(repr(one) for one in vault.names.forms(link.target))
        yield f"  looked for {forms} (case ignored, B10; B13 orders them)"
    for at, path in enumerate(reached.candidates):
        mark = "->" if at == 0 else "  "
        yield f"  {mark} {path} ({len(path)} characters)"
    yield f"  {reached.rule}: {RULES.get(reached.rule, '')}"
    if reached.path is None:
        near = vault.names.near(link.target)
        for path in near:
            yield f"  near: {path}"
        for path in vault.aliases.get(name_key(link.target), ()):
            yield f"  an alias of {path}; aliases are no link targets (B67)"
        return
    note = vault.notes.get(NotePath(reached.path))
    if not link.subpath:
        return
    if note is None:
        yield "  B42: on files that are no notes the subpath is for the viewer"
        return
    place = reach_place(note, link.subpath, vault.config)
    if place is None:
        kind = "blocks" if link.subpath.startswith("#^") else "headings"
        names = (
            [f"^{one.id}" for one in note.blocks if one.id]
            if kind == "blocks"
            else [f"{'#' * one.level} {one.text}" for one in note.headings]
        )
        yield f"  none of its {len(names)} {kind} fits:"
        for name in names[:20]:
            yield f"     {name}"
        return
    where = f"line {note.place(place[0].start).line}" if place[0] else "the whole note"
    yield f"  {place[1]}: {RULES.get(place[1], '')}: {where}"
