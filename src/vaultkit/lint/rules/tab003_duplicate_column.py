"""Two columns of a table have the same name.

## Why
What a cell says is told by its column; with two of a name, a reader has to guess.
Source: https://github.github.com/gfm/#tables-extension-

## Example
```md
| model | size | size |
|---|---|---|
| Llama | 7B | 13 GB |
```
Instead:
```md
| model | size | size on disk |
|---|---|---|
| Llama | 7B | 13 GB |
```

## Fix
None: what tells the two apart is yours to say.
"""

from __future__ import annotations

from vaultkit.lint.rule import rule
from vaultkit.notes.note import Table

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.lint.finding import Finding
    from vaultkit.lint.scene import Scene


@rule("TAB003", "duplicate-column", of=Table, severity="info", default=False)
def duplicate_column(table: Table, scene: Scene) -> Iterator[Finding]:
    """Report the second and later columns of a name."""
    seen: set[str] = set()
    for cell in table.header.cells:
        name = " ".join(cell.text.lower().split())
        if name and name in seen:
            yield scene.finding(
                cell.span,
                f"another column is called `{cell.text}` too",
                cause="columns with the name of another",
            )
        seen.add(name)
