"""A property that must be a list is a text.

## Why
`tags`, `aliases` and `cssclasses` are lists since Obsidian 1.9; a text there is shown in orange and
not used (B56). Source: https://help.obsidian.md/properties

## Example
```md
---
tags: models, papers
---
```
Instead:
```md
---
tags: [models, papers]
---
```

## Fix
Unsafe: the text is split at its commas (tags also at blanks) and becomes a list.
"""

from __future__ import annotations

from vaultkit.lint.rule import rule
from vaultkit.notes.note import Field

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.lint.finding import Finding
    from vaultkit.lint.scene import Scene


LISTS = {"tags", "aliases", "cssclasses"}


@rule("NOT004", "list-as-text", of=Field, severity="info", keys=LISTS)
def list_as_text(field: Field, scene: Scene) -> Iterator[Finding]:
    """Report tags, aliases and classes that are no list."""
    key = field.key.lower()
    if key not in LISTS or field.inline or not isinstance(field.value, str):
        return
    if not field.value.strip():
        return
    words = field.value.replace(",", " ").split() if key == "tags" else field.value.split(",")
    names = [one.strip() for one in words if one.strip()]
    plain = all(set(one).isdisjoint("[]{}#&*!|>'\"%@`:\n\\") for one in names)
    fix = scene.fix((field.value_span, f"[{', '.join(names)}]"), safe=False) if plain else None
    yield scene.finding(
        field.value_span,
        f"`{field.key}` is no list",
        cause="tags, aliases or classes that are no list",
        topic=field.key,
        fix=fix,
    )
