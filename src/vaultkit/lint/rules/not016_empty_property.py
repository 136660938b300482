"""A property has no value.

## Why
Templates leave such keys behind; nothing can be read from them, and Obsidian shows an empty row.
Source: https://help.obsidian.md/properties

## Example
```md
---
publish:
---
```
Instead:
```md
---
publish: true
---
```

## Fix
None: the value is not known here.
"""

from __future__ import annotations

from vaultkit.lint.rule import rule
from vaultkit.notes.note import Field

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.lint.finding import Finding
    from vaultkit.lint.scene import Scene


@rule("NOT016", "empty-property", of=Field, severity="info", default=False)
def empty_property(field: Field, scene: Scene) -> Iterator[Finding]:
    """Report keys of the frontmatter without a value."""
    if not field.inline and (field.value is None or field.value in ("", [])):
        yield scene.finding(
            field.key_span,
            f"`{field.key}` has no value",
            cause="properties without a value",
            topic=field.key,
        )
