"""A property has one type in most notes, and another here.

## Why
In Obsidian a property has one type in the whole vault; a value of another type is shown with a
warning, and sorts and filters leave it out (B66). Source: https://help.obsidian.md/properties

## Example
```md
---
year: 2020
---
=== A.md
---
year: 2021
---
=== B.md
---
year: 2022
---
=== C.md
---
year: [2023, 2024]
---
```
Instead:
```md
---
year: 2020
---
=== A.md
---
year: 2021
---
=== B.md
---
year: 2022
---
=== C.md
---
year: 2023
---
```

## Fix
None: what was meant can not be told.
"""

from __future__ import annotations

from collections import defaultdict

from vaultkit.lint.rule import Gather, rule
from vaultkit.notes.rows import of_fields
from vaultkit.text import Span
from vaultkit.values import frozen
from vaultkit.vault.vault import Vault

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vaultkit.lint.finding import Finding
    from vaultkit.lint.scene import Scene
    from vaultkit.notes.note import Link, Note


@frozen
class Options:
    """When a type counts as a property's own."""

    least: int = 3
    """So many notes must have the usual type."""
    share: float = 0.7
    """So large a part of the notes must have it."""


def _rows(note: Note, links: Sequence[Link]) -> list[tuple[str, str, int, int]]:
    """Return key, type and place of each property of a note that has a value."""
    del links
    return [
        (key, kind, start, end)
        for key, value, start, end, *_, inline in of_fields(note.fields)
        if not inline and (kind := kind_of(value))
    ]


PROPERTIES = Gather("properties", _rows)


@rule(
    "NOT005", "property-type", of=Vault, severity="info", options=Options(), gathers=(PROPERTIES,)
)
def property_type(vault: Vault, scene: Scene) -> Iterator[Finding]:
    """Report the values that are not of their property's usual type."""
    del vault  # what it needs is gathered
    counts: dict[str, dict[str, int]] = {}
    gathered = scene.gathered(PROPERTIES)
    for rows in gathered.values():
        for key, kind, _, _ in rows:
            kinds = counts.setdefault(key.lower(), {})
            kinds[kind] = kinds.get(kind, 0) + 1
    usually: dict[str, tuple[str, int]] = {}
    for key, kinds in counts.items():
        usual, count = max(kinds.items(), key=lambda one: one[1])  # of equal ones the first
        total = sum(kinds.values())
        if count >= scene.options.least and scene.options.share * total <= count < total:
            usually[key] = (usual, count)
    places: dict[str, list[tuple[str, str, str, Span]]] = defaultdict(list)
    for where, rows in gathered.items() if usually else ():
        for key, kind, start, end in rows:
            if key.lower() in usually and kind != usually[key.lower()][0]:
                places[key.lower()].append((kind, where, key, Span(start, end)))
    for key, some in sorted(places.items()):
        usual, count = usually[key]
        for kind, path, name, span in some:
            yield scene.finding(
                span,
                f"`{name}` is a {kind} here, and a {usual} in {count} notes",
                cause="properties of another type than in most notes",
                topic=key,
                path=path,
            )


def kind_of(value: object) -> str:
    """Return the type of a value in words; empty for one that is missing."""
    if isinstance(value, bool):
        return "checkbox"
    if isinstance(value, int | float):
        return "number"
    if isinstance(value, list):
        return "list"
    if isinstance(value, dict):
        return "nested table"
    return "text" if isinstance(value, str) and value.strip() else ""
