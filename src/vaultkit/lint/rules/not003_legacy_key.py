"""A property has a name that Obsidian no longer reads.

## Why
`tag`, `alias` and `cssclass` were dropped for `tags`, `aliases` and `cssclasses`: the values are
still there, but nothing uses them (B58). Source: https://help.obsidian.md/properties

## Example
```md
---
alias: [LLaMA]
---
```
Instead:
```md
---
aliases: [LLaMA]
---
```

## Fix
Safe where the note has no property of the new name, and the value is a list; unsafe for one value,
which becomes a list.
"""

from __future__ import annotations

from vaultkit.lint.rule import rule
from vaultkit.notes.note import Field

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.lint.finding import Finding
    from vaultkit.lint.scene import Scene


NEW = {"tag": "tags", "alias": "aliases", "cssclass": "cssclasses"}


@rule("NOT003", "legacy-key", of=Field, severity="warning", keys=frozenset(NEW))
def legacy_key(field: Field, scene: Scene) -> Iterator[Finding]:
    """Report the old singular names."""
    assert scene.note is not None
    new = NEW.get(field.key.lower())
    if new is None or field.inline:
        return
    fix = None
    if scene.note.field(new) is None:
        changes = [(field.key_span, new)]
        value = field.value
        plain = isinstance(value, str) and "," not in value and "\n" not in value
        if plain and field.value_span.end > field.value_span.start:
            changes.append((field.value_span, f"[{field.value_span.of(scene.note.text)}]"))
        if plain or value is None or isinstance(value, list):
            fix = scene.fix(*changes, safe=not plain)
    yield scene.finding(
        field.key_span,
        f"Obsidian no longer reads `{field.key}`",
        hint=f"its name is `{new}`",
        cause="properties with names that Obsidian no longer reads",
        topic=field.key,
        fix=fix,
    )
