"""Links and table cells that vaultkit writes, in the vault's own style (B33, B87-B89)."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vaultkit.sync.retarget import NOTE, encode
from vaultkit.vault.resolve import Ambiguous, Found

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vaultkit.text import Span
    from vaultkit.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class Style:
    """How links are written in one note of a vault."""

    vault: Vault
    source: str
    """The note that will hold the links."""
    links: bool = True
    """Links are written at all; else the words stand alone."""

    def link(self, path: str, words: str = "", subpath: str = "") -> str:
        """Return a link to a file, shown as `words`; only the words where links are off."""
        name = posixpath.basename(path)
        name = name[: -len(NOTE)] if name.lower().endswith(NOTE) else name
        shown = one_line(words or name)
        if not self.links or any(char in path for char in "#^[]|"):
            return shown
        subpath = self._short(path, subpath) if subpath else ""
        settings = self.vault.settings
        if settings.use_markdown_links or not settings.is_obsidian:
            target = encode(self._form(path)) + "#".join(map(encode, subpath.split("#")))
            return f"[{_bracketed(shown)}]({target})"
        target = self._form(path)
        target = target[: -len(NOTE)] if target.lower().endswith(NOTE) else target
        alias = "" if shown == target and not subpath else f"|{shown.replace('|', '-')}"
        return f"[[{target}{subpath}{alias}]]".replace("]]]", "] ]]")

    def _form(self, path: str) -> str:
        """Return how the path of a target is written (B87, B88)."""
        settings = self.vault.settings
        if settings.new_link_format == "relative" or not settings.is_obsidian:
            return posixpath.relpath(path, posixpath.dirname(self.source) or ".")
        if settings.new_link_format == "shortest":
            name = posixpath.basename(path)
            reached = self.vault.reach(self.source, name)
            if isinstance(reached, Found) and reached.path == path:
                return name
        return path

    def _short(self, path: str, chain: str) -> str:
        """Return the shortest subpath that reaches the heading of a chain; empty if none does."""
        place = self._place(path, chain)
        if place is None:
            return ""
        last = "#" + chain.rpartition("#")[2]
        return last if self._place(path, last) == place else chain

    def _place(self, path: str, subpath: str) -> Span | None:
        """Return where a subpath leads."""
        reached = self.vault.reach(self.source, f"/{path}", subpath)
        return reached.place if isinstance(reached, Found | Ambiguous) else None


def one_line(text: str) -> str:
    """Return a text on one line, with marks that would start a link, tag or comment disarmed."""
    words = " ".join(text.split())
    return words.replace("[[", "[ [").replace("]]", "] ]").replace("%%", "% %")


def _bracketed(text: str) -> str:
    """Return words that may stand between square brackets."""
    text = text.replace("[", "(").replace("]", ")")
    return text.replace("*", "\\*").replace("_", "\\_")


def quoted(text: str) -> str:
    """Return a quote from a note as plain words: no link, tag, embed or HTML comes of it."""
    words = one_line(text)
    for mark in ("\\", "`", "*", "_", "<", ">", "[", "]", "#", "~", "=", "$", "|"):
        words = words.replace(mark, f"\\{mark}")
    return words


def table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """Return a Markdown table; bars in cells are escaped (B49)."""
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(_cell(one) for one in line) + " |" for line in lines)


def _cell(text: str) -> str:
    return text.replace("\\|", "|").replace("|", "\\|")
