"""Why a link reaches no file: what it was meant for, and how to write it so that it does."""

from __future__ import annotations

from vaultkit.lint.close import Names, fold, last
from vaultkit.lint.daily import daily_date
from vaultkit.lint.target import link_text, shown_words
from vaultkit.values import frozen
from vaultkit.vault.globs import matcher
from vaultkit.vault.names import name_key
from vaultkit.vault.resolve import join

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from typing import Literal

    from vaultkit.lint.finding import Fix
    from vaultkit.lint.scene import Scene
    from vaultkit.notes.note import Link
    from vaultkit.text import Span

    Kind = Literal[
        "marks",
        "elsewhere",
        "alias",
        "slip",
        "moved",
        "embed",
        "path",
        "markdown",
        "daily",
        "url",
        "template",
        "folder",
        "outside",
        "site",
        "excluded",
        "soft",
        "unwritten",
    ]


@frozen
class Guess:
    """What a link that reaches no file was meant for."""

    kind: Kind
    path: str = ""
    """The one file that is meant; empty where there is none, or more than one."""
    near: tuple[str, ...] = ()


def guess(link: Link, scene: Scene) -> Guess:
    """Return what a link that reaches no file was meant for (decision: broken or unwritten)."""
    memo = scene.once("guesses", no_guesses)
    # A path in a Markdown link is read from its own note's folder.
    folder = scene.path.rpartition("/")[0] if link.kind == "markdown" else ""
    key = (link.target, link.kind, link.embed, folder)
    if key not in memo:
        memo[key] = _guess(link, scene)
    return memo[key]


def no_guesses() -> dict[tuple[str, str, bool, str], Guess]:
    """Return the memory of a run that has guessed nothing yet."""
    return {}


def _guess(link: Link, scene: Scene) -> Guess:  # noqa: PLR0912 (one branch a reading, in order)
    """Go from the surest reading to the weakest."""
    target = link.target
    if "://" in target or target.startswith("mailto:"):
        return Guess("url")
    if any(mark in target for mark in ("{{", "{%", "<%", "${")):
        return Guess("template")
    beyond = _beyond(link, scene)
    if beyond is not None:
        return beyond
    if name_key(last(target)) in scene.once("left out", lambda: _left_out(scene)):
        return Guess("excluded")
    names = scene.once("names", lambda: Names.of(scene.vault.files))
    same = [path for path in names.same(target) if _alike(path, link)]
    if (
        same
        and "/" in target
        and any(name_key(last(one)) == name_key(last(target)) for one in same)
    ):
        return Guess("elsewhere", same[0] if len(same) == 1 else "", tuple(same))
    if same:
        return Guess("marks", same[0] if len(same) == 1 else "", tuple(same))
    if link.kind != "markdown" and not link.embed:
        owners = scene.vault.aliases.get(name_key(target), ())
        if owners:
            return Guess("alias", owners[0] if len(owners) == 1 else "", owners)
    if daily_date(target, scene) is not None and not link.embed:
        return Guess("daily")
    if link.kind == "base" and target.strip("/") in _all_folders(scene):
        return Guess("folder")
    slips = [path for path in names.slips(target) if _alike(path, link)]
    if slips:
        return Guess("slip", slips[0] if len(slips) == 1 else "", tuple(slips))
    gone = scene.outside.gone().get(fold(last(target)))
    if gone is not None:
        now = gone if gone in scene.once("files", lambda: frozenset(scene.vault.files)) else ""
        return Guess("moved", now, (now,) if now else ())
    if link.embed:
        return Guess("embed")
    if link.kind == "markdown":
        # `f[a](x)` in pasted formulas is a link by the grammar, and was meant for no file.
        return Guess("unwritten" if len(target) == 1 else "markdown")
    if link.kind == "base":
        return Guess("soft")
    if link.kind == "canvas" or "/" in target.strip("/"):
        return Guess("path")
    return Guess("unwritten")


def _beyond(link: Link, scene: Scene) -> Guess | None:
    """Return the reading of a path to what is no file of the vault, and is not missing either."""
    if link.kind != "markdown":
        return None
    target = link.target
    here = follow(scene.path.rpartition("/")[0], target)
    if not scene.vault.settings.is_obsidian:
        # A plain folder may be a part of a repository, or the source of a site with addresses.
        if here is None:
            return Guess("outside")
        if target.startswith("/") and not target.lower().endswith((".md", *ATTACHMENT_ENDINGS)):
            return Guess("site")
    config = scene.config
    hidden = scene.once("excluded", lambda: matcher([*config.exclude, f"/{config.build.out}"]))
    paths = [path for path in (here, follow("", target)) if path]
    if here == "" or any(path in _all_folders(scene) for path in paths):
        return Guess("folder")
    return Guess("excluded") if any(map(hidden, paths)) else None


def _left_out(scene: Scene) -> frozenset[str]:
    """Return the names of files that the settings leave out: Obsidian reaches them."""
    return frozenset(name_key(last(path)) for path in scene.outside.left_out())


def follow(folder: str, target: str) -> str | None:
    """Follow a relative path from a folder; None where it leaves the vault."""
    return join("" if target.startswith("/") else folder, target)


def _all_folders(scene: Scene) -> frozenset[str]:
    """Return every folder that holds a file, found once."""
    return scene.once("folders", lambda: _folders(scene))


def _alike(path: str, link: Link) -> bool:
    """Tell whether a file could be meant by kind: a link without an ending means a note."""
    ending = path.rpartition("/")[2].rpartition(".")[2].lower()
    if ending == "md":
        return not _has_ending(link.target) or link.target.lower().endswith(".md")
    return link.target.lower().endswith("." + ending)


def _has_ending(target: str) -> bool:
    """Tell whether a target ends like the name of a file that is no note."""
    ending = target.rpartition("/")[2].rpartition(".")[2].lower()
    return ending in ATTACHMENTS


ATTACHMENTS = frozenset(
    (
        *("avif", "bmp", "gif", "jpeg", "jpg", "png", "svg", "webp"),
        *("flac", "m4a", "mp3", "ogg", "wav", "webm", "3gp", "mkv", "mov", "mp4", "ogv"),
        *("pdf", "canvas", "base", "csv", "json", "txt", "html", "zip"),
    )
)
"""Endings of files that are no notes (B72, and some that vaults hold)."""
ATTACHMENT_ENDINGS = tuple(f".{one}" for one in sorted(ATTACHMENTS))


def _folders(scene: Scene) -> frozenset[str]:
    """Return every folder that holds a file."""
    folders: set[str] = set()
    for path in scene.vault.files:
        folder = path.rpartition("/")[0]
        while folder and folder not in folders:
            folders.add(folder)
            folder = folder.rpartition("/")[0]
    return frozenset(folders)


def retarget(link: Link, scene: Scene, path: str, *, safe: bool) -> Fix | None:
    """Return the fix that makes a link reach a file; None where its place can not be told."""
    if scene.note is None or not link.target_span.end:
        return None
    written = link.target_span.of(scene.note.text)
    at = written.find("#")
    tail = written[at:] if at != -1 else ""
    name = link_text(path, scene, markdown=link.kind == "markdown")
    changes: list[tuple[Span, str]] = [(link.target_span, name + tail)]
    words = shown_words(link, scene)
    if words:
        changes = [(link.target_span, name + tail + words)]
    return scene.fix(*changes, safe=safe)
