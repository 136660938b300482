"""A link's words are the message of a failed fetch.

## Why
Some plugins put the title of a page into the link, and `Site Unreachable` when they can not get it;
the words say nothing of the target, and were never looked at again.
Source: https://github.com/zolrath/obsidian-auto-link-title

## Example
```md
[Site Unreachable](https://arxiv.org/abs/2302.13971)
```
Instead:
```md
[LLaMA](https://arxiv.org/abs/2302.13971)
```

## Fix
None: the title is not known here.
"""

from __future__ import annotations

from vaultkit.lint.rule import rule
from vaultkit.notes.note import Link

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.lint.finding import Finding
    from vaultkit.lint.scene import Scene


PLACEHOLDERS = (
    "site unreachable",
    "title unavailable",
    "fetching title",
    "just a moment...",
    "attention required! | cloudflare",
    "access denied",
    "403 forbidden",
    "404 not found",
    "page not found",
    "untitled page",
)


def _may(_kind: str, _target: str, words: str | None) -> bool:
    """Tell whether a link has words of its own."""
    return bool(words)


@rule(
    "LNK020",
    "dead-placeholder",
    of=Link,
    severity="warning",
    when={"external"},
    glance=_may,
)
def dead_placeholder(link: Link, scene: Scene) -> Iterator[Finding]:
    """Report words that a program left where a title should stand."""
    words = (link.display or "").strip().lower().replace("\\", "")
    if words.startswith(PLACEHOLDERS) or words.endswith(PLACEHOLDERS[:2]):
        yield scene.finding(
            link.span,
            f"`{link.display}` is no title",
            cause="links whose words are the message of a failed fetch",
        )
