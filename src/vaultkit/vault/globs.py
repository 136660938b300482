"""Globs of paths, as in the settings `exclude` and `private`."""

from __future__ import annotations

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


def matcher(globs: Iterable[str]) -> Callable[[str], bool]:
    """Return a test whether a path matches one of some globs (`**` over folders).

    A glob without `/` matches a name at any depth; one that names a folder matches all in it.
    """
    patterns = [glob_pattern(one) for one in globs]
    if not patterns:
        return lambda _path: False
    import re  # most vaults have no globs

    whole = re.compile("|".join(patterns))
    return lambda path: whole.match(path) is not None


def glob_pattern(glob: str) -> str:
    """Return a glob as an anchored pattern."""
    text = glob.strip()
    start = "" if "/" in text.rstrip("/") else "(?:[^/]+/)*"
    parts = text.strip("/").split("/")
    within = parts[-1] == "**"
    made = ["(?:[^/]+/)*" if part == "**" else _part(part) + "/" for part in parts[:-1]]
    if within:
        return f"(?:{start}{''.join(made)}.*)"
    return f"(?:{start}{''.join(made)}{_part(parts[-1])}(?:/.*)?\\Z)"


def _part(part: str) -> str:
    """Return the pattern of a glob between two slashes: `*`, `?` and `[...]` mean what they do."""
    import re

    made, at = [], 0
    while at < len(part):
        char = part[at]
        close = part.find("]", at + 2)
        if char == "[" and close > 0:
            inner = part[at + 1 : close].replace("\\", r"\\").replace("[", r"\[")
            made.append(f"[^{inner[1:]}]" if inner[0] in "!^" else f"[{inner}]")
            at = close
        else:
            made.append({"*": "[^/]*", "?": "[^/]"}.get(char, re.escape(char)))
        at += 1
    return "".join(made)
