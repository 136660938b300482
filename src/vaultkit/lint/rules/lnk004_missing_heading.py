"""A link names a heading that its note does not have.

## Why
Obsidian opens the note at its top, and an embed shows nothing, so the reader never finds the
place. Headings are compared as Obsidian does (B25-B33). Source: https://help.obsidian.md/links

## Example
```md
See [[Llama#Trainning]].
=== Llama.md
## Training
```
Instead:
```md
See [[Llama#Training]].
=== Llama.md
## Training
```

## Fix
Unsafe where one heading of the note differs by a single letter; none otherwise.
"""

from __future__ import annotations

from vaultkit.lint.anchors import github_heading
from vaultkit.lint.close import fold, is_slip
from vaultkit.lint.rule import rule
from vaultkit.notes.note import Link
from vaultkit.text import NotePath, Span
from vaultkit.vault.resolve import Missing

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.lint.finding import Finding, Fix
    from vaultkit.lint.scene import Scene

MOST = 100
"""Headings of a note that are looked at for a near one."""
LEAST = 4
"""Letters of a heading that may be taken for a slip of another."""


@rule("LNK004", "missing-heading", of=Link, severity="error", when={"missing-heading"})
def missing_heading(link: Link, scene: Scene) -> Iterator[Finding]:
    """Report a link to a heading that is not there."""
    reached = scene.reached
    assert isinstance(reached, Missing)
    path = reached.path or scene.path
    if github_heading(link, path, scene):
        return
    near = _near(link, path, scene) or list(reached.near[:2])
    words = " or ".join(f"`#{one}`" for one in near[:2])
    yield scene.finding(
        link.span,
        f"no heading `{link.subpath}` in `{path}`",
        hint=f"is {words} meant?" if words else "",
        cause="links to headings that are not there",
        topic=f"{path}{link.subpath}",
        fix=_fix(link, scene, near) if len(near) == 1 else None,
    )


def _near(link: Link, path: str, scene: Scene) -> list[str]:
    """Return the headings whose words differ from the link's last part by marks or one letter."""
    note = scene.vault.notes.get(NotePath(path))
    wanted = fold(link.subpath.rpartition("#")[2])
    if note is None or len(wanted) < LEAST:
        return []
    found = [
        one.text
        for one in note.headings[:MOST]
        if (name := fold(one.text)) and (name == wanted or is_slip(wanted, name))
    ]
    return list(dict.fromkeys(found))


def _fix(link: Link, scene: Scene, near: list[str]) -> Fix | None:
    """Return the fix that puts a heading's words in place of the link's last part."""
    heading = near[0]
    if scene.note is None or not link.target_span.end or link.kind == "markdown":
        return None
    written = link.target_span.of(scene.note.text)
    at = written.rfind("#")
    if at == -1 or any(char in heading for char in "#|^[]%`"):
        return None
    start = link.target_span.start + at + 1
    return scene.fix((Span(start, link.target_span.end), heading), safe=False)
