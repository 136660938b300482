"""How a link to a file is written: the shortest name that reaches it, and the words it shows."""

from __future__ import annotations

from vaultkit.lint.close import last

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from vaultkit.lint.scene import Scene
    from vaultkit.notes.note import Link


def link_text(path: str, scene: Scene, *, markdown: bool = False) -> str:
    """Return the path part of a link to a file: its name if unique, else its path (B88)."""
    counts = scene.once("counts", lambda: _counts(scene))
    base = path.rpartition("/")[2]
    note = base.lower().endswith(".md")
    short = counts.get(base.lower(), 0) <= 1
    text = (base if short else path) if not note else (last(path) if short else path[:-3])
    if markdown:
        from urllib.parse import quote

        return quote(text + (".md" if note else ""), safe="/!$&'*+,;=:@-._~")
    return text


def _counts(scene: Scene) -> dict[str, int]:
    """Return how many files have a name, in lower case."""
    counts: dict[str, int] = {}
    for path in scene.vault.files:
        base = path.rpartition("/")[2].lower()
        counts[base] = counts.get(base, 0) + 1
    return counts


def shown_words(link: Link, scene: Scene) -> str:
    """Return `|words` for a wikilink that shows its own target, so that it shows the same after.

    In a table the bar is escaped (B49). Empty where the link has words, or shows none.
    """
    wiki = link.kind == "wikilink" or (link.kind == "property" and link.raw.startswith("[["))
    if link.embed or not wiki or link.display is not None or not link.target:
        return ""
    assert scene.note is not None
    table = any(one.span.covers(link.span) for one in scene.note.tables)
    words = link.target_span.of(scene.note.text).strip()
    return (r"\|" if table else "|") + words
