"""The new text of a link's target, in the style that the link is written in (B87-B89, B97)."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from vaultkit.vault.names import name_key
from vaultkit.vault.resolve import reach_file

if TYPE_CHECKING:
    from vaultkit.config import Config
    from vaultkit.vault.names import Names

NOTE = ".md"
_SAFE = "/:@!$&'*+,;=~-._"
UNLINKABLE = "#^[]|"


def new_path(
    names: Names,
    source: str,
    target: str,
    old: tuple[str, str],
    wanted: str,
    config: Config,
    *,
    markdown: bool = False,
) -> str | None:
    """Return how a link from `source` names the file `wanted`, in the style of its old target.

    Args:
        names: the files as they will be.
        source: the file that holds the link, as its path will be.
        target: the old path part of the link, decoded.
        old: the paths of source and target as they were.
        wanted: the target's path as it will be.
        config: settings of the resolver.
        markdown: it is a Markdown link, which other tools read from the source's folder.

    Returns:
        None where no way of writing it reaches the file.
    """
    was_source, was = old
    extension = target[-3:].lower() == NOTE or not was.lower().endswith(NOTE)
    shown = wanted if extension or not wanted.lower().endswith(NOTE) else wanted[: -len(NOTE)]
    folder = posixpath.dirname(source)
    relative = posixpath.relpath(shown, folder or ".")
    forms: list[str]
    if target.startswith("/"):
        forms = [f"/{shown}"]
    elif target.startswith("./"):
        forms = [relative if relative.startswith("../") else f"./{relative}"]
    elif target.startswith("../"):
        forms = [relative if relative.startswith("../") else f"./{relative}", relative]
    elif "/" not in target.strip("/"):
        forms = [posixpath.basename(shown), shown]
        if markdown and is_beside(target, was_source, was):
            forms = [relative, shown]
    elif markdown and is_beside(target, was_source, was):
        forms = [relative, shown]
    elif _same(target, was):
        forms = [shown]
    elif is_beside(target, was_source, was):
        forms = [relative, shown]
    else:
        depth = target.count("/") + 1
        forms = ["/".join(shown.split("/")[-depth:]), shown]
    reached = [
        (form, reach_file(names, source, form, config)) for form in [*forms, shown, f"/{shown}"]
    ]
    right = [(form, one) for form, one in reached if one.path == wanted]
    for form, one in right:
        # A bare name only where it is the only one (B88).
        if "/" in form or form == shown or len(one.candidates) == 1:
            return form
    return right[0][0] if right else None


def _same(target: str, path: str) -> bool:
    """Tell whether a link's target is the whole path, with or without `.md`."""
    return name_key(target) in {name_key(path), name_key(path.removesuffix(NOTE))}


def is_beside(target: str, source: str, path: str) -> bool:
    """Tell whether a target is the path from the source's own folder."""
    folder = posixpath.dirname(source)
    return _same(posixpath.normpath(posixpath.join(folder, target)), path)


def as_wikilink(written: str, path: str) -> str:
    """Return the inside of a wikilink with another path: blanks and subpath stay as they are."""
    head, sharp, sub = written.partition("#")
    blank = head[: len(head) - len(head.lstrip())]
    tail = head[len(head.rstrip()) :] if head.strip() else ""
    return f"{blank}{path}{tail}{sharp}{sub}"


def as_destination(written: str, path: str, *, bracketed: bool) -> str:
    """Return a Markdown link's destination with another path, encoded as the old one was."""
    head, sharp, sub = written.partition("#")
    if bracketed and "%" not in head:
        return f"{path.replace('%', '%25')}{sharp}{sub}"
    return f"{encode(path, like=head)}{sharp}{sub}"


def encode(path: str, like: str = "") -> str:
    """Percent-encode what a Markdown destination can not hold; other letters only as before."""
    ascii_only = like.isascii() and not unquote(like).isascii()
    if ascii_only:
        return quote(path, safe=_SAFE)
    return "".join(
        char if not char.isascii() and char.isprintable() else quote(char, safe=_SAFE)
        for char in path
    )
