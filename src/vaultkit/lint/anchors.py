"""Headings as GitHub names them in addresses."""

from __future__ import annotations

from vaultkit.text import NotePath

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from vaultkit.lint.scene import Scene
    from vaultkit.notes.note import Link


def slug(heading: str) -> str:
    """Return GitHub's anchor of a heading: lower case, blanks as hyphens, most marks dropped."""
    words = heading.strip().lower().replace(" ", "-")
    return "".join(char for char in words if char.isalnum() or char in "-_")


def github_heading(link: Link, path: str, scene: Scene) -> str:
    """Return the words of the heading that GitHub would find; empty where there is none."""
    note = scene.vault.notes.get(NotePath(path))
    wanted = link.subpath.removeprefix("#").lower()
    if note is None or link.kind not in {"markdown", "url"} or not wanted:
        return ""
    slugs: dict[str, str] = scene.once(
        f"slugs {path}", lambda: {slug(one.text): one.text for one in reversed(note.headings)}
    )
    return slugs.get(wanted, "")
