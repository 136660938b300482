"""A link to its note, heading or block, or why there is none (rules B1-B49)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from vaultkit.text import Span

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


@dataclass(frozen=True, slots=True)
class Found:
    """A link reaches exactly this file, and in it this heading or block where it names one."""

    path: str
    """From the vault root, as on disk."""
    rule: str
    """The rule that chose, such as `B7`."""
    place: Span | None = None
    """Of the heading or block in the target note."""


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """A link reaches this file, but others have the same name (B7-B9)."""

    path: str
    rule: str
    candidates: tuple[str, ...]
    """Every file that could be meant, the chosen one first."""
    place: Span | None = None


@dataclass(frozen=True, slots=True)
class Missing:
    """A link reaches nothing."""

    what: Literal["file", "heading", "block", "entry"]
    rule: str
    path: str | None = None
    """The file, where only its heading or block is missing."""
    near: tuple[str, ...] = ()
    """The closest existing names, best first."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """A link names a file that Obsidian does not see (B85)."""

    path: str
    rule: str = "B85"


@dataclass(frozen=True, slots=True)
class External:
    """A link leads out of the vault (B23)."""

    rule: str = "B23"


Resolution = Found | Ambiguous | Missing | Hidden | External


def status(reached: Resolution) -> LinkStatus:
    """Return the word that `list links` shows for a resolution."""
    match reached:
        case Found():
            return "ok"
        case Ambiguous():
            return "ambiguous"
        case Hidden():
            return "hidden"
        case External():
            return "external"
        case Missing(what="file"):
            return "missing-file"
        case Missing(what="heading"):
            return "missing-heading"
        case Missing(what="block"):
            return "missing-block"
    return "missing-entry"
