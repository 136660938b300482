"""A wikilink holds a web address.

## Why
Obsidian looks for a note of that name, and a click makes an empty one: the address is never
opened (B23). Source: https://help.obsidian.md/links

## Example
```md
See [[https://arxiv.org/abs/2302.13971|the paper]].
```
Instead:
```md
See [the paper](https://arxiv.org/abs/2302.13971).
```

## Fix
Safe: the same words as a Markdown link.
"""

from __future__ import annotations

from vaultkit.lint.broken import guess
from vaultkit.lint.rule import rule
from vaultkit.notes.note import Link

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.lint.finding import Finding
    from vaultkit.lint.scene import Scene


def _may(kind: str, target: str, _words: str | None) -> bool:
    """Tell whether a link may be a wikilink around an address."""
    return kind == "wikilink" and ":" in target


@rule(
    "LNK008",
    "url-in-wikilink",
    of=Link,
    severity="error",
    when={"missing-file", "external"},
    glance=_may,
)
def url_in_wikilink(link: Link, scene: Scene) -> Iterator[Finding]:
    """Report a wikilink around an address."""
    if link.kind != "wikilink" or guess(link, scene).kind != "url":
        return
    address = link.target + link.subpath
    words = link.display or address
    plain = not any(char in address + words for char in " ()[]<>|\\")
    fix = None
    if plain or not any(char in address for char in " ()<>\\"):
        new = f"[{words}]({address})" if link.display else f"<{address}>"
        fix = scene.fix((link.span, "!" * link.embed + new)) if "]" not in words else None
    yield scene.finding(
        link.span,
        f"a wikilink does not open `{address}`",
        cause="wikilinks around web addresses",
        hint="write it as [words](address)",
        fix=fix,
    )
