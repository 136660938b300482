"""A link to its note, heading or block, or why there is none (rules B1-B49)."""

from __future__ import annotations

from vaultkit.notes.headings import heading_key
from vaultkit.values import frozen

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Literal, NamedTuple

    from vaultkit.config import Config
    from vaultkit.notes.note import Note
    from vaultkit.text import Span
    from vaultkit.vault.names import Names

    LinkStatus = Literal[
        "ok",
        "missing-file",
        "missing-heading",
        "missing-block",
        "ambiguous",
        "hidden",
        "missing-entry",
        "external",
    ]
else:
    from vaultkit.values import NamedTuple


@frozen
class Found:
    """A link reaches exactly this file, and in it this heading or block where it names one."""

    path: str
    """From the vault root, as on disk."""
    rule: str
    """The rule that chose, such as `B7`."""
    place: Span | None = None
    """Of the heading or block in the target note."""


@frozen
class Ambiguous:
    """A link reaches this file, but others have the same name (B7-B9)."""

    path: str
    rule: str
    candidates: tuple[str, ...]
    """Every file that could be meant, the chosen one first."""
    place: Span | None = None


@frozen
class Missing:
    """A link reaches nothing."""

    what: Literal["file", "heading", "block", "entry"]
    rule: str
    path: str | None = None
    """The file, where only its heading or block is missing."""
    near: Sequence[str] = ()
    """The closest existing names, best first."""


@frozen
class Hidden:
    """A link names a file that Obsidian does not see (B85)."""

    path: str
    rule: str = "B85"


@frozen
class External:
    """A link leads out of the vault (B23)."""

    rule: str = "B23"


Resolution = Found | Ambiguous | Missing | Hidden | External


def status(reached: Resolution) -> LinkStatus:
    """Return the word that `list links` shows for a resolution."""
    word = _STATUS.get(reached.__class__)
    return word or _MISSING[reached.what]  # type: ignore[union-attr] # the only class left


_STATUS: dict[type, LinkStatus] = {
    Found: "ok",
    Ambiguous: "ambiguous",
    Hidden: "hidden",
    External: "external",
}
_MISSING: dict[str, LinkStatus] = {
    "file": "missing-file",
    "heading": "missing-heading",
    "block": "missing-block",
    "entry": "missing-entry",
}


class Reached(NamedTuple):
    """The file that a link's path reaches, and how."""

    path: str | None
    rule: str
    candidates: tuple[str, ...] = ()
    """Every file the path could mean, the chosen one first."""


def reach_file(names: Names, source: str, target: str, config: Config) -> Reached:
    """Return the file that a link's path reaches from `source` (B2-B19).

    Wikilinks, properties, embeds and Markdown links all look the same way (B18).
    """
    target = target.strip()
    if not target:
        return Reached(source, "B3", (source,))
    folder = source.rpartition("/")[0]
    rule = "B5"
    if target.startswith("/"):
        path = names.exact(target.strip("/"))
        return Reached(path, "B17", (path,) if path else ())
    if target.startswith(("./", "../")) or target in {".", ".."}:
        joined = join(folder, target)
        path = names.exact(joined) if joined else None
        if path or config.relative_miss == "unresolved":
            return Reached(path, "B17", (path,) if path else ())
        target = target.lstrip("./")
        rule = "B17"
    matches = names.matches(target)
    if not matches:
        return Reached(None, "B13" if "." in target.rpartition("/")[2] else "B6")
    exact = names.exact(target)
    # B13: a file of the name as written, anywhere, comes before one with `.md` at the root.
    if exact is not None and exact in matches and config.root_first:
        return Reached(exact, rule, (exact, *(one for one in matches if one != exact)))
    return _choose(matches, folder, names)


def _choose(matches: Sequence[str], folder: str, names: Names) -> Reached:
    """Choose among files whose path ends alike (B7-B9)."""
    if len(matches) == 1:
        return Reached(matches[0], "B6", tuple(matches))
    inside = f"{folder}/" if folder else ""
    ranked = sorted(
        matches,
        key=lambda path: (not names.is_inside(path, inside), len(path), path),
    )
    first, second = ranked[0], ranked[1]
    if names.is_inside(first, inside) != names.is_inside(second, inside):
        rule = "B7"
    else:
        rule = "B8" if len(first) != len(second) else "B9"
    return Reached(first, rule, tuple(ranked))


def join(folder: str, target: str) -> str | None:
    """Follow a relative path from a folder; None where it leaves the vault."""
    parts = folder.split("/") if folder else []
    for part in target.split("/"):
        if part == "..":
            if not parts:
                return None
            parts.pop()
        elif part not in {"", "."}:
            parts.append(part)
    return "/".join(parts)


@frozen
class Places:
    """What links can name in a note, made once for all links to it."""

    keys: tuple[str, ...]
    """The `heading_key` of each heading."""
    known: frozenset[str]
    """The same, for a look whether there is one at all."""
    ids: frozenset[str]
    """The block ids in lower case, those at the end of headings too."""

    @classmethod
    def of(cls, note: Note) -> Places:
        """Read them off a note."""
        ids = {one.lower() for one in note.ids()}
        if "^" in note.text:
            tails = (note.text[one.text_span.end : one.span.end].strip() for one in note.headings)
            ids |= {tail[1:].lower() for tail in tails if tail.startswith("^")}
        keys = tuple(heading_key(one.text) for one in note.headings)
        return cls(keys, frozenset(keys), frozenset(ids))


def reach_place(  # noqa: PLR0912 (one branch for each kind of subpath)
    note: Note, subpath: str, config: Config, places: Places | None = None
) -> tuple[Span | None, str] | None:
    """Return the place of a heading, block or footnote in a note and the rule; None if missing."""
    places = places or Places.of(note)
    if subpath.startswith("#^"):
        wanted = subpath[2:].strip().lower()
        if wanted not in places.ids:
            return None
        for block in note.blocks:
            if block.id and block.id.lower() == wanted:
                if not config.id_after_embed and _is_glued(note, block.span):
                    continue
                return block.span, "B34"
        for heading in note.headings:
            tail = note.text[heading.text_span.end : heading.span.end].strip()
            if tail.lower() == f"^{wanted}":
                return heading.span, "B34"
        return None
    if subpath.startswith("#[^") and subpath.endswith("]"):
        label = subpath[3:-1].lower()
        for block in note.blocks:
            if block.kind == "footnote" and block.info.lower() == label:
                return block.span, "B41"
        return None
    parts = [key for part in subpath.split("#") if (key := heading_key(part))]
    if not parts:
        return None, "B28"
    at, level = 0, 0
    if any(part not in places.known for part in parts):
        return None
    for heading, key in zip(note.headings, places.keys, strict=True):
        if heading.nested and not config.nested_headings:
            continue
        if heading.level > level and key == parts[at]:
            at, level = at + 1, heading.level
            if at == len(parts):
                return heading.span, "B28" if len(parts) > 1 else "B25"
    return None


def _is_glued(note: Note, block: Span) -> bool:
    """Tell whether a block's id follows an embed without a blank (B37)."""
    return any(one.kind == "id-without-blank" and block.covers(one.span) for one in note.problems)
