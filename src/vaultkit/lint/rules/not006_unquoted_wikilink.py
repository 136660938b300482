"""A wikilink in a property has no quotes.

## Why
YAML reads `[[X]]` as a list in a list: Obsidian shows no link, and a rename leaves it behind (B62).
Source: https://help.obsidian.md/properties

## Example
```md
---
up: [[Models]]
---
```
Instead:
```md
---
up: "[[Models]]"
---
```

## Fix
Safe: quotes are put around the link.
"""

from __future__ import annotations

from vaultkit.lint.rule import rule
from vaultkit.notes.note import Field
from vaultkit.text import Span

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.lint.finding import Finding
    from vaultkit.lint.scene import Scene


@rule("NOT006", "unquoted-wikilink", of=Field, severity="warning", needs=("[[",))
def unquoted_wikilink(field: Field, scene: Scene) -> Iterator[Finding]:
    """Report `key: [[X]]` and `- [[X]]`."""
    assert scene.note is not None
    if field.inline or not isinstance(field.value, list):
        return
    start, end = field.value_span
    text = scene.note.text
    at = text.find("[[", start, end)
    while at != -1:
        stop = text.find("]]", at, end)
        line_start = max(text.rfind("\n", 0, at) + 1, start)
        before = text[line_start:at].strip(" \t")
        line_end = text.find("\n", at, end)
        after = text[stop + 2 : line_end if line_end != -1 else end].strip() if stop != -1 else ""
        alone = before in {"", "-"} and (not after or after.startswith("#"))
        inside = text[at + 2 : stop] if stop != -1 else ""
        if alone and inside and '"' not in inside and "[" not in inside and "\n" not in inside:
            span = Span(at, stop + 2)
            yield scene.finding(
                span,
                "a wikilink without quotes is a list to YAML, and no link",
                cause="wikilinks in properties without quotes",
                fix=scene.fix((span, f'"{span.of(text)}"')),
            )
        at = text.find("[[", at + 2, end)
