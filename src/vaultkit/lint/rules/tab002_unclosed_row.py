"""A row of a table lacks its closing bar.

## Why
The header and the other rows have one; without it a cell is easily lost when the table is edited.
Source: https://github.github.com/gfm/#tables-extension-

## Example
```md
| model | year |
|---|---|
| Llama | 2023
```
Instead:
```md
| model | year |
|---|---|
| Llama | 2023 |
```

## Fix
Safe: the bar is put at the end of the row.
"""

from __future__ import annotations

from vaultkit.lint.rule import rule
from vaultkit.notes.note import Table
from vaultkit.text import Span

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.lint.finding import Finding
    from vaultkit.lint.scene import Scene


@rule("TAB002", "unclosed-row", of=Table, severity="info")
def unclosed_row(table: Table, scene: Scene) -> Iterator[Finding]:
    """Report rows without a bar at their end where the header has one."""
    assert scene.note is not None
    text = scene.note.text
    if not table.header.span.of(text).rstrip().endswith("|"):
        return
    for row in table.rows:
        words = row.span.of(text).rstrip()
        closed = words.endswith("|") and not words.endswith("\\|")
        if closed or "|" not in words:
            continue
        end = row.span.start + len(words)
        yield scene.finding(
            row.span,
            "the row has no bar at its end",
            cause="rows of tables without their last bar",
            fix=scene.fix((Span(end, end), " |")),
        )
