"""A link's target is made by a template, so it can not be checked.

## Why
Jekyll, Hugo and template plugins fill such targets in later; Obsidian shows a dead link, or no link
at all. Source: https://jekyllrb.com/docs/liquid/

## Example
```md
![A llama]({{ site.url }}/images/llama.png)
```
Instead:
```md
![A llama](images/llama.png)
=== images/llama.png
```

## Fix
None: what the template makes of it is not known here.
"""

from __future__ import annotations

from vaultkit.lint.rule import rule
from vaultkit.lint.stretches import addresses
from vaultkit.notes.note import Note

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.lint.finding import Finding
    from vaultkit.lint.scene import Scene


MARKS = ("{{", "{%", "<%")


@rule("LNK017", "template-link", of=Note, severity="info", needs=("](",))
def template_link(note: Note, scene: Scene) -> Iterator[Finding]:
    """Report a Markdown link whose address holds `{{`, `{%` or `<%`."""
    for span in addresses(note):
        address = span.of(note.text)
        if any(mark in address for mark in MARKS):
            yield scene.finding(
                span,
                f"`{address}` is filled in by a template",
                cause="links that a template fills in, which can not be checked",
            )
