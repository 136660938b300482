"""A link names a heading as GitHub writes it, which Obsidian does not follow.

## Why
GitHub makes `#my-heading` of the heading `My heading`; Obsidian compares the words, and opens the
note at its top (B25). In a folder that is no Obsidian vault this rule is silent.
Source: https://help.obsidian.md/links

## Example
```md
[data](#the-data)

## The data
```
Instead:
```md
[data](#The%20data)

## The data
```

## Fix
Unsafe: the heading's own words are put in, which GitHub does not follow.
"""

from __future__ import annotations

from vaultkit.lint.anchors import github_heading
from vaultkit.lint.rule import rule
from vaultkit.notes.note import Link
from vaultkit.text import Span
from vaultkit.vault.resolve import Missing

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.lint.finding import Finding
    from vaultkit.lint.scene import Scene


@rule("LNK021", "github-anchor", of=Link, severity="warning", when={"missing-heading"})
def github_anchor(link: Link, scene: Scene) -> Iterator[Finding]:
    """Report a link whose heading GitHub would find."""
    reached = scene.reached
    assert isinstance(reached, Missing)
    heading = github_heading(link, reached.path or scene.path, scene)
    if not heading or not scene.vault.settings.is_obsidian:
        return
    fix = None
    if scene.note is not None and link.kind == "markdown" and link.target_span.end:
        at = link.target_span.of(scene.note.text).find("#")
        span = Span(link.target_span.start + at + 1, link.target_span.end)
        from urllib.parse import quote

        fix = scene.fix((span, quote(heading, safe="!$&'*+,;=@-._~")), safe=False)
    yield scene.finding(
        link.span,
        f"Obsidian has no heading `{link.subpath}`; GitHub takes it for `{heading}`",
        cause="links to headings as GitHub writes them",
        topic=f"{reached.path}{link.subpath}",
        fix=fix,
    )
