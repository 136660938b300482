"""A row of a table has more or fewer cells than its header.

## Why
A missing cell shifts all that follow: values stand under the wrong name, and are read so. Cells
that are too many are not shown at all. Source: https://github.github.com/gfm/#tables-extension-

## Example
```md
| model | size | year |
|---|---|---|
| Llama | 2023 |
```
Instead:
```md
| model | size | year |
|---|---|---|
| Llama | | 2023 |
```

## Fix
None: which cell is missing can not be told.
"""

from __future__ import annotations

from vaultkit.lint.cells import bare_bars
from vaultkit.lint.rule import rule
from vaultkit.notes.note import Table

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.lint.finding import Finding
    from vaultkit.lint.scene import Scene


@rule("TAB001", "ragged-row", of=Table, severity="warning")
def ragged_row(table: Table, scene: Scene) -> Iterator[Finding]:
    """Report rows that do not fit the header, but for bars in links (`unescaped-bar`)."""
    assert scene.note is not None
    text = scene.note.text
    wanted = len(table.header.cells)
    for row in table.rows:
        count = len(row.cells)
        if count != wanted and not any(bare_bars(text, row.span)):
            words = row.span.of(text)
            what = "later cells are not shown" if count > wanted else "which cell is missing?"
            if count == 1 and "|" not in words:
                what = "a blank line is missing above it"
            elif count > wanted and "$" in words:
                what = "a bar ends its cell in a formula too"
            yield scene.finding(
                row.span,
                f"the row has {count} cell{'s' if count != 1 else ''}, the header {wanted}; {what}",
                cause="rows of tables that do not fit their header",
            )
