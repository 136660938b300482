r"""A wikilink in a table has a bare bar, which ends the cell.

## Why
A table is split at its bars before links are read: the link falls apart over two cells, and all
later cells stand in the wrong column (B49). Source: https://help.obsidian.md/advanced-syntax

## Example
```md
| model | parent |
|---|---|
| [[Vicuna|Vicuna 13B]] | LLaMA |
=== Vicuna.md
```
Instead:
```md
| model | parent |
|---|---|
| [[Vicuna\|Vicuna 13B]] | LLaMA |
=== Vicuna.md
```

## Fix
Safe: a backslash is put before the bar.
"""

from __future__ import annotations

from vaultkit.lint.cells import bare_bars
from vaultkit.lint.rule import rule
from vaultkit.notes.note import Table
from vaultkit.text import Span

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.lint.finding import Finding
    from vaultkit.lint.scene import Scene


@rule("TAB004", "unescaped-bar", of=Table, severity="warning")
def unescaped_bar(table: Table, scene: Scene) -> Iterator[Finding]:
    """Report wikilinks and embeds in rows that have a bar without a backslash."""
    assert scene.note is not None
    for row in (table.header, *table.rows):
        for span, bar in bare_bars(scene.note.text, row.span):
            yield scene.finding(
                span,
                "the bar in the link ends the cell",
                cause="links in tables whose bar ends the cell",
                fix=scene.fix((Span(bar, bar), "\\")),
            )
