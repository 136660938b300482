"""Globs of paths, as in the settings `exclude` and `private`."""

from __future__ import annotations

import fnmatch
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


def matcher(globs: Iterable[str]) -> Callable[[str], bool]:
    """Return a test whether a path matches one of some globs (`**` over folders).

    A glob without `/` matches a name at any depth; one that names a folder matches all in it.
    """
    patterns = [glob_pattern(one) for one in globs]
    if not patterns:
        return lambda _path: False
    whole = re.compile("|".join(patterns))
    return lambda path: whole.match(path) is not None


def glob_pattern(glob: str) -> str:
    """Return a glob as an anchored pattern."""
    text = glob.strip()
    anchored = "/" in text.rstrip("/")
    text = text.strip("/")
    parts = []
    for part in text.split("/"):
        if part == "**":
            parts.append("(?:[^/]+/)*")
        else:
            inner = fnmatch.translate(part).removeprefix("(?s:").removesuffix(")\\Z")
            parts.append(inner.replace(".*", "[^/]*").replace("(?>", "(?:") + "/")
    body = "".join(parts).removesuffix("/")
    if text.endswith("**"):
        return f"(?:{'' if anchored else '(?:[^/]+/)*'}{body}.*)"
    return f"(?:{'' if anchored else '(?:[^/]+/)*'}{body}(?:/.*)?\\Z)"
